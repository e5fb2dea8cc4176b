/** The approvals of a portal's bulletins: judged before anything is planned, kept once the bulletin is published. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Approval, judgeApproval } from '../content/approval.ts'
import { bulletinRecord } from '../content/record.ts'
import type { SourceBulletin } from '../content/release.ts'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import { writeAside } from '../publish/write-aside.ts'
import { approvalsFile, readApproval, withApproval } from '../source/approvals.ts'
import { momentOf } from '../source/calendar.ts'
import type { SourceFile } from '../source/folder.ts'
import type { Config } from '../source/settings.ts'
import { readText } from '../source/text.ts'
import type { SourceReader } from './source-reader.ts'

/** By path under content/: since when what is approved (see `stateOf`), and what of it no file keeps yet. */
export interface Approvals {
  approvedSince: (path: string) => number | 'always' | null
  unrecorded: Map<string, Approval>
  diagnostics: Diagnostic[]
}

/** Judges every bulletin, where the settings ask for approval. Codes: those of `readApproval` and `judgeApproval`. */
export function judgeApprovals(
  sources: readonly SourceBulletin[],
  files: ReadonlyMap<string, SourceFile>,
  reader: SourceReader,
  config: Config,
  root: string,
  now: number,
): Approvals {
  const unrecorded = new Map<string, Approval>()
  if (!config.approvals.required) return { approvedSince: () => 'always', unrecorded, diagnostics: [] }
  const approved = new Map<string, number | 'always'>()
  const diagnostics: Diagnostic[] = []
  for (const source of sources) {
    const { bulletin } = source
    const { path, facts, standing } = bulletin
    if (standing) approved.set(path, 'always')
    if (standing || facts.draft) continue
    const kept = readApproval(root, path, config.timezone)
    for (const diagnostic of kept.diagnostics) diagnostics.push(diagnostic)
    if (kept.diagnostics.length > 0 || (kept.approval === null && facts.approvedBy === undefined)) continue
    const digest = bulletinRecord(source, files, (file) => reader.digestOf(file)?.digest ?? null)
    const verdict = judgeApproval(bulletin, digest, kept.approval, config, momentOf(now, config.timezone))
    for (const diagnostic of verdict.diagnostics) diagnostics.push(diagnostic)
    if (verdict.since !== null) approved.set(path, verdict.since.instant)
    if (verdict.unrecorded !== null) unrecorded.set(path, verdict.unrecorded)
  }
  return { approvedSince: (path) => approved.get(path) ?? null, unrecorded, diagnostics }
}

/** Keeps approvals in their files, by path under content/. Code: `approval-unrecorded`. */
export function keepApprovals(approvals: ReadonlyMap<string, Approval>, root: string): Diagnostic[] {
  return [...approvals].flatMap(([path, approval]) => {
    const reason = keepApproval(approval, path, root)
    return reason === null ? [] : [problem('approval-unrecorded', { reason }, inFile(approvalsFile(path)))]
  })
}

/** Adds an approval to its bulletin's file; gives what the system says where it refuses. */
export function keepApproval(approval: Approval, path: string, root: string): string | null {
  const absolute = join(root, approvalsFile(path))
  const before = existsSync(absolute) ? readText({ absolute, file: approvalsFile(path) }) : { text: null }
  return 'text' in before ? writeAside(root, approvalsFile(path), withApproval(before.text, approval)) : 'EIO'
}

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

/** By path under content/: since when what is approved (see `stateOf`), and what of it no file keeps yet, with the bulletin's file. */
export interface Approvals {
  approvedSince: (path: string) => number | 'always' | null
  unrecorded: Map<string, { approval: Approval; file: string }>
  diagnostics: Diagnostic[]
}

/**
 * Judges every bulletin, where the settings ask for approval. What is wrong with the file of an approval is its bulletin's fault. Codes:
 * `approval-invalid`, `approval-unreadable`, and those of `judgeApproval`.
 */
export function judgeApprovals(
  sources: readonly SourceBulletin[],
  files: ReadonlyMap<string, SourceFile>,
  reader: SourceReader,
  config: Config,
  root: string,
  now: number,
): Approvals {
  const unrecorded: Approvals['unrecorded'] = new Map()
  if (!config.approvals.required) return { approvedSince: () => 'always', unrecorded, diagnostics: [] }
  const approved = new Map<string, number | 'always'>()
  const diagnostics: Diagnostic[] = []
  for (const source of sources) {
    const { bulletin } = source
    const { path, file, facts, standing } = bulletin
    if (standing) approved.set(path, 'always')
    if (standing || facts.draft) continue
    const kept = readApproval(root, path, config.timezone)
    const about = { kept: approvalsFile(path) }
    const related = { related: [inFile(about.kept)] }
    if (kept === 'invalid') diagnostics.push(problem('approval-invalid', about, inFile(file), related))
    if (kept !== null && typeof kept === 'object' && 'unreadable' in kept) {
      const { unreadable: reason } = kept
      diagnostics.push(problem('approval-unreadable', { ...about, reason }, inFile(file), related))
      // Whether it is approved is not known: it comes out at its time, and the error keeps it, or a site that has it, back.
      approved.set(path, 'always')
      continue
    }
    if (kept === 'invalid' || (kept === null && facts.approvedBy === undefined)) continue
    const digest = bulletinRecord(source, files, (file) => reader.digestOf(file)?.digest ?? null)
    const verdict = judgeApproval(bulletin, digest, kept, config, momentOf(now, config.timezone))
    for (const diagnostic of verdict.diagnostics) diagnostics.push(diagnostic)
    if (verdict.since !== null) approved.set(path, verdict.since.instant)
    if (verdict.unrecorded !== null) unrecorded.set(path, { approval: verdict.unrecorded, file })
  }
  return { approvedSince: (path) => approved.get(path) ?? null, unrecorded, diagnostics }
}

/** Keeps approvals in their files, by path under content/. Code: `approval-unrecorded`. */
export function keepApprovals(approvals: Approvals['unrecorded'], root: string): Diagnostic[] {
  return [...approvals].flatMap(([path, { approval, file }]) => {
    const reason = keepApproval(approval, path, root)
    return reason === null ? [] : [problem('approval-unrecorded', { kept: approvalsFile(path), reason }, inFile(file))]
  })
}

/** Adds an approval to its bulletin's file; gives what the system says where it refuses. */
export function keepApproval(approval: Approval, path: string, root: string): string | null {
  const absolute = join(root, approvalsFile(path))
  const before = existsSync(absolute) ? readText({ absolute, file: approvalsFile(path) }) : { text: null }
  return 'text' in before ? writeAside(root, approvalsFile(path), withApproval(before.text, approval)) : 'EIO'
}

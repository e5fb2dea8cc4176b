/** Approving one bulletin: what it says now, kept with who read it. */

import { approvalFault } from '../content/approval.ts'
import { isMarkdown } from '../content/media.ts'
import { bulletinRecord } from '../content/record.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { approvalsFile } from '../source/approvals.ts'
import { momentOf } from '../source/calendar.ts'
import { takeSnapshot } from '../source/portal.ts'
import { keepApproval } from './approvals.ts'
import { prepareReading } from './bulletins.ts'
import { readConfig } from './read-config.ts'
import { type Kept, readingOf } from './reading.ts'
import type { BuildRequest } from './request.ts'
import { sourceReader } from './source-reader.ts'

/** Who approves which file, by the absolute paths that it may be meant by; `emergency` is why it may not wait for a second person, else null. */
export interface ApprovalRequest {
  files: readonly string[]
  by: string
  emergency: string | null
}

/**
 * Keeps the approval; `kept` is the file that it stands in, null with an error, `absent` where the file is no bulletin.
 * Codes: those of reading, `approval-own`, `approval-unlisted`, `machine-failed`.
 */
export async function approve(
  request: Omit<BuildRequest, 'onProgress'>,
  { files, by, emergency }: ApprovalRequest,
  shown: (absolute: string) => string,
): Promise<{ kept: string | 'absent' | null; diagnostics: Diagnostic[] }> {
  const { places, now } = request
  const { config, diagnostics } = readConfig(request, shown)
  if (config === null) return { kept: null, diagnostics }
  const { snapshot } = takeSnapshot(places, shown)
  const source = [...snapshot.content.values()].find((one) => files.includes(one.absolute) && isMarkdown(one.path))
  if (source === undefined) return { kept: 'absent', diagnostics }
  const { path } = source
  const reading = prepareReading(snapshot, config, request.parser)
  const read = (await readingOf(reading.context))({ ...source, inherited: reading.inheritedFor(path), expected: null })
  for (const diagnostic of read.faults) diagnostics.push(diagnostic)
  const one = read.read === null ? null : (JSON.parse(read.read.json) as Kept)
  for (const diagnostic of one?.diagnostics ?? []) if (diagnostic.severity === 'error') diagnostics.push(diagnostic)
  if (read.read === null || one === null || one.bulletin === null) return { kept: null, diagnostics }

  const fault = approvalFault({ by, emergency }, one.bulletin, config.approvals.officers)
  if (fault !== null) diagnostics.push({ ...fault, severity: 'error' })
  const reader = sourceReader(new Map(), (fault) => diagnostics.push(fault))
  const bulletin = { bulletin: one.bulletin, facts: one.facts, text: read.read.text }
  const digest = bulletinRecord(bulletin, snapshot.content, (beside) => reader.digestOf(beside)?.digest ?? null)
  if (diagnostics.some(({ severity }) => severity === 'error')) return { kept: null, diagnostics }
  const reason = keepApproval({ by, at: momentOf(now, config.timezone), digest, emergency }, path, places.root)
  if (reason === null) return { kept: approvalsFile(path), diagnostics }
  return { kept: null, diagnostics: [...diagnostics, problem('machine-failed', { reason, path: approvalsFile(path) })] }
}

/** Reads what the portal says of documents by itself; few files, read anew by each build. */
import { type DecisionRecord, readDecisionRecords } from '../content/decision-records.ts'
import { futureDays } from '../content/record-days.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { digest } from '../source/digest.ts'
import type { Snapshot } from '../source/portal.ts'
import type { Config } from '../source/settings.ts'
import { readText } from '../source/text.ts'

/**
 * `frame` is the digest of all that was read; `now` is in milliseconds since 1970 UTC. Codes: `file-unreadable`,
 * `encoding-invalid`, and those of `readDecisionRecords` and `futureDays`.
 */
export function readRecords(
  { decisions }: Snapshot,
  now: number,
  { timezone }: Config,
): {
  records: DecisionRecord[]
  frame: string
  diagnostics: Diagnostic[]
} {
  const texts: [path: string, text: string][] = []
  const records: DecisionRecord[] = []
  const diagnostics: Diagnostic[] = []
  for (const file of decisions) {
    const read = readText(file)
    if ('diagnostic' in read) {
      diagnostics.push(read.diagnostic)
      continue
    }
    texts.push([file.path, read.text])
    const made = readDecisionRecords(read.text, file.path, file.file)
    for (const record of made.records) records.push(record)
    for (const one of [...made.diagnostics, ...futureDays(made.records, now, timezone)]) diagnostics.push(one)
  }
  return { records, frame: digest(JSON.stringify(texts)), diagnostics }
}

/** What the names of the files under content/ tell: copies of bulletins, and texts that are never published. */
import { fileCopies } from '../content/copies.ts'
import type { DecisionRecord } from '../content/decision-records.ts'
import type { SourceBulletin } from '../content/release.ts'
import { unpublishedTexts } from '../content/unpublished.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Snapshot } from '../source/portal.ts'

/** `ignored` are the files that `list --all` shows as passed over. Codes: those of `fileCopies` and `unpublishedTexts`. */
export function judgeNames(
  { content, ignored }: Snapshot,
  sources: readonly SourceBulletin[],
  records: readonly DecisionRecord[],
): { ignored: string[]; diagnostics: Diagnostic[] } {
  const bulletins = sources.map(({ bulletin }) => bulletin)
  const unpublished = unpublishedTexts(content, bulletins, records)
  return {
    ignored: [...ignored, ...unpublished.files].sort(),
    diagnostics: [...fileCopies(bulletins), ...unpublished.diagnostics],
  }
}

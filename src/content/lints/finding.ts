/** What a lint finds in a source text. */
import type { Diagnostic, Edit } from '../../diagnostics/diagnostic.ts'

/** `offset` is where it begins in the text of the file; `fix` is null where only its author can tell what is right. */
export interface Finding {
  told: (place: Diagnostic['place']) => Diagnostic
  offset: number
  fix: readonly Edit[] | null
}

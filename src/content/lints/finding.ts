/** What a lint finds in a source text. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'

/** A text of the file in UTF-16 units, and what it should be. */
export interface Fix {
  start: number
  end: number
  text: string
}

/** `offset` is where it begins in the text of the file; `fix` is null where only its author can tell what is right. */
export interface Finding {
  told: (place: Diagnostic['place']) => Diagnostic
  offset: number
  fix: Fix | null
}

/** A problem that a reader of Markdown finds in a body. */
import type { Diagnostic, Place } from '../../diagnostics/diagnostic.ts'

/**
 * `line` and `column` are the body's own, from 1, the column in UTF-16 units. `removed` is the markup that is not in the tree,
 * where the fault is that.
 */
export interface ReaderFault {
  line: number
  column: number
  removed?: string
  told: (place: Place) => Diagnostic
}

/** A problem by its offset in the body, in UTF-16 units. */
export interface Found {
  offset: number
  told: (place: Place) => Diagnostic
}

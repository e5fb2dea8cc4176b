/** The order of texts that no locale changes: by their UTF-16 units. */

/** Negative, zero or positive, for `sort`. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

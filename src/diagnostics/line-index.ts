/** From an offset in a text to the line and column that an editor shows. */

/** The offsets at which each line begins. */
export type LineIndex = readonly number[]

/** Reads the line starts of a text (LF, CRLF and lone CR all end a line). */
export function lineIndex(text: string): LineIndex {
  const starts = [0]
  if (!text.includes('\r')) {
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1)
    return starts
  }
  for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length)
  return starts
}

/** Line and column, both from 1, of an offset in UTF-16 units. */
export function positionAt(index: LineIndex, offset: number): { line: number; column: number } {
  let low = 0
  let high = index.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((index[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (index[low] ?? 0) + 1 }
}

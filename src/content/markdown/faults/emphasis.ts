/** Asterisks and underscores that open or close nothing, so that readers see them. */
import { problem } from '../../../diagnostics/diagnostic.ts'
import type { Found } from '../fault.ts'
import { COVER, type Literal, quoted } from './literal.ts'

/** A block's letters; in a cell of a table marks may stand for notes below it. */
export interface Block extends Literal {
  isCell: boolean
}

/** A run of two or three marks that is alone of its kind in its line. */
interface Mark {
  side: 'open' | 'close'
  run: string
  offset: number
  written: string
  isCell: boolean
}

const letter = /[\p{L}\p{N}]/u

/**
 * `**Hội nghị` without an end, `**A****1**`, `__x`. Left alone are marks of notes (`số liệu**` and later `** Ước tính`),
 * hidden digits (`0912****678`), powers and blanks to fill in. Code: `emphasis-unclosed`.
 */
export function unclosedEmphasis(blocks: readonly Block[]): Found[] {
  const found: Found[] = []
  const marks: Mark[] = []
  for (const { text, offset, isCell } of blocks) {
    if (!text.includes('**') && !text.includes('__')) continue
    let start = offset
    for (const line of text.split('\n')) {
      const runs = [...line.matchAll(/\*{2,}|_{2,}/g)]
      const often = new Map<string, number>()
      for (const [run] of runs) often.set(run, (often.get(run) ?? 0) + 1)
      for (const { index, 0: run } of runs) {
        const [before, after] = [line[index - 1] ?? ' ', line[index + run.length] ?? ' ']
        if (run.startsWith('****') && /\p{L}/u.test(before + after) && letter.test(before) && letter.test(after))
          found.push(
            unclosed(
              'run',
              `${wordBefore(line.slice(Math.max(0, index - 40), index))}${quoted(line.slice(index, index + 200), 30)}`,
              start + index,
            ),
          )
        if (run.length > 3 || often.get(run) !== 1) continue
        const side = sideOf(before, after, run)
        if (side === null) continue
        const written =
          side === 'open'
            ? quoted(line.slice(index, index + 300))
            : wordBefore(line.slice(Math.max(0, index - 40), index)) + run
        marks.push({ side, run, offset: start + index, written, isCell })
      }
      start += line.length + 1
    }
  }
  const [first] = marks
  // A mark behind a word that comes before one at a line's head: a note, and what it says.
  const isNote =
    first?.side === 'close' && (first.isCell || marks.some(({ side, run }) => side === 'open' && run === first.run))
  if (isNote) return found
  const opened = new Set<string>()
  for (const mark of marks) {
    const isOpen = mark.side === 'open'
    if (isOpen) opened.add(mark.run)
    // What closes in a later paragraph has been reported where it opens; a lone short word may hide a name.
    else if (opened.delete(mark.run) || mark.isCell || !/[\p{L}\p{N}]{3}[\p{P}\p{S}]*$/u.test(mark.written)) continue
    found.push(unclosed(mark.side, mark.written, mark.offset))
  }
  return found
}

function sideOf(before: string, after: string, run: string): Mark['side'] | null {
  const isOutside = (sign: string) => sign === COVER || /[\s\p{P}\p{S}]/u.test(sign)
  if (isOutside(before) && /[\p{L}\p{N}“"‘]/u.test(after)) return 'open'
  // Underscores behind a word are a blank to fill in.
  return !run.startsWith('_') && /[\p{L}\p{N}\p{P}]/u.test(before) && isOutside(after) ? 'close' : null
}

function unclosed(kind: 'open' | 'close' | 'run', written: string, offset: number): Found {
  return { offset, told: (place) => problem('emphasis-unclosed', { kind, written }, place) }
}

function wordBefore(text: string): string {
  return (/\S{1,30}$/u.exec(text)?.[0] ?? '').replaceAll(COVER, '')
}

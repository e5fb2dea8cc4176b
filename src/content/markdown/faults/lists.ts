/** Numbers that Markdown takes for those of a list: readers see others than were typed. */
import type { List, Root } from 'mdast'
import { problem } from '../../../diagnostics/diagnostic.ts'
import type { Found } from '../fault.ts'
import { walk } from '../walk.ts'

/** Codes: `list-renumbered`, once a list; `number-as-list`. */
export function listFaults(tree: Root, body: string): Found[] {
  const found: Found[] = []
  walk(tree, 'list', (list: List) => {
    const offsets = list.children.map(({ position }) => position?.start.offset ?? 0)
    const taken = offsets.flatMap((offset) => numberTaken(list, offset, body) ?? [])
    for (const one of taken) found.push(one)
    // The lists within a day are not the author's.
    if (taken.length > 0) return 'skip'
    if (!list.ordered) return
    const typed = offsets.map((offset) => Number(/^\d{1,9}/.exec(body.slice(offset, offset + 9))?.[0] ?? Number.NaN))
    const [start = 1] = typed
    // "1." before every item is a way to let Markdown count.
    if (start <= 1 && typed.every((number) => number === start)) return
    const wrong = typed.findIndex((number, nth) => number !== start + nth)
    if (wrong < 0) return
    const [written, shown] = [String(typed[wrong]), String(start + wrong)]
    found.push({
      offset: offsets[wrong] ?? 0,
      told: (place) => problem('list-renumbered', { written, shown }, place),
    })
  })
  return found
}

/** A day (`17. 1. 2023`), a year or degrees below zero at a line's head. */
function numberTaken({ ordered, children: { length } }: List, offset: number, body: string): Found | null {
  const line = /^[^\n]*/.exec(body.slice(offset, offset + 80))?.[0] ?? ''
  const told = (kind: 'day' | 'year' | 'minus', written = ''): Found => ({
    offset,
    told: (place) => problem('number-as-list', { kind, written }, place),
  })
  if (!ordered) {
    const minus = length === 1 ? /^- \d+(?:[.,]\d+)? ?(?:°|độ(?!\p{L}))/u.exec(line) : null
    return minus && told('minus', minus[0])
  }
  const day = /^\d{1,2}\. {1,4}\d{1,2}\. {0,4}\d{4}(?!\d)/.exec(line)
  if (day) return told('day', day[0])
  const year = length === 1 ? /^(?:19|20)\d\d[.)]/.exec(line) : null
  return year && told('year', year[0])
}

/** Tags, entities and marks of Markdown in the words of the front matter, which are plain text. */
import { type Edit, problem } from '../../diagnostics/diagnostic.ts'
import { markupIn } from '../shown-markup.ts'
import type { Finding } from './finding.ts'

/** `text` is what readers see of the file, `bodyStart` the offset of its body. */
export function headMarkup(text: string, bodyStart: number): Finding[] {
  const found: Finding[] = []
  let start = 0
  for (const line of text.slice(0, bodyStart).split('\n')) {
    const fixes = entityEdits(line, start)
    for (const { kind, written, offset } of markupIn(line)) {
      const told: Finding['told'] = (place) => problem('markup-shown', { kind, written }, place)
      found.push({ offset: start + offset, told, fix: kind === 'entity' && fixes.length > 0 ? fixes : null })
    }
    start += line.length + 1
  }
  return found
}

/** Signs that no YAML takes for its own, wherever they stand in a value. */
const named: Record<string, string> = {
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
}

function entityEdits(line: string, start: number): Edit[] {
  return [...line.matchAll(/&(?:(\w{2,10})|#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6}));/g)].flatMap(
    ({ index, 0: written, 1: name = '', 2: decimal, 3: hex }) => {
      const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : 0
      const isAmpersand = name === 'amp' || code === 38
      // At a value's head & names an anchor, before a word with a semicolon it would be the next entity.
      const isSafe =
        / $/.test(line.slice(0, index)) && line[index + written.length] === ' ' && /\p{L}/u.test(line.slice(0, index))
      if (isAmpersand) return isSafe ? [{ offset: start + index, written, right: '&' }] : []
      const right = named[name] ?? (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '')
      return /^[\p{L}–—…‘’“”]$/u.test(right) ? [{ offset: start + index, written, right }] : []
    },
  )
}

/** A text's first citation of a document owes type, number and symbol, date, office and abstract (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3). */
import { problem } from '../../diagnostics/diagnostic.ts'
import { documentTypes } from '../document-names.ts'
import type { Finding } from './finding.ts'

const types = Object.values(documentTypes.vi).sort((a, b) => b.length - a.length)
const cited = new RegExp(
  `(?<!\\p{L})(${types.join('|')})[ \\t]+số:?[ \\t]+(\\d{1,5}[a-zđ]?)((?:/\\d{4})?(?:[/-][\\p{Lu}\\d][\\p{L}\\d&]*)*)(?![\\d/])`,
  'giu',
)

/** So far behind a number its date and its office are looked for. */
const REACH = 90

/** The first citation of each number that lacks its symbol or, where an office gave the number, its date. */
export function citationFindings(text: string): Finding[] {
  const known = new Set<string>()
  return [...text.matchAll(cited)].flatMap(({ index, 0: written, 1: type = '', 2: number = '', 3: symbol = '' }) => {
    const key = `${type.toLowerCase()} ${number}`
    if (known.has(key)) return []
    known.add(key)
    const after = text.slice(index + written.length, index + written.length + REACH).split(/[.;]\s|\n\s*\n/)[0] ?? ''
    const missing = [
      ...(/\p{L}/u.test(symbol) ? [] : ['symbol']),
      // The number of a law or decree holds its year.
      ...(/^\/\d{4}\//.test(symbol) || /ngày\s+\d/i.test(after) ? [] : ['date']),
    ]
    if (missing.length === 0) return []
    return [
      {
        told: (place) => problem('citation-incomplete', { written: written.replace(/\s+/g, ' '), missing }, place),
        offset: index,
        fix: null,
      } satisfies Finding,
    ]
  })
}

/** Tables that lose cells, and rows of cells that make no table. */
import type { Root, Table } from 'mdast'
import { problem } from '../../../diagnostics/diagnostic.ts'
import type { Found } from '../fault.ts'
import { walk } from '../walk.ts'
import type { Literal } from './literal.ts'

/** Cells beyond the first row's count are on no page (GFM 0.29, tables). Code: `cell-lost`, once a row. */
export function lostCells(tree: Root, body: string): Found[] {
  const found: Found[] = []
  walk(tree, 'table', (table: Table) => {
    const columns = table.align?.length ?? 0
    for (const row of table.children) {
      const [first, ...others] = row.children.slice(columns)
      const [start, end] = [first?.position?.start.offset, (others.at(-1) ?? first)?.position?.end.offset]
      if (start === undefined || end === undefined) continue
      const text = body.slice(start, end).replace(/^\s*\|?\s*|\s*\|?\s*$/g, '')
      // A second bar at a row's end holds nothing.
      if (/^[\s|]*$/.test(text)) continue
      const lead = /^\s*\|?\s*/.exec(body.slice(start, end))?.[0].length ?? 0
      const written = text.length > 80 ? `${text.slice(0, 80)}…` : text
      found.push({ offset: start + lead, told: (place) => problem('cell-lost', { written, columns }, place) })
    }
  })
  return found
}

/** Dashes that Word makes of hyphens, lines of plus and equals signs: what was meant for the rule below a table's head. */
const rule = /^[|+]?[ \t]*(?=[^|+]*[-=–—_])[-=–—_: \t]+(?:[|+][-=–—_: \t]+)*[|+]?[ \t]*$/
/** No rule is longer. */
const LONGEST = 2000

const soundRule = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/

/** Two or more rows of cells in a paragraph, or a rule on its own. Code: `table-unseen`. */
export function unseenTable({ text, offset }: Literal): Found[] {
  if (!text.includes('|') && !/^\+[-=–—]/m.test(text)) return []
  const lines: { at: number; line: string }[] = []
  let start = offset
  for (const line of text.split('\n')) {
    const lead = /^[ \t>]*/.exec(line)?.[0].length ?? 0
    lines.push({ at: start + lead, line: line.slice(lead).trimEnd() })
    start += line.length + 1
  }
  const isRule = (line: string) =>
    line.length < LONGEST && rule.test(line) && /[|+]/.test(line) && /[-=–—_]{2}|[-=–—][|:+]|[|+][-=–—]/.test(line)
  const first = lines.findIndex(
    ({ line }) => isRule(line) || cellsOf(line) > 2 || (line.startsWith('|') && cellsOf(line) > 1),
  )
  const head = lines[first]
  if (head === undefined) return []
  const run = lines.slice(first)
  const rows = run.slice(0, run.findIndex(({ line }) => !line.includes('|') && !isRule(line)) >>> 0)
  const ruleAt = rows.findIndex(({ line }) => isRule(line))
  const [columns, ruled] = [cellsOf(head.line), ruleAt < 0 ? 0 : cellsOf(rows[ruleAt]?.line ?? '')]
  const report = (fault: 'apart' | 'missing' | 'short' | 'malformed'): Found[] => [
    {
      offset: head.at,
      told: (place) => problem('table-unseen', { fault, columns: Math.max(columns, 2), ruled }, place),
    },
  ]
  if (ruleAt === 0 && rows.length === 1) return report('apart')
  if (ruleAt === 1) return report(soundRule.test(rows[1]?.line ?? '') ? 'short' : 'malformed')
  if (ruleAt >= 0) return report('malformed')
  const isEven = rows.length > 1 && rows.every(({ line }) => line.startsWith('|') || cellsOf(line) === columns)
  return isEven ? report('missing') : []
}

/** How many cells a row has; two bars in a row between words are no cells. */
function cellsOf(line: string): number {
  if (!line.startsWith('|') && line.includes('||')) return 1
  return line.replace(/^\||\|$/g, '').split('|').length
}

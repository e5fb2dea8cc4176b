/** Lines that were typed one below another, each with a mark of its own, and become one running text. */
import { problem } from '../../../diagnostics/diagnostic.ts'
import type { Found } from '../fault.ts'
import { BREAK, type Literal, quoted } from './literal.ts'

/** What begins such lines: the kind of mark, and its rank where marks of the kind count. */
type Mark = { kind: string; rank: number | null }

const letters = [...'abcdđeghiklmnopqrstuvxy']
const roman = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii']
const sign = /^(?:[–—−•·▪■□●○◦►▶➢➤❖✓✔✅☑⇒→\uf000-\uf0ff]|[-+](?=\p{L}))/u

/** A paragraph in which a marked line follows another. Code: `lines-joined`, once a paragraph. */
export function joinedLines({ text, offset }: Literal): Found[] {
  if (!text.includes('\n')) return []
  const before = new Map<string, { at: number; glued: boolean; line: string }>()
  let start = 0
  for (const line of text.split(/[\n\ufdd1]/)) {
    const lead = /^[ \t>]*/.exec(line)?.[0].length ?? 0
    const glued = start > 0 && text[start - 1] !== BREAK
    const written = line.slice(lead, lead + 100)
    const at = start + lead
    for (const { kind, rank } of marksOf(written)) {
      const other = before.get(rank === null ? kind : `${kind} ${rank - 1}`)
      if (glued && other !== undefined) {
        const [one, two] = [quoted(other.line, 30), quoted(written, 30)]
        const place = other.glued ? other.at : at
        return [{ offset: offset + place, told: (at) => problem('lines-joined', { one, other: two }, at) }]
      }
      before.set(rank === null ? kind : `${kind} ${rank}`, { at, glued, line: written })
    }
    start += line.length + 1
  }
  return []
}

/** "i)" may be a letter or a number. */
function marksOf(line: string): Mark[] {
  const bullet = sign.exec(line)?.[0]
  if (bullet !== undefined) return [{ kind: bullet, rank: null }]
  const [, counted = '', end = ''] = /^\(?([a-zđ]|[ivx]{1,4})([)/])(?=\s|\p{L})/iu.exec(line) ?? []
  if (counted !== '') {
    const lower = counted.toLowerCase()
    return [
      ...(letters.includes(lower) ? [{ kind: `a${end}`, rank: letters.indexOf(lower) }] : []),
      ...(roman.includes(lower) ? [{ kind: `i${end}`, rank: roman.indexOf(lower) }] : []),
    ]
  }
  const [, title = ''] = /^([IVX]{1,4})\.\s/.exec(line) ?? []
  if (title !== '') return [{ kind: 'I', rank: roman.indexOf(title.toLowerCase()) }]
  const [, number = '', after = ''] = /^\(?(\d{1,2})([.)/]|\.?-)(?=\s|\p{L})/u.exec(line) ?? []
  if (number !== '') return [{ kind: `1${after}`, rank: Number(number) }]
  return /^\d{1,2}(?:\.\d{1,2})+\.?\s+\p{Lu}/u.test(line) ? [{ kind: '1.1', rank: null }] : []
}

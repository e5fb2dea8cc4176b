/** Lints of what is pasted from Word or a web page as plain text: Markdown reads its tabs, marks and line ends as something else. */
import { problem } from '../../diagnostics/diagnostic.ts'
import { joinedLines } from '../markdown/faults/lines.ts'
import { unseenTable } from '../markdown/faults/tables.ts'
import type { Finding } from './finding.ts'

/** A line of the body with the offset of its beginning in the file. */
interface Line {
  text: string
  start: number
}

/** `source` is the whole file, `bodyStart` the offset of its body. Code between fences is left alone. */
export function pastedFindings(source: string, bodyStart: number): Finding[] {
  const blocks = blocksOf(source, bodyStart)
  return blocks.flatMap((lines, nth) => {
    const bars = tableWithoutRule(lines)
    if (bars !== null) return [bars]
    const tabs = tableOfTabs(lines)
    if (tabs !== null) return [tabs]
    const before = blocks[nth - 1]?.at(-1)?.text ?? ''
    return [indented(lines, before), bullets(lines), joined(lines)].filter((one) => one !== null)
  })
}

/** The body's blocks of lines, between blank lines. */
function blocksOf(source: string, bodyStart: number): Line[][] {
  const blocks: Line[][] = []
  let [open, start, fence]: [Line[], number, string] = [[], bodyStart, '']
  for (const text of source.slice(bodyStart).split('\n')) {
    const line = { text: text.replace(/\r$/, ''), start }
    start += text.length + 1
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line.text)?.[1] ?? ''
    const isFenced = fence !== '' || mark !== ''
    if (fence === '') fence = mark
    else if (mark.startsWith(fence)) fence = ''
    if (!isFenced && line.text.trim() !== '') open.push(line)
    else if (open.length > 0) {
      blocks.push(open)
      open = []
    }
  }
  return open.length > 0 ? [...blocks, open] : blocks
}

/** The report of the reader of a text, with a fix. */
function found({ offset, told }: ReturnType<typeof joinedLines>[number], fix: Finding['fix']): Finding {
  return { offset, told: (place) => told(place as Parameters<typeof told>[0]), fix }
}

/** A block as the reader of a text hands a paragraph to its checks. */
function literal(lines: readonly Line[]): Parameters<typeof joinedLines>[0] {
  return { text: lines.map(({ text }) => text).join('\n'), offset: lines[0]?.start ?? 0 } as Parameters<
    typeof joinedLines
  >[0]
}

/** Sentences of a language, no code: words with spaces between, few signs. */
function isProse(text: string): boolean {
  const words = text.trim().split(/\s+/)
  const letters = text.match(/[\p{L}\p{N}\s,.()"“”:;/-]/gu)?.length ?? 0
  return words.length >= 4 && letters >= text.length * 0.95 && !/[;{}]\s*$|=>|\(\)|^\s*(?:\$|npm |git |<)/.test(text)
}

/** A paragraph behind a tab or four spaces, which Markdown takes for code, or for a part of the list above. */
function indented(lines: readonly Line[], before: string): Finding | null {
  const [first] = lines
  if (first === undefined || !/^(?:\t| {4})/.test(first.text) || !isProse(first.text)) return null
  // Spaces alone, below a list, are how a second paragraph of its item is written.
  if (/^(?: {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]| {2,})/.test(before) && !first.text.startsWith('\t')) return null
  const edits = lines.flatMap(({ text, start }) => {
    const written = /^[ \t]+/.exec(text)?.[0] ?? ''
    return written === '' ? [] : [{ offset: start, written, right: '' }]
  })
  // Nobody begins code with a tab and a sentence; four spaces may be meant.
  const fix = first.text.startsWith('\t') ? edits : null
  return { offset: first.start, told: (place) => problem('paragraph-indented', {}, place), fix }
}

const bullet =
  /^[ \t]*(?:[·•‧∙●○▪■□◦‣⁃➢➤✓✔\uf0a7\uf0b7\uf0d8\uf076\uf0fc][\t \u00a0]*|[o–—-](?:\t|[ \u00a0]{3,})[\t \u00a0]*)(?=\S)/

/** Items behind the marks of Word, which Markdown takes for letters of one paragraph. */
function bullets(lines: readonly Line[]): Finding | null {
  const dashes = lines.filter(({ text }) => /^[–—][ \u00a0](?=\S)/.test(text)).length
  const fix = lines.flatMap(({ text, start }) => {
    const written = bullet.exec(text)?.[0] ?? (dashes > 1 ? /^[–—][ \u00a0](?=\S)/.exec(text)?.[0] : undefined)
    if (written === undefined || /^-\t/.test(written)) return []
    const isDeep = /o[\t \u00a0]+$/.test(written) || /^[ \t]+/.test(written)
    return [{ offset: start, written, right: isDeep && start !== lines[0]?.start ? '  - ' : '- ' }]
  })
  const [first] = fix
  if (first === undefined) return null
  // Where the reader of the text reports the lines, this is their fix.
  const [known] = joinedLines(literal(lines))
  if (known !== undefined) return found(known, fix)
  return {
    offset: first.offset,
    told: (place) => problem('bullet-unread', { mark: first.written.trim().slice(0, 1) }, place),
    fix,
  }
}

/** Rows of cells with tabs between, as a table of Word or Excel is pasted. */
function tableOfTabs(lines: readonly Line[]): Finding | null {
  const rows = lines.map(({ text }) =>
    text
      .replace(/^ +|[ \t]+$/g, '')
      .split('\t')
      .map((cell) => cell.trim()),
  )
  const width = rows[0]?.length ?? 0
  const isMarked = lines.some(({ text }) => bullet.test(text) || /^\t/.test(text) || text.includes('|'))
  if (rows.length < 2 || width < 2 || isMarked || rows.some((row) => row.length !== width)) return null
  const [first] = lines
  if (first === undefined) return null
  const rule = `\n|${' --- |'.repeat(width)}`
  const fix = lines.flatMap(({ text, start }, nth) => {
    const lead = /^ */.exec(text)?.[0] ?? ''
    const end = text.trimEnd().length
    const tabs = [...text.slice(0, end).matchAll(/ *\t */g)]
    return [
      { offset: start, written: lead, right: '| ' },
      ...tabs.map(({ index, 0: written }) => ({ offset: start + index, written, right: ' | ' })),
      { offset: start + end, written: text.slice(end), right: ` |${nth === 0 ? rule : ''}` },
    ]
  })
  return {
    offset: first.start,
    told: (place) => problem('table-of-tabs', { rows: rows.length, columns: width }, place),
    fix,
  }
}

/** Rows between bars without the line of dashes below the first, which makes them a table (GFM 4.10). */
function tableWithoutRule(lines: readonly Line[]): Finding | null {
  const [first, second] = lines
  if (first === undefined || second === undefined || lines.some(({ text }) => !/^ {0,3}\|.*\|[ \t]*$/.test(text)))
    return null
  if (lines.some(({ text }) => /^[ |:-]*-[ |:-]*$/.test(text))) return null
  const columns = first.text.replace(/\\\|/g, '').split('|').length - 2
  if (columns < 2) return null
  const [known] = unseenTable(literal(lines))
  const fix = [{ offset: first.start + first.text.length, written: '', right: `\n|${' --- |'.repeat(columns)}` }]
  return known === undefined ? null : found(known, fix)
}

const capitals = /^(?=.*\p{Lu}{2})(?=.*\s)[\p{Lu}\p{N}\s.,/()-]+$/u

/** The lines of a signature, which Markdown joins: "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "(Đã ký)", a name. */
function joined(lines: readonly Line[]): Finding | null {
  const isShort = lines.every(({ text }) => text.length <= 60 && !/^[-*+>#|]|^\d+[.)]|[.!?;,]$|\\$| {2}$/.test(text))
  const isSignature =
    lines.length >= 2 && lines.length <= 8 && isShort && lines.some(({ text }) => capitals.test(text.trim()))
  if (!isSignature) return null
  const fix = lines.slice(0, -1).map(({ text, start }) => {
    const end = text.trimEnd().length
    return { offset: start + end, written: text.slice(end), right: '\\' }
  })
  return {
    offset: lines[0]?.start ?? 0,
    told: (place) => problem('signature-joined', { lines: lines.length }, place),
    fix,
  }
}

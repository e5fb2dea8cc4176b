/** The rows of a file of numbers, CSV or JSON, each with the line that it stands in. */
import { CsvError, parse } from 'csv-parse/sync'
import * as z from 'zod'
import { lineIndex, positionAt } from '../diagnostics/line-index.ts'
import { parseYaml } from '../source/yaml.ts'

/**
 * Why a line cannot be taken, with the words at fault: the file is neither CSV nor an export (`file`); the first line lacks a column
 * (`columns`); the line has more or fewer cells than the first, or an open quotation mark (`cells`); a value is none of its
 * column's (`site`, `path`, `day`, `number`); the page stands in an earlier line (`twice`, with that line's number).
 */
export interface TransferFault {
  kind: 'file' | 'columns' | 'cells' | 'site' | 'path' | 'day' | 'number' | 'twice'
  line: number
  value: string
}

export type Row = Record<string, unknown>

/** Lines count from 1. */
export interface Rows {
  rows: { line: number; row: Row }[]
  faults: TransferFault[]
}

const exportShape = z.strictObject({
  format: z.literal('build-portal-counts-1'),
  records: z.array(z.record(z.string(), z.unknown())),
})

/** Reads CSV whose first line names at least the columns of one of `known`, in any order and with `;`, a tab or `,` between them. */
export function csvRows(text: string, known: readonly (readonly string[])[]): Rows {
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const head = /^\n*([^\n]*)/.exec(lines)?.[1] ?? ''
  const delimiter = [';', '\t'].find((one) => head.includes(one)) ?? ','
  const { cells, faults } = cellsOf(lines, delimiter)
  const [first, ...more] = cells
  const names = (first?.row ?? []).map((name) => name.trim().toLowerCase())
  if (!known.some((columns) => columns.every((column) => names.includes(column))))
    return { rows: [], faults: [{ kind: 'columns', line: first?.line ?? 1, value: head.slice(0, 120) }] }
  const rows: Rows['rows'] = []
  for (const { line, row } of more) {
    // Excel ends every line with as many delimiters as the longest has.
    const isLonger = row.slice(names.length).some((cell) => cell !== '')
    if (isLonger || row.length < names.length)
      faults.push({ kind: 'cells', line, value: row.join(delimiter).slice(0, 120) })
    else rows.push({ line, row: Object.fromEntries(names.map((name, index) => [name, row[index]])) })
  }
  return { rows, faults }
}

interface Cells {
  cells: { line: number; row: string[] }[]
  faults: TransferFault[]
}

function cellsOf(text: string, delimiter: string): Cells {
  const read = (part: string) =>
    parse(part, {
      delimiter,
      record_delimiter: '\n',
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; raw: string; info: { lines: number } }[]
  try {
    const cells = read(text).map(({ record, raw, info }) => {
      return { line: info.lines - (raw.trim().split('\n').length - 1), row: record }
    })
    return { cells: cells.filter(({ row }) => row.some((cell) => cell !== '')), faults: [] }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    // A wrong quotation mark takes all that follows with it: each line for itself tells which.
    const found: Cells = { cells: [], faults: [] }
    for (const [index, line] of text.split('\n').entries()) {
      try {
        for (const { record } of read(line)) found.cells.push({ line: index + 1, row: record })
      } catch (wrong) {
        if (!(wrong instanceof CsvError)) throw wrong
        found.faults.push({ kind: 'cells', line: index + 1, value: line.slice(0, 120) })
      }
    }
    return found
  }
}

/** Reads what `counter export` wrote as JSON, in whatever layout. */
export function jsonRows(text: string): Rows {
  const fault = (offset: number): Rows => ({
    rows: [],
    faults: [{ kind: 'file', line: positionAt(lineIndex(text), offset).line, value: '' }],
  })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    // Not every message of JSON.parse has a place; JSON is YAML, whose parser always gives one.
    const [, offset] = /at position (\d+)/.exec(error.message) ?? []
    return fault(offset === undefined ? (parseYaml(text).faults[0]?.offset ?? 0) : Number(offset))
  }
  const read = exportShape.safeParse(json)
  if (read.success) {
    const lines = elementLines(text)
    return { rows: read.data.records.map((row, index) => ({ line: lines[index] ?? 1, row })), faults: [] }
  }
  const [, index] = read.error.issues[0]?.path ?? []
  if (typeof index !== 'number') return fault(0)
  return { rows: [], faults: [{ kind: 'file', line: elementLines(text)[index] ?? 1, value: '' }] }
}

/** The line of each element of the arrays that stand at the second level of a JSON text. */
function elementLines(text: string): number[] {
  const lines: number[] = []
  let [depth, line, isNext] = [0, 1, false]
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},\n]|[^\s[\]{},"]+/g)) {
    if (token === '\n') {
      line++
      continue
    }
    if (isNext && depth === 2 && token !== ']') lines.push(line)
    isNext = false
    if (token === '{' || token === '[') {
      depth++
      isNext = depth === 2 && token === '['
    } else if (token === '}' || token === ']') depth--
    else if (token === ',') isNext = depth === 2
  }
  return lines
}

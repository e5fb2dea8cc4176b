/** A table of files and their dates, as spreadsheets write it. */
import { statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import { type Diagnostic, type Place, problem } from '../../diagnostics/diagnostic.ts'
import { didYouMean } from '../../diagnostics/did-you-mean.ts'
import { isoDay, readMoment } from '../../source/calendar.ts'
import { decodeSource } from './decode.ts'
import type { Source } from './sources.ts'

interface Row {
  cells: string[]
  line: number
  /** The column in its line, from 1, of a cell. */
  columnOf: (cell: number) => number
}

/** Of rows that name no file so many are told by themselves: a table may be that of a whole archive. */
const TOLD = 20

/** Whether the value of `--date` is a table: a file that is there. */
export function isDateTable(value: string): boolean {
  return statSync(value, { throwIfNoEntry: false })?.isFile() ?? false
}

/**
 * Reads a table of the columns file and date, with or without a line of heads; the separator is a comma, a semicolon or a tab.
 * A file is meant by its path from one of the imported folders (`roots`) or from the table's own; a row without a date says nothing.
 * `dates` has them by absolute path in NFC. Codes: `file-unreadable`, `encoding-invalid`, `import-table-form`,
 * `import-table-file`, `import-table-date`, `import-table-twice`.
 */
export function readDateTable(
  file: string,
  sources: readonly Source[],
  roots: readonly string[],
  timezone: string,
): { dates: Map<string, string>; diagnostics: Diagnostic[] } {
  const dates = new Map<string, string>()
  const diagnostics: Diagnostic[] = []
  const read = decodeSource({ absolute: resolve(file), file }, false)
  if ('diagnostic' in read) return { dates, diagnostics: [read.diagnostic] }
  const rows = rowsOf(read.text, file)
  if ('diagnostic' in rows) return { dates, diagnostics: [rows.diagnostic] }
  const known = new Set(sources.map(({ absolute }) => absolute.normalize('NFC')))
  const folders = [...roots, dirname(resolve(file))]
  const lines = new Map<string, number>()
  const names = sources.map(({ absolute }) => basename(absolute).normalize('NFC'))
  const unknown: { path: string; place: Place }[] = []
  for (const [index, { cells, line, columnOf }] of rows.entries()) {
    const [path = '', written = ''] = cells.map((cell) => cell.trim())
    const place = (cell: number) => ({ file, line, column: columnOf(cell) })
    const date = dateOf(written, timezone)
    const meant = folders.map((folder) => resolve(folder, path.replaceAll('\\', '/')).normalize('NFC'))
    const absolute = meant.find((one) => known.has(one))
    if (absolute === undefined && index === 0 && date === null && !/\d/.test(written)) continue
    if (path === '' || written === '') continue
    if (absolute === undefined) {
      unknown.push({ path, place: place(0) })
      continue
    }
    if (date === null) diagnostics.push(problem('import-table-date', { value: written.slice(0, 60) }, place(1)))
    const before = lines.get(absolute)
    if (before !== undefined) diagnostics.push(problem('import-table-twice', { path, line: before }, place(0)))
    lines.set(absolute, before ?? line)
    if (date !== null && before === undefined) dates.set(absolute, date)
  }
  for (const [index, { path, place }] of unknown.slice(0, TOLD).entries()) {
    const more = index === TOLD - 1 ? unknown.length - TOLD : 0
    diagnostics.push(problem('import-table-file', { path, known: didYouMean(basename(path), names), more }, place))
  }
  return { dates, diagnostics }
}

/** A date of the calendar as a bulletin has it; Excel writes the day first in Vietnam, and with a time where a cell has one. */
function dateOf(written: string, timezone: string): string | null {
  if (!('fault' in readMoment(written, timezone))) return written
  const [, day, month, year] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(written) ?? []
  return year === undefined ? null : isoDay(Number(day), Number(month), Number(year))
}

function rowsOf(text: string, file: string): Row[] | { diagnostic: Diagnostic } {
  const [head = ''] = text.split(/\r\n?|\n/, 1)
  const delimiter = [';', '\t', ','].find((one) => head.includes(one)) ?? ','
  try {
    const parsed = parse(text, {
      delimiter,
      info: true,
      raw: true,
      relax_column_count: true,
    }) as unknown as { record: string[]; raw: string; info: { lines: number } }[]
    return parsed.map(({ record, raw, info }) => ({
      cells: record,
      // csv-parse counts the lines that it has read.
      line: info.lines - (raw.trimEnd().match(/\r\n|\r|\n/g) ?? []).length,
      columnOf: (cell) => columnIn(raw, delimiter, cell),
    }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = 'lines' in error ? Number(error.lines) : 1
    return { diagnostic: problem('import-table-form', {}, { file, line, column: 1 }) }
  }
}

/** Where a cell begins in its row, from 1; a separator within quotes is none. */
function columnIn(raw: string, delimiter: string, cell: number): number {
  const row = raw.trimStart()
  let quoted = false
  let passed = 0
  for (const [index, sign] of [...row].entries()) {
    if (passed === cell) return index + 1
    if (sign === '"') quoted = !quoted
    if (sign === delimiter && !quoted) passed++
  }
  return row.length
}

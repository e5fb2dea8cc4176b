/** Numbers that go from one store to another, or come from another counter: as CSV, or as JSON. */
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { normalPath } from './path.ts'
import type { CountRecord } from './store.ts'

/** The columns of the CSV, in their order. */
const columns = ['site', 'path', 'day', 'views', 'legacy'] as const

const whole = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const recordShape = z.strictObject({
  site: z.string().min(1).max(64),
  path: z.string().nullable(),
  day: z.iso.date().nullable(),
  views: whole.nullable(),
  legacy: whole.nullable(),
})
const exportShape = z.strictObject({ format: z.literal('build-portal-counts-1'), records: z.array(z.unknown()) })

/** The numbers as text, piece by piece. */
export async function* exported(records: AsyncIterable<CountRecord>, format: 'csv' | 'json'): AsyncIterable<string> {
  if (format === 'csv') {
    yield `${columns.join(',')}\n`
    for await (const record of records) yield `${columns.map((column) => cell(record[column])).join(',')}\n`
    return
  }
  yield '{"format": "build-portal-counts-1", "records": ['
  let before = '\n'
  for await (const record of records) {
    yield before + JSON.stringify(record)
    before = ',\n'
  }
  yield '\n]}\n'
}

/** A line that cannot be taken; `line` counts from 1, and is the record's number in JSON. */
export interface TransferFault {
  line: number
  value: string
}

/**
 * Reads an export, CSV or JSON; all of it or nothing. With `legacy`, the id of a site, it is another counter's list instead:
 * CSV with the columns `path` (or `url`) and `views`, an empty path for the site as a whole; its numbers are carried over
 * beside those that are counted. Excel's forms are read: byte order mark, semicolons, `1.069.733`.
 */
export function imported(text: string, legacy: string | null): { records: CountRecord[]; faults: TransferFault[] } {
  const rows = /^\s*\{/.test(text) ? jsonRows(text) : csvRows(text)
  if (rows === null || rows.length === 0) return { records: [], faults: [{ line: 1, value: text.slice(0, 60) }] }
  const records: CountRecord[] = []
  const faults: TransferFault[] = []
  for (const { line, row } of rows) {
    const record = legacy === null ? ownRecord(row) : legacyRecord(row, legacy)
    if (record) records.push(record)
    else faults.push({ line, value: JSON.stringify(row).slice(0, 120) })
  }
  return { records, faults }
}

type Row = Record<string, unknown>

function jsonRows(text: string): { line: number; row: Row }[] | null {
  try {
    const read = exportShape.safeParse(JSON.parse(text))
    return read.success ? read.data.records.map((row, index) => ({ line: index + 1, row: row as Row })) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function csvRows(text: string): { line: number; row: Row }[] | null {
  try {
    const options = { bom: true, columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()) }
    const rows: { record: Row; info: { lines: number } }[] = parse(text, {
      ...options,
      delimiter: [',', ';', '\t'],
      info: true,
      skip_empty_lines: true,
      trim: true,
    })
    return rows.map(({ record, info }) => ({ line: info.lines, row: record }))
  } catch (error) {
    // The parser's own errors carry a code (`CSV_…`).
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

function ownRecord(row: Row): CountRecord | null {
  const read = recordShape.safeParse({
    site: row.site,
    path: emptyAsNull(row.path),
    day: emptyAsNull(row.day),
    views: numberOf(row.views),
    legacy: numberOf(row.legacy),
  })
  if (!read.success) return null
  const { path, day, views, legacy } = read.data
  if ((path !== null && day !== null) || (views === null && legacy === null)) return null
  return path !== null && normalPath(path) !== path ? null : read.data
}

function legacyRecord(row: Row, site: string): CountRecord | null {
  const given = String(row.path ?? row.url ?? '').trim()
  const path = given === '' ? null : normalPath(URL.canParse(given) ? new URL(given).pathname : given)
  const legacy = numberOf(row.views)
  if (typeof legacy !== 'number' || (given !== '' && path === null)) return null
  return { site, path, day: null, views: null, legacy }
}

function emptyAsNull(value: unknown): unknown {
  return value === '' || value === undefined ? null : value
}

/** A whole number, also with its thousands set apart by dots, commas or spaces; what is none stays what it is. */
function numberOf(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? null
  const text = value.trim()
  if (text === '') return null
  if (/^\d{1,3}(?:([., \u00a0])\d{3})(?:\1\d{3})*$/.test(text)) return Number(text.replace(/\D/g, ''))
  return /^\d{1,16}$/.test(text) ? Number(text) : text
}

function cell(value: string | number | null): string {
  if (value === null) return ''
  const text = String(value)
  return /[",\n\r;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Numbers that go from one store to another, or come from another counter: as CSV, or as JSON. */
import * as z from 'zod'
import { normalPath } from './path.ts'
import type { CountRecord } from './store.ts'
import { csvRows, jsonRows, type Row, type TransferFault } from './transfer-rows.ts'

/** The columns of the CSV, in their order. */
const columns = ['site', 'path', 'day', 'views', 'legacy'] as const

/** Those of another counter's list, in either of their names. */
const legacyColumns = [
  ['path', 'views'],
  ['url', 'views'],
]

const whole = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const recordShape = z.strictObject({
  site: z.string().min(1).max(64),
  path: z.string().nullable(),
  day: z.iso.date().nullable(),
  views: whole.nullable(),
  legacy: whole.nullable(),
})

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

/** Numbers with the line that each stands in, which counts from 1. */
export interface Imported {
  records: CountRecord[]
  lines: number[]
  faults: TransferFault[]
}

/**
 * Reads an export, CSV or JSON; all of it or nothing. With `legacy`, the id of a site, it is another counter's list instead:
 * CSV with the columns `path` (or `url`) and `views`, an empty path for the site as a whole; its numbers are carried over
 * beside those that are counted. Excel's forms are read: byte order mark, semicolons, `1.069.733`.
 */
export function imported(text: string, legacy: string | null): Imported {
  const { rows, faults } = /^\s*\{/.test(text)
    ? jsonRows(text)
    : csvRows(text, legacy === null ? [columns] : legacyColumns)
  const records: CountRecord[] = []
  const lines: number[] = []
  const first = new Map<string, number>()
  for (const { line, row } of rows) {
    const record = legacy === null ? ownRecord(row) : legacyRecord(row, legacy)
    const key = legacy !== null && !('kind' in record) ? (record.path ?? '') : null
    const before = key === null ? undefined : first.get(key)
    if ('kind' in record) faults.push({ ...record, line })
    // Two numbers of one page: which is right, or whether they are to be added, only a person knows. In an export the later one
    // holds: Redis may list a page twice.
    else if (before !== undefined) faults.push({ kind: 'twice', value: String(before), line })
    else {
      records.push(record)
      lines.push(line)
      if (key !== null) first.set(key, line)
    }
  }
  if (records.length === 0 && faults.length === 0) faults.push({ kind: 'file', line: 1, value: '' })
  return { records, lines, faults: faults.sort((one, other) => one.line - other.line) }
}

type Reason = Omit<TransferFault, 'line'>

function ownRecord(row: Row): CountRecord | Reason {
  const read = recordShape.safeParse({
    site: row.site,
    path: emptyAsNull(row.path),
    day: emptyAsNull(row.day),
    views: numberOf(row.views),
    legacy: numberOf(row.legacy),
  })
  if (!read.success) {
    const key = String(read.error.issues[0]?.path[0])
    const kind = key === 'site' || key === 'path' || key === 'day' ? key : 'number'
    return { kind, value: shown(row[key]) }
  }
  const { path, day, views, legacy } = read.data
  if (path !== null && normalPath(path) !== path) return { kind: 'path', value: path }
  if (path !== null && day !== null) return { kind: 'day', value: day }
  return views === null && legacy === null ? { kind: 'number', value: '' } : read.data
}

function legacyRecord(row: Row, site: string): CountRecord | Reason {
  const given = shown(row.path ?? row.url).trim()
  const path = given === '' ? null : normalPath(URL.canParse(given) ? new URL(given).pathname : given)
  if (given !== '' && path === null) return { kind: 'path', value: given }
  const legacy = whole.safeParse(numberOf(row.views))
  if (!legacy.success) return { kind: 'number', value: shown(row.views) }
  return { site, path, day: null, views: null, legacy: legacy.data }
}

function shown(value: unknown): string {
  return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)
}

function emptyAsNull(value: unknown): unknown {
  return value === '' || value === undefined ? null : value
}

/** A whole number, also with its thousands set apart by dots, commas or spaces; what is none stays what it is. */
function numberOf(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? null
  const text = value.trim()
  if (text === '') return null
  // `0.123` is a fraction, `1.069` is more than a thousand.
  if (/^[1-9]\d{0,2}([., \u00a0\u202f])\d{3}(?:\1\d{3})*$/.test(text)) return Number(text.replace(/\D/g, ''))
  return /^\d{1,16}$/.test(text) ? Number(text) : text
}

function cell(value: string | number | null): string {
  if (value === null) return ''
  const text = String(value)
  return /[",\n\r;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

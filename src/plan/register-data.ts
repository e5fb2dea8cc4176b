/** The register for programs: JSON, and CSV for spreadsheets (RFC 4180). */
import type { RegisterEntry } from '../content/register-entry.ts'
import type { PlanContext } from './context.ts'

/**
 * One document. The shape is public (docs/output.md): keys may be added, none is taken away. Addresses are absolute,
 * dates are days; what is absent is null or an empty list.
 */
interface RegisterItem {
  number: string
  type: string | null
  issuer: string
  year: number
  date: string | null
  title: string | null
  signer: string | null
  effective: string | null
  expires: string | null
  effect: { state: 'in-force' | 'expired'; recordedAt: string } | null
  replaces: string[]
  replacedBy: string[]
  source: string | null
  file: string | null
  /** Its page; null where one bulletin alone cites it. */
  url: string | null
  citedIn: { title: string; url: string }[]
}

/** A JSON list, newest first, a document a line: what changes is a line. */
export function registerJson(register: readonly RegisterEntry[], context: PlanContext): string {
  return `[\n${register.map((entry) => JSON.stringify(itemOf(entry, context))).join(',\n')}\n]\n`
}

/** A table with a head; a byte order mark tells spreadsheets that it is UTF-8. */
export function registerCsv(register: readonly RegisterEntry[], context: PlanContext): string {
  const head = 'number type issuer year date title signer effective expires effect recordedAt source file url citedIn'
  const rows = register.map((entry) => {
    const { number, type, issuer, year, date, title, signer, effective, expires, effect, ...more } = itemOf(
      entry,
      context,
    )
    const state = [effect?.state, effect?.recordedAt]
    const facts = [number, type, issuer, year, date, title, signer, effective, expires, ...state]
    return [...facts, more.source, more.file, more.url, more.citedIn.map(({ url }) => url).join(' ')].map(cell)
  })
  return `\uFEFF${[head.split(' '), ...rows].map((row) => `${row.join(',')}\r\n`).join('')}`
}

function itemOf(entry: RegisterEntry, { absolute }: PlanContext): RegisterItem {
  const { identity, record } = entry
  return {
    number: entry.number,
    type: identity.type,
    issuer: identity.issuer.name,
    year: identity.year,
    date: entry.date,
    title: entry.title,
    signer: record?.signer ?? null,
    effective: record?.effective ?? null,
    expires: record?.expires ?? null,
    effect: record?.effect ?? null,
    replaces: entry.replaces.map(({ number }) => number),
    replacedBy: entry.replacedBy.map(({ number }) => number),
    source: entry.source,
    file: entry.file && absolute(entry.file.url),
    url: entry.hasPage ? absolute(entry.url) : null,
    citedIn: entry.citedIn.map(({ url, bulletin }) => ({ title: bulletin.facts.title, url: absolute(url) })),
  }
}

/** A spreadsheet would run what begins like a formula: an apostrophe makes it text. */
function cell(value: string | number | null | undefined): string {
  const text = String(value ?? '').replace(/^[=+\-@\t\r]/, "'$&")
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** What the citations of texts mean beyond those that name office, year and symbol: prose, and numbers cut short. */
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import type { CitationInBody } from './body.ts'
import { parseDecisionNumber } from './decision-number.ts'
import { issuerAtStart, type KnownIssuers } from './issuer.ts'
import type { Published } from './published.ts'
import { numberOf } from './register.ts'
import type { RegisterEntry } from './register-entry.ts'

/**
 * Completes the entries of every text's citations, of which `certain` has those beyond doubt. `declared` are the entries
 * of front matter. Code: `citation-ambiguous`.
 */
export function meaningsOf(
  certain: ReadonlyMap<Published, readonly (RegisterEntry | null)[]>,
  declared: ReadonlyMap<Published, readonly RegisterEntry[]>,
  entries: readonly RegisterEntry[],
  known: KnownIssuers,
): { meanings: ReadonlyMap<Published, readonly (RegisterEntry | null)[]>; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const byDay = dayIndex(entries)
  const meanings = new Map<Published, (RegisterEntry | null)[]>()
  for (const [page, meant] of certain) {
    const own = [...(declared.get(page) ?? []), ...meant.filter((entry) => entry !== null)]
    const resolve = (citation: CitationInBody): RegisterEntry | null => {
      if (citation.symbol !== null) return sole(own.filter((entry) => isShortFor(citation, entry)))
      const fitting = fittingProse(citation, byDay, known)
      if (fitting.length > 1) diagnostics.push(ambiguous(citation, fitting, page))
      return sole(fitting)
    }
    const { citations } = page.bulletin.body
    meanings.set(
      page,
      citations.map((citation, index) => meant[index] ?? resolve(citation)),
    )
  }
  return { meanings, diagnostics }
}

/** The entries by office, number and day: a document that prose names without its symbol is among those of one key. */
type DayIndex = ReadonlyMap<string, readonly { type: string | null; entry: RegisterEntry }[]>

function dayIndex(entries: readonly RegisterEntry[]): DayIndex {
  const index = new Map<string, { type: string | null; entry: RegisterEntry }[]>()
  for (const entry of entries) {
    const number = parseDecisionNumber(entry.number)
    if (number === null || entry.date === null) continue
    const key = dayKey(entry.identity.issuer.slug, number.number, entry.date)
    const type = number.symbol.split(/[-/]/)[0] ?? null
    const alike = index.get(key)
    if (alike) alike.push({ type, entry })
    else index.set(key, [{ type, entry }])
  }
  return index
}

function dayKey(issuer: string, number: string, date: string): string {
  return `${issuer} ${number} ${date}`
}

function fittingProse(
  { number, date, issuer, type }: CitationInBody,
  byDay: DayIndex,
  known: KnownIssuers,
): RegisterEntry[] {
  const office = issuer === null ? null : issuerAtStart(issuer, known)
  if (office === null || date === null) return []
  const sameDay = byDay.get(dayKey(office.slug, number, date)) ?? []
  return sameDay.filter((one) => one.type === type).map(({ entry }) => entry)
}

/** Whether a number without its office or day can be short for a document that the same text names in full. */
function isShortFor(citation: CitationInBody, { number, date }: RegisterEntry): boolean {
  const [cited, named] = [numberOf(citation), parseDecisionNumber(number)]
  if (cited === null || named === null || citation.issuer !== null) return false
  if (citation.date !== null && citation.date !== date) return false
  return cited.number === named.number && cited.symbol === named.symbol && cited.year === named.year
}

function sole(entries: readonly RegisterEntry[]): RegisterEntry | null {
  const [first, ...others] = new Set(entries)
  return first && others.length === 0 ? first : null
}

function ambiguous(citation: CitationInBody, fitting: readonly RegisterEntry[], { bulletin }: Published): Diagnostic {
  const { number, line, column } = citation
  const candidates = fitting.map((entry) => entry.number).join(', ')
  return problem('citation-ambiguous', { number, candidates }, { file: bulletin.file, line, column })
}

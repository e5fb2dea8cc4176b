/** One document of the register, completed by whoever tells of it. */
import { type Diagnostic, type Place, problem } from '../diagnostics/diagnostic.ts'
import { sameSpelling } from '../source/fold.ts'
import type { Config } from '../source/settings.ts'
import type { DecisionRecord } from './decision-records.ts'
import type { Media } from './media.ts'
import type { Published } from './published.ts'
import { decisionUrl, type Identity } from './register.ts'

/** A document of the register with the bulletins that declare or cite it, newest first. Dates are days. */
export interface RegisterEntry {
  identity: Identity
  url: string
  /** Whether there is a page at `url`: something declares the document, or two bulletins cite it. Else it is a line of its year. */
  hasPage: boolean
  number: string
  title: string | null
  date: string | null
  source: string | null
  /** The published file: beside the entry's page, or of the bulletin that brings it. */
  file: Media | null
  /** What the register's own files say. */
  record: DecisionRecord | null
  /** What it replaces, as written, with its entry where there is one. */
  replaces: { number: string; entry: RegisterEntry | null }[]
  replacedBy: RegisterEntry[]
  citedIn: Published[]
}

type Facts = Pick<RegisterEntry, 'title' | 'date' | 'source' | 'file'>
type PlaceOf = (key: 'date' | 'title') => Place

/**
 * Gives the way to an entry that is made once, completed by later facts, and told of facts that contradict it.
 * Codes: `decision-day-differs`, `decision-title-differs`.
 */
export function entryMaker(entries: Map<string, RegisterEntry>, config: Config, diagnostics: Diagnostic[]) {
  const told = new Map<RegisterEntry, Partial<Record<'date' | 'title', Place>>>()
  const complete = (entry: RegisterEntry, key: 'date' | 'title', other: string | null, at: PlaceOf) => {
    if (other === null) return
    const places = told.get(entry) ?? {}
    told.set(entry, places)
    const { number, [key]: one } = entry
    if (one === null) {
      entry[key] = other
      places[key] = at(key)
    } else if (abstract(one) !== abstract(other)) {
      const code = key === 'date' ? 'decision-day-differs' : 'decision-title-differs'
      const related = places[key] ? [places[key]] : []
      diagnostics.push(problem(code, { number, one, other }, at(key), { related }))
    }
  }
  return (identity: Identity, number: string, facts: Facts, at: PlaceOf): RegisterEntry => {
    const url = decisionUrl(identity, config)
    const entry = entries.get(url) ?? emptyEntry(identity, url, number)
    entries.set(url, entry)
    complete(entry, 'date', facts.date, at)
    complete(entry, 'title', facts.title, at)
    entry.source ??= facts.source
    entry.file ??= facts.file
    return entry
  }
}

function emptyEntry(identity: Identity, url: string, number: string): RegisterEntry {
  const facts: Facts = { title: null, date: null, source: null, file: null }
  return { identity, url, hasPage: false, number, ...facts, record: null, replaces: [], replacedBy: [], citedIn: [] }
}

/** An abstract without the words that each begins with: "Về việc công bố …" is "công bố …". */
function abstract(title: string): string {
  return sameSpelling(title)
    .replace(/^(?:v\/v|về việc|về) /, '')
    .replace(/[ .;]+$/, '')
}

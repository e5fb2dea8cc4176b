/** The register of a language: each document once, with the bulletins that declare or cite it. */
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import { compareTexts } from '../source/order.ts'
import type { Config } from '../source/settings.ts'
import { placeIn } from './bulletin.ts'
import { meaningsOf } from './cited.ts'
import { printDecisionNumber } from './decision-number.ts'
import type { DecisionRecord } from './decision-records.ts'
import type { KnownIssuers } from './issuer.ts'
import type { Media } from './media.ts'
import type { Published } from './published.ts'
import { citedIdentity, decisionUrl, numberOf, recordIdentity } from './register.ts'
import { entryMaker, type RegisterEntry } from './register-entry.ts'
import { linkReplacements } from './replacements.ts'

/** A record, and its published file below the page of its identity. */
export interface FiledRecord {
  record: DecisionRecord
  fileAt: (url: string) => Media | null
}

/** The register of a language, and the entry of every citation of its texts, in their order, null where it is not certain. */
export interface Register {
  register: RegisterEntry[]
  meanings: ReadonlyMap<Published, readonly (RegisterEntry | null)[]>
  diagnostics: Diagnostic[]
}

/**
 * Gathers the register of one language from records and from bulletins, newest first; its entries are newest first too.
 * The citations of standing pages get their meaning, but count for nothing.
 * Codes: `citation-ambiguous`, `decision-day-differs`, `decision-title-differs`, `decision-day-future`,
 * `decision-incomplete`, `replacement-circle`.
 */
export function registerOf(
  bulletins: readonly Published[],
  standing: readonly Published[],
  records: readonly FiledRecord[],
  config: Config,
  known: KnownIssuers,
): Register {
  const diagnostics: Diagnostic[] = []
  const entries = new Map<string, RegisterEntry>()
  const enter = entryMaker(entries, config, diagnostics)
  for (const { record, fileAt } of records) {
    const identity = recordIdentity(record, config, known)
    if (typeof identity === 'string') {
      const args = { number: record.number, missing: identity } as const
      diagnostics.push(problem('decision-incomplete', args, record.placeOf(['number'])))
      continue
    }
    const { date, url: source = null } = record
    // Documents are told of in the site's first language; another knows those that its own texts cite, in its own words.
    const isOwn = config.base === ''
    const title = isOwn ? (record.title ?? null) : null
    const file = fileAt(decisionUrl(identity, config))
    const entry = enter(identity, record.number, { title, date, source, file }, (key) => record.placeOf([key]))
    entry.record ??= record
    entry.hasPage = isOwn
  }
  // Oldest first, so that the first bulletin to tell of a document words its entry and later ones only complete it.
  const oldest = [...bulletins].reverse()
  const declared = new Map<Published, RegisterEntry[]>()
  for (const page of oldest)
    for (const [index, { identity, number, title, date, source }] of page.decisions.entries()) {
      if (identity === null) continue
      const file = page.named.get(`decision.${index}.file`) ?? null
      const at = (key: string) => placeIn(page.bulletin, ['decision', index, key])
      const entry = enter(identity, number, { title, date, source, file }, at)
      entry.hasPage = true
      const known = declared.get(page)
      if (known) known.push(entry)
      else declared.set(page, [entry])
    }
  const certain = new Map<Published, (RegisterEntry | null)[]>()
  for (const page of [...oldest, ...standing]) {
    const { citations } = page.bulletin.body
    if (citations.length === 0) continue
    const meant = citations.map((citation) => {
      const number = numberOf(citation)
      const identity = citedIdentity(citation, config, known)
      if (number === null || identity === null) return null
      if (page.bulletin.standing) return entries.get(decisionUrl(identity, config)) ?? null
      const facts = { title: null, date: citation.date, source: null, file: null }
      return enter(identity, printDecisionNumber(number), facts, () => inFile(page.bulletin.file))
    })
    certain.set(page, meant)
  }
  const { meanings, diagnostics: unclear } = meaningsOf(certain, declared, [...entries.values()], known)
  for (const diagnostic of unclear) diagnostics.push(diagnostic)
  for (const page of oldest)
    for (const entry of new Set([...(declared.get(page) ?? []), ...(meanings.get(page) ?? [])])) {
      if (entry === null) continue
      if (entry.citedIn.push(page) > 1) entry.hasPage = true
      const future = futureDay(entry, page)
      if (future) diagnostics.push(future)
    }
  for (const { citedIn } of entries.values()) citedIn.reverse()
  const register = [...entries.values()]
    .filter(({ hasPage, citedIn }) => hasPage || citedIn.length > 0)
    .sort(
      (a, b) =>
        compareTexts(b.date ?? String(b.identity.year), a.date ?? String(a.identity.year)) ||
        compareTexts(a.url, b.url),
    )
  for (const entry of register) entry.title ??= entry.record?.title ?? null
  for (const diagnostic of linkReplacements(register, known)) diagnostics.push(diagnostic)
  return { register, meanings, diagnostics }
}

/** A bulletin cannot cite what was issued after it was last written. */
function futureDay({ date, number }: RegisterEntry, { bulletin, decisions }: Published): Diagnostic | null {
  const { facts } = bulletin
  const written =
    [facts.date, facts.updated]
      .map((moment) => moment?.text.slice(0, 10) ?? '')
      .sort()
      .at(-1) ?? ''
  if (date === null || written === '' || date <= written) return null
  const index = decisions.findIndex((declared) => declared.number === number && declared.date === date)
  const place = index < 0 ? inFile(bulletin.file) : placeIn(bulletin, ['decision', index, 'date'])
  return problem('decision-day-future', { number, date, written, what: 'issued' }, place)
}

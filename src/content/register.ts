/** Which documents bulletins mean: what their front matter declares, and what their texts cite. */
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { sameSpelling } from '../source/fold.ts'
import type { Config } from '../source/settings.ts'
import { type Bulletin, placeIn } from './bulletin.ts'
import type { Citation } from './citation.ts'
import { type DecisionNumber, decisionSlug, documentType, organName, parseDecisionNumber } from './decision-number.ts'
import type { DecisionRecord } from './decision-records.ts'
import { type Issuer, issuerAtStart, issuerOf, type KnownIssuers } from './issuer.ts'

/**
 * A document as one bulletin declares it. `identity` is issuer, year, number and symbol (a number is unique only per
 * issuer and year), and at once its address below the register's; null where it is not known.
 */
export interface Declared {
  number: string
  title: string | null
  /** `2023-01-12`. */
  date: string | null
  issuer: Issuer | null
  source: string | null
  /** The path, under content/, of the document's file; as written. */
  file: string | null
  identity: Identity | null
}

export interface Identity {
  issuer: Issuer
  year: number
  symbol: string
  /** In the words of the site's language. */
  type: string | null
}

/** The register's address of an identity, without the prefix: `/van-ban/ubnd-tinh-son-la/2023/94-qd-ubnd/`. */
export function decisionUrl(identity: Identity, { base, words }: Pick<Config, 'base' | 'words'>): string {
  return `${base}/${words.decisions}/${identity.issuer.slug}/${identity.year}/${identity.symbol}/`
}

/**
 * Settles the decisions of a bulletin. What front matter leaves out comes from a citation of the same number in the
 * text, else the issuer from the number itself or the settings, and the year from the bulletin's date. Code:
 * `decision-incomplete`.
 */
export function declaredDecisions(
  bulletin: Bulletin,
  config: Config,
  known: KnownIssuers,
): { decisions: Declared[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const usual = typeof config.defaults.issuer === 'string' ? config.defaults.issuer : null
  const decisions = bulletin.facts.decision.map((written, index): Declared => {
    const number = parseDecisionNumber(written.number)
    const cited = number === null ? null : citedIn(bulletin, number.number, number.symbol, known)
    const named = written.issuer ? issuerOf(written.issuer, known) : (cited?.issuer ?? null)
    const own = number && organName(number)
    const issuer = named ?? (own ? issuerOf(own, known) : usual ? issuerOf(usual, known) : null)
    const date = written.date ?? (cited && (!named || cited.issuer.slug === named.slug) ? cited.date : null)
    const year = number?.year ?? Number((date ?? bulletin.facts.date?.text ?? '').slice(0, 4))
    const identity = number && identityOf(number, issuer, year, config)
    if (identity === null)
      diagnostics.push(
        problem(
          'decision-incomplete',
          { number: written.number, missing: number === null ? 'symbol' : 'issuer' },
          placeIn(bulletin, ['decision', index, 'number']),
        ),
      )
    return {
      number: written.number,
      title: written.title ?? null,
      date,
      issuer,
      source: written.url ?? null,
      file: written.file ?? null,
      identity,
    }
  })
  return { decisions, diagnostics }
}

/** The document that a citation with a symbol means; null where its office or its year is not certain. */
export function citedIdentity(citation: Citation, config: Config, known: KnownIssuers): Identity | null {
  const number = numberOf(citation)
  if (number === null) return null
  const issuer = citedIssuer(citation.issuer, organName(number), known)
  return identityOf(number, issuer, number.year ?? Number((citation.date ?? '').slice(0, 4)), config)
}

/** The office of a citation by what follows "của", if anything does, and by its number, if that names one (`own`). */
function citedIssuer(named: string | null, own: string | null, known: KnownIssuers): Issuer | null {
  const byNumber = own === null ? null : issuerOf(own, known)
  if (named === null) return byNumber
  const settled = issuerAtStart(named, known)
  if (settled !== null || byNumber === null) return settled
  return sameSpelling(named).startsWith(sameSpelling(byNumber.name)) ? byNumber : null
}

/** The document of a record, or what is missing to tell it. */
export function recordIdentity(
  record: Pick<DecisionRecord, 'number' | 'issuer' | 'date' | 'type'>,
  config: Config,
  known: KnownIssuers,
): Identity | 'symbol' | 'issuer' {
  const number = parseDecisionNumber(record.number)
  if (number === null) return 'symbol'
  const name = record.issuer ?? organName(number)
  const issuer = name === null ? null : issuerOf(name, known)
  const identity = identityOf(number, issuer, number.year ?? Number(record.date.slice(0, 4)), config)
  return identity ? { ...identity, type: record.type ?? identity.type } : 'issuer'
}

/** The number of a citation that has a symbol. */
export function numberOf({ number, year, symbol, form }: Citation): DecisionNumber | null {
  return symbol === null ? null : { number, year, symbol, form }
}

function identityOf(number: DecisionNumber, issuer: Issuer | null, year: number, config: Config): Identity | null {
  if (issuer === null || issuer.slug === '' || !(year > 0)) return null
  return { issuer, year, symbol: decisionSlug(number), type: documentType(number, config.language) }
}

/** The issuer and date of the citation of a number in the text, where exactly one office fits. */
function citedIn(
  bulletin: Bulletin,
  number: string,
  symbol: string,
  known: KnownIssuers,
): { issuer: Issuer; date: string } | null {
  const fitting = bulletin.body.citations.flatMap((citation) => {
    if (citation.number !== number || (citation.symbol !== null && citation.symbol !== symbol)) return []
    const issuer = citation.issuer === null ? null : issuerAtStart(citation.issuer, known)
    return issuer && citation.date !== null ? [{ issuer, date: citation.date }] : []
  })
  const [first] = fitting
  const agree = fitting.every((one) => one.issuer.slug === first?.issuer.slug && one.date === first.date)
  return first && agree ? first : null
}

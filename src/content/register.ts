/** The register of decisions: what bulletins' front matter declares, one entry for each document. */
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import type { Config } from '../source/settings.ts'
import { type Bulletin, placeIn } from './bulletin.ts'
import { decisionSlug, documentType, parseDecisionNumber } from './decision-number.ts'
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
 * text, else the issuer from the settings and the year from the bulletin's date. Code: `decision-incomplete`.
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
    const issuer = named ?? (usual ? issuerOf(usual, known) : null)
    const date = written.date ?? (cited && (!named || cited.issuer.slug === named.slug) ? cited.date : null)
    const year = number?.year ?? Number((date ?? bulletin.facts.date?.text ?? '').slice(0, 4))
    const identity: Identity | null =
      number && issuer && issuer.slug !== '' && year > 0
        ? { issuer, year, symbol: decisionSlug(number), type: documentType(number, config.language) }
        : null
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

/** The issuer and date of the citation of a number in the text, where exactly one office fits. */
function citedIn(
  bulletin: Bulletin,
  number: string,
  symbol: string,
  known: KnownIssuers,
): { issuer: Issuer; date: string } | null {
  const fitting = bulletin.body.citations.flatMap((citation) => {
    const same = citation.number.replace(/^0+/, '') === number
    if (!same || (citation.symbol !== null && citation.symbol !== symbol)) return []
    const issuer = issuerAtStart(citation.issuer, known)
    return issuer ? [{ issuer, date: citation.date }] : []
  })
  const [first] = fitting
  const agree = fitting.every((one) => one.issuer.slug === first?.issuer.slug && one.date === first.date)
  return first && agree ? first : null
}

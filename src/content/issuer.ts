/** Which office a name means: the same whatever the spelling, by the settings' names and aliases. */
import { fold, slugOf } from '../source/fold.ts'
import type { Settings } from '../source/settings.ts'

/** An issuing office; `slug` is its identity and its part of addresses. */
export interface Issuer {
  name: string
  slug: string
}

/** The offices that the settings know, longest name first. */
export type KnownIssuers = readonly { spelling: string; issuer: Issuer }[]

/** Gathers names and aliases of `issuers`, the portal's own office and its parent. */
export function knownIssuers(settings: Pick<Settings, 'issuers' | 'agency'>): KnownIssuers {
  const offices = [
    ...settings.issuers,
    ...[settings.agency?.name, settings.agency?.parent].flatMap((name) => (name ? [{ name, alias: [] }] : [])),
  ]
  const spellings = offices.flatMap(({ name, alias }) =>
    [name, ...alias].map((spelling) => ({ spelling: officeFold(spelling), issuer: { name, slug: officeSlug(name) } })),
  )
  return spellings.sort((a, b) => b.spelling.length - a.spelling.length)
}

/** The office of a name in front matter; a name that the settings do not know is an office of its own. */
export function issuerOf(name: string, known: KnownIssuers): Issuer {
  const folded = officeFold(name)
  return known.find((entry) => entry.spelling === folded)?.issuer ?? { name, slug: officeSlug(name) }
}

/** The known office with whose name a text begins, or null: an office is never guessed. */
export function issuerAtStart(text: string, known: KnownIssuers): Issuer | null {
  const folded = officeFold(text)
  const found = known.find(
    ({ spelling }) => folded.startsWith(spelling) && !/^[\p{L}\d]/u.test(folded.slice(spelling.length)),
  )
  return found?.issuer ?? null
}

function officeFold(name: string): string {
  return fold(name)
    .replace(/\buy ban nhan dan\b/g, 'ubnd')
    .replace(/\bhoi dong nhan dan\b/g, 'hdnd')
}

function officeSlug(name: string): string {
  return slugOf(officeFold(name))
}

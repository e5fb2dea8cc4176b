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

type Named = Pick<Settings, 'issuers' | 'agency'>

/**
 * Gathers names and aliases of `issuers`, the portal's own office and its parent, as the settings read in a language. `all`
 * are the settings in every language, the first first: an office is known by its name in any of them, and has one address.
 */
export function knownIssuers(settings: Named, all: readonly [Named, ...Named[]] = [settings]): KnownIssuers {
  const [first, ...others] = all.map(officesOf)
  const spellings = officesOf(settings).flatMap(({ name, alias }, index) => {
    const names = [first, ...others].flatMap((offices) => offices?.[index]?.name ?? [])
    const issuer = { name, slug: officeSlug(first?.[index]?.name ?? name) }
    return [...new Set([name, ...names, ...alias].map(officeFold))].map((spelling) => ({ spelling, issuer }))
  })
  return spellings.sort((a, b) => b.spelling.length - a.spelling.length)
}

function officesOf({ issuers, agency }: Named): Named['issuers'] {
  return [...issuers, ...[agency?.name, agency?.parent].flatMap((name) => (name ? [{ name, alias: [] }] : []))]
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

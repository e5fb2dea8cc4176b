/** The languages of a site as its pages see them: which page is the same in another language. */
import type { Published } from '../content/published.ts'
import type { Site } from '../content/site.ts'
import {
  type Addresses,
  addressesOf,
  type LanguageVersion,
  type PlanContext,
  planContext,
  type SiteContext,
  type Versions,
} from './context.ts'

/** The contexts of all languages of a site, the first first. */
export function planContexts(site: Site, encoder: string | null): [SiteContext, ...SiteContext[]] {
  const everywhere = (address: (addresses: Addresses) => string, noindex = false) =>
    site.config.editions.map((config) => ({ language: config.language, url: address(addressesOf(config)), noindex }))
  const homes = everywhere(({ home }) => home)
  const generated = [
    homes,
    everywhere(({ all }) => all),
    ...site.config.categories.map(({ id }) => everywhere(({ category }) => category(id))),
    everywhere(({ archive }) => archive),
    everywhere(({ register }) => register),
    everywhere(({ corrections }) => corrections),
    everywhere(({ search }) => search, true),
    everywhere(({ offices }) => offices),
  ]
  const written = [...site.bulletins, ...site.standing].map(({ versions }) => versions.map(versionOf))
  const decisions = new Map<string, LanguageVersion[]>()
  for (const { config, register } of site.editions)
    for (const { identity, url } of register) {
      const known = `${identity.issuer.slug}/${identity.year}/${identity.symbol}`
      decisions.set(known, [...(decisions.get(known) ?? []), { language: config.language, url, noindex: false }])
    }
  const versions: Versions = new Map(
    [...generated, ...written, ...decisions.values()]
      .filter((all) => all.length > 1)
      .flatMap((all) => all.map(({ url }) => [url, all])),
  )
  const [first, ...others] = site.editions.map((edition) => planContext(edition, homes, versions, encoder))
  if (first === undefined) throw new Error('a site has a language')
  return [first, ...others]
}

/** The language of a text where it is not that of the pages around it. */
export function foreign({ language }: Published, { config }: Pick<PlanContext, 'config'>): string | null {
  return language === config.language ? null : language
}

function versionOf({ language, url, bulletin, state }: Published): LanguageVersion {
  return { language, url, noindex: bulletin.facts.noindex || state.expired || state.held !== null }
}

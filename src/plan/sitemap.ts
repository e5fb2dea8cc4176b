/** The addresses that search engines are told of: one shard a year, and one for pages that are no bulletins. */
import { type Published, publishedAt } from '../content/published.ts'
import { dayParts } from '../source/calendar.ts'
import type { PlanContext } from './context.ts'
import { alternatesOf, type PageView } from './views/page.ts'

/** `url` is absolute; `modified` is a day of the site's calendar, null where it would change with every bulletin. */
export interface SitemapEntry {
  url: string
  modified: string | null
}

/** A page in a shard; `alternates` as its own head has them. */
export interface SitemapPage extends SitemapEntry {
  alternates: PageView['alternates']
}

/** One file of the sitemap by its output path. */
export interface SitemapShard {
  path: string
  entries: SitemapPage[]
}

/** A bulletin in the news sitemap. */
export interface NewsEntry {
  url: string
  title: string
  published: string
  language: string
  name: string
}

/** The protocol allows no more addresses in one file. */
const shardSize = 50_000

/** The shards of bulletins by year, and of `pages`, whose addresses are without the prefix; all languages share them. */
export function sitemapShards(
  bulletins: readonly Published[],
  pages: readonly string[],
  context: PlanContext,
): SitemapShard[] {
  const pageOf = (url: string, modified: string | null): SitemapPage => ({
    url: context.absolute(url),
    modified,
    alternates: alternatesOf(url, context),
  })
  const years = new Map<string, SitemapPage[]>()
  for (const { bulletin, state, url } of bulletins) {
    const { facts } = bulletin
    if (!facts.date || facts.noindex || state.expired || state.held !== null) continue
    const { year } = dayParts(facts.date)
    const entries = years.get(year) ?? []
    years.set(year, entries)
    entries.push(pageOf(url, (facts.updated ?? facts.date).text.slice(0, 10)))
  }
  const groups: [string, SitemapPage[]][] = [
    ['pages', pages.map((url) => pageOf(url, null))],
    ...[...years].sort(([a], [b]) => (a < b ? -1 : 1)),
  ]
  return groups.flatMap(([name, entries]) => {
    const sorted = [...entries].sort((a, b) => (a.url < b.url ? -1 : 1))
    const parts = Math.ceil(sorted.length / shardSize)
    return Array.from({ length: parts }, (_, part) => ({
      path: part === 0 ? `sitemap-${name}.xml` : `sitemap-${name}-${part + 1}.xml`,
      entries: sorted.slice(part * shardSize, (part + 1) * shardSize),
    }))
  })
}

/** The bulletins of the last two days, at most the 1,000 that the protocol allows. */
export function newsEntries(
  bulletins: readonly Published[],
  contexts: readonly [PlanContext, ...PlanContext[]],
): NewsEntry[] {
  const names = new Map(contexts.map(({ config }) => [config.language, config.title]))
  const [context] = contexts
  return bulletins
    .filter(
      ({ state, bulletin }) =>
        state.fresh && state.held === null && !state.expired && !state.withdrawn && !bulletin.facts.noindex,
    )
    .slice(0, 1000)
    .map(({ bulletin: { facts }, url, language, edition }) => ({
      url: context.absolute(url),
      title: facts.title,
      published: publishedAt(facts)?.text ?? '',
      language,
      name: names.get(edition) ?? context.config.title,
    }))
}

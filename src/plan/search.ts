/** The full-text search: which bulletins are found, and in which of at most three indexes each stands. */
import type { Published } from '../content/published.ts'
import { dayParts } from '../source/calendar.ts'
import type { SiteContext } from './context.ts'
import type { BodyReference } from './holes.ts'

/**
 * A bulletin or standing page as search knows it. `url` is without the prefix: the browser adds it. `date` is a day
 * (`2023-01-17`); it and `section` are null for a standing page. `offices` are the slugs of those that issued its decisions.
 */
export interface SearchDocument {
  url: string
  title: string
  summary: string | null
  section: string | null
  date: string | null
  withdrawn: boolean
  expired: boolean
  authors: string[]
  tags: string[]
  decisions: { number: string; title: string | null }[]
  offices: string[]
  /** The holes are filled with nothing: what a text links to is not found by it. */
  body: BodyReference
}

/** One index, with all that decides its bytes; its files lie in a folder of its name. */
export interface SearchShard {
  name: string
  language: string
  /** Oldest first, so that one more newest bulletin moves no other; standing pages stand before all. */
  documents: SearchDocument[]
}

/**
 * The indexes of a site, newest first: the year of the newest bulletin, the year before, and all that is older. So one
 * more bulletin changes one of them, and a new year the last one too. None where search is off or finds nothing.
 */
export function searchShards(context: SiteContext): { shard: SearchShard; pages: Published[] }[] {
  const { site, config } = context
  if (!isSearched(context)) return []
  const found = site.bulletins.filter(isFound).reverse()
  const latest = Number(yearOf(found.at(-1)) ?? 0)
  const names = [String(latest), String(latest - 1), 'older'] as const
  const shards = new Map<string, Published[]>(names.map((name) => [name, []]))
  shards.set(names[0], site.standing.filter(isFound))
  for (const page of found) {
    const year = yearOf(page) ?? ''
    shards.get(shards.has(year) ? year : 'older')?.push(page)
  }
  return [...shards].flatMap(([name, pages]) =>
    pages.length === 0
      ? []
      : [{ shard: { name, language: config.language, documents: pages.map(searchDocument) }, pages }],
  )
}

/** Whether the search is on, and finds anything. */
export function isSearched({ site, config }: SiteContext): boolean {
  return config.search.engine !== 'none' && site.bulletins.some(isFound)
}

/** What a reader may find: nothing that is held or kept from search engines; what has expired is marked in results. */
export function isFound({ state, bulletin }: Published): boolean {
  return state.held === null && !bulletin.facts.noindex
}

/** The offices that issued the decisions of what can be found, by name. */
export function searchedOffices({ site }: SiteContext): { name: string; slug: string }[] {
  const offices = new Map<string, string>()
  for (const { decisions } of site.bulletins.filter(isFound))
    for (const { issuer } of decisions) if (issuer && !offices.has(issuer.slug)) offices.set(issuer.slug, issuer.name)
  return [...offices].map(([slug, name]) => ({ name, slug })).sort((a, b) => (a.slug < b.slug ? -1 : 1))
}

function yearOf(page: Published | undefined): string | null {
  const date = page?.bulletin.facts.date
  return date ? dayParts(date).year : null
}

function searchDocument(page: Published): SearchDocument {
  const { facts, standing } = page.bulletin
  return {
    url: page.url,
    title: facts.title,
    summary: facts.summary ?? null,
    section: standing ? null : page.category.id,
    date: standing ? null : (facts.date?.text.slice(0, 10) ?? null),
    withdrawn: page.state.withdrawn,
    expired: page.state.expired,
    authors: page.authors.flatMap(({ name, role }) => [name, ...(role ? [role] : [])]),
    tags: page.tags.map(({ title }) => title),
    decisions: page.decisions.map(({ number, title }) => ({ number, title })),
    offices: [...new Set(page.decisions.flatMap(({ issuer }) => issuer?.slug ?? []))].sort(),
    body: {
      path: page.bulletin.path,
      values: [...page.references, ...page.citations].map(() => ({ url: '', size: null })),
    },
  }
}

/** The bulletins that a reader may go on with: the older ones that share a document, a tag or the section with one. */
import { newestFirst, type Published } from '../content/published.ts'
import { decisionUrl } from '../content/register.ts'
import type { Config } from '../source/settings.ts'
import type { SiteContext } from './context.ts'

/** How many a page shows. */
const MOST = 3

/** What two bulletins have in common, by what its key begins with; the section is what is left. */
const shared = { document: 'd ', tag: 't ', section: 's ' }

/**
 * The related bulletins of every bulletin of a language: at most three, first those that share documents of the register, then those that share
 * tags, then those of the section; among equals the newest first. The one before it in the section counts only for what else it shares, for the page links to it anyway.
 *
 * Growth: only **older** bulletins are related to one, and of each document, tag and section only the last four before it are looked at. So the
 * newest bulletin changes no page but its own, and one that is put in between at most the next four of each document, tag and section that it
 * has, however long the archive is. What is held, withdrawn, expired or kept from search engines is related to nothing.
 */
export function relatedOf({ site, config }: SiteContext): Map<Published, Published[]> {
  const latest = new Map<string, Published[]>()
  const before = new Map<string, Published>()
  const related = new Map<Published, Published[]>()
  for (const page of [...site.bulletins].reverse()) {
    const keys = keysOf(page, config)
    related.set(page, closest(keys, latest, before.get(page.category.id)))
    before.set(page.category.id, page)
    if (isOffered(page)) for (const key of keys) latest.set(key, [page, ...(latest.get(key) ?? [])].slice(0, MOST + 1))
  }
  return related
}

/** The best of those that share a key; `latest` are the last bulletins of each, newest first. */
function closest(
  keys: readonly string[],
  latest: ReadonlyMap<string, readonly Published[]>,
  neighbour: Published | undefined,
): Published[] {
  const common = new Map<Published, { documents: number; tags: number }>()
  for (const key of keys)
    for (const one of latest.get(key) ?? []) {
      const { documents, tags } = common.get(one) ?? { documents: 0, tags: 0 }
      const isDocument = key.startsWith(shared.document)
      const isTag = key.startsWith(shared.tag)
      common.set(one, { documents: documents + Number(isDocument), tags: tags + Number(isTag) })
    }
  return [...common]
    .filter(([one, { documents, tags }]) => one !== neighbour || documents + tags > 0)
    .sort(([a, ofA], [b, ofB]) => ofB.documents - ofA.documents || ofB.tags - ofA.tags || newestFirst(a, b))
    .slice(0, MOST)
    .map(([one]) => one)
}

/** What a bulletin can share with another. */
function keysOf(page: Published, config: Config): string[] {
  const declared = page.decisions.flatMap(({ identity }) => (identity ? [decisionUrl(identity, config)] : []))
  const cited = page.citations.filter((url) => url !== null)
  return [
    ...[...new Set([...declared, ...cited])].map((url) => shared.document + url),
    ...page.tags.map(({ slug }) => shared.tag + slug),
    shared.section + page.category.id,
  ]
}

function isOffered({ state, bulletin }: Published): boolean {
  return state.held === null && !state.withdrawn && !state.expired && !bulletin.facts.noindex
}

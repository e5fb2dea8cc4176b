/** The entries of drawn cards. */
import type { SiteContext } from '../context.ts'
import { drawnCardOf } from '../drawn-card.ts'
import type { Entry } from '../entry.ts'

/** The drawn cards of a site; bulletins of one title, category and day share theirs. */
export function cardEntries(contexts: readonly SiteContext[]): Entry[] {
  const entries = new Map<string, Entry & { sources: string[] }>()
  for (const context of contexts)
    for (const page of context.site.bulletins) {
      const drawn = drawnCardOf(page, context)
      if (drawn === null) continue
      const { card, url } = drawn
      const known = entries.get(url)
      if (known) known.sources.push(page.bulletin.path)
      else entries.set(url, { path: url.slice(1), sources: [page.bulletin.path], making: { kind: 'card', card } })
    }
  return [...entries.values()]
}

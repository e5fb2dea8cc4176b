/** The entries of the site's feeds. */
import type { PlanContext } from '../context.ts'
import { type Entry, sourcesOf } from '../entry.ts'
import { feedOf, feedPages } from '../feed.ts'

/** RSS, Atom and JSON Feed of the newest bulletins. `outputs` are the paths of all outputs. */
export function feedEntries(context: PlanContext, outputs: ReadonlySet<string>): Entry[] {
  const { site, config, address } = context
  const pages = feedPages(site.bulletins, config.feedSize)
  const formats = [
    [address.rss, 'rss'],
    [address.atom, 'atom'],
    [address.jsonFeed, 'json'],
  ] as const
  return formats.map(([self, format]) => ({
    path: self.slice(1),
    sources: sourcesOf(pages),
    making: {
      kind: 'feed',
      format,
      feed: () => feedOf(pages, { title: config.title, description: null, self, home: address.home }, context, outputs),
    },
  }))
}

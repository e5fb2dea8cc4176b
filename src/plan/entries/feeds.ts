/** The entries of the site's feeds. */
import type { PlanContext } from '../context.ts'
import { type Entry, sourcesOf } from '../entry.ts'
import { feedOf, feedPages } from '../feed.ts'

/** RSS, Atom and JSON Feed of the newest bulletins. `outputs` are the paths of all outputs. */
export function feedEntries(context: PlanContext, outputs: ReadonlySet<string>): Entry[] {
  const { site, config } = context
  const pages = feedPages(site.bulletins, config.feedSize)
  const formats = [
    ['feed.xml', 'rss'],
    ['atom.xml', 'atom'],
    ['feed.json', 'json'],
  ] as const
  return formats.map(([path, format]) => ({
    path,
    sources: sourcesOf(pages),
    making: {
      kind: 'feed',
      format,
      feed: () =>
        feedOf(pages, { title: config.title, description: null, self: `/${path}`, home: '/' }, context, outputs),
    },
  }))
}

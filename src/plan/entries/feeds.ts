/** The entries of the site's feeds. */
import type { SiteContext } from '../context.ts'
import { correctionsFeed, correctionsLog, toldOf } from '../corrections.ts'
import { type Entry, sourcesOf } from '../entry.ts'
import { feedBodies, feedOf, feedPages } from '../feed.ts'

/** RSS, Atom and JSON Feed of the newest bulletins, and RSS of the newest corrections. `outputs` are the paths of all outputs. */
export function feedEntries(context: SiteContext, outputs: ReadonlySet<string>): Entry[] {
  const { site, config, address } = context
  const pages = feedPages(site.bulletins, config.feedSize)
  const formats = [
    [address.rss, 'rss'],
    [address.atom, 'atom'],
    [address.jsonFeed, 'json'],
  ] as const
  const told = [...site.bulletins, ...site.standing].filter(({ bulletin }) => !bulletin.facts.noindex)
  const log = correctionsLog(told).slice(0, config.feedSize)
  const corrections: Entry = {
    path: address.correctionsFeed.slice(1),
    sources: sourcesOf(toldOf(log)),
    making: { kind: 'feed', format: 'rss', feed: () => correctionsFeed(log, address.correctionsFeed, context) },
  }
  const newest = formats.map(
    ([self, format]): Entry => ({
      path: self.slice(1),
      sources: sourcesOf(pages),
      bodies: feedBodies(pages),
      making: {
        kind: 'feed',
        format,
        feed: () =>
          feedOf(pages, { title: config.title, description: null, self, home: address.home }, context, outputs),
      },
    }),
  )
  return [...newest, corrections]
}

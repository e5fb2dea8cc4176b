/** The entries of files for crawlers and servers. */
import { outputAt } from '../../content/address.ts'
import type { Site } from '../../content/site.ts'
import type { PlanContext } from '../context.ts'
import type { Entry } from '../entry.ts'
import { newsEntries, sitemapShards } from '../sitemap.ts'
import type { TemplateName } from '../views/shapes.ts'

/**
 * Sitemaps, robots.txt and what hosts need, but for what the portal has as its `own` files; the sitemap tells of the pages among
 * `entries` that are for readers to find.
 */
export function machineFiles(
  site: Site,
  contexts: readonly [PlanContext, ...PlanContext[]],
  entries: readonly Entry[],
  own: ReadonlySet<string>,
): Entry[] {
  const [context] = contexts
  const { absolute } = context
  const found: TemplateName[] = [
    'home',
    'archive',
    'register',
    'decision',
    'corrections',
    'standing',
    'listing',
    'offices',
  ]
  const unlisted = new Set(
    [...site.standing.filter(({ bulletin }) => bulletin.facts.noindex)].map(({ url }) => outputAt(url)),
  )
  const pages = entries
    .filter(({ making, path }) => making.kind === 'page' && found.includes(making.template) && !unlisted.has(path))
    .map(({ path }) => `/${path.replace(/index\.html$/, '')}`)
  const shards = sitemapShards(site.bulletins, pages, context)
  const text = (path: string, content: string): Entry => ({
    path,
    sources: [],
    making: { kind: 'text', text: content },
  })
  const news = newsEntries(site.bulletins, contexts)
  const sources = new Map(
    [...site.bulletins, ...site.standing].map(({ url, bulletin }) => [absolute(url), bulletin.path]),
  )
  const told = (urls: readonly { url: string }[]) => urls.flatMap(({ url }) => sources.get(url) ?? [])
  return [
    ...shards.map(
      (shard): Entry => ({ path: shard.path, sources: told(shard.entries), making: { kind: 'sitemap', shard } }),
    ),
    {
      path: 'sitemap.xml',
      sources: [],
      making: {
        kind: 'sitemap-index',
        urls: shards.map(({ path, entries: told }) => ({ url: absolute(`/${path}`), modified: lastModified(told) })),
      },
    },
    { path: 'news-sitemap.xml', sources: told(news), making: { kind: 'news-sitemap', entries: news } },
    ...[
      text(
        'robots.txt',
        `User-agent: *\nAllow: /\n\nSitemap: ${absolute('/sitemap.xml')}\nSitemap: ${absolute('/news-sitemap.xml')}\n`,
      ),
      text('.nojekyll', ''),
    ].filter(({ path }) => !own.has(path)),
  ]
}

function lastModified(entries: readonly { modified: string | null }[]): string | null {
  const days = entries.flatMap(({ modified }) => (modified ? [modified.slice(0, 10)] : [])).sort()
  return days.at(-1) ?? null
}

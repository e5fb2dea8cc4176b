/** Sitemaps by the sitemaps.org protocol, and Google's for news. */
import { Readable } from 'node:stream'
import { SitemapIndexStream, SitemapStream, streamToPromise } from 'sitemap'
import type { NewsEntry, SitemapEntry, SitemapPage } from '../plan/sitemap.ts'

const noNamespaces = { news: false, xhtml: false, image: false, video: false }

/** Writes one shard. */
export async function renderSitemap(entries: readonly SitemapPage[]): Promise<string> {
  const items = entries.map(({ url, modified, alternates }) => ({
    url,
    ...(modified ? { lastmod: modified } : {}),
    ...(alternates.length > 0 ? { links: alternates.map((one) => ({ lang: one.language, url: one.url })) } : {}),
  }))
  const xhtml = entries.some(({ alternates }) => alternates.length > 0)
  return written(items, new SitemapStream({ xmlns: { ...noNamespaces, xhtml }, lastmodDateOnly: true }))
}

/** Writes the index of the shards. */
export async function renderSitemapIndex(shards: readonly SitemapEntry[]): Promise<string> {
  const items = shards.map(({ url, modified }) => ({ url, ...(modified ? { lastmod: modified } : {}) }))
  return written(items, new SitemapIndexStream({ lastmodDateOnly: true }))
}

/** What the writer refuses to make: a list of nothing. */
const emptyNews =
  '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"></urlset>\n'

/** Writes the news sitemap; without a bulletin in its two days it is empty. */
export async function renderNewsSitemap(entries: readonly NewsEntry[]): Promise<string> {
  if (entries.length === 0) return emptyNews
  const items = entries.map(({ url, title, published, language, name }) => ({
    url,
    news: { publication: { name, language }, publication_date: published, title },
  }))
  const stream = new SitemapStream({ xmlns: { ...noNamespaces, news: true } })
  return written(items, stream)
}

async function written(items: readonly object[], stream: SitemapStream | SitemapIndexStream): Promise<string> {
  const bytes = await streamToPromise(Readable.from(items).pipe(stream))
  return `${bytes.toString()}\n`
}

/** Sitemaps by the sitemaps.org protocol 0.9, and Google's for news. */
import type { NewsEntry, SitemapEntry, SitemapPage } from '../plan/sitemap.ts'

const head = '<?xml version="1.0" encoding="UTF-8"?>'
const protocol = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

/** Writes one shard. */
export function renderSitemap(entries: readonly SitemapPage[]): string {
  const isTranslated = entries.some(({ alternates }) => alternates.length > 0)
  const urls = entries.map(({ url, modified, alternates }) => {
    const links = alternates.map(
      (one) =>
        `<xhtml:link rel="alternate" hreflang="${escaped(one.language, true)}" href="${escaped(one.url, true)}"/>`,
    )
    return `<url>${entry(url, modified)}${links.join('')}</url>`
  })
  const xhtml = isTranslated ? ' xmlns:xhtml="http://www.w3.org/1999/xhtml"' : ''
  return `${head}<urlset ${protocol}${xhtml}>${urls.join('')}</urlset>\n`
}

/** Writes the index of the shards. */
export function renderSitemapIndex(shards: readonly SitemapEntry[]): string {
  const sitemaps = shards.map(({ url, modified }) => `<sitemap>${entry(url, modified)}</sitemap>`)
  return `${head}<sitemapindex ${protocol}>${sitemaps.join('')}</sitemapindex>\n`
}

/** Writes the news sitemap; without a bulletin in its two days it is empty. */
export function renderNewsSitemap(entries: readonly NewsEntry[]): string {
  const urls = entries.map(({ url, title, published, language, name }) => {
    const publication = `<news:publication><news:name>${escaped(name)}</news:name><news:language>${escaped(language)}</news:language></news:publication>`
    const news = `${publication}<news:publication_date>${published}</news:publication_date><news:title>${escaped(title)}</news:title>`
    return `<url>${entry(url, null)}<news:news>${news}</news:news></url>`
  })
  const namespace = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
  return `${head}<urlset ${protocol} ${namespace}>${urls.join('')}</urlset>\n`
}

function entry(url: string, modified: string | null): string {
  return `<loc>${escaped(url)}</loc>${modified ? `<lastmod>${modified}</lastmod>` : ''}`
}

/** Text between tags or, with quotes as entities, in an attribute; controls, which XML 1.0 cannot hold, are left out. */
function escaped(text: string, isAttribute = false): string {
  if (!/[&<>'"\p{Cc}\ufffe\uffff]/u.test(text)) return text
  const plain = text
    .replace(/[^\P{Cc}\t\n\r\u0085]|[\ufffe\uffff]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
  return isAttribute ? plain.replace(/'/g, '&apos;').replace(/"/g, '&quot;') : plain
}

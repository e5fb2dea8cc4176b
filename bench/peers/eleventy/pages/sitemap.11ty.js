/** The sitemap. */
import { sitemapXml } from '../shared/portal.mjs'

export const data = { permalink: '/sitemap.xml', eleventyImport: { collections: ['bulletins', 'listings'] } }

export function render({ collections }) {
  return sitemapXml(
    collections.bulletins.map(({ item }) => item),
    collections.listings,
  )
}

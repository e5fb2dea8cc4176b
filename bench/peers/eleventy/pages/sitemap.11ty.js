/** The sitemap. */
import { sitemapXml } from '../shared/portal.mjs'

export const data = { layout: false, permalink: '/sitemap.xml', eleventyImport: { collections: ['items', 'listings'] } }

export const render = ({ collections: { items, listings } }) => sitemapXml(items, listings)

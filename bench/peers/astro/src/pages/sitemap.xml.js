/** The sitemap. */
import { listings, sitemapXml } from '../../shared/portal.mjs'
import { items } from '../items.js'

export async function GET() {
  const all = await items()
  return new Response(sitemapXml(all, listings(all)))
}

/** The feeds, with the whole texts. */
import { feedXml } from '../shared/portal.mjs'

export const data = {
  pagination: { data: 'collections.feeds', size: 1, alias: 'feed' },
  permalink: ({ feed }) => feed.url,
  eleventyImport: { collections: ['bulletins'] },
}

export function render({ feed, collections }) {
  const pages = new Map(collections.bulletins.map(({ item, page }) => [item.url, page]))
  return feedXml(feed, (item) => pages.get(item.url).content)
}

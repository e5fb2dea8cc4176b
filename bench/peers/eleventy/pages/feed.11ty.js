/** The feeds, with the whole texts. */
import { feedXml } from '../shared/portal.mjs'

export const data = {
  layout: false,
  pagination: { data: 'collections.feeds', size: 1, alias: 'feed' },
  permalink: ({ feed }) => feed.url,
  eleventyImport: { collections: ['all'] },
}

export const render = ({ feed }) => feedXml(feed, (item) => item.page.content)

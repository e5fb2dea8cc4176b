/** The feeds, with the whole texts. */
import { feeds, feedXml } from '../../shared/portal.mjs'
import { digestOf, items } from '../items.js'

export async function getStaticPaths() {
  return feeds(await items()).map((feed) => ({
    params: { feed: feed.url.slice(1, -'.xml'.length) },
    props: { feed },
    cacheKey: digestOf(feed.items),
  }))
}

export function GET({ props: { feed } }) {
  return new Response(feedXml(feed, (item) => item.entry.rendered.html))
}

/** The lists, feeds and the sitemap of the bench's portal, for Hexo. */
const portal = require('../shared/portal.mjs')
const templates = require('../shared/pages.mjs')

/** The posts as the templates see them, newest first. `post.path` would make the address of each once more. */
function itemsOf(posts) {
  const items = posts.map((post) => ({
    title: post.title,
    url: `/${post.source.slice('_posts/'.length, -'.md'.length)}/`,
    date: post.date.toDate(),
    category: post.section,
    author: post.author,
    tags: post.keywords ?? [],
    description: portal.excerpt(post._content),
    html: post.content,
  }))
  return portal.inOrder(items)
}

hexo.extend.generator.register('post', (locals) => {
  const items = itemsOf(locals.posts)
  const page = (url, layout, data) => ({ path: `${url.slice(1)}index.html`, layout, data })
  const text = (url, data) => ({ path: url.slice(1), data })
  const listings = portal.listings(items)
  return [
    ...items.map((item) => page(item.url, 'bulletin', { item, html: item.html })),
    ...listings.map((listing) => page(listing.url, 'listing', { listing })),
    ...portal.archives(items).map((archive) => page(archive.url, 'archive', archive)),
    page('/', 'home', { newest: items.slice(0, portal.site.pageSize), blocks: portal.sections(items) }),
    ...portal.feeds(items).map((feed) => text(feed.url, () => portal.feedXml(feed, (item) => item.html))),
    text('/sitemap.xml', () => portal.sitemapXml(items, listings)),
  ]
})

// The layouts call the templates that the other peers have as well: Hexo's fragment cache works in its server alone.
hexo.extend.filter.register('template_locals', (locals) => {
  locals.templates = templates
  return locals
})

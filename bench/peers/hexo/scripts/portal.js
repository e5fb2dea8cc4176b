/** The lists, feeds and the sitemap of the bench's portal, for Hexo. */
const portal = require('../shared/portal.mjs')

/** The posts as the templates see them, newest first. */
function itemsOf(posts) {
  const items = posts.map((post) => ({
    title: post.title,
    url: `/${post.path}`,
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
  const listings = portal.listings(items)
  const years = portal.years(items)
  return [
    ...items.map((item) => page(item.url, 'bulletin', { item, html: item.html })),
    page('/', 'home', { newest: items.slice(0, portal.site.pageSize), blocks: portal.sections(items) }),
    ...listings.map((listing) => page(listing.url, 'listing', { listing })),
    page('/luu-tru/', 'archive', { heading: 'Lưu trữ', address: '/luu-tru/', years }),
    ...years.map((year) => page(year.url, 'archive', { heading: year.title, address: year.url, years: [year] })),
    ...portal
      .feeds(items)
      .map((feed) => ({ path: feed.url.slice(1), data: () => portal.feedXml(feed, (item) => item.html) })),
    { path: 'sitemap.xml', data: () => portal.sitemapXml(items, listings) },
  ]
})

hexo.extend.helper.register('portal', () => portal)

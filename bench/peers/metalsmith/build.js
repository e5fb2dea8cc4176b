/** Builds the bench's portal with Metalsmith; `--watch` goes on building. Its plugins are the portal's own, each one pass. */
import markdown from '@metalsmith/markdown'
import Metalsmith from 'metalsmith'
import * as pages from './shared/pages.mjs'
import * as portal from './shared/portal.mjs'

/** The excerpt is of the Markdown. */
function excerpts(files) {
  for (const file of Object.values(files)) file.description = portal.excerpt(file.contents.toString())
}

/** Every bulletin as the templates see it, and all pages in the place of the texts. */
function site(files, metalsmith) {
  // A file that is just being saved may have been read while it was empty.
  const whole = Object.entries(files).filter(([, { date }]) => date)
  const items = portal.inOrder(whole.map(([path, file]) => itemOf(path, file)))
  for (const path of Object.keys(files)) delete files[path]
  const write = (path, text) => {
    files[path] = { contents: Buffer.from(text) }
  }
  const page = (url, html) => write(`${url.slice(1)}index.html`, html)
  const listings = portal.listings(items)
  for (const item of items) page(item.url, pages.bulletinPage(item, item.html))
  for (const listing of listings) page(listing.url, pages.listingPage(listing))
  for (const { title, url, years } of portal.archives(items)) page(url, pages.archivePage(title, url, years))
  page('/', pages.homePage(items.slice(0, portal.site.pageSize), portal.sections(items)))
  for (const feed of portal.feeds(items)) write(feed.url.slice(1), portal.feedXml(feed, (item) => item.html))
  write('sitemap.xml', portal.sitemapXml(items, listings))
}

function itemOf(path, { title, date, category, author, keywords = [], description, contents }) {
  const url = `/${path.slice(0, -'.html'.length)}/`
  return { title, date, category, author, tags: keywords, description, url, html: contents.toString() }
}

const watching = process.argv.includes('--watch')

Metalsmith(import.meta.dirname)
  .source('content')
  .destination('_site')
  .clean(!watching)
  .watch(watching ? ['content'] : false)
  .env('NODE_ENV', 'production')
  .statik(['assets/**'])
  .use(excerpts)
  .use(markdown({ gfm: true }))
  .use(site)
  .build((problem) => {
    if (problem) throw problem
    if (watching) process.stdout.write('built\n')
  })

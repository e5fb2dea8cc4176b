/** Builds the bench's portal with Metalsmith; `--watch` goes on building. */

import collections from '@metalsmith/collections'
import layouts from '@metalsmith/layouts'
import markdown from '@metalsmith/markdown'
import permalinks from '@metalsmith/permalinks'
import Metalsmith from 'metalsmith'
import nunjucks from 'nunjucks'
import * as portal from './shared/portal.mjs'

const templates = nunjucks.configure('shared/templates', { autoescape: true })
for (const [name, filter] of Object.entries(portal.filters)) templates.addFilter(name, filter)

/** Nunjucks with every template compiled once; jstransformer-nunjucks would compile them anew for every page. */
const compiled = new Map()
const transform = {
  name: 'nunjucks',
  inputFormats: ['njk'],
  outputFormat: 'html',
  render(source, _options, locals) {
    if (!compiled.has(source)) compiled.set(source, nunjucks.compile(source, templates))
    return compiled.get(source).render(locals)
  },
}

/** The excerpt is of the Markdown. */
function excerpts(files) {
  for (const file of Object.values(files)) file.description = portal.excerpt(file.contents.toString())
}

/** Every bulletin as the templates see it. */
function items(_files, metalsmith) {
  const found = metalsmith.metadata().collections.bulletins.map((file) => {
    const { title, date, category, author, keywords = [], description, permalink } = file
    file.layout = 'bulletin.njk'
    file.html = file.contents.toString()
    file.item = { title, date, category, author, tags: keywords, description, url: `/${permalink}/`, html: file.html }
    return file.item
  })
  metalsmith.metadata().items = portal.inOrder(found)
}

/** The pages that no source file stands for. */
function pages(files, metalsmith) {
  const { items } = metalsmith.metadata()
  const page = (url, layout, data) => {
    files[`${url.slice(1)}index.html`] = { contents: Buffer.alloc(0), layout, ...data }
  }
  const listings = portal.listings(items)
  const years = portal.years(items)
  page('/', 'home.njk', { newest: items.slice(0, portal.site.pageSize), blocks: portal.sections(items) })
  for (const listing of listings) page(listing.url, 'listing.njk', { listing })
  page('/luu-tru/', 'archive.njk', { heading: 'Lưu trữ', address: '/luu-tru/', years })
  for (const year of years) page(year.url, 'archive.njk', { heading: year.title, address: year.url, years: [year] })
  for (const feed of portal.feeds(items)) {
    files[feed.url.slice(1)] = { contents: Buffer.from(portal.feedXml(feed, (item) => item.html)) }
  }
  files['sitemap.xml'] = { contents: Buffer.from(portal.sitemapXml(items, listings)) }
}

const watching = process.argv.includes('--watch')

Metalsmith(import.meta.dirname)
  .source('content')
  .destination('_site')
  .clean(!watching)
  .watch(watching ? ['content'] : false)
  .env('NODE_ENV', 'production')
  .metadata({ site: portal.site, kinds: portal.kinds })
  .ignore(['.*'])
  .statik([])
  .use(excerpts)
  .use(markdown({ gfm: true }))
  .use(permalinks({ match: '**/*.html', pattern: ':date/:basename', date: { format: 'YYYY/MM', locale: 'en-US' } }))
  .use(collections({ bulletins: { pattern: '**/*.html' } }))
  .use(items)
  .use(pages)
  .use(layouts({ directory: 'shared/templates', pattern: '**/*.html', transform }))
  .build((problem) => {
    if (problem) throw problem
    if (watching) process.stdout.write('built\n')
  })

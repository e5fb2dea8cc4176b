/** Eleventy's settings for the bench: collections made once of the bulletins, templates in JavaScript, which are its fastest. */
import anchor from 'markdown-it-anchor'
import * as portal from './shared/portal.mjs'

export default function configure(config) {
  /** @type {import('./shared/portal.mjs').Item[] | null} */
  let items = null
  /** @type {Map<string, import('./shared/portal.mjs').Item>} */
  let byUrl = new Map()
  config.on('eleventy.before', () => {
    items = null
  })
  const itemsOf = (api) => {
    if (items) return items
    const found = api.getAll().filter(({ inputPath }) => inputPath.startsWith('./content/'))
    items = portal.inOrder(
      found.map((page) => {
        const { title, category, author, keywords = [] } = page.data
        const description = portal.excerpt(page.rawInput)
        return { title, url: page.url, date: page.date, category, author, tags: keywords, description, page }
      }),
    )
    byUrl = new Map(items.map((item) => [item.url, item]))
    return items
  }

  config.addCollection('items', itemsOf)
  config.addCollection('listings', (api) => portal.listings(itemsOf(api)))
  config.addCollection('archives', (api) => portal.archives(itemsOf(api)))
  config.addCollection('feeds', (api) => portal.feeds(itemsOf(api)))
  config.addJavaScriptFunction('itemOf', (url) => byUrl.get(url))

  // What all bulletins have in common is global, and the pages override it: no folder is searched for data files.
  const permalink = ({ page }) => `/${page.date.toISOString().slice(0, 7).replace('-', '/')}/${page.fileSlug}/`
  config.setDataFileSuffixes([])
  config.addGlobalData('layout', 'bulletin.11ty.js')
  config.addGlobalData('permalink', () => permalink)
  config.addPassthroughCopy({ assets: 'assets' })
  config.amendLibrary('md', (markdown) => {
    markdown.set({ linkify: true }).use(anchor, { slugify: portal.fold, tabIndex: false })
    markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
  })
  config.ignores.add('shared/**')

  return {
    dir: { input: '.', includes: 'layouts', output: '_site' },
    markdownTemplateEngine: false,
    templateFormats: ['md', '11ty.js'],
  }
}

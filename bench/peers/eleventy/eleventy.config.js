/** Eleventy's settings for the bench: collections made of the bulletins, and the templates' filters. */
import anchor from 'markdown-it-anchor'
import * as portal from './shared/portal.mjs'

export default function configure(config) {
  /** @type {Map<string, import('./shared/portal.mjs').Item>} */
  let byUrl = new Map()
  /** @type {import('./shared/portal.mjs').Item[] | null} */
  let items = null
  config.on('eleventy.before', () => {
    items = null
  })
  const itemsOf = (api) => {
    if (items) return items
    const found = api.getFilteredByGlob('content/**/*.md').map(({ url, date, data, rawInput }) => {
      const { title, category, author, keywords = [] } = data
      return { title, url, date, category, author, tags: keywords, description: portal.excerpt(rawInput) }
    })
    items = portal.inOrder(found)
    byUrl = new Map(items.map((item) => [item.url, item]))
    return items
  }

  config.addCollection('bulletins', (api) => {
    const pages = new Map(api.getFilteredByGlob('content/**/*.md').map((page) => [page.url, page]))
    return itemsOf(api).map((item) => ({ item, page: pages.get(item.url) }))
  })
  config.addCollection('listings', (api) => portal.listings(itemsOf(api)))
  config.addCollection('years', (api) => portal.years(itemsOf(api)))
  config.addCollection('sections', (api) => portal.sections(itemsOf(api)))
  config.addCollection('feeds', (api) => portal.feeds(itemsOf(api)))

  for (const [name, filter] of Object.entries(portal.filters)) config.addFilter(name, filter)
  config.addFilter('itemOf', (url) => byUrl.get(url))
  config.addGlobalData('site', portal.site)
  config.addGlobalData('kinds', portal.kinds)
  config.addPassthroughCopy({ assets: 'assets' })
  config.amendLibrary('md', (markdown) =>
    markdown.set({ linkify: true }).use(anchor, { slugify: portal.fold, tabIndex: false }),
  )
  config.ignores.add('shared/**')

  return {
    dir: { input: '.', includes: 'shared/templates', layouts: 'layouts', output: '_site' },
    markdownTemplateEngine: false,
    templateFormats: ['md', 'njk', '11ty.js'],
  }
}

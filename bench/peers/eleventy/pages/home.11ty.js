/** The home page. */
import { homePage } from '../shared/pages.mjs'
import { sections, site } from '../shared/portal.mjs'

export const data = { layout: false, permalink: '/', eleventyImport: { collections: ['items'] } }

export const render = ({ collections: { items } }) => homePage(items.slice(0, site.pageSize), sections(items))

/** The archive, and a page for each of its years. */
import { archivePage } from '../shared/pages.mjs'

export const data = {
  layout: false,
  pagination: { data: 'collections.archives', size: 1, alias: 'archive' },
  permalink: ({ archive }) => archive.url,
}

export const render = ({ archive: { title, url, years } }) => archivePage(title, url, years)

/** What the peers written in JavaScript share: dates, excerpts, the plan of their lists, feeds and sitemaps. */
import { readFileSync } from 'node:fs'

/**
 * @typedef {object} Item one bulletin
 * @property {string} title
 * @property {string} url
 * @property {Date} date
 * @property {string} category
 * @property {string} author
 * @property {string[]} tags
 * @property {string} description
 * @property {Item | null} [older]
 * @property {Item | null} [newer]
 */

/**
 * @typedef {object} Listing one page of a list
 * @property {string} title
 * @property {string} url
 * @property {string | null} feed
 * @property {Item[]} items
 * @property {string | null} previous
 * @property {string | null} next
 * @property {number} number
 * @property {number} pages
 */

/** @typedef {{ title: string, url: string, months: { title: string, url: string, count: number }[], count: number }} Year */

/** @typedef {{ id: string, title: string }} Label */
/** @typedef {'categories' | 'authors' | 'tags'} Kind */

/** @type {{ site: { url: string, title: string, pageSize: number, lean: boolean } } & Record<Kind, Label[]>} */
const { site, ...kinds } = JSON.parse(readFileSync('data/labels.json', 'utf8'))
const pageSize = site.pageSize
const feedSize = 30

export { kinds, site }

const titles = (/** @type {Label[]} */ labels) => new Map(labels.map(({ id, title }) => [id, title]))
const names = { categories: titles(kinds.categories), authors: titles(kinds.authors), tags: titles(kinds.tags) }

/** The name behind an id. @param {Kind} kind @param {string} id */
export const label = (kind, id) => names[kind].get(id) ?? id

/** The clock of Vietnam, as if it were UTC: `2023-01-17T08:00:00`. @param {Date} date */
const local = (date) => new Date(date.getTime() + 7 * 3_600_000).toISOString().slice(0, 19)

/** `2023-01-17T08:00:00+07:00`. @param {Date} date */
export const isoDate = (date) => `${local(date)}+07:00`

/** `17/01/2023`. @param {Date} date */
export const shortDate = (date) => local(date).slice(0, 10).split('-').reverse().join('/')

/** `17/01/2023, 08:00`. @param {Date} date */
export const longDate = (date) => `${shortDate(date)}, ${local(date).slice(11, 16)}`

/** The first paragraph of a Markdown text without its marks, at most 240 characters. @param {string} markdown */
export function excerpt(markdown) {
  const text = markdown
    .trimStart()
    .replace(/\n\n[^]*/, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*<>]/g, '')
  if (text.length <= 240) return text
  const cut = text.slice(0, 240)
  return `${cut.slice(0, cut.lastIndexOf(' '))}…`
}

/** Newest first, each linked to its neighbours. @param {Item[]} items */
export function inOrder(items) {
  items.sort((a, b) => b.date.getTime() - a.date.getTime() || (a.url < b.url ? -1 : 1))
  for (const [index, item] of items.entries()) {
    item.newer = items[index - 1] ?? null
    item.older = items[index + 1] ?? null
  }
  return items
}

/** Every page of every list. @param {Item[]} items newest first @returns {Listing[]} */
export function listings(items) {
  const months = grouped(items, (item) => [isoDate(item.date).slice(0, 7)])
  return [
    ...numbered('Tất cả tin bài', '/trang/', items, null, '/trang/'),
    ...kinds.categories.flatMap(({ id, title }) => {
      const own = byKind(items).categories.get(id) ?? []
      return numbered(title, `/chuyen-muc/${id}/`, own, `/chuyen-muc/${id}/feed.xml`)
    }),
    ...kinds.tags.flatMap(({ id, title }) =>
      numbered(title, `/tu-khoa/${id}/`, byKind(items).tags.get(id) ?? [], null),
    ),
    ...kinds.authors.flatMap(({ id, title }) =>
      numbered(title, `/tac-gia/${id}/`, byKind(items).authors.get(id) ?? [], null),
    ),
    ...[...months].map(([month, own]) => ({
      title: `Tháng ${month.slice(5)}/${month.slice(0, 4)}`,
      url: `/luu-tru/${month.replace('-', '/')}/`,
      feed: null,
      items: own,
      previous: null,
      next: null,
      number: 1,
      pages: 1,
    })),
  ]
}

/** The archive's years, newest first. @param {Item[]} items newest first @returns {Year[]} */
function years(items) {
  return [...grouped(items, (item) => [isoDate(item.date).slice(0, 4)])].map(([year, own]) => ({
    title: `Năm ${year}`,
    url: `/luu-tru/${year}/`,
    count: own.length,
    months: [...grouped(own, (item) => [isoDate(item.date).slice(5, 7)])]
      .map(([month, of]) => ({ title: `Tháng ${month}`, url: `/luu-tru/${year}/${month}/`, count: of.length }))
      .reverse(),
  }))
}

/** The pages of the archive: the whole of it, and each year. @param {Item[]} items newest first */
export function archives(items) {
  const all = years(items)
  const ofYears = all.map((year) => ({ title: year.title, url: year.url, years: [year] }))
  return [{ title: 'Lưu trữ', url: '/luu-tru/', years: all }, ...ofYears]
}

/** The blocks of the home page: every section with its newest. @param {Item[]} items newest first */
export function sections(items) {
  return kinds.categories.map(({ id, title }) => ({
    title,
    url: `/chuyen-muc/${id}/`,
    items: (byKind(items).categories.get(id) ?? []).slice(0, 5),
  }))
}

/** What every feed holds, the whole portal's first. @param {Item[]} items newest first */
export function feeds(items) {
  return [
    { url: '/feed.xml', title: site.title, page: '/', items: items.slice(0, feedSize) },
    ...kinds.categories.map(({ id, title }) => ({
      url: `/chuyen-muc/${id}/feed.xml`,
      title: `${title} – ${site.title}`,
      page: `/chuyen-muc/${id}/`,
      items: (byKind(items).categories.get(id) ?? []).slice(0, feedSize),
    })),
  ]
}

/**
 * An RSS feed with the whole texts.
 * @param {ReturnType<typeof feeds>[number]} feed @param {(item: Item) => string} htmlOf
 */
export function feedXml(feed, htmlOf) {
  const items = feed.items.map(
    (item) => `<item>
<title>${escapeXml(item.title)}</title>
<link>${absolute(item.url)}</link>
<guid isPermaLink="false">${absolute(item.url)}</guid>
<pubDate>${item.date.toUTCString()}</pubDate>
<dc:creator>${escapeXml(label('authors', item.author))}</dc:creator>
<category>${escapeXml(label('categories', item.category))}</category>
<description>${escapeXml(item.description)}</description>
<content:encoded>${escapeXml(htmlOf(item))}</content:encoded>
</item>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${escapeXml(feed.title)}</title>
<link>${absolute(feed.page)}</link>
<description>${escapeXml(feed.title)}</description>
<language>vi</language>
<atom:link href="${absolute(feed.url)}" rel="self" type="application/rss+xml"/>
${items.join('\n')}
</channel>
</rss>
`
}

/** The sitemap of all bulletins and lists. @param {Item[]} items @param {Listing[]} lists */
export function sitemapXml(items, lists) {
  const bulletins = items.map(
    (item) => `<url><loc>${absolute(item.url)}</loc><lastmod>${isoDate(item.date).slice(0, 10)}</lastmod></url>`,
  )
  const others = ['/', ...lists.map((list) => list.url)].map((url) => `<url><loc>${absolute(url)}</loc></url>`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${[...others, ...bulletins].join('\n')}
</urlset>
`
}

/** What search engines are told of a bulletin. @param {Item} item */
export function jsonLd(item) {
  const article = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: item.title,
    description: item.description,
    datePublished: isoDate(item.date),
    dateModified: isoDate(item.date),
    url: absolute(item.url),
    author: { '@type': 'Person', name: label('authors', item.author), url: absolute(`/tac-gia/${item.author}/`) },
    publisher: { '@type': 'GovernmentOrganization', name: 'UBND huyện Yên Lộc' },
    articleSection: label('categories', item.category),
    keywords: item.tags.map((tag) => label('tags', tag)),
    inLanguage: 'vi',
  }
  const crumbs = {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: [
      { '@type': 'ListItem', position: 1, name: 'Trang chủ', item: site.url },
      {
        '@type': 'ListItem',
        position: 2,
        name: label('categories', item.category),
        item: absolute(`/chuyen-muc/${item.category}/`),
      },
    ],
  }
  const safe = (/** @type {object} */ value) => JSON.stringify(value).replaceAll('<', '\\u003c')
  return `<script type="application/ld+json">${safe(article)}</script>\n<script type="application/ld+json">${safe(crumbs)}</script>`
}

/** @type {Map<string, string>} */
const folded = new Map()

/** Plain letters, digits and hyphens, for the ids of headings; many bulletins have the same. @param {string} text */
export function fold(text) {
  let found = folded.get(text)
  if (found === undefined) {
    const plain = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
    found = plain.replace(/[^a-z0-9]+/g, '-')
    folded.set(text, found)
  }
  return found
}

/** @param {string} url */
export const absolute = (url) => `${site.url}${url.slice(1)}`

/** @param {string} text */
export const escapeXml = (text) =>
  /[&<>"]/.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    : text

/** @type {WeakMap<Item[], Record<'categories' | 'tags' | 'authors', Map<string, Item[]>>>} */
const known = new WeakMap()

/** @param {Item[]} items */
function byKind(items) {
  let found = known.get(items)
  if (!found) {
    found = {
      categories: grouped(items, (item) => [item.category]),
      tags: grouped(items, (item) => item.tags),
      authors: grouped(items, (item) => [item.author]),
    }
    known.set(items, found)
  }
  return found
}

/** @param {Item[]} items @param {(item: Item) => string[]} keysOf @returns {Map<string, Item[]>} */
function grouped(items, keysOf) {
  const groups = new Map()
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key)
      if (group) group.push(item)
      else groups.set(key, [item])
    }
  }
  return groups
}

/**
 * @param {string} title @param {string} url @param {Item[]} items @param {string | null} feed
 * @param {string} [under] where the further pages stand
 * @returns {Listing[]}
 */
function numbered(title, url, items, feed, under = `${url}trang/`) {
  const pages = Math.ceil(items.length / pageSize)
  const address = (/** @type {number} */ number) => (number === 1 ? url : `${under}${number}/`)
  return Array.from({ length: pages }, (_, index) => ({
    title,
    url: address(index + 1),
    feed,
    items: items.slice(index * pageSize, (index + 1) * pageSize),
    previous: index === 0 ? null : address(index),
    next: index + 1 === pages ? null : address(index + 2),
    number: index + 1,
    pages,
  }))
}

/** What every view is made with: the site, its language's words, its addresses. */
import { href } from '../content/address.ts'
import type { Edition } from '../content/site.ts'
import { fill, type Label, type SiteLanguage } from '../source/language/labels.ts'
import type { Config } from '../source/settings.ts'

/**
 * The words and addresses of one language of the site; what its pages say comes to a view by itself.
 * `href` gives the prefixed `href` of an address of the site, `absolute` its absolute form; `address` names the list
 * pages. Addresses are without the prefix until they pass through one of the two.
 */
export interface PlanContext {
  config: Config
  label: (key: Label, ...values: (string | number)[]) => string
  href: (url: string) => string
  absolute: (url: string) => string
  address: Addresses
  /** The home page of each of the site's languages, the first first. */
  homes: readonly LanguageVersion<SiteLanguage>[]
  versions: Versions
  /** What encodes images, and its version; null where images are published as they are. */
  encoder: string | null
}

/** With the pages of that language. */
export interface SiteContext extends PlanContext {
  site: Edition
}

/** A page in one language; `noindex` where search engines are not to know it. */
export interface LanguageVersion<Language = string> {
  language: Language
  url: string
  noindex: boolean
}

/** The language versions of pages that have more than one, themselves included, by the address of each. */
export type Versions = ReadonlyMap<string, readonly LanguageVersion[]>

/** The addresses of generated pages (contract section 5), without the prefix. */
export interface Addresses {
  home: string
  all: string
  category: (id: string) => string
  tag: (slug: string) => string
  author: (slug: string) => string
  archive: string
  year: (year: string) => string
  month: (year: string, month: string) => string
  register: string
  issuerYear: (issuer: string, year: number) => string
  registerYear: (year: number) => string
  typeYear: (year: number, type: string) => string
  /** The whole register for programs. */
  registerData: (format: 'json' | 'csv') => string
  corrections: string
  correctionsFeed: string
  search: string
  offices: string
  /** The folder of the search's indexes, and its description for browsers. */
  searchIndexes: string
  openSearch: string
  rss: string
  atom: string
  jsonFeed: string
  notFound: string
  numbered: (head: string, number: number) => string
}

/** Prepares the context of a language. */
export function planContext(
  site: Edition,
  homes: PlanContext['homes'],
  versions: Versions,
  encoder: string | null,
): SiteContext {
  const { config } = site
  const { prefix, url } = config
  const { origin } = new URL(url)
  const toHref = (address: string) => href(address, prefix)
  return {
    site,
    config,
    encoder,
    label: (key, ...values) => fill(config.labels[key], values),
    href: toHref,
    absolute: (address) => origin + toHref(address),
    address: addressesOf(config),
    homes,
    versions,
  }
}

/** The addresses of a language's generated pages. */
export function addressesOf({ base, words }: Pick<Config, 'base' | 'words'>): Addresses {
  const pages = `${base}/${words.page}/`
  return {
    home: `${base}/`,
    all: pages,
    category: (id) => `${base}/${words.category}/${id}/`,
    tag: (slug) => `${base}/${words.tag}/${slug}/`,
    author: (slug) => `${base}/${words.author}/${slug}/`,
    archive: `${base}/${words.archive}/`,
    year: (year) => `${base}/${words.archive}/${year}/`,
    month: (year, month) => `${base}/${words.archive}/${year}/${month}/`,
    register: `${base}/${words.decisions}/`,
    issuerYear: (issuer, year) => `${base}/${words.decisions}/${issuer}/${year}/`,
    registerYear: (year) => `${base}/${words.decisions}/${year}/`,
    typeYear: (year, type) => `${base}/${words.decisions}/${year}/${type}/`,
    registerData: (format) => `${base}/${words.decisions}/index.${format}`,
    corrections: `${base}/${words.corrections}/`,
    correctionsFeed: `${base}/${words.corrections}/feed.xml`,
    search: `${base}/${words.search}/`,
    offices: `${base}/${words.offices}/`,
    searchIndexes: `${base}/pagefind/`,
    openSearch: `${base}/opensearch.xml`,
    rss: `${base}/feed.xml`,
    atom: `${base}/atom.xml`,
    jsonFeed: `${base}/feed.json`,
    notFound: `${base}/404.html`,
    numbered: (head, number) => (head === pages ? `${head}${number}/` : `${head}${words.page}/${number}/`),
  }
}

/** What every view is made with: the site, its language's words, its addresses. */
import { href } from '../content/address.ts'
import type { Site } from '../content/site.ts'
import { fill, type Label, labels } from '../source/language/labels.ts'
import type { Config } from '../source/settings.ts'

/**
 * `href` gives the prefixed `href` of an address of the site, `absolute` its absolute form; `address` names the list
 * pages. Addresses are without the prefix until they pass through one of the two.
 */
export interface PlanContext {
  site: Site
  config: Config
  label: (key: Label, ...values: (string | number)[]) => string
  href: (url: string) => string
  absolute: (url: string) => string
  address: Addresses
}

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
  corrections: string
  search: string
  numbered: (head: string, number: number) => string
}

/** Prepares the context of a site. */
export function planContext(site: Site): PlanContext {
  const { config } = site
  const { words, prefix, url } = config
  const all = labels(config.language)
  const { origin } = new URL(url)
  const toHref = (address: string) => href(address, prefix)
  const pages = `/${words.page}/`
  return {
    site,
    config,
    label: (key, ...values) => fill(all[key], values),
    href: toHref,
    absolute: (address) => origin + toHref(address),
    address: {
      home: '/',
      all: pages,
      category: (id) => `/${words.category}/${id}/`,
      tag: (slug) => `/${words.tag}/${slug}/`,
      author: (slug) => `/${words.author}/${slug}/`,
      archive: `/${words.archive}/`,
      year: (year) => `/${words.archive}/${year}/`,
      month: (year, month) => `/${words.archive}/${year}/${month}/`,
      register: `/${words.decisions}/`,
      issuerYear: (issuer, year) => `/${words.decisions}/${issuer}/${year}/`,
      corrections: `/${words.corrections}/`,
      search: `/${words.search}/`,
      numbered: (head, number) => (head === pages ? `${head}${number}/` : `${head}${words.page}/${number}/`),
    },
  }
}

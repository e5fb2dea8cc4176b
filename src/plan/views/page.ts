/** The PageView: what the head, the breadcrumb and the menu of one page need. */
import * as z from 'zod'
import { isCounting } from '../../source/counter.ts'
import { labels } from '../../source/language/labels.ts'
import type { PlanContext } from '../context.ts'
import { json } from './html.ts'
import { breadcrumbList } from './linked-data.ts'

export const pageShape = z.object({
  kind: z.string(),
  /** The whole text of `<title>`. */
  title: z.string(),
  heading: z.string(),
  description: z.string().nullable(),
  url: z.string(),
  /** The absolute address; null where the page has none of its own (404). */
  canonical: z.string().nullable(),
  noindex: z.boolean(),
  breadcrumb: z.array(z.object({ title: z.string(), url: z.string() })),
  /** The menu entry that this page is (`page`) or belongs to (`true`), by its url. */
  menu: z.object({ url: z.string(), current: z.string() }).nullable(),
  /** The page in each language that has it, itself included, for `hreflang`: absolute, `x-default` last; empty without another. */
  alternates: z.array(z.object({ language: z.string(), url: z.string() })),
  /** Where a reader goes for each of the site's languages: this page's translation, else the home page; empty in a site of one. */
  languages: z.array(z.object({ language: z.string(), name: z.string(), url: z.string(), current: z.boolean() })),
  feeds: z.array(z.object({ title: z.string(), url: z.string(), type: z.string() })),
  /** `<meta name content>`: Dublin Core and the card of a bulletin. */
  meta: z.array(z.object({ name: z.string(), content: z.string() })),
  /** `<meta property content>`: Open Graph. */
  properties: z.array(z.object({ property: z.string(), content: z.string() })),
  jsonld: z.array(json),
  /** Whether views of this page are counted. */
  counted: z.boolean(),
  /** A Content-Security-Policy of its own; null on all but the search page. */
  policy: z.string().nullable(),
})

export type PageView = z.infer<typeof pageShape>

/** What a page says of itself; the rest of its PageView follows from that. */
export interface PageFacts {
  kind: string
  heading: string
  /** The page's part of `<title>`; the heading where it is left out. */
  title?: string
  description?: string | null
  /** Without the prefix; null where the page has no address of its own (404). */
  url: string | null
  noindex?: boolean
  breadcrumb?: { title: string; url: string }[]
  /** The address, without the prefix, of the menu entry that the page is or belongs to. */
  menu?: string
  feeds?: { title: string; url: string; type: string }[]
  meta?: PageView['meta']
  properties?: PageView['properties']
  jsonld?: PageView['jsonld']
  policy?: string
  /** False where the page is kept out of the counter. */
  counted?: boolean
}

/** Makes the PageView; addresses come in without the prefix and leave as `href`s. */
export function pageView(context: PlanContext, facts: PageFacts): PageView {
  const { config, href, absolute, address, label } = context
  const own = facts.title ?? facts.heading
  const trail = [{ title: label('home'), url: address.home }, ...(facts.breadcrumb ?? [])]
  const canonical = facts.url === null ? null : absolute(facts.url)
  const description = facts.description ?? null
  const alternates = facts.noindex ? [] : alternatesOf(facts.url, context)
  return {
    kind: facts.kind,
    title: own === config.title ? own : label('siteOf', own, config.title),
    heading: facts.heading,
    description,
    url: href(facts.url ?? address.notFound),
    canonical,
    noindex: (facts.noindex ?? false) || !config.indexed,
    breadcrumb: facts.kind === 'home' ? [] : trail.map(({ title, url }) => ({ title, url: href(url) })),
    menu:
      facts.menu === undefined ? null : { url: href(facts.menu), current: facts.menu === facts.url ? 'page' : 'true' },
    alternates,
    languages: languageLinks(facts.url, context),
    feeds: [
      { title: `${config.title} (RSS)`, url: href(address.rss), type: 'application/rss+xml' },
      { title: `${config.title} (Atom)`, url: href(address.atom), type: 'application/atom+xml' },
      { title: `${config.title} (JSON Feed)`, url: href(address.jsonFeed), type: 'application/feed+json' },
      ...(facts.feeds ?? []).map((feed) => ({ ...feed, url: href(feed.url) })),
    ],
    meta:
      facts.meta ??
      (canonical === null
        ? []
        : [{ name: 'twitter:card', content: config.theme.socialCard ? 'summary_large_image' : 'summary' }]),
    properties: facts.properties ?? openGraph(context, own, description, canonical, alternates),
    counted: isCounting(config.counter) && facts.url !== null && facts.counted !== false,
    policy: facts.policy ?? null,
    jsonld: facts.jsonld ?? (facts.kind === 'home' || facts.url === null ? [] : [breadcrumbList(context, trail)]),
  }
}

/** The language versions of an address for search engines, the site's first language for everybody else. */
export function alternatesOf(url: string | null, { versions, absolute }: PlanContext): PageView['alternates'] {
  const all = (url === null ? undefined : versions.get(url))?.filter(({ noindex }) => !noindex) ?? []
  const [first] = all
  if (first === undefined || all.length < 2) return []
  return [...all, { language: 'x-default', url: first.url }].map((one) => ({
    language: one.language,
    url: absolute(one.url),
  }))
}

function languageLinks(url: string | null, { config, homes, versions, href }: PlanContext): PageView['languages'] {
  if (homes.length < 2) return []
  const own = (url === null ? undefined : versions.get(url)) ?? []
  return homes.map((home) => {
    const current = home.language === config.language
    const version = own.find(({ language }) => language === home.language) ?? home
    const name = labels(home.language).languageName
    return { language: home.language, name, url: href(current ? (url ?? home.url) : version.url), current }
  })
}

function openGraph(
  context: PlanContext,
  title: string,
  description: string | null,
  url: string | null,
  alternates: PageView['alternates'],
): PageView['properties'] {
  const { config, absolute } = context
  if (url === null) return []
  return [
    { property: 'og:type', content: 'website' },
    { property: 'og:title', content: title },
    ...(description ? [{ property: 'og:description', content: description }] : []),
    { property: 'og:url', content: url },
    { property: 'og:site_name', content: config.title },
    { property: 'og:locale', content: localeOf(config.language) },
    ...alternates
      .filter(({ language }) => language !== config.language && language !== 'x-default')
      .map(({ language }) => ({ property: 'og:locale:alternate', content: localeOf(language) })),
    ...(config.theme.socialCard ? [{ property: 'og:image', content: absolute(`/${config.theme.socialCard}`) }] : []),
  ]
}

/** Whose site it is. */
export function office({ config }: PlanContext): string {
  return config.agency?.name ?? config.title
}

/** Open Graph's name of a language: with its country, where build-portal knows it. */
export function localeOf(language: string): string {
  if (language === 'vi') return 'vi_VN'
  return language === 'en' ? 'en_US' : language.replaceAll('-', '_')
}

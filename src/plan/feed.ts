/** The Feed: the newest bulletins of the site or of a section, for RSS, Atom and JSON Feed alike. */
import type { Published } from '../content/published.ts'
import type { PlanContext } from './context.ts'
import { type BodyReference, bodyReference } from './holes.ts'

/** Addresses are absolute; times are milliseconds since 1970 UTC. `body` is null where the notice stands for the text. */
export interface FeedItem {
  title: string
  url: string
  published: number
  updated: number
  summary: string
  body: BodyReference | null
  authors: { name: string; url: string }[]
  categories: string[]
  image: string | null
}

/** `updated` is the time of the newest change in it, so that the same bulletins give the same feed. */
export interface Feed {
  title: string
  description: string
  language: string
  home: string
  self: string
  updated: number
  copyright: string | null
  items: FeedItem[]
}

/** Which bulletins a feed holds: what has not expired, the newest `size`; a withdrawn one stays as its notice. */
export function feedPages(bulletins: readonly Published[], size: number): Published[] {
  return bulletins.filter(({ state, bulletin }) => !state.expired && !bulletin.facts.noindex).slice(0, size)
}

/** Makes a feed of pages, newest first. `self` and `home` are addresses without the prefix. */
export function feedOf(
  pages: readonly Published[],
  about: { title: string; self: string; home: string },
  context: PlanContext,
  outputs: ReadonlySet<string>,
): Feed {
  const { config, absolute, label } = context
  const items = pages.map((page) => feedItem(page, context, outputs))
  return {
    title: about.title,
    description: config.agency ? label('officialSite', config.agency.name) : config.title,
    language: config.language,
    home: absolute(about.home),
    self: absolute(about.self),
    updated: Math.max(0, ...items.map((item) => item.updated)),
    copyright: config.agency ? label('copyright', config.agency.name) : null,
    items,
  }
}

function feedItem(page: Published, context: PlanContext, outputs: ReadonlySet<string>): FeedItem {
  const { absolute, address, label } = context
  const { facts, body } = page.bulletin
  const published = facts.date?.instant ?? 0
  const withdrawn = page.state.withdrawn ? facts.withdrawn : null
  const image = page.named.get('image.src')
  const moments = [published, facts.updated?.instant ?? 0, withdrawn?.at.instant ?? 0]
  return {
    title: withdrawn ? label('withdrawnTitle', facts.title) : facts.title,
    url: absolute(page.url),
    published,
    updated: Math.max(...moments),
    summary: withdrawn
      ? `${label('withdrawn')}. ${label('reason')}: ${withdrawn.reason}`
      : (facts.summary ?? body.excerpt),
    body: withdrawn ? null : bodyReference(page, context, 'away', outputs),
    authors: page.authors.map(({ name, slug }) => ({ name, url: absolute(address.author(slug)) })),
    categories: [page.category.title, ...page.tags.map(({ title }) => title)],
    image: image && !withdrawn ? absolute(image.url) : null,
  }
}

/** The Feed: the newest bulletins of the site or of a section, for RSS, Atom and JSON Feed alike. */
import { isLocal, remoteImage } from '../content/media.ts'
import { modifiedAt, type Published, publishedAt } from '../content/published.ts'
import { momentOf } from '../source/calendar.ts'
import type { PlanContext } from './context.ts'
import { type BodyReference, bodyReference } from './holes.ts'
import { cardOf, hasLead, leadMedia, pictureOf } from './pictures.ts'
import { summaryOf, titleOf } from './summary.ts'

/** Addresses are absolute; times are date-times with the site's offset (`2023-01-17T00:00:00+07:00`). `body` is null where the notice stands for the text. */
export interface FeedItem {
  title: string
  url: string
  published: string
  updated: string
  summary: string
  body: BodyReference | null
  authors: { name: string; url: string }[]
  categories: string[]
  image: string | null
  /** The lead picture, where the text does not show it anyway; `alt` is what it shows. */
  lead: { url: string; alt: string; size: { width: number; height: number } | null } | null
}

/** `updated` is the time of the newest change in it, so that the same bulletins give the same feed. */
export interface Feed {
  title: string
  description: string
  language: string
  home: string
  self: string
  updated: string
  copyright: string | null
  items: FeedItem[]
}

/** Which bulletins a feed holds: what has not expired, the newest `size`; a withdrawn one stays as its notice. */
export function feedPages(bulletins: readonly Published[], size: number): Published[] {
  return bulletins
    .filter(({ state, bulletin }) => !state.expired && state.held === null && !bulletin.facts.noindex)
    .slice(0, size)
}

/** The paths of those whose texts a feed holds. */
export function feedBodies(pages: readonly Published[]): string[] {
  return pages.filter((page) => withdrawal(page) === null).map(({ bulletin }) => bulletin.path)
}

function withdrawal({ state, bulletin }: Published) {
  return state.withdrawn ? bulletin.facts.withdrawn : null
}

/** What a feed is; `self` and `home` are addresses without the prefix. */
interface About {
  title: string
  description: string | null
  self: string
  home: string
}

/** Makes a feed of pages, newest first. */
export function feedOf(
  pages: readonly Published[],
  about: About,
  context: PlanContext,
  outputs: ReadonlySet<string>,
): Feed {
  return {
    ...aboutSite(about, context),
    updated: localTime(
      pages.reduce((last, page) => Math.max(last, lastChange(page)), 0),
      context,
    ),
    items: pages.map((page) => feedItem(page, context, outputs)),
  }
}

/** What a feed says of itself. */
export function aboutSite(about: About, { config, absolute, label }: PlanContext): Omit<Feed, 'updated' | 'items'> {
  return {
    title: about.title,
    description: about.description ?? (config.agency ? label('officialSite', config.agency.name) : config.title),
    language: config.language,
    home: absolute(about.home),
    self: absolute(about.self),
    copyright: config.agency ? label('copyright', config.agency.name) : null,
  }
}

/** The instant of the last thing that happened to a bulletin. */
function lastChange({ bulletin: { facts }, state }: Published): number {
  const withdrawn = state.withdrawn ? facts.withdrawn?.at.instant : undefined
  return Math.max(modifiedAt(facts)?.instant ?? 0, withdrawn ?? 0)
}

function localTime(instant: number, { config }: PlanContext): string {
  return momentOf(instant, config.timezone).text
}

function feedItem(page: Published, context: PlanContext, outputs: ReadonlySet<string>): FeedItem {
  const { absolute, address } = context
  const { facts } = page.bulletin
  const withdrawn = withdrawal(page)
  const lead = page.named.get('image.src')
  const image = lead && (cardOf(lead, context) ?? lead)
  return {
    title: titleOf(page, context),
    url: absolute(page.url),
    published: localTime(publishedAt(facts)?.instant ?? 0, context),
    updated: localTime(lastChange(page), context),
    summary: summaryOf(page, context),
    body: withdrawn ? null : bodyReference(page, context, 'away', outputs),
    authors: page.authors.map(({ name, slug }) => ({ name, url: absolute(address.author(slug)) })),
    categories: [page.category.title, ...page.tags.map(({ title }) => title)],
    image: image && !withdrawn ? absolute(image.url) : null,
    lead: withdrawn ? null : leadOf(page, context),
  }
}

/** The lead picture in one form; one on another host has no known size. */
function leadOf(page: Published, context: PlanContext): FeedItem['lead'] {
  const { image } = page.bulletin.facts
  if (!image || !hasLead(page)) return null
  const alt = image.decorative ? '' : (image.alt ?? '')
  if (!isLocal(image.src)) {
    const url = remoteImage(image.src)
    return url === null ? null : { url, alt, size: null }
  }
  const media = leadMedia(page)
  const picture = media && pictureOf(media, 'text', context, context.absolute)
  return picture && { url: picture.url, alt, size: { width: picture.width, height: picture.height } }
}

/** The Twin: a bulletin for programs, as `index.json` beside its page. */
import type { Published } from '../content/published.ts'
import type { PlanContext } from './context.ts'
import { type BodyReference, bodyReference } from './holes.ts'
import { pictureOf, shownImages } from './pictures.ts'
import { bulletinParts } from './views/bulletin.ts'
import { alternatesOf } from './views/page.ts'

/**
 * The shape is public (docs/output.md): keys may be added, none is taken away. Addresses are absolute; dates are as
 * written, `2023-01-17` or with time and offset. What is absent is null or an empty list.
 */
export interface Twin {
  url: string
  language: string
  title: string
  date: string
  updated: string | null
  summary: string
  section: { id: string; title: string; url: string }
  authors: { name: string; role: string | null; url: string }[]
  tags: { title: string; url: string }[]
  /** The text, every address in it absolute. */
  html: BodyReference
  decisions: {
    number: string
    title: string | null
    date: string | null
    issuer: string | null
    /** The document's page in the register. */
    url: string | null
    source: string | null
    file: string | null
  }[]
  image: {
    url: string
    width: number | null
    height: number | null
    alt: string
    caption: string | null
    credit: string | null
  } | null
  /** The pictures in the text. */
  images: { url: string; width: number | null; height: number | null }[]
  attachments: {
    title: string
    url: string
    type: string
    size: number
    pages: number | null
    language: string | null
  }[]
  source: { name: string; url: string | null } | null
  changes: { at: string; note: string; kind: string; wrong: string | null; right: string | null }[]
  translations: { language: string; url: string }[]
  publisher: string
  expires: string | null
  withdrawn: { at: string; reason: string; replacedBy: string | null } | null
  removed: null
}

/** What is told of a removed bulletin: neither its title nor its text. */
export interface RemovedTwin {
  url: string
  language: string
  removed: { at: string; reason: string }
}

/** Makes the twin of a bulletin with a text. `outputs` are the paths of all outputs. */
export function twinOf(page: Published, context: PlanContext, outputs: ReadonlySet<string>): Twin {
  const { absolute, address, config } = context
  const { facts, body } = page.bulletin
  const url = absolute(page.url)
  const away = (link: string | null) => link && new URL(link, url).href
  const parts = bulletinParts(page, context)
  return {
    url,
    language: page.language,
    title: facts.title,
    date: facts.date?.text ?? '',
    updated: facts.updated?.text ?? null,
    summary: facts.summary ?? body.excerpt,
    section: { ...page.category, url: absolute(address.category(page.category.id)) },
    authors: page.authors.map(({ name, role, slug }) => ({ name, role, url: absolute(address.author(slug)) })),
    tags: page.tags.map(({ title, slug }) => ({ title, url: absolute(address.tag(slug)) })),
    html: bodyReference(page, context, 'away', outputs),
    decisions: parts.decisions.map((one) => ({ ...one, url: away(one.url), file: away(one.file) })),
    image: parts.image && {
      url: new URL(parts.image.url, url).href,
      width: parts.image.width,
      height: parts.image.height,
      alt: parts.image.alt,
      caption: parts.image.caption,
      credit: parts.image.credit,
    },
    images: shownImages(page).map((media) => {
      const picture = pictureOf(media, 'text', context, absolute)
      return {
        url: picture?.url ?? absolute(media.url),
        width: picture?.width ?? null,
        height: picture?.height ?? null,
      }
    }),
    attachments: parts.attachments.map(({ title, url: file, type, size, pages, lang }) => ({
      ...{ title, url: new URL(file, url).href, type, size, pages, language: lang },
    })),
    source: parts.source,
    changes: parts.changes.map(({ at, note, kind, wrong, right }) => ({ at, note, kind, wrong, right })),
    translations: alternatesOf(page.url, context).filter(
      ({ language }) => language !== 'x-default' && language !== page.language,
    ),
    publisher: config.agency?.name ?? config.title,
    expires: facts.expiresAt?.text ?? null,
    withdrawn: facts.withdrawn && {
      at: facts.withdrawn.at.text,
      reason: facts.withdrawn.reason,
      replacedBy: page.replacement && absolute(page.replacement.url),
    },
    removed: null,
  }
}

/** Makes the twin of a tombstone. */
export function removedTwin(page: Published, { absolute }: PlanContext): RemovedTwin {
  const { removed } = page.bulletin.facts
  if (removed === null) throw new Error(`${page.bulletin.file} is not removed`)
  return {
    url: absolute(page.url),
    language: page.language,
    removed: { at: removed.at.text, reason: removed.reason },
  }
}

/** The view of one bulletin's page. */

import { posix } from 'node:path'
import * as z from 'zod'
import { broadcastUrl, twinUrl } from '../../content/address.ts'
import { isLocal, remoteImage } from '../../content/media.ts'
import type { Published } from '../../content/published.ts'
import { decisionUrl } from '../../content/register.ts'
import { countsGiven } from '../../source/counter.ts'
import { isReadOut } from '../broadcast.ts'
import type { PlanContext } from '../context.ts'
import { counts, meaningOf } from '../counter.ts'
import { foreign } from '../languages.ts'
import { leadMedia, pictureOf, pictureShape } from '../pictures.ts'
import { reportUrl, shareLinks } from '../sharing.ts'
import { summaryOf, titleOf } from '../summary.ts'
import { bannerShape, bannersOf } from './banners.ts'
import { changeShape, changesOf } from './changes.ts'
import { contents, html } from './html.ts'
import { bulletinMetadata } from './metadata.ts'
import { type PageView, pageShape, pageView } from './page.ts'
import { siteShape } from './site.ts'

const link = z.object({ title: z.string(), url: z.string() })
/** `lang` where it is not the page's. */
const neighbour = link.extend({ lang: z.string().nullable() })

export const bulletinShape = z.object({
  site: siteShape,
  page: pageShape,
  bulletin: z.object({
    title: z.string(),
    lang: z.string().nullable(),
    category: link,
    date: z.string(),
    updated: z.string().nullable(),
    authors: z.array(z.object({ name: z.string(), role: z.string().nullable(), url: z.string() })),
    /** Only what the front matter says; no first paragraph stands in for it here. */
    summary: z.string().nullable(),
    /** Where views are counted, and how many the portal before this one had counted, as of when; what the number means. */
    views: z.object({
      path: z.string(),
      legacy: z.number().nullable(),
      asOf: z.string().nullable(),
      /** Whether the endpoint gives the number. */
      awaited: z.boolean(),
      meaning: z.string().nullable(),
    }),
    /** The lead image, where the text does not show it anyway. */
    image: z
      .object({
        ...pictureShape.shape,
        width: z.number().nullable(),
        height: z.number().nullable(),
        alt: z.string(),
        caption: z.string().nullable(),
        credit: z.string().nullable(),
      })
      .nullable(),
    body: html,
    /** The headings of the text's second level; `title` without elements. */
    contents,
    decisions: z.array(
      z.object({
        number: z.string(),
        title: z.string().nullable(),
        date: z.string().nullable(),
        issuer: z.string().nullable(),
        /** The register's page; null where the identity is not known. */
        url: z.string().nullable(),
        source: z.string().nullable(),
        file: z.string().nullable(),
      }),
    ),
    attachments: z.array(
      z.object({
        title: z.string(),
        url: z.string(),
        /** As readers say it: `PDF`, `XLSX`. */
        type: z.string(),
        /** Bytes. */
        size: z.number(),
        /** Of a PDF, where its file tells. */
        pages: z.number().nullable(),
        lang: z.string().nullable(),
      }),
    ),
    source: z.object({ name: z.string(), url: z.string().nullable() }).nullable(),
    /** Newest first; `kind` is `minor`, `major` or `correction`. */
    changes: z.array(changeShape),
    tags: z.array(link),
    /** At most two, most serious first. */
    banners: z.array(bannerShape),
    older: neighbour.nullable(),
    newer: neighbour.nullable(),
    /** Where it can be sent, in the order of the settings; `url` is null for what only a script can do (`copy`). */
    share: z.array(z.object({ name: z.string(), title: z.string(), url: z.string().nullable() })),
    /** A `mailto:` to the office with title and address filled in; null where the office has no e-mail address. */
    report: z.string().nullable(),
    /** At most three older ones that share documents, tags or the section, closest first. */
    related: z.array(neighbour.extend({ date: z.string() })),
  }),
})

export type BulletinView = z.infer<typeof bulletinShape>

/** The bulletins before and after one in its section, and those related to it; nothing else on its page depends on other bulletins. */
export interface Others {
  older: Published | null
  newer: Published | null
  related: readonly Published[]
}

/** Makes the view of a bulletin's page, all but the SiteView and the text. */
export function bulletinView(
  page: Published,
  others: Others,
  context: PlanContext,
): { page: PageView; bulletin: Omit<BulletinView['bulletin'], 'body' | 'contents'> } {
  const { href, address } = context
  const { facts } = page.bulletin
  const category = { title: page.category.title, url: address.category(page.category.id) }
  const link = (other: Published) => ({
    title: other.bulletin.facts.title,
    url: href(other.url),
    lang: foreign(other, context),
  })
  return {
    page: pageView(context, {
      kind: 'bulletin',
      heading: facts.title,
      title: titleOf(page, context),
      description: summaryOf(page, context) || null,
      url: page.url,
      noindex: facts.noindex || page.state.expired || page.state.held !== null,
      breadcrumb: [category],
      menu: category.url,
      counted: counts(page),
      feeds: alternativesOf(page, context),
      ...bulletinMetadata(page, context),
    }),
    bulletin: {
      title: facts.title,
      lang: foreign(page, context),
      category: { title: category.title, url: href(category.url) },
      date: facts.date?.text ?? '',
      updated: facts.updated?.text ?? null,
      authors: page.authors.map(({ name, role, slug }) => ({ name, role, url: href(address.author(slug)) })),
      summary: facts.summary ?? null,
      views: viewsOf(page, context),
      ...bulletinParts(page, context),
      tags: page.tags.map(({ title, slug }) => ({ title, url: href(address.tag(slug)) })),
      banners: bannersOf(page, context),
      older: others.older && link(others.older),
      newer: others.newer && link(others.newer),
      share: shareLinks(page, context),
      report: reportUrl(page, context),
      related: others.related.map((other) => ({ ...link(other), date: other.bulletin.facts.date?.text ?? '' })),
    },
  }
}

function viewsOf(page: Published, context: PlanContext): BulletinView['bulletin']['views'] {
  const { legacy } = page.bulletin.facts
  const number = legacy?.views ?? null
  const asOf = legacy?.viewsAsOf ?? null
  return {
    ...{ path: context.href(page.url), legacy: number, asOf: number === null ? null : asOf },
    awaited: counts(page) && countsGiven(context.config.counter).includes('views'),
    meaning: meaningOf('views', { number, asOf }, context),
  }
}

/** The bulletin in other forms, beside its page. */
function alternativesOf(page: Published, { config }: PlanContext): { title: string; url: string; type: string }[] {
  const { title } = page.bulletin.facts
  const { outputs } = config
  return [
    ...(outputs.includes('json') ? [{ title, url: twinUrl(page.url), type: 'application/json' }] : []),
    ...(outputs.includes('broadcast') && isReadOut(page)
      ? [
          { title, url: broadcastUrl(page.url, 'txt'), type: 'text/plain' },
          { title, url: broadcastUrl(page.url, 'ssml'), type: 'application/ssml+xml' },
        ]
      : []),
  ]
}

/** What a bulletin's page and its twin tell alike; addresses are `href`s. */
export function bulletinParts(
  page: Published,
  context: PlanContext,
): Pick<BulletinView['bulletin'], 'image' | 'decisions' | 'attachments' | 'source' | 'changes'> {
  const { href, config } = context
  const { facts } = page.bulletin
  const media = (key: string) => {
    const file = page.named.get(key)
    return file ? href(file.url) : null
  }
  return {
    image: leadImage(page, context),
    decisions: page.decisions.map((decision, index) => ({
      number: decision.number,
      title: decision.title,
      date: decision.date,
      issuer: decision.issuer?.name ?? null,
      url: decision.identity ? href(decisionUrl(decision.identity, config)) : null,
      source: decision.source,
      file: media(`decision.${index}.file`),
    })),
    attachments: facts.attachments.flatMap(({ title, lang }, index) => {
      const file = page.named.get(`attachments.${index}.file`)
      if (!file) return []
      const name = posix.basename(file.source.path)
      return [
        {
          title: title ?? name,
          url: href(file.url),
          type: posix.extname(name).slice(1).toUpperCase(),
          size: file.source.size,
          pages: file.facts.pages,
          lang: lang ?? null,
        },
      ]
    }),
    source: facts.source ? { name: facts.source.name, url: facts.source.url ?? null } : null,
    changes: changesOf(page.bulletin),
  }
}

/** The front matter's image, unless the text shows the same file; one on another host has no known size. */
function leadImage(page: Published, context: PlanContext): BulletinView['bulletin']['image'] {
  const { image } = page.bulletin.facts
  if (!image) return null
  const words = {
    alt: image.decorative ? '' : (image.alt ?? ''),
    caption: image.caption ?? null,
    credit: image.credit ?? null,
  }
  const unsized = { width: null, height: null, sources: [] }
  if (!isLocal(image.src)) {
    const url = remoteImage(image.src)
    return url === null ? null : { url, ...unsized, ...words }
  }
  const media = leadMedia(page)
  if (media === null) return null
  return { url: context.href(media.url), ...unsized, ...pictureOf(media, 'text', context), ...words }
}

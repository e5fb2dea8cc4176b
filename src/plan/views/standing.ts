/** The views of pages that belong to no bulletin: standing pages, 404, tombstone, redirect, corrections log. */
import * as z from 'zod'
import type { Published } from '../../content/published.ts'
import type { Site } from '../../content/site.ts'
import type { PlanContext } from '../context.ts'
import { entryUrl, type LogEntry } from '../corrections.ts'
import { counts } from '../counter.ts'
import { foreign } from '../languages.ts'
import { summaryOf } from '../summary.ts'
import { changeShape, changesOf } from './changes.ts'
import { contents, html } from './html.ts'
import { standingMetadata } from './metadata.ts'
import { office, pageShape, pageView } from './page.ts'
import { siteShape } from './site.ts'

export const standingShape = z.object({
  site: siteShape,
  page: pageShape,
  standing: z.object({
    title: z.string(),
    lang: z.string().nullable(),
    /** When it was first published; most standing pages do not say. */
    date: z.string().nullable(),
    updated: z.string().nullable(),
    body: html,
    /** The headings of the text's second level; `title` without elements. */
    contents,
    /** Newest first; `kind` is `minor`, `major` or `correction`. */
    changes: z.array(changeShape),
  }),
})

export const notFoundShape = z.object({ site: siteShape, page: pageShape })

/** A tombstone: neither title nor text of what stood here. */
export const removedShape = z.object({
  site: siteShape,
  page: pageShape,
  removed: z.object({ at: z.string(), reason: z.string() }),
})

/** The page at an old address; `target` is an `href`, `absolute` the canonical address. */
export const redirectShape = z.object({ language: z.string(), target: z.string(), absolute: z.string() })

export const correctionsShape = z.object({
  site: siteShape,
  page: pageShape,
  corrections: z.object({
    feed: z.string(),
    /** Newest first; `kind` is `correction` or `withdrawn`. */
    entries: z.array(
      z.object({
        at: z.string(),
        kind: z.string(),
        note: z.string(),
        wrong: z.string().nullable(),
        right: z.string().nullable(),
        title: z.string(),
        /** Leads to the note in the bulletin's history. */
        url: z.string(),
        lang: z.string().nullable(),
      }),
    ),
  }),
})

export type NotFoundView = z.infer<typeof notFoundShape>
export type RemovedView = z.infer<typeof removedShape>
export type RedirectView = z.infer<typeof redirectShape>
export type CorrectionsView = z.infer<typeof correctionsShape>

/** Makes the view of a standing page, all but the SiteView and the text. */
export function standingView(page: Published, context: PlanContext) {
  const { facts } = page.bulletin
  return {
    page: pageView(context, {
      kind: 'standing',
      heading: facts.title,
      description: summaryOf(page, context) || null,
      url: page.url,
      noindex: facts.noindex || page.state.held !== null,
      menu: page.url,
      counted: counts(page),
      ...standingMetadata(page, context),
    }),
    standing: {
      title: facts.title,
      lang: foreign(page, context),
      date: facts.date?.text ?? null,
      updated: facts.updated?.text ?? null,
      changes: changesOf(page.bulletin),
    },
  }
}

/** Makes the view of the page that servers show for an address that is not there, all but the SiteView. */
export function notFoundView(context: PlanContext): Omit<NotFoundView, 'site'> {
  const heading = context.label('notFound')
  return { page: pageView(context, { kind: 'not-found', heading, url: null, noindex: true }) }
}

/** Makes the view of a tombstone, all but the SiteView. */
export function removedView(page: Published, context: PlanContext): Omit<RemovedView, 'site'> {
  const { removed } = page.bulletin.facts
  if (removed === null) throw new Error(`${page.bulletin.file} is not removed`)
  return {
    page: pageView(context, {
      ...{ kind: 'removed', heading: context.label('removedTitle'), url: page.url },
      ...{ noindex: true, counted: false },
    }),
    removed: { at: removed.at.text, reason: removed.reason },
  }
}

/** Makes the view of the page at an old address. */
export function redirectView(redirect: Site['redirects'][number], context: PlanContext): RedirectView {
  const { url } = redirect.to
  return { language: context.config.language, target: context.href(url), absolute: context.absolute(url) }
}

/** Makes the view of the corrections log, all but the SiteView. */
export function correctionsView(log: readonly LogEntry[], context: PlanContext): Omit<CorrectionsView, 'site'> {
  const { address, href, label } = context
  const feed = { title: label('correctionsLog'), url: address.correctionsFeed, type: 'application/rss+xml' }
  return {
    page: pageView(context, {
      kind: 'corrections',
      heading: label('correctionsLog'),
      description: label('correctionsAbout', office(context)),
      url: address.corrections,
      feeds: [feed],
    }),
    corrections: {
      feed: href(feed.url),
      entries: log.map((entry) => {
        const { page, at, kind, note, wrong, right } = entry
        const { title } = page.bulletin.facts
        const url = entryUrl(entry, href)
        return { at: at.text, kind, note, wrong, right, title, url, lang: foreign(page, context) }
      }),
    },
  }
}

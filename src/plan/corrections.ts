/** The corrections log: what was corrected and what was withdrawn, newest first. */
import type { Published } from '../content/published.ts'
import { type Moment, momentOf } from '../source/calendar.ts'
import type { PlanContext } from './context.ts'
import { aboutSite, type Feed } from './feed.ts'
import { titleOf } from './summary.ts'
import { changesOf, changeText } from './views/changes.ts'

/** One entry; `url` is without the prefix and leads to the note where there is one. */
export interface LogEntry {
  page: Published
  at: Moment
  kind: 'correction' | 'withdrawn'
  url: string
  note: string
  wrong: string | null
  right: string | null
}

/** Makes the log of some bulletins and standing pages; of the latter only what was corrected. */
export function correctionsLog(pages: readonly Published[]): LogEntry[] {
  const entries = pages.flatMap((page): LogEntry[] => {
    const { facts } = page.bulletin
    const isWithdrawn = page.state.withdrawn && !page.bulletin.standing
    if (facts.changes.length === 0 && !isWithdrawn) return []
    const instants = new Map(facts.changes.map(({ at }) => [at.text, at]))
    const corrections = changesOf(page.bulletin).flatMap(({ id, at, kind, note, wrong, right }): LogEntry[] => {
      const moment = instants.get(at)
      if (kind !== 'correction' || moment === undefined) return []
      return [{ page, at: moment, kind, url: `${page.url}#${id}`, note, wrong, right }]
    })
    if (!isWithdrawn || facts.withdrawn === null) return corrections
    const { at, reason: note } = facts.withdrawn
    return [...corrections, { page, at, kind: 'withdrawn', url: page.url, note, wrong: null, right: null }]
  })
  return entries.sort((a, b) => b.at.instant - a.at.instant || (a.url < b.url ? -1 : 1))
}

/** The newest entries as a feed: each is an item of its own, so that a second correction is news again. */
export function correctionsFeed(entries: readonly LogEntry[], self: string, context: PlanContext): Feed {
  const { address, config, label } = context
  const time = (at: Moment) => momentOf(at.instant, config.timezone).text
  const title = label('siteOf', label('correctionsLog'), config.title)
  return {
    ...aboutSite({ title, description: null, self, home: address.corrections }, context),
    updated: time(entries[0]?.at ?? { text: '', instant: 0 }),
    items: entries.map((entry) => {
      const { page, at, kind } = entry
      return {
        title: kind === 'withdrawn' ? titleOf(page, context) : `${label('correction')}: ${page.bulletin.facts.title}`,
        url: entryUrl(entry, context.absolute),
        published: time(at),
        updated: time(at),
        summary: kind === 'withdrawn' ? `${label('reason')}: ${entry.note}` : changeText(entry, context),
        body: null,
        authors: [],
        categories: [label(kind === 'withdrawn' ? 'withdrawnShort' : 'correction')],
        image: null,
        lead: null,
      }
    }),
  }
}

/** The bulletins and standing pages that a log tells of. */
export function toldOf(log: readonly LogEntry[]): Published[] {
  return [...new Set(log.map(({ page }) => page))]
}

/** The address of an entry as `to` makes it of the page's. */
export function entryUrl({ page, url }: LogEntry, to: (url: string) => string): string {
  return to(page.url) + url.slice(page.url.length)
}

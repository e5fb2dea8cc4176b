/** Where a bulletin stands in time: `now` ends here and becomes states. */
import { later, latest, type Moment, momentOf } from '../source/calendar.ts'
import type { Config } from '../source/settings.ts'
import type { Bulletin } from './bulletin.ts'

/** Why a bulletin has no page of its own in the published site; `faulty`: it is due, but has an error. */
export type Held = 'draft' | 'scheduled' | 'unapproved' | 'faulty'

/** `until` is when a scheduled bulletin comes out. The other states are those of a bulletin with a page. */
export interface State {
  held: Held | null
  until: Moment | null
  removed: boolean
  withdrawn: boolean
  expired: boolean
  pinned: boolean
  aged: boolean
  /** First published within the last two days: the window of the news sitemap. */
  fresh: boolean
  /** Which of the settings' offices, no longer there, published it; null where its office goes on. */
  former: number | null
}

/** An instant at which outputs will differ, and why. */
export interface Due {
  at: Moment
  file: string
  what: 'publish' | 'expire' | 'unpin' | 'age' | 'settle' | 'succeed'
}

const freshFor = 48 * 60 * 60 * 1000

/**
 * The state of a bulletin at `now` (milliseconds since 1970 UTC), what lies ahead of it, and since when (`since`) it may be out. `approvedSince` is an instant,
 * which may lie ahead; null where nobody has approved it yet, `'always'` where it needs no approval.
 */
export function stateOf(
  bulletin: Bulletin,
  now: number,
  config: Config,
  approvedSince: number | 'always' | null,
): { state: Omit<State, 'former'>; due: Due[]; since: number } {
  const { facts, file } = bulletin
  const { timezone } = config
  const release = facts.publishAt ?? facts.date
  const category = config.categories.find((c) => c.id === (facts.category ?? config.categories[0]?.id))
  const agesAt = category?.agedAfter && facts.date ? later(facts.date, category.agedAfter, timezone) : null
  const passed = (moment: Moment | null) => moment !== null && moment.instant <= now

  const approval = typeof approvedSince === 'number' ? momentOf(approvedSince, timezone) : null
  const approved = approvedSince === 'always' || passed(approval)
  const published = latest([release, approval])
  const scheduled = release !== null && !passed(release)
  const held: Held | null = facts.draft ? 'draft' : scheduled ? 'scheduled' : approved ? null : 'unapproved'
  const out = latest([facts.date, facts.publishAt])
  const settles = out ? momentOf(out.instant + freshFor, timezone) : null
  const removed = facts.removed !== null
  const state = {
    held,
    until: held === 'scheduled' ? release : null,
    removed,
    withdrawn: facts.withdrawn !== null && !removed,
    expired: passed(facts.expiresAt),
    pinned: facts.pinnedUntil !== null && !passed(facts.pinnedUntil),
    aged: passed(agesAt),
    fresh: out !== null && !passed(settles) && config.mode === 'live',
  }

  const ahead: [Due['what'], Moment | null][] =
    removed || bulletin.standing
      ? [['publish', published]]
      : [
          ['publish', published],
          ['expire', facts.expiresAt],
          ['unpin', facts.pinnedUntil],
          ['age', agesAt],
          ['settle', settles],
        ]
  const never = facts.draft || approvedSince === null
  const due = ahead.flatMap(([what, at]) =>
    at && !passed(at) && !(what === 'publish' && never) ? [{ at: momentOf(at.instant, timezone), file, what }] : [],
  )
  return { state, due, since: published?.instant ?? Number.NEGATIVE_INFINITY }
}

/** When a text comes out, as far as is known: never, where somebody has to do something first. */
export function comesOut({ held, until }: Pick<State, 'held' | 'until'>): number {
  if (held === null) return Number.NEGATIVE_INFINITY
  return until?.instant ?? Number.POSITIVE_INFINITY
}

/** Days of a bulletin's head that have not come yet, though it says what happened on them, or that nobody can have meant. */
import { distance } from 'fastest-levenshtein'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { type Moment, momentOf, readMoment } from '../source/calendar.ts'
import type { KeyPath } from '../source/yaml.ts'
import { placeIn } from './bulletin.ts'
import type { Released, SourceBulletin } from './release.ts'
import type { State } from './state.ts'

/** The year since which Vietnam has had offices that publish. */
const FIRST = 1945
/** Milliseconds; a date that lies further ahead is rather a slip than a plan, for which there is `publishAt`. */
const FAR = 366 * 24 * 60 * 60 * 1000

/**
 * Finds them at `now` (milliseconds since 1970 UTC); until `until` they are the same. Of what is held back only days that
 * nobody can have meant. Codes: `day-future`, `date-doubtful`.
 */
export function doubtfulDays(
  { shown, held }: Pick<Released, 'shown' | 'held'>,
  now: number,
  timezone: string,
): { diagnostics: Diagnostic[]; until: number | null } {
  const thisYear = Number(momentOf(now, timezone).text.slice(0, 4))
  const changes: number[] = []
  const judged = [...shown, ...held].flatMap(({ bulletin, state }: SourceBulletin & { state: State }) =>
    daysOf(bulletin.facts, bulletin.places.updated !== undefined).flatMap(([key, moment, kind]): Diagnostic[] => {
      const told = { key: key.map(String).join('.'), value: moment.text }
      const ahead = moment.instant - now
      const isSlip = kind === 'date' && ahead > FAR
      if (Number(moment.text.slice(0, 4)) < FIRST || isSlip) {
        if (isSlip) changes.push(moment.instant - FAR)
        const known = meantDay(moment.text, thisYear, timezone)
        return [problem('date-doubtful', { ...told, ahead: isSlip, known }, placeIn(bulletin, key))]
      }
      if (kind === 'year' || ahead <= 0 || state.held !== null) return []
      changes.push(moment.instant)
      return [problem('day-future', { ...told, what: String(key[0]) }, placeIn(bulletin, key))]
    }),
  )
  return {
    diagnostics: judged,
    until: changes.length === 0 ? null : changes.reduce((first, one) => Math.min(first, one)),
  }
}

/** A `date` by which the bulletin comes out, an `event` that is said to have been, and a day of which the year alone is judged. */
type Kind = 'date' | 'event' | 'year'

function daysOf(
  facts: SourceBulletin['bulletin']['facts'],
  hasUpdated: boolean,
): [key: KeyPath, moment: Moment, kind: Kind][] {
  const days: [KeyPath, Moment | null, Kind][] = [
    [['date'], facts.date, facts.publishAt === null ? 'date' : 'event'],
    [['publishAt'], facts.publishAt, 'year'],
    [['expiresAt'], facts.expiresAt, 'year'],
    [['pinnedUntil'], facts.pinnedUntil, 'year'],
    [['approvedAt'], facts.approvedAt, 'year'],
    ...facts.changes.map(({ at }, index): [KeyPath, Moment, Kind] => [['changes', index, 'at'], at, 'event']),
    [['withdrawn', 'at'], facts.withdrawn?.at ?? null, 'event'],
    [['removed', 'at'], facts.removed?.at ?? null, 'event'],
    ...facts.decision.map(({ date }, index): [KeyPath, Moment | null, Kind] => [
      ['decision', index, 'date'],
      date === undefined ? null : { text: date, instant: Number.NEGATIVE_INFINITY },
      'year',
    ]),
  ]
  // Of `updated` and the changes the last one stands for all.
  const { updated } = facts
  const isOwn = hasUpdated && !facts.changes.some(({ at }) => at.instant === updated?.instant)
  if (isOwn) days.push([['updated'], updated, 'event'])
  return days.flatMap(([key, moment, kind]) => (moment === null ? [] : [[key, moment, kind]]))
}

/** The same day in the likely year nearest to this one, where one digit is another or two are swapped; else null. */
function meantDay(text: string, thisYear: number, timezone: string): string | null {
  const typed = text.slice(0, 4)
  const near = Array.from({ length: thisYear + 2 - FIRST }, (_, index) => thisYear + 1 - index).filter(
    (year) => distance(String(year), typed) <= 1 || isSwapped(String(year), typed),
  )
  const closest = near.sort((a, b) => Math.abs(thisYear - a) - Math.abs(thisYear - b))[0]
  const day = closest === undefined ? null : `${closest}${text.slice(4)}`
  return day === null || 'fault' in readMoment(day, timezone) ? null : day
}

function isSwapped(one: string, other: string): boolean {
  return [0, 1, 2].some((at) => one === other.slice(0, at) + other[at + 1] + other[at] + other.slice(at + 2))
}

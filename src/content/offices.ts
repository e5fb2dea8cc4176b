/** The offices that published a site, each in its time: which of them are no more, and when a site stands still. */
import { later, type Moment, readMoment } from '../source/calendar.ts'
import type { Config } from '../source/settings.ts'
import type { Due } from './state.ts'

/** An office of the settings that is no more: the first instant of its time (milliseconds since 1970 UTC) and the first after it. */
export interface FormerOffice {
  index: number
  from: number
  end: Moment
}

/** The offices that have a last day, by their place in the settings, whether it has come or not. */
export function endingOffices({ offices, timezone }: Pick<Config, 'offices' | 'timezone'>): FormerOffice[] {
  const read = (date: string | undefined): Moment | null => {
    const moment = date === undefined ? null : readMoment(date, timezone)
    return moment === null || 'fault' in moment ? null : moment
  }
  return offices.flatMap(({ from, until }, index) => {
    const last = read(until)
    if (last === null) return []
    // A calendar date is the last day, whole.
    const end = last.text.length > 10 ? last : later(last, 'P1D', timezone)
    return [{ index, from: read(from)?.instant ?? Number.NEGATIVE_INFINITY, end }]
  })
}

/** The former office in whose time a date falls; the first of several, null where the office of that time goes on. */
export function formerOf(date: Moment | null, former: readonly FormerOffice[]): number | null {
  if (date === null) return null
  return former.find(({ from, end }) => from <= date.instant && date.instant < end.instant)?.index ?? null
}

/** The instant from which an archive stands still: the end of its last office. Null for a site that goes on, or knows no end. */
export function standstill(config: Pick<Config, 'mode' | 'offices' | 'timezone'>): number | null {
  if (config.mode !== 'archive') return null
  const ends = endingOffices(config).map(({ end }) => end.instant)
  return ends.length === 0 ? null : ends.reduce((last, end) => Math.max(last, end))
}

/** When the pages will tell that an office is no more. */
export function endsAhead(offices: readonly FormerOffice[], now: number, file: string): Due[] {
  return offices.flatMap(({ end }) => (end.instant > now ? [{ at: end, file, what: 'succeed' as const }] : []))
}

/** Days and weeks of a site's zone, as whole numbers that can be counted with. */
import { momentOf } from '../source/calendar.ts'

const DAY = 86_400_000

/** The day of an instant in a zone: days since 1970-01-01 by that zone's calendar. */
export function dayAt(instant: number, timeZone: string): number {
  return dayOf(momentOf(instant, timeZone).text.slice(0, 10))
}

/** The Monday on or before a day (ISO 8601). */
export function mondayOf(day: number): number {
  // Day 0 was a Thursday.
  return day - ((((day + 3) % 7) + 7) % 7)
}

/** `2026-11-25` as a day. */
export function dayOf(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / DAY
}

/** A day as `2026-11-25`. */
export function dayText(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

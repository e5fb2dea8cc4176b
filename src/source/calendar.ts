/** Days and instants as officers write them, read without any shift by a time zone. */
import { Temporal } from 'temporal-polyfill'

/**
 * A point in the site's calendar.
 * `text` is `2023-01-17` where a calendar date was written, else the local date-time with its offset in the site's
 * zone (`2023-01-17T08:00:00+07:00`). `instant` is milliseconds since 1970 UTC; a calendar date means its day's start
 * in the site's zone.
 */
export interface Moment {
  text: string
  instant: number
}

/** Why a text is no moment: not a day of the calendar, or written in another form (`written` = how to write it). */
export type DateFault = { fault: 'impossible' } | { fault: 'form'; written: string | null }

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/
const isoDateTime = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)([Zz]|[+-]\d{2}:\d{2})$/
const localDateTime = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{1,2}:\d{2}(?::\d{2})?)$/
/** As Hugo and Jekyll write it: `2016-03-10 1:29:38 -0400`. */
const spacedDateTime = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{1,2}):(\d{2}(?::\d{2})?) ?([+-]\d{2}):?(\d{2})$/
const proseDate = /^(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})$/i
const otherDate = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/
const looseIsoDate = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/

/** Reads `2023-01-17` or a date-time with offset (contract section 4). */
export function readMoment(text: string, timeZone: string): Moment | DateFault {
  if (isoDate.test(text)) return isDay(text) ? dayStart(text, timeZone) : { fault: 'impossible' }
  const dateTime = isoDateTime.exec(text)
  if (dateTime) {
    const [, date = '', time = '', offset = ''] = dateTime
    if (!isDay(date)) return { fault: 'impossible' }
    const instant = instantOf(`${date}T${time}${offset}`)
    return instant === null ? { fault: 'impossible' } : momentOf(instant, timeZone)
  }
  return { fault: 'form', written: rewritten(text, timeZone) }
}

/** An instant as a moment of the site's zone, to the second. */
export function momentOf(instant: number, timeZone: string): Moment {
  const offset = offsetThroughout(Math.floor(instant / DAY), timeZone)
  if (offset === null) {
    const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone)
    return { text: zoned.toString({ timeZoneName: 'never', smallestUnit: 'second' }), instant }
  }
  return { text: new Date(instant + offset).toISOString().slice(0, 19) + offsetText(offset), instant }
}

/** The moment that lies an ISO 8601 duration (`P2Y`) after another, by the site's calendar. */
export function later(moment: Moment, duration: string, timeZone: string): Moment {
  const zoned = Temporal.Instant.fromEpochMilliseconds(moment.instant).toZonedDateTimeISO(timeZone)
  return momentOf(zoned.add(Temporal.Duration.from(duration)).epochMilliseconds, timeZone)
}

/** Whether one lies before another; a calendar date is no earlier than any time of its own day. */
export function isBefore(one: Moment, other: Moment): boolean {
  const [day, otherDay] = [one.text.slice(0, 10), other.text.slice(0, 10)]
  return one.instant < other.instant && (day !== otherDay || one.text.length === other.text.length)
}

/** The last of some moments, as far as there are any. */
export function latest(moments: readonly (Moment | null)[]): Moment | null {
  return moments.reduce(
    (last, one) => (one !== null && (last === null || one.instant > last.instant) ? one : last),
    null,
  )
}

/** Whether a text is an ISO 8601 duration longer than nothing. */
export function isDuration(text: string): boolean {
  const duration = attempt(() => Temporal.Duration.from(text))
  return duration !== null && duration.sign > 0
}

/** Whether the system knows a time zone by this IANA name. */
export function isTimeZone(name: string): boolean {
  return /[/]|^UTC$/.test(name) && attempt(() => Temporal.Now.zonedDateTimeISO(name)) !== null
}

/** The year, month and day of a moment, as texts of four and two digits. */
export function dayParts(moment: Moment): { year: string; month: string; day: string } {
  return { year: moment.text.slice(0, 4), month: moment.text.slice(5, 7), day: moment.text.slice(8, 10) }
}

/** `2023-01-12` of a day, a month and a year as written in prose, or null where there is no such day. */
export function isoDay(day: number, month: number, year: number): string | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isDay(text) ? text : null
}

const commonDateTime = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/** Milliseconds since 1970 UTC of a date-time with offset; null where the clock has no such time. */
function instantOf(text: string): number | null {
  // Date.parse is for certain as strict as Temporal only in this form.
  if (commonDateTime.test(text)) return Date.parse(text)
  return attempt(() => Temporal.Instant.from(text))?.epochMilliseconds ?? null
}

/** Whether `2023-01-17` is a day of the calendar. */
function isDay(text: string): boolean {
  const [year, month, day] = text.split('-').map(Number) as [number, number, number]
  const february = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  const days = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days !== undefined && day >= 1 && day <= days
}

function dayStart(text: string, timeZone: string): Moment {
  const utc = Date.parse(`${text}T00:00:00Z`)
  const day = Math.floor(utc / DAY)
  const offset = offsetThroughout(day, timeZone)
  // Where the day before and the day after have the same offset, midnight has it too.
  const steady = offset !== null && [-1, 1].every((by) => offsetThroughout(day + by, timeZone) === offset)
  if (steady) return { text, instant: utc - offset }
  return { text, instant: Temporal.PlainDate.from(text).toZonedDateTime(timeZone).epochMilliseconds }
}

const DAY = 86_400_000
/** A time between two transitions of a zone, milliseconds since 1970 UTC; `offset` is in milliseconds. */
interface Stretch {
  from: number
  until: number
  offset: number
}

const stretches = new Map<string, Stretch[]>()

/**
 * The offset, in milliseconds and whole minutes, that a zone keeps during a whole day of UTC; null where it changes, or has
 * seconds, or the year has not four digits. Remembered: the calendar's own way takes longer than all else that is read.
 */
function offsetThroughout(day: number, timeZone: string): number | null {
  const known = stretches.get(timeZone) ?? []
  stretches.set(timeZone, known)
  const [first, last] = [day * DAY, (day + 1) * DAY - 1]
  const year = new Date(first).getUTCFullYear()
  if (!(year > 0 && year < 9999)) return null
  let stretch = known.find(({ from, until }) => from <= first && first < until)
  if (stretch === undefined) {
    const zoned = Temporal.Instant.fromEpochMilliseconds(first).toZonedDateTimeISO(timeZone)
    stretch = {
      // A transition that falls on this very instant is the beginning of its own stretch.
      from:
        zoned.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
      until: zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
      offset: zoned.offsetNanoseconds / 1e6,
    }
    known.push(stretch)
  }
  return last < stretch.until && stretch.offset % 60_000 === 0 ? stretch.offset : null
}

/** `+07:00`. */
function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / 60_000
  const two = (value: number) => String(value).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

function rewritten(text: string, timeZone: string): string | null {
  const local = localDateTime.exec(text)
  if (local) {
    const [, date = '', time = ''] = local
    const zoned = attempt(() =>
      Temporal.PlainDateTime.from(`${date}T${time.padStart(time.length + (/^\d:/.test(time) ? 1 : 0), '0')}`, {
        overflow: 'reject',
      }).toZonedDateTime(timeZone),
    )
    return zoned === null ? null : zoned.toString({ timeZoneName: 'never', smallestUnit: 'second' })
  }
  const spaced = spacedDateTime.exec(text)
  if (spaced) {
    const [, date = '', hour = '', rest = '', offsetHour = '', offsetMinute = ''] = spaced
    const written = `${date}T${hour.padStart(2, '0')}:${rest}${offsetHour}:${offsetMinute}`
    return isDay(date) && attempt(() => Temporal.Instant.from(written)) ? written : null
  }
  const loose = looseIsoDate.exec(text)
  if (loose) return isoDay(Number(loose[3]), Number(loose[2]), Number(loose[1]))
  const quoted = /^["'“”‘’„]+(.*?)["'“”‘’]+$/.exec(text.trim())?.[1]
  if (quoted) return isDay(quoted) ? quoted : rewritten(quoted, timeZone)
  const other = otherDate.exec(text) ?? proseDate.exec(text.normalize('NFC'))
  return other ? isoDay(Number(other[1]), Number(other[2]), Number(other[3])) : null
}

/** Temporal says "no such day" by throwing RangeError; here that is an answer. */
function attempt<T>(make: () => T): T | null {
  try {
    return make()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

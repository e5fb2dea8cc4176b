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
const otherDate = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/
const looseIsoDate = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/

/** Reads `2023-01-17` or a date-time with offset (contract section 4). */
export function readMoment(text: string, timeZone: string): Moment | DateFault {
  if (isoDate.test(text)) {
    const day = plainDate(text)
    return day === null ? { fault: 'impossible' } : dayStart(day, timeZone)
  }
  const dateTime = isoDateTime.exec(text)
  if (dateTime) {
    const [, date = '', time = '', offset = ''] = dateTime
    if (plainDate(date) === null) return { fault: 'impossible' }
    const instant = attempt(() => Temporal.Instant.from(`${date}T${time}${offset}`))
    return instant === null ? { fault: 'impossible' } : momentOf(instant.epochMilliseconds, timeZone)
  }
  return { fault: 'form', written: rewritten(text, timeZone) }
}

/** An instant as a moment of the site's zone, to the second. */
export function momentOf(instant: number, timeZone: string): Moment {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone)
  return { text: zoned.toString({ timeZoneName: 'never', smallestUnit: 'second' }), instant }
}

/** The moment that lies an ISO 8601 duration (`P2Y`) after another, by the site's calendar. */
export function later(moment: Moment, duration: string, timeZone: string): Moment {
  const zoned = Temporal.Instant.fromEpochMilliseconds(moment.instant).toZonedDateTimeISO(timeZone)
  return momentOf(zoned.add(Temporal.Duration.from(duration)).epochMilliseconds, timeZone)
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
  return plainDate(text) === null ? null : text
}

function plainDate(text: string): Temporal.PlainDate | null {
  return attempt(() => Temporal.PlainDate.from(text, { overflow: 'reject' }))
}

function dayStart(day: Temporal.PlainDate, timeZone: string): Moment {
  return { text: day.toString(), instant: day.toZonedDateTime(timeZone).epochMilliseconds }
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
    return plainDate(date) && attempt(() => Temporal.Instant.from(written)) ? written : null
  }
  const loose = looseIsoDate.exec(text)
  if (loose) return isoDay(Number(loose[3]), Number(loose[2]), Number(loose[1]))
  const other = otherDate.exec(text)
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

/** Dates as pages write them; whatever is not plainly a day of the calendar is none. */
import { isoDay, readMoment } from '../../source/calendar.ts'

const day = /(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?!\d)/
const words = /(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})\s*(?:,\s*)?(?:năm\s+)?(\d{4})(?!\d)/i
const monthWords = ['một', 'hai', 'ba', 'tư', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười', 'mười một', 'mười hai']
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const month = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'
const dayFirst = new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?\\s+${month},?\\s+(\\d{4})(?!\\d)`, 'gi')
const monthFirst = new RegExp(`(?<!\\p{L})${month}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})(?!\\d)`, 'giu')
const iso = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/

/** The days that a text names, as `2023-01-12`, in the order of the calendar. */
export function daysIn(written: string): string[] {
  // WordPress spells the month: 17 Tháng Một, 2023.
  const text = written.replace(/(?<=\d\s+tháng\s+)(\p{L}+(?: \p{L}+)?)(?=,?\s+\d{4})/giu, (name) => {
    const nth = monthWords.indexOf(name.toLowerCase().normalize('NFC'))
    return nth < 0 ? name : String(nth + 1)
  })
  const found: string[] = []
  for (const pattern of [day, words])
    for (const [, one, month, year] of text.matchAll(new RegExp(pattern, 'gi'))) {
      const named = isoDay(Number(one), Number(month), Number(year))
      if (named !== null) found.push(named)
    }
  const english = [
    ...[...text.matchAll(dayFirst)].map(([, one, name = '', year]) => [one, name, year] as const),
    ...[...text.matchAll(monthFirst)].map(([, name = '', one, year]) => [one, name, year] as const),
  ]
  for (const [one, name, year] of english) {
    const named = isoDay(Number(one), months.indexOf(name.slice(0, 3).toLowerCase()) + 1, Number(year))
    if (named !== null) found.push(named)
  }
  for (const [, year, month, one] of text.matchAll(new RegExp(iso, 'g'))) {
    const named = isoDay(Number(one), Number(month), Number(year))
    if (named !== null) found.push(named)
  }
  return found.sort()
}

/** A date in the form of a machine, with its time where the time has an offset; else the first day in the text. */
export function dateIn(text: string, timezone: string): string | null {
  const plain = text.trim()
  const whole = plain.replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}(?::\d{2})?) ?([+-]\d{2}):?(\d{2})$/, '$1T$2$3:$4')
  if (!('fault' in readMoment(whole, timezone))) return whole
  return daysIn(plain.slice(0, 100))[0] ?? null
}

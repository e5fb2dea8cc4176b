/** Dates, numbers and sizes as readers of each language write them; own small tables, so that every Node prints the same. */
import type { SiteLanguage } from './labels.ts'

/** How dates are written: as the language does (British in English), or in another way of its country. */
export type Locale = SiteLanguage | 'en-US'

/** `short` 17/01/2023, `long` ngày 17 tháng 01 năm 2023, `time` 17/01/2023, 08:00, `month` tháng 01 năm 2023. */
export type DateForm = 'short' | 'long' | 'time' | 'month'

const englishMonths = 'January February March April May June July August September October November December'.split(' ')

/** A month's name: `tháng 01`, `January`; `month` is `01` to `12`. */
export function monthName(month: string, language: Locale): string {
  // Of the months in words, the first two alone take a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I).
  if (language === 'vi') return `tháng ${Number(month) > 2 ? Number(month) : month}`
  return englishMonths[Number(month) - 1] ?? month
}

/** Words a moment's text (`2023-01-17`, `2023-01-17T08:00:00+07:00`, or `2023-01`); its zone is already the site's. */
export function displayDate(text: string, form: DateForm, language: Locale): string {
  const [, year = '', month = '', day = '', time] = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:T(\d{2}:\d{2}))?/.exec(text) ?? []
  if (year === '') return text
  const name = monthName(month, language)
  if (form === 'month') return language === 'vi' ? `${name} năm ${year}` : `${name} ${year}`
  if (form === 'long' && language === 'vi') return `ngày ${day} ${name} năm ${year}`
  const dates = {
    vi: `${day}/${month}/${year}`,
    en: `${Number(day)} ${name} ${year}`,
    'en-US': `${name} ${Number(day)}, ${year}`,
  }
  const date = dates[language]
  return form === 'time' && time ? `${date}, ${language === 'en-US' ? halfDay(time) : time}` : date
}

/** `08:05` as 8:05 AM, `00:30` as 12:30 AM. */
function halfDay(time: string): string {
  const [hours = '', minutes = ''] = time.split(':')
  return `${Number(hours) % 12 || 12}:${minutes} ${Number(hours) < 12 ? 'AM' : 'PM'}`
}

const marks = { vi: { thousands: '.', decimal: ',' }, en: { thousands: ',', decimal: '.' } }

/** A number in groups of three with at most three decimals: 1.069.733 and 87,94 in Vietnamese, 1,069,733 and 87.94 in English. */
export function displayNumber(number: number, language: SiteLanguage): string {
  // Neither what is no number nor one of 22 digits has a form that readers know.
  if (!(Math.abs(number) < 1e21)) return String(number)
  const [whole, decimals] = thousandths(Math.abs(number))
  const { thousands, decimal } = marks[language]
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands)
  return (number < 0 ? '-' : '') + grouped + (decimals === '' ? '' : decimal + decimals)
}

/** The digits before and after the point, rounded as they are read: 1.0005 is 1 and 001. */
function thousandths(number: number): [whole: string, decimals: string] {
  if (number < 1e-6) return ['0', '']
  const [whole = '', decimals = ''] = String(number).split('.')
  const kept = BigInt(whole + decimals.slice(0, 3).padEnd(3, '0')) + (Number(decimals[3] ?? 0) >= 5 ? 1n : 0n)
  const digits = kept.toString().padStart(4, '0')
  return [digits.slice(0, -3), digits.slice(-3).replace(/0+$/, '')]
}

/** A file's size from bytes, in KB, MB or GB of 1024: 412 KB, 1,5 MB. */
export function displaySize(bytes: number, language: SiteLanguage): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024))
  if (kilobytes < 1024) return `${displayNumber(kilobytes, language)} KB`
  const megabytes = tenths(bytes / 1024 ** 2)
  if (megabytes < 1024) return `${displayNumber(megabytes, language)} MB`
  return `${displayNumber(tenths(bytes / 1024 ** 3), language)} GB`
}

function tenths(number: number): number {
  return Math.round(number * 10) / 10
}

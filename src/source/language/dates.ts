/** Dates, numbers and sizes as readers of each language write them; own small tables, so that every Node prints the same. */
import type { SiteLanguage } from './labels.ts'

/** `short` 17/01/2023, `long` ngày 17 tháng 01 năm 2023, `time` 17/01/2023, 08:00, `month` tháng 01 năm 2023. */
export type DateForm = 'short' | 'long' | 'time' | 'month'

const englishMonths = 'January February March April May June July August September October November December'.split(' ')

/** Words a moment's text (`2023-01-17`, `2023-01-17T08:00:00+07:00`, or `2023-01`); its zone is already the site's. */
export function displayDate(text: string, form: DateForm, language: SiteLanguage): string {
  const [, year = '', month = '', day = '', time] = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:T(\d{2}:\d{2}))?/.exec(text) ?? []
  if (year === '') return text
  const english = englishMonths[Number(month) - 1] ?? month
  if (form === 'month') return language === 'vi' ? `tháng ${month} năm ${year}` : `${english} ${year}`
  if (form === 'long' && language === 'vi') return `ngày ${day} tháng ${month} năm ${year}`
  const date = language === 'vi' ? `${day}/${month}/${year}` : `${Number(day)} ${english} ${year}`
  return form === 'time' && time ? `${date}, ${time}` : date
}

/** A whole number in groups of three: 1.069.733 in Vietnamese, 1,069,733 in English. */
export function displayNumber(number: number, language: SiteLanguage): string {
  return String(Math.trunc(number)).replace(/\B(?=(\d{3})+(?!\d))/g, language === 'vi' ? '.' : ',')
}

/** A file's size from bytes, in KB or MB of 1024: 412 KB, 1,5 MB. */
export function displaySize(bytes: number, language: SiteLanguage): string {
  if (bytes < 1024 * 1024) return `${displayNumber(Math.max(1, Math.round(bytes / 1024)), language)} KB`
  const tenths = Math.round(bytes / (1024 * 102.4))
  const whole = displayNumber(Math.floor(tenths / 10), language)
  return tenths % 10 === 0 ? `${whole} MB` : `${whole}${language === 'vi' ? ',' : '.'}${tenths % 10} MB`
}

/** A written Vietnamese text as it is read out: every number, date, unit, sign and abbreviation in words. */
import { findCitations } from '../../content/citation.ts'
import { documentTypes } from '../../content/document-names.ts'
import { isoDay } from '../../source/calendar.ts'
import { spell } from './letters.ts'
import { sayDigits, sayFraction, sayWhole } from './numbers.ts'

/** What short forms stand for, those of the settings over those that the law has. */
export type Abbreviations = ReadonlyMap<string, string>

/** The bodies of the state whose short names stand in the numbers of documents. */
const bodies: Record<string, string> = {
  UBND: 'Ủy ban nhân dân',
  HĐND: 'Hội đồng nhân dân',
  UBTVQH: 'Ủy ban Thường vụ Quốc hội',
  QH: 'Quốc hội',
  CP: 'Chính phủ',
  TTg: 'Thủ tướng Chính phủ',
  TW: 'Trung ương',
  TU: 'Tỉnh ủy',
}

/** Makes the list; keys are matched as they are written, and where they have two capitals, in any case. */
export function abbreviationsOf(settings: Readonly<Record<string, string>>): Abbreviations {
  return new Map(Object.entries({ ...bodies, ...settings }).sort(([a], [b]) => b.length - a.length))
}

/** Says a text. What comes out has letters, blanks and marks of punctuation alone. */
export function say(text: string, abbreviations: Abbreviations): string {
  const steps = [withoutAddresses, documents, shortForms, dates, times, measures, ranges, shares, numbers, words, marks]
  return steps.reduce((spoken, step) => step(spoken, abbreviations), text.normalize('NFC').replace(/\s+/g, ' ')).trim()
}

type Step = (text: string, abbreviations: Abbreviations) => string

const withoutAddresses: Step = (text) =>
  text.replace(/\b(?:https?:\/\/|www\.)\S+/gi, ' ').replace(/[^\s@]{1,64}@[^\s@]{1,255}/g, ' ')

/** `94/QĐ-UBND` is "chín mươi tư, ký hiệu Quyết định, Ủy ban nhân dân". */
const documents: Step = (text, abbreviations) => {
  let spoken = ''
  let done = 0
  for (const { citation, from, end } of findCitations(text)) {
    if (citation.symbol === null || from < done) continue
    const [, digits = '', letter = ''] = /^(\d+)(.*)$/.exec(citation.number) ?? []
    const year = citation.year === null ? [] : [`năm ${sayWhole(citation.year)}`]
    const parts = citation.symbol.split(/[-/]/).map((part) => symbolPart(part, abbreviations))
    const number = [sayWhole(Number(digits)), letter].filter(Boolean).join(' ')
    spoken += `${text.slice(done, from)}${[number, ...year, `ký hiệu ${parts.join(', ')}`].join(', ')}`
    if (/^ ?[\p{L}(]/u.test(text.slice(end))) spoken += ','
    done = end
  }
  return spoken + text.slice(done)
}

function symbolPart(part: string, abbreviations: Abbreviations): string {
  const [, name = part, term] = /^(\p{L}+?)(\d+)$/u.exec(part) ?? []
  const known = documentTypes.vi[name] ?? abbreviations.get(name)
  return [known ?? name.split('&').map(spell).join(' và '), term ? `khóa ${sayWhole(Number(term))}` : '']
    .filter(Boolean)
    .join(' ')
}

const shortForms: Step = (text, abbreviations) => {
  if (abbreviations.size === 0) return text
  const keys = [...abbreviations.keys()].map((key) => key.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const folded = new Map([...abbreviations].map(([key, words]) => [key.toLowerCase(), words]))
  const said = (found: string) => {
    const exact = abbreviations.get(found)
    if (exact !== undefined) return exact
    // `UBNd` is a slip of the hand; `cp` may be a word.
    return (found.match(/\p{Lu}/gu)?.length ?? 0) > 1 ? (folded.get(found.toLowerCase()) ?? found) : found
  }
  const any = `(?:${keys.join('|')})`
  return text
    .replace(new RegExp(` ?\\((${any})\\)`, 'giu'), (all, found: string, at: number) => {
      // "Ủy ban nhân dân (UBND)" is said once.
      const before = text.slice(Math.max(0, at - 100), at).toLowerCase()
      return before.endsWith(said(found).toLowerCase()) ? '' : all
    })
    .replace(new RegExp(`(?<![\\p{L}\\p{N}])${any}(?![\\p{L}\\p{N}])`, 'giu'), said)
}

const dates: Step = (text) =>
  text
    .replace(
      /(?<![\p{N}/])(ngày )?(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?![\p{N}/])/giu,
      (all, word: string | undefined, day: string, month: string, year: string) =>
        isoDay(Number(day), Number(month), Number(year)) === null
          ? all
          : `${word ?? 'ngày '}${sayWhole(Number(day))} tháng ${sayMonth(month)} năm ${sayWhole(Number(year))}`,
    )
    .replace(
      /(?<![\p{N}/])(?:(?<=ngày )(\d{1,2})\/(\d{1,2})|(\d{1,2})\/(\d{1,2})(?= đến (?:hết )?\d{1,2}\/\d)|(?<=đến (?:hết )?)(\d{1,2})\/(\d{1,2}))(?![\p{N}/])/giu,
      (all, ...parts: (string | undefined)[]) => {
        const [day = '', month = ''] = parts.slice(0, 6).filter((part) => part !== undefined)
        if (isoDay(Number(day), Number(month), 2000) === null) return all
        return `${parts[0] === undefined ? 'ngày ' : ''}${sayWhole(Number(day))} tháng ${sayMonth(month)}`
      },
    )
    .replace(
      /(?<=tháng )(\d{1,2})\s?[/-]\s?(\d{4})(?![\p{N}/])/giu,
      (_, month: string, year: string) => `${sayMonth(month)} năm ${sayWhole(Number(year))}`,
    )
    .replace(/(?<=tháng )0?4(?![\p{N}/.,-])/giu, 'tư')
    .replace(/(?<=(?:quý|khóa|lần thứ|chương|cấp|loại|kỳ|phần|mục) )[IVX]+(?!\p{L})/giu, (roman) => {
      const value = romanValue(roman)
      return value === null ? roman : sayWhole(value)
    })

function sayMonth(month: string): string {
  return Number(month) === 4 ? 'tư' : sayWhole(Number(month))
}

/** Up to XXXIX, as years' quarters, terms and chapters have them. */
function romanValue(text: string): number | null {
  const [, tens = '', ones = ''] = /^(X{0,3})(IX|IV|V?I{0,3})$/.exec(text) ?? []
  const units = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'].indexOf(ones)
  const value = tens.length * 10 + units
  return value > 0 && `${tens}${ones}` === text ? value : null
}

const times: Step = (text) =>
  text.replace(
    /(?<![\p{N}.,])([01]?\d|2[0-4])(?::([0-5]\d)|[hg]([0-5]\d)?| giờ ([0-5]\d))(?![\p{L}\p{N}])(?: phút)?/gu,
    (_, hour: string, ...minutes: (string | undefined)[]) => {
      const minute = Number(minutes.slice(0, 3).find((part) => part !== undefined) ?? 0)
      return `${sayWhole(Number(hour))} giờ${minute === 0 ? '' : ` ${sayWhole(minute)} phút`}`
    },
  )

const units: Record<string, string> = {
  '%': 'phần trăm',
  '‰': 'phần nghìn',
  '°C': 'độ C',
  km: 'ki lô mét',
  m: 'mét',
  cm: 'xăng ti mét',
  mm: 'mi li mét',
  m2: 'mét vuông',
  'm²': 'mét vuông',
  m3: 'mét khối',
  'm³': 'mét khối',
  km2: 'ki lô mét vuông',
  'km²': 'ki lô mét vuông',
  ha: 'héc ta',
  kg: 'ki lô gam',
  g: 'gam',
  kW: 'ki lô oát',
  kWh: 'ki lô oát giờ',
  đ: 'đồng',
  VNĐ: 'đồng',
  VND: 'đồng',
  USD: 'đô la Mỹ',
}
const per: Record<string, string> = {
  h: 'giờ',
  ha: 'héc ta',
  năm: 'năm',
  ngày: 'ngày',
  kg: 'ki lô gam',
  m2: 'mét vuông',
}
const unitAfter = new RegExp(
  `(?<=\\p{N}) ?(${Object.keys(units)
    .sort((a, b) => b.length - a.length)
    .join('|')})(?:/(${Object.keys(per).join('|')}))?(?![\\p{L}\\p{N}])`,
  'gu',
)

const measures: Step = (text) =>
  text.replace(unitAfter, (_, unit: string, by: string | undefined) => ` ${units[unit]}${by ? ` trên ${per[by]}` : ''}`)

const NUMBER = '\\d+(?:[.,]\\d+)*'

const ranges: Step = (text) =>
  text.replace(
    new RegExp(`(?<![\\p{L}\\p{N}.,-])(${NUMBER})( ?[–-] ?)(?=${NUMBER}(?![\\p{L}\\p{N}-]))`, 'gu'),
    '$1 đến ',
  )

const shares: Step = (text) => text.replace(/(?<=\p{N}) ?\/ ?(?=\p{N})/gu, ' trên ').replace(/ ?\/ ?/g, ', ')

const numbers: Step = (text) =>
  text
    .replace(/(?<!\p{L}\p{M}?)[-−](?=\p{N})/gu, ' âm ')
    .replace(new RegExp(NUMBER, 'g'), (written) => ` ${sayNumber(written)} `)

/** Dots before three digits part thousands, a comma is the decimal mark; one other dot is taken for it too. */
export function sayNumber(written: string): string {
  if (/^\d+$/.test(written)) return sayPlain(written)
  const thousands = /^\d{1,3}(?:\.\d{3})+(,\d+)?$/.test(written) || /^\d{1,3}(?:,\d{3}){2,}(\.\d+)?$/.test(written)
  if (thousands) {
    const [mark, decimal] = written.includes('.') && !/,\d{3},/.test(written) ? ['.', ','] : [',', '.']
    const [whole = '', fraction] = written.replaceAll(mark, '').split(decimal)
    return sayPlain(whole) + (fraction === undefined ? '' : ` phẩy ${sayFraction(fraction)}`)
  }
  const [whole = '', fraction = '', ...others] = written.split(/[.,]/)
  if (others.length > 0) return written.split(/[.,]/).map(sayPlain).join(' chấm ')
  return `${sayPlain(whole)} phẩy ${sayFraction(fraction)}`
}

/** A number that begins with a zero and has three digits or more, or is longer than any amount, is a row of digits. */
function sayPlain(digits: string): string {
  return (digits.length > 2 && digits.startsWith('0')) || digits.length > 15
    ? sayDigits(digits)
    : sayWhole(Number(digits))
}

/** What is left in capitals and is no word is said letter by letter. */
const words: Step = (text) =>
  text.replace(/\bv\.v\.?/g, 'vân vân').replace(/\p{L}[\p{L}\p{M}]+/gu, (word) => {
    const capitals = word.match(/\p{Lu}/gu)?.length ?? 0
    return capitals > 1 && !isWord(word) ? spell(word) : word
  })

const syllable = /^(?:ngh|ng|nh|kh|gh|gi|ch|th|ph|tr|qu|[bcdđghklmnprstvx])?[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[cmnpt])?$/u

/** Whether letters are a Vietnamese syllable, such as THÔNG and BÁO. */
function isWord(word: string): boolean {
  const toneless = word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
    .normalize('NFC')
  return syllable.test(toneless)
}

const marks: Step = (text) =>
  text
    .replace(/&/g, ' và ')
    .replace(/\+/g, ' cộng ')
    .replace(/=/g, ' bằng ')
    .replace(/[²³]/g, (power) => (power === '²' ? ' vuông ' : ' khối '))
    .replace(/ [–—-] |[()[\]{}]|…/g, ', ')
    // Whatever else is a digit or a sign, in any script.
    .replace(/[^\p{L}\p{M}\s.,;:?!]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:?!])/g, '')
    // Of marks that stand together one is enough, and a pause yields to an end.
    .replace(/[.,;:?!]{2,}/g, (all) => all.replaceAll(',', '').slice(-1) || ',')
    .replace(/^[.,;: ]+/, '')
    .replace(/[, ]+$/, '')

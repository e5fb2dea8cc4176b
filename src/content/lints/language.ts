/** Lints of spelling and of how an office writes numbers (Nghị định 30/2020/NĐ-CP, Phụ lục I and II). */
import { problem } from '../../diagnostics/diagnostic.ts'
import type { SiteLanguage } from '../../source/language/labels.ts'
import { doubledWords } from './doubled-words.ts'
import type { Finding } from './finding.ts'
import { misspellings } from './spelling.ts'

/** `text` is what readers see, at its places in the file. */
export function languageFindings(text: string, language: SiteLanguage): Finding[] {
  const both = doubledWords(text, language)
  return language === 'vi'
    ? [...both, ...misspellings(text), ...missingZeros(text), ...mixedZeros(text), ...mixedDecimals(text)]
    : both
}

const slashed = /(?<![\p{L}\d/.,_-])(\d{1,2})\/(\d{1,2})\/(\d{4})(?![\p{L}\d/_-])/gu
const worded = /(?<!\p{L})(ngày\s+)(\d{1,2})(\s+tháng\s+)(\d{1,2})(?![\d/.,]*\d)/giu
const numbered =
  /(?<![\d/.,-])([1-9])(\/(?:\d{4}\/)?(?:NQ|QĐ|CT|QC|QyĐ|TC|TB|HD|CTr|KH|PA|ĐA|DA|BC|BB|TTr|CĐ|GM)-\p{Lu}[\p{L}\d&-]*)/gu

/** Days under 10 and the months 1 and 2 take a zero, and so do the numbers of documents under 10. */
function missingZeros(text: string): Finding[] {
  const found: Finding[] = []
  const tell = (index: number, written: string, right: string, edits: Finding['fix']) => {
    if (written === right) return
    found.push({ told: (place) => problem('leading-zero', { written, right }, place), offset: index, fix: edits })
  }
  const isDate = (day: string, month: string) =>
    Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12
  for (const { index, 0: written, 1: day = '', 2: month = '', 3: year = '' } of text.matchAll(slashed)) {
    const right = `${two(day)}/${ofMonth(month)}/${year}`
    if (isDate(day, month)) tell(index, written, right, [{ offset: index, written, right }])
  }
  for (const match of text.matchAll(worded)) {
    const { index, 0: written, 1: before = '', 2: day = '', 3: between = '', 4: month = '' } = match
    if (!isDate(day, month)) continue
    const numbers = [
      { offset: index + before.length, written: day, right: two(day) },
      { offset: index + written.length - month.length, written: month, right: ofMonth(month) },
    ]
    const edits = numbers.filter((edit) => edit.written !== edit.right)
    tell(index, written, before + two(day) + between + ofMonth(month), edits)
  }
  // A document is known by its number as it is written: only the office knows whether it has the zero.
  for (const { index, 0: written, 1: number = '', 2: symbol = '' } of text.matchAll(numbered))
    tell(index, written, two(number) + symbol, null)
  return found
}

function two(number: string): string {
  return number.padStart(2, '0')
}

function ofMonth(month: string): string {
  return Number(month) <= 2 ? two(month) : month
}

/** `01 trong 05` and later `1 trong 5`: one way in one text. */
function mixedZeros(text: string): Finding[] {
  const counted = [
    ...text.matchAll(/(?<![\d.,/-])(0?[1-9])[ \t]+(\p{L}+)(?:[ \t]+(?:số[ \t]+)?(0?[1-9])(?![\d.,/]))?/gu),
  ]
  const key = (number: string, word: string) => `${Number(number)} ${word.toLowerCase()}`
  const padded = new Map<string, string>()
  for (const { 1: number = '', 2: word = '' } of counted)
    if (number.startsWith('0') && !padded.has(key(number, word))) padded.set(key(number, word), `${number} ${word}`)
  const told = new Set<string>()
  return counted.flatMap(({ index, 1: number = '', 2: word = '' }) => {
    const other = padded.get(key(number, word))
    if (number.startsWith('0') || other === undefined || told.has(other)) return []
    told.add(other)
    const written = `${number} ${word}`
    return [
      { told: (place) => problem('zero-mixed', { written, other }, place), offset: index, fix: null } satisfies Finding,
    ]
  })
}

const point =
  /(?<![\d.,/-])(?<!(?:Điều|điều|Khoản|khoản|Mục|mục|Phần|phần|Bảng|bảng|Hình|hình|Chương|chương|bản|lúc|v)[ \t]?)\d{1,3}\.\d{1,2}(?![\d.,]*\d)(?!\p{L})/gu
const comma = /(?<![\d.,])\d{1,3}(?:\.\d{3})*,\d{1,2}(?![\d.,]*\d)/g

/** A decimal point in a text that has decimal commas; Vietnamese writes the comma. */
function mixedDecimals(text: string): Finding[] {
  const other = text.match(comma)?.[0]
  if (other === undefined) return []
  return [...text.matchAll(point)].flatMap(({ index, 0: written }) => {
    // `3.2 Kết quả` at the beginning of a line counts a part.
    const line = text.slice(text.lastIndexOf('\n', index) + 1, index)
    if (/^[#\s*_>|\uFFFC-]*$/.test(line) && !line.includes('|')) return []
    const right = written.replace('.', ',')
    return [
      {
        told: (place) => problem('decimal-mark', { written, right, other }, place),
        offset: index,
        fix: null,
      } satisfies Finding,
    ]
  })
}

/** Lints of spelling and of how an office writes numbers (Nghị định 30/2020/NĐ-CP, Phụ lục I and II). */
import { problem } from '../../diagnostics/diagnostic.ts'
import type { SiteLanguage } from '../../source/language/labels.ts'
import type { Finding } from './finding.ts'

/** `text` is what readers see, at its places in the file. */
export function languageFindings(text: string, language: SiteLanguage): Finding[] {
  const both = doubledWords(text, language)
  return language === 'vi'
    ? [...both, ...misspellings(text), ...missingZeros(text), ...mixedZeros(text), ...mixedDecimals(text)]
    : both
}

/** Words that are never said twice in a row; Vietnamese says many others so (`dần dần`, `ngày ngày`). */
const single: Record<SiteLanguage, RegExp> = {
  vi: /(?<!\p{L})(và|của|các|những|được|với|tại|theo|này|khi|để|sẽ|cũng|như|nhằm|hoặc|hàng(?=\s+hàng\s+(?:tháng|năm|ngày|quý|tuần)))(\s+\1)(?!\p{L})/giu,
  en: /(?<!\p{L})(the|of|and|to|a|an|in|is|are|for|on|with|by|from)(\s+\1)(?!\p{L})/giu,
}

function doubledWords(text: string, language: SiteLanguage): Finding[] {
  return [...text.matchAll(single[language])].map(({ index, 0: whole, 1: word = '' }) => ({
    told: (place) => problem('doubled-word', { word }, place),
    offset: index,
    fix: { start: index + word.length, end: index + whole.length, text: '' },
  }))
}

/** As it is found, in lower case, and as it is right; none of the wrong forms is a word in another context. */
const spellings: Record<string, string> = {
  nghành: 'ngành',
  'sử lý': 'xử lý',
  'xử dụng': 'sử dụng',
  'xắp xếp': 'sắp xếp',
  'sát nhập': 'sáp nhập',
  'bổ xung': 'bổ sung',
  'thăm quan': 'tham quan',
  'suất sắc': 'xuất sắc',
  'xuất xắc': 'xuất sắc',
  'chỉnh chu': 'chỉn chu',
  'xúc tích': 'súc tích',
  'chuẩn đoán': 'chẩn đoán',
  'triễn khai': 'triển khai',
  'kiễm tra': 'kiểm tra',
  'hổ trợ': 'hỗ trợ',
  'lảnh đạo': 'lãnh đạo',
  'cũng cố': 'củng cố',
  'sữa đổi': 'sửa đổi',
  'sữa chữa': 'sửa chữa',
  'sửa chửa': 'sửa chữa',
  'trãi qua': 'trải qua',
  'nghỉa vụ': 'nghĩa vụ',
  'giãi quyết': 'giải quyết',
  'đả được': 'đã được',
  'dể dàng': 'dễ dàng',
  'vẩn còn': 'vẫn còn',
  'khẫn trương': 'khẩn trương',
  'kỷ năng': 'kỹ năng',
}

const misspelt = new RegExp(
  `(?<!\\p{L})(?:${Object.keys(spellings).join('|').replaceAll(' ', '[ \\t]+')})(?!\\p{L})`,
  'giu',
)

/** The office's abbreviation in mixed case. */
const halfCapital = /(?<![\p{L}\d/-])(?:UBNd|UBnD|UbND|UBnd|Ubnd|HĐNd|HĐnD|HDND)(?!\p{L})/gu

function misspellings(text: string): Finding[] {
  const wrong = (
    code: 'misspelling' | 'abbreviation-case',
    index: number,
    written: string,
    right: string,
  ): Finding => ({
    told: (place) => problem(code, { written, right }, place),
    offset: index,
    fix: { start: index, end: index + written.length, text: right },
  })
  return [
    ...[...text.matchAll(halfCapital)].map(({ index, 0: written }) =>
      wrong('abbreviation-case', index, written, /^U/i.test(written) ? 'UBND' : 'HĐND'),
    ),
    ...[...text.matchAll(misspelt)].map(({ index, 0: written }) =>
      wrong(
        'misspelling',
        index,
        written,
        inCaseOf(written, spellings[written.toLowerCase().replace(/\s+/g, ' ')] ?? written),
      ),
    ),
  ]
}

function inCaseOf(written: string, right: string): string {
  if (written === written.toUpperCase()) return right.toUpperCase()
  const [first = ''] = written
  return first === first.toUpperCase() ? right.charAt(0).toUpperCase() + right.slice(1) : right
}

const slashed = /(?<![\d/.,-])(\d{1,2})\/(\d{1,2})\/(\d{4})(?![\d/])/g
const worded = /(?<!\p{L})(ngày\s+)(\d{1,2})(\s+tháng\s+)(\d{1,2})(?!\d)/giu
const numbered =
  /(?<![\d/.,-])([1-9])(\/(?:\d{4}\/)?(?:NQ|QĐ|CT|QC|QyĐ|TC|TB|HD|CTr|KH|PA|ĐA|DA|BC|BB|TTr|CĐ|GM)-\p{Lu}[\p{L}\d&-]*)/gu

/** Days under 10 and the months 1 and 2 take a zero, and so do the numbers of documents under 10. */
function missingZeros(text: string): Finding[] {
  const found: Finding[] = []
  const tell = (index: number, written: string, right: string, isSafe: boolean) => {
    if (written === right) return
    found.push({
      told: (place) => problem('leading-zero', { written, right }, place),
      offset: index,
      fix: isSafe ? { start: index, end: index + written.length, text: right } : null,
    })
  }
  const isDate = (day: string, month: string) =>
    Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12
  for (const { index, 0: written, 1: day = '', 2: month = '', 3: year = '' } of text.matchAll(slashed))
    if (isDate(day, month)) tell(index, written, `${two(day)}/${ofMonth(month)}/${year}`, true)
  for (const { index, 0: written, 1: before = '', 2: day = '', 3: between = '', 4: month = '' } of text.matchAll(
    worded,
  ))
    if (isDate(day, month)) tell(index, written, before + two(day) + between + ofMonth(month), true)
  // A document is known by its number as it is written: only the office knows whether it has the zero.
  for (const { index, 0: written, 1: number = '', 2: symbol = '' } of text.matchAll(numbered))
    tell(index, written, two(number) + symbol, false)
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
    if (/^[#\s*_>|-]*$/.test(line) && !line.includes('|')) return []
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

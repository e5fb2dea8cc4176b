/** The number and symbol of an office document, read and printed (Nghị định 30/2020/NĐ-CP, Phụ lục III). */
import { fold } from '../source/fold.ts'
import type { SiteLanguage } from '../source/language/labels.ts'
import { documentTypes } from './document-names.ts'

/**
 * `94/QĐ-UBND`: number 94, symbol QĐ-UBND. `30/2020/NĐ-CP` carries its year. `60-NQ/TW` is the Party's form, where the
 * type stands before the slash. `number` is without leading zeros, with the letter that a late number may have (`02a`).
 */
export interface DecisionNumber {
  number: string
  year: number | null
  symbol: string
  form: 'office' | 'party'
}

const office = /^(\d{1,6})([a-zđ]?)\/(?:(\d{4})\/)?(\p{Lu}[\p{L}\d&]*(?:-[\p{L}\d&]+)*)$/u
const party = /^(\d{1,6})([a-zđ]?)-(\p{Lu}\p{L}*)\/(\p{Lu}[\p{L}\d&]*)$/u

/** Reads a number as typed; spaces do not count. Null where it is no number with a symbol. */
export function parseDecisionNumber(text: string): DecisionNumber | null {
  const compact = text
    .normalize('NFC')
    .replace(/\s+/g, '')
    .replace(/[–—‐‑]/g, '-')
  const byOffice = office.exec(compact)
  if (byOffice) {
    const [, digits = '', letter = '', year, symbol = ''] = byOffice
    if (!symbol.includes('-') && !/^(QH|UBTVQH)\d+$/.test(symbol)) return null
    return { number: String(Number(digits)) + letter, year: year ? Number(year) : null, symbol, form: 'office' }
  }
  const byParty = party.exec(compact)
  if (!byParty) return null
  const [, digits = '', letter = '', type = '', organ = ''] = byParty
  return { number: String(Number(digits)) + letter, year: null, symbol: `${type}/${organ}`, form: 'party' }
}

const assembly = /^(?:UBTV)?QH\d{1,2}$/
const organ = /^\p{Lu}[\p{L}&]{1,11}\d{0,2}$/u
/** An office that writes letters; where it is not announced, only a number that no flat or lot has. */
const sender = /^(?:[\p{Lu}&]{3,12}|TTg)$/u
const announcedSender = /^(?:[\p{Lu}&]{2,12}|TTg)$/u

/**
 * Whether a number in a running text is a document's beyond doubt, and no class (`5/A-B`), flat or ratio: its type is one
 * of the decree's, or it is a letter from one office's unit. `announced` where "số" or "công văn" stands before it.
 */
export function isCertain({ number, year, symbol, form }: DecisionNumber, announced: boolean): boolean {
  const [first = '', ...organs] = symbol.split(/[-/]/)
  if (assembly.test(first)) return year !== null && organs.length === 0
  if (organs.length === 0 || !organs.every((part) => organ.test(part))) return false
  if (Object.hasOwn(documentTypes.vi, first)) return true
  if (form !== 'office' || year !== null || organs.length > 2) return false
  return announced ? announcedSender.test(first) : sender.test(first) && Number.parseInt(number, 10) > 99
}

/** The offices of the state whose number alone names them. */
export function organName({ symbol }: DecisionNumber): string | null {
  const last = symbol.split(/[-/]/).at(-1) ?? ''
  if (assembly.test(last)) return last.startsWith('UBTV') ? 'Ủy ban Thường vụ Quốc hội' : 'Quốc hội'
  return last === 'CP' ? 'Chính phủ' : last === 'TTg' ? 'Thủ tướng Chính phủ' : null
}

/** Prints a number the official way: two digits at least (`05/TB-UBND`). `parse(print(n))` is `n`. */
export function printDecisionNumber({ number, year, symbol, form }: DecisionNumber): string {
  const [, digits = '', letter = ''] = /^(\d+)(.*)$/.exec(number) ?? []
  const padded = digits.padStart(2, '0') + letter
  return form === 'party' ? `${padded}-${symbol}` : [padded, ...(year === null ? [] : [year]), symbol].join('/')
}

/** The type in words: an official letter's symbol names none but two offices; of the Assembly's nothing can be told. */
export function documentType(number: DecisionNumber, language: SiteLanguage): string | null {
  const [first = ''] = number.symbol.split(/[-/]/)
  if (/^(QH|UBTVQH)\d+$/.test(first)) return null
  return documentTypes[language][first] ?? (number.form === 'office' ? (documentTypes[language].CV ?? null) : null)
}

const foldedTypes = Object.keys(documentTypes.vi).map((type) => [type, fold(type)] as const)

/**
 * The address part of a number: `94-qd-ubnd`. The year is not in it, for the page's address has it already.
 * Where the plain fold of a type is another type (HĐ and HD, ĐA and DA), đ becomes `dd`.
 */
export function decisionSlug(number: DecisionNumber): string {
  const [type = '', ...organs] = number.symbol.split(/[-/]/)
  const plain = fold(type)
  const ambiguous = foldedTypes.some(([other, folded]) => other !== type && folded === plain)
  const typeSlug = ambiguous && /đ/i.test(type) ? fold(type.replace(/[đĐ]/g, 'dd')) : plain
  const [, digits = '', letter = ''] = /^(\d+)(.*)$/.exec(number.number) ?? []
  const parts = [digits.padStart(2, '0') + fold(letter), typeSlug, ...organs.map((organ) => fold(organ))]
  return parts.join('-').replace(/[^a-z0-9-]+/g, '-')
}

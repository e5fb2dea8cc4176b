/** Citations of documents in a running text: `94/QĐ-UBND`, or in prose "Quyết định số 94 ngày 12/1/2023 của UBND tỉnh Sơn La". */
import { isoDay } from '../source/calendar.ts'
import { type DecisionNumber, isCertain, parseDecisionNumber } from './decision-number.ts'
import { documentTypes } from './document-names.ts'

/**
 * A document as a text names it. In prose that leaves the symbol out, `symbol` is null and `type` is the abbreviation of
 * the type's words (`QĐ`); else `type` is null. `date` is `2023-01-12`; `issuer` is the text that follows "của", of which an
 * office's name is the beginning.
 */
export interface Citation {
  number: string
  year: number | null
  symbol: string | null
  form: DecisionNumber['form']
  type: string | null
  date: string | null
  issuer: string | null
}

/**
 * A citation in its text: `start` to `end` is what may be marked, `from` is where its number begins. `wrongDay` is a date
 * as written that no calendar has.
 */
export interface FoundCitation {
  citation: Citation
  start: number
  from: number
  end: number
  wrongDay: string | null
}

/** Finds the citations of a text in its order, in time that grows with its length alone. */
export function findCitations(text: string): FoundCitation[] {
  if (!mayCite(text)) return []
  return [...symbolled(text), ...inProse(text)].sort((a, b) => a.from - b.from)
}

/** Whether it is worth a closer look. */
export function mayCite(text: string): boolean {
  return text.includes('/') || text.includes('số')
}

/** No number with its symbol is longer. */
const LONGEST = 60
/** How much of what follows "của" may hold the name of an office, and where no name goes on. */
const NAME = 80
const afterName = /(?<!\p{Lu})\.|[;:()]|,(?!\s\p{Lu})|\s(?:về|v\/v)\s/u

function* symbolled(text: string): Generator<FoundCitation> {
  let next = 0
  for (let slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', next)) {
    next = slash + 1
    // Every form has a slash before a capital; dates, shares and addresses seldom do.
    if (!/\p{Lu}/u.test(text[next] ?? '') || !isInside(text.charCodeAt(slash - 1))) continue
    let start = slash
    while (start > 0 && slash - start < LONGEST && isInside(text.charCodeAt(start - 1))) start--
    let end = next
    while (end - slash < LONGEST && isInside(text.charCodeAt(end))) end++
    next = end
    while (isHyphen(text.charCodeAt(end - 1))) end--
    if (!isDigit(text.charCodeAt(start)) || isGlued(text, start, end)) continue
    const number = parseDecisionNumber(text.slice(start, end))
    const before = text.slice(Math.max(0, start - 14), start)
    if (number === null || !isCertain(number, /(?:số|công văn|văn bản):?\s*$/i.test(before))) continue
    const { date, issuer, wrongDay } = detailsAfter(text, end)
    yield { citation: { ...number, type: null, date, issuer }, start, from: start, end, wrongDay }
  }
}

const bareNumber = /số:?\s{1,4}(\d{1,6}[a-zđ]?)(?![\p{L}\p{N}/–‐‑-])/uy
const typeNames = new Map(Object.entries(documentTypes.vi).map(([short, words]) => [words.toLowerCase(), short]))
const typeBefore = new RegExp(
  `(?<!\\p{L})(${[...typeNames.keys()].sort((a, b) => b.length - a.length).join('|')})\\s{1,4}$`,
  'iu',
)

function* inProse(text: string): Generator<FoundCitation> {
  for (let at = text.indexOf('số'); at >= 0; at = text.indexOf('số', at + 2)) {
    bareNumber.lastIndex = at
    const [all, digits] = bareNumber.exec(text) ?? []
    if (all === undefined || digits === undefined) continue
    const end = at + all.length
    const { date, issuer, wrongDay } = detailsAfter(text, end)
    if (issuer === null || (date === null && wrongDay === null)) continue
    const named = typeBefore.exec(text.slice(Math.max(0, at - 30), at))
    const type = typeNames.get(named?.[1]?.toLowerCase() ?? '')
    if (!named || type === undefined) continue
    const number = digits.replace(/^0+(?=\d)/, '')
    yield {
      citation: { number, year: null, symbol: null, form: 'office', type, date, issuer },
      start: at - named[0].length,
      from: end - digits.length,
      end,
      wrongDay,
    }
  }
}

const dayAfter =
  /,?\s{1,4}\(?(?:(?:ký|ban hành)\s{1,4})?ngày\s{1,4}((\d{1,2})(?:\s{0,4}[/.-]\s{0,4}|\s{1,4}tháng\s{1,4})(\d{1,2})(?:\s{0,4}[/.-]\s{0,4}|\s{1,4}năm\s{1,4})(\d{4}))(?!\d)\)?/iuy
const officeAfter = /,?\s{1,4}của\s{1,4}(?=\S)/iuy

/** The day and the office that a number names right after it. */
function detailsAfter(text: string, end: number): Pick<Citation, 'date' | 'issuer'> & { wrongDay: string | null } {
  dayAfter.lastIndex = end
  const day = dayAfter.exec(text)
  const date = day && isoDay(Number(day[2]), Number(day[3]), Number(day[4]))
  officeAfter.lastIndex = day ? dayAfter.lastIndex : end
  const office = officeAfter.exec(text)
  return {
    date,
    issuer:
      office && (text.slice(officeAfter.lastIndex, officeAfter.lastIndex + NAME).split(afterName)[0] ?? '').trim(),
    wrongDay: day && date === null ? (day[1] ?? null) : null,
  }
}

/** Whether it is part of something longer: `1.094/QĐ-UBND`, a file's name, an address. */
function isGlued(text: string, start: number, end: number): boolean {
  const [before = '', after = ''] = [text[start - 1], text[end]]
  if (/[_@#=%~\\]/.test(before) || /[_@=/]/.test(after) || isInside(after.charCodeAt(0))) return true
  return (/[.,]/.test(before) && isDigit(text.charCodeAt(start - 2))) || /^\.[a-z]/.test(text.slice(end, end + 2))
}

/** Letters of Latin scripts with their marks, digits, and what joins the parts of a number. */
function isInside(code: number): boolean {
  return (
    isDigit(code) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    (code >= 0xc0 && code <= 0x1eff) ||
    code === 47 ||
    code === 38 ||
    isHyphen(code)
  )
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isHyphen(code: number): boolean {
  return code === 45 || code === 0x2010 || code === 0x2011 || code === 0x2013
}

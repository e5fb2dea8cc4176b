/** Numbers of private persons that a bulletin should not hold (Luật Bảo vệ dữ liệu cá nhân): of citizens, telephones, accounts. */
import { type Diagnostic, type Place, problem } from '../../diagnostics/diagnostic.ts'
import type { DocumentKind } from '../../source/document-properties.ts'
import type { DocumentProperty } from '../../source/xmp.ts'
import type { Finding } from './finding.ts'

export type PersonalKind = 'citizen' | 'phone' | 'account'

/** Twelve digits: province (001 to 096), century and sex (0 to 3), year, six more (Thông tư 59/2021/TT-BCA). */
const citizen = /(?<![\d.,/-])0(?:0[1-9]|[1-8]\d|9[0-6])([ .]?)[0-3]\d{2}\1\d{3}\1\d{3}(?![\d/])/g
/** Mobile numbers, as Vietnam's networks have them. */
const phone = /(?<![\d.,/-])(?:\+84[ .-]?|0)(?:3[2-9]|5[25-9]|7[06-9]|8[1-9]|9\d)(?:[ .-]?\d){7}(?!\d)/g
const account = /(?:số tài khoản|tài khoản số|STK)[^\d\n]{0,20}(\d(?:[ .-]?\d){6,18})(?!\d)/giu

/** Before the number of an office itself. */
const official = /(?:đường dây nóng|hotline|trực ban|tổng đài|cơ quan|đơn vị|văn phòng|hotline)[^\d\n]{0,60}$/iu

/** A number that may be a private person's, where it stands in a text. */
interface PersonalNumber {
  kind: PersonalKind
  offset: number
  number: string
}

/** `source` is the whole file: file names too; `offices` are telephone numbers of offices, digits alone. */
export function personalFindings(source: string, offices: readonly string[]): Finding[] {
  return personalNumbers(source, offices).map(({ kind, offset, number }) => ({
    told: (place) => problem('personal-data', { kind, begin: number.slice(0, 4) }, place),
    offset,
    fix: null,
  }))
}

/** One finding for each number, with the names of the properties that hold it. */
export function personalProperties(
  properties: readonly DocumentProperty[],
  document: DocumentKind,
  offices: readonly string[],
): ((place: Place, related: readonly Place[]) => Diagnostic)[] {
  const found = new Map<string, { kind: PersonalKind; begin: string; names: Set<string> }>()
  for (const { name, text } of properties) {
    if (identifier.test(text)) continue
    // What a property of one's own is called says what its number is.
    for (const { kind, number } of personalNumbers(`${name}: ${text}`, offices)) {
      const key = `${kind} ${number.replace(/\D/g, '')}`
      const one = found.get(key) ?? { kind, begin: number.slice(0, 4), names: new Set() }
      const short = name.replace(/^[\w-]+:/, '')
      if (![...one.names].some((other) => other.toLowerCase() === short.toLowerCase())) one.names.add(short)
      found.set(key, one)
    }
  }
  return [...found.values()].map(({ kind, begin, names }) => (place, related) => {
    const args = { kind, begin, document, properties: [...names] }
    return problem('personal-data', args, place, { related: [...related] })
  })
}

/** What programs know a file again by. */
const identifier = /^[{(]?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}[)}]?$|^(?=.*[a-f])[\da-f]{16,}$/i

function personalNumbers(source: string, offices: readonly string[]): PersonalNumber[] {
  // An address of the web may hold any number.
  const text = source.replace(/\bhttps?:\/\/[^\s)>\]]+/g, (url) => ' '.repeat(url.length))
  const found = (kind: PersonalKind, offset: number, number: string) => ({ kind, offset, number })
  return [
    ...[...text.matchAll(citizen)].map(({ index, 0: number }) => found('citizen', index, number)),
    ...[...text.matchAll(phone)].flatMap(({ index, 0: number }) => {
      const digits = number.replace(/\D/g, '').replace(/^84/, '0')
      const isOffice = offices.includes(digits) || official.test(text.slice(Math.max(0, index - 90), index))
      return isOffice ? [] : [found('phone', index, number)]
    }),
    ...[...text.matchAll(account)].map(({ index, 0: whole, 1: number = '' }) =>
      found('account', index + whole.length - number.length, number),
    ),
  ]
}

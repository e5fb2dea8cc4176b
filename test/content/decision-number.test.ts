/** Numbers and symbols of office documents: which are such, how they are printed, and their part of an address. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type DecisionNumber,
  decisionSlug,
  documentType,
  parseDecisionNumber,
  printDecisionNumber,
} from '../../src/content/decision-number.ts'
import { documentTypes } from '../../src/content/document-names.ts'

const real: [text: string, number: string, year: number | null, symbol: string, type: string | null, slug: string][] = [
  ['94/QĐ-UBND', '94', null, 'QĐ-UBND', 'Quyết định', '94-qd-ubnd'],
  ['05/TB-UBND', '5', null, 'TB-UBND', 'Thông báo', '05-tb-ubnd'],
  ['01/NQ-HĐND', '1', null, 'NQ-HĐND', 'Nghị quyết', '01-nq-hdnd'],
  ['12/CTr-UBND', '12', null, 'CTr-UBND', 'Chương trình', '12-ctr-ubnd'],
  ['33/QyĐ-UBND', '33', null, 'QyĐ-UBND', 'Quy định', '33-qyd-ubnd'],
  ['866/QĐ-UBND', '866', null, 'QĐ-UBND', 'Quyết định', '866-qd-ubnd'],
  ['42/2022/NĐ-CP', '42', 2022, 'NĐ-CP', 'Nghị định', '42-nd-cp'],
  ['30/2020/NĐ-CP', '30', 2020, 'NĐ-CP', 'Nghị định', '30-nd-cp'],
  ['22/2023/TT-BTTTT', '22', 2023, 'TT-BTTTT', 'Thông tư', '22-tt-btttt'],
  ['78/2008/QĐ-UBND', '78', 2008, 'QĐ-UBND', 'Quyết định', '78-qd-ubnd'],
  ['91/2025/QH15', '91', 2025, 'QH15', null, '91-qh15'],
  ['51/2010/QH12', '51', 2010, 'QH12', null, '51-qh12'],
  ['76/2025/UBTVQH15', '76', 2025, 'UBTVQH15', null, '76-ubtvqh15'],
  ['1681/NQ-UBTVQH15', '1681', null, 'NQ-UBTVQH15', 'Nghị quyết', '1681-nq-ubtvqh15'],
  ['4946/BTTTT-CĐSQG', '4946', null, 'BTTTT-CĐSQG', 'Công văn', '4946-btttt-cdsqg'],
  ['3241/SNV-TT', '3241', null, 'SNV-TT', 'Công văn', '3241-snv-tt'],
  ['03/CV-BCĐ', '3', null, 'CV-BCĐ', 'Công văn', '03-cv-bcd'],
  ['60-NQ/TW', '60', null, 'NQ/TW', 'Nghị quyết', '60-nq-tw'],
  ['137-KL/TW', '137', null, 'KL/TW', 'Kết luận', '137-kl-tw'],
  ['1587-KL/TU', '1587', null, 'KL/TU', 'Kết luận', '1587-kl-tu'],
  ['39-CT/TW', '39', null, 'CT/TW', 'Chỉ thị', '39-ct-tw'],
  [
    '19/2012/TTLT-BTC-BKH&ĐT-BTTTT',
    '19',
    2012,
    'TTLT-BTC-BKH&ĐT-BTTTT',
    'Thông tư liên tịch',
    '19-ttlt-btc-bkh-dt-btttt',
  ],
  ['03/VBHN-VPQH', '3', null, 'VBHN-VPQH', 'Văn bản hợp nhất', '03-vbhn-vpqh'],
  ['1054/TTr-SKHĐT', '1054', null, 'TTr-SKHĐT', 'Tờ trình', '1054-ttr-skhdt'],
  ['229/QĐ-BHXH', '229', null, 'QĐ-BHXH', 'Quyết định', '229-qd-bhxh'],
  ['2113/QĐ-TTg', '2113', null, 'QĐ-TTg', 'Quyết định', '2113-qd-ttg'],
  ['12/CT-TTg', '12', null, 'CT-TTg', 'Chỉ thị', '12-ct-ttg'],
  ['346/ĐA-CP', '346', null, 'ĐA-CP', 'Đề án', '346-dda-cp'],
  ['36-HD/BTGTW', '36', null, 'HD/BTGTW', 'Hướng dẫn', '36-hd-btgtw'],
  ['02a/QĐ-UBND', '2a', null, 'QĐ-UBND', 'Quyết định', '02a-qd-ubnd'],
]

describe('real numbers', () => {
  test.each(real)('%s', (text, number, year, symbol, type, slug) => {
    const parsed = parseDecisionNumber(text)
    expect(parsed).toMatchObject({ number, year, symbol })
    if (parsed === null) return
    expect(printDecisionNumber(parsed)).toBe(text)
    expect(documentType(parsed, 'vi')).toBe(type)
    expect(decisionSlug(parsed)).toBe(slug)
  })

  test.each(real)('%s typed in NFD, or with blanks, is the same', (text) => {
    const parsed = parseDecisionNumber(text)
    expect(parseDecisionNumber(text.normalize('NFD'))).toEqual(parsed)
    expect(parseDecisionNumber(` ${text.replace('/', ' / ')} `)).toEqual(parsed)
  })

  test('are thirty', () => {
    expect(real).toHaveLength(30)
  })

  test('a leading zero does not count, and is printed', () => {
    expect(parseDecisionNumber('5/TB-UBND')).toEqual(parseDecisionNumber('05/TB-UBND'))
    expect(parseDecisionNumber('005/TB-UBND')).toEqual(parseDecisionNumber('05/TB-UBND'))
    const five = parseDecisionNumber('5/TB-UBND')
    expect(five && printDecisionNumber(five)).toBe('05/TB-UBND')
  })

  test('a long dash that an editor made is a hyphen', () => {
    expect(parseDecisionNumber('94/QĐ–UBND')).toEqual(parseDecisionNumber('94/QĐ-UBND'))
  })
})

test.each([
  '12/A1',
  '1/Thu',
  '4/TP',
  '3/Quý',
  '5/Phòng',
  '100/VNĐ',
  '2/UBND',
  'tổ 3/KP5',
  'lớp 5/A-B',
  '12/1/2023',
  '90/100 điểm',
  '24/7',
  'km/h',
  '1/5 huyện',
  'A4',
  '9/10',
  '2020/2021',
  'http://x/94/abc',
  '3/4',
  '',
  '94',
  '94/',
  '/QĐ-UBND',
  'QĐ-UBND',
  '94/QĐ-',
  '94/-UBND',
  '94/qđ-ubnd/x',
  '94/QĐ-UBND/../..',
  '94/QĐ-<b>',
  '1234567/QĐ-UBND',
])('%j is none', (text) => {
  expect(parseDecisionNumber(text)).toBeNull()
  expect(parseDecisionNumber(text.normalize('NFD'))).toBeNull()
})

const types = fc.constantFrom(...Object.keys(documentTypes.vi))
const organ = fc.stringMatching(/^[A-ZĐ][A-ZĐa-z0-9]{0,7}(&[A-ZĐ]{1,3})?$/)
const digits = fc.integer({ min: 1, max: 999_999 }).map(String)
const letter = fc.constantFrom('', '', 'a', 'b', 'đ')

const numbers: fc.Arbitrary<DecisionNumber> = fc.oneof(
  fc
    .tuple(
      digits,
      letter,
      fc.option(fc.integer({ min: 1945, max: 2100 })),
      types,
      fc.array(organ, { minLength: 1, maxLength: 3 }),
    )
    .map(([number, late, year, type, organs]) => ({
      number: number + late,
      year,
      symbol: [type, ...organs].join('-'),
      form: 'office' as const,
    })),
  fc
    .tuple(digits, letter, fc.constantFrom('NQ', 'KL', 'CT', 'HD', 'QĐ', 'QyĐ'), fc.stringMatching(/^[A-ZĐ]{2,6}$/))
    .map(([number, late, type, office]) => ({
      number: number + late,
      year: null,
      symbol: `${type}/${office}`,
      form: 'party' as const,
    })),
)

describe('any number', () => {
  test('is read as it was printed', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(parseDecisionNumber(printDecisionNumber(number))).toEqual(number)
      }),
      { numRuns: 1000 },
    )
  })

  test('is printed the same when read again', () => {
    const text = fc.oneof(fc.stringMatching(/^[0-9]{1,4}[a-z]?[/-][A-ZĐ]{1,5}[/-][A-ZĐa-z0-9]{0,5}$/), fc.string())
    fc.assert(
      fc.property(text, (typed) => {
        const parsed = parseDecisionNumber(typed)
        if (parsed !== null) expect(parseDecisionNumber(printDecisionNumber(parsed))).toEqual(parsed)
      }),
      { numRuns: 1000 },
    )
  })

  test('has an address part of small letters, digits and hyphens', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(decisionSlug(number)).toMatch(/^[0-9]{2,}[a-z]*-[a-z0-9]+(-[a-z0-9]+)*$/)
      }),
    )
  })
})

describe('types of document', () => {
  test('of one number and office have addresses of their own', () => {
    const slugs = Object.keys(documentTypes.vi).map((type) =>
      decisionSlug({ number: '1', year: null, symbol: `${type}-UBND`, form: 'office' }),
    )
    expect(new Set(slugs).size).toBe(slugs.length)
  })

  test.each([
    ['12/HĐ-UBND', '12-hdd-ubnd'],
    ['12/HD-UBND', '12-hd-ubnd'],
    ['12/ĐA-UBND', '12-dda-ubnd'],
    ['12/DA-UBND', '12-da-ubnd'],
    ['12/CĐ-UBND', '12-cd-ubnd'],
    ['12/NĐ-CP', '12-nd-cp'],
  ])('%s → %s', (text, slug) => {
    const number = parseDecisionNumber(text)
    expect(number && decisionSlug(number)).toBe(slug)
  })

  test.each([
    ['NQ', 'Nghị quyết'],
    ['QC', 'Quy chế'],
    ['TC', 'Thông cáo'],
    ['KH', 'Kế hoạch'],
    ['PA', 'Phương án'],
    ['DA', 'Dự án'],
    ['BC', 'Báo cáo'],
    ['BB', 'Biên bản'],
    ['HĐ', 'Hợp đồng'],
    ['CĐ', 'Công điện'],
    ['BGN', 'Bản ghi nhớ'],
    ['BTT', 'Bản thỏa thuận'],
    ['GUQ', 'Giấy ủy quyền'],
    ['GM', 'Giấy mời'],
    ['GGT', 'Giấy giới thiệu'],
    ['GNP', 'Giấy nghỉ phép'],
    ['PG', 'Phiếu gửi'],
    ['PC', 'Phiếu chuyển'],
    ['PB', 'Phiếu báo'],
  ])('%s is %s', (symbol, type) => {
    const number = parseDecisionNumber(`12/${symbol}-UBND`)
    expect(number && documentType(number, 'vi')).toBe(type)
  })

  test.each([
    ['12/SY-UBND', 'Sao y'],
    ['12/TrS-UBND', 'Trích sao'],
    ['12/SL-UBND', 'Sao lục'],
  ])('a copy, %s, is %s', (text, type) => {
    const number = parseDecisionNumber(text)
    expect(number && documentType(number, 'vi')).toBe(type)
  })
})

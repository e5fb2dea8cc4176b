/** Which documents a running text cites, and what looks like a number and is none. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findCitations } from '../../src/content/citation.ts'
import { type DecisionNumber, printDecisionNumber } from '../../src/content/decision-number.ts'
import { documentTypes } from '../../src/content/document-names.ts'
import { referenceReader } from '../../src/content/markdown/reader.ts'
import { read } from './body.ts'

const positives =
  '94/QĐ-UBND, 05/TB-UBND, 01/NQ-HĐND, 12/CTr-UBND, 33/QyĐ-UBND, 866/QĐ-UBND, 42/2022/NĐ-CP, 30/2020/NĐ-CP, 22/2023/TT-BTTTT, 78/2008/QĐ-UBND, 91/2025/QH15, 51/2010/QH12, 76/2025/UBTVQH15, 1681/NQ-UBTVQH15, 4946/BTTTT-CĐSQG, 3241/SNV-TT, 03/CV-BCĐ, 60-NQ/TW, 137-KL/TW, 1587-KL/TU, 39-CT/TW, 19/2012/TTLT-BTC-BKH&ĐT-BTTTT, 03/VBHN-VPQH, 1054/TTr-SKHĐT, 229/QĐ-BHXH, 2113/QĐ-TTg, 12/CT-TTg, 346/ĐA-CP, 36-HD/BTGTW, 02a/QĐ-UBND'.split(
    ', ',
  )
const negatives = [
  ...['12/A1', '1/Thu', '4/TP', '3/Quý', '5/Phòng', '100/VNĐ', '2/UBND', 'tổ 3/KP5', 'lớp 5/A-B', '12/1/2023'],
  ...['90/100 điểm', '24/7', 'km/h', '1/5 huyện', 'A4', '9/10', '2020/2021', 'http://x/94/abc', '3/4'],
]

function written(text: string): string[] {
  return findCitations(text).map(({ start, end }) => text.slice(start, end))
}

describe('the numbers of real documents', () => {
  test('are thirty, and nineteen look like them', () => {
    expect([positives.length, negatives.length]).toEqual([30, 19])
  })

  test.each(positives)('%s is found by itself and within a text', (number) => {
    expect(written(number)).toEqual([number])
    for (const text of [`Theo ${number}, các xã`, `(số ${number})`, `số:${number};`, `“${number}”`, `${number}. Tiếp`])
      expect(written(text)).toEqual([number])
  })

  test('are found one after another', () => {
    expect(written(positives.join(', '))).toEqual(positives)
    expect(written(`Căn cứ ${positives.join('; ')}.`)).toEqual(positives)
  })
})

test('any number that is printed is found in a text, whole, and read as it was', () => {
  const organ = fc.stringMatching(/^[A-ZĐ]{2,8}$/)
  const numbers = fc
    .tuple(
      fc.integer({ min: 1, max: 99_999 }),
      fc.constantFrom('', 'a', 'đ'),
      fc.option(fc.integer({ min: 1945, max: 2100 })),
      fc.constantFrom(...Object.keys(documentTypes.vi)),
      fc.array(organ, { minLength: 1, maxLength: 3 }),
      fc.constantFrom<'office' | 'party'>('office', 'party'),
    )
    .map(
      ([digits, letter, year, type, organs, form]): DecisionNumber => ({
        number: `${digits}${letter}`,
        year: form === 'party' ? null : year,
        symbol: form === 'party' ? `${type}/${organs[0]}` : [type, ...organs].join('-'),
        form,
      }),
    )
  const around = fc.constantFrom(
    ['Theo ', ', các'],
    ['(số ', ')'],
    ['', '.'],
    ['“', '”'],
    ['số:', ' ngày'],
    ['\n', '\n'],
  )
  fc.assert(
    fc.property(numbers, around, (number, [before = '', after = '']) => {
      const [found, ...more] = findCitations(before + printDecisionNumber(number) + after)
      expect(more).toEqual([])
      expect(found?.citation).toMatchObject(number)
    }),
    { numRuns: 1000 },
  )
})

describe('what is no number of a document', () => {
  test.each(negatives)('%s', (text) => {
    expect(written(text)).toEqual([])
    expect(written(`Theo ${text}, các xã`)).toEqual([])
    expect(written(`số ${text}`)).toEqual([])
  })

  test.each([
    'https://x.example.vn/94/QĐ-UBND',
    'tệp 94/QĐ-UBND.pdf',
    '1.094/QĐ-UBND',
    '94/QĐ-UBND/x',
    '94/QĐ-UBND_ký',
    'x94/QĐ-UBND',
    '2/SARS-CoV-2',
    '12/QH15',
    '1234567/QĐ-UBND',
    '29A-123.45',
    '60-XYZ/TW',
    '12/KCN-HB',
    'lô 12/CCN-TT',
    '94/qđ-ubnd',
    'Quyết định số 94 của UBND tỉnh',
    'Quyết định số 94 ngày 12/1/2023',
    'quyết định công bố chỉ số',
    'số 94 ngày 12/1/2023 của UBND tỉnh Sơn La',
    'Quyết định số 94/100 ngày 12/1/2023 của UBND tỉnh Sơn La',
  ])('%s', (text) => expect(written(text)).toEqual([]))
})

test.each(['Công văn 12/SNV-TT', 'văn bản số 7/VP-TH', 'số: 12/UBND-VX'])('%s is a letter', (text) => {
  expect(written(text)).toHaveLength(1)
})

describe('what is told of a document', () => {
  const details = (text: string) =>
    findCitations(text).map(({ citation: { number, symbol, type, date, issuer } }) => [
      ...[type, number, symbol, date, issuer],
    ])

  test.each([
    [
      'Quyết định số 94/QĐ-UBND ngày 12/1/2023 của UBND tỉnh Sơn La',
      [null, '94', 'QĐ-UBND', '2023-01-12', 'UBND tỉnh Sơn La'],
    ],
    [
      'Quyết định số 94/QĐ-UBND, ngày 12 tháng 01 năm 2023 của UBND tỉnh',
      [null, '94', 'QĐ-UBND', '2023-01-12', 'UBND tỉnh'],
    ],
    ['Công văn số 02a/CV-BCĐ ký ngày 01.3.2024', [null, '2a', 'CV-BCĐ', '2024-03-01', null]],
    ['Nghị định số 42/2022/NĐ-CP của Chính phủ', [null, '42', 'NĐ-CP', null, 'Chính phủ']],
    ['Quyết định số 94 ngày 12/1/2023 của UBND tỉnh Sơn La', ['QĐ', '94', null, '2023-01-12', 'UBND tỉnh Sơn La']],
    ['nghị quyết liên tịch số 07 ngày 1 tháng 2 năm 2023 của HĐND', ['NQLT', '7', null, '2023-02-01', 'HĐND']],
    ['Quyết định số 94 ngày 31/2/2023 của UBND', ['QĐ', '94', null, null, 'UBND']],
  ])('%s', (text, expected) => expect(details(text)).toEqual([expected]))

  test('a hostile text takes a time that grows with its length alone', () => {
    const million = (piece: string) => piece.repeat(Math.ceil(1_000_000 / piece.length))
    for (const piece of [
      '/A',
      '1/A',
      '1/A-',
      'số 1',
      'số 94 ngày 12/1/2023 của ',
      '9',
      '-A/',
      'Đ',
      '94/QĐ-UBND ',
      '94/QĐ-UBND   ngày  ',
      'số: 1     ',
    ])
      findCitations(million(piece))
    expect(findCitations(million('94/QĐ-UBND '))).toHaveLength(Math.ceil(1_000_000 / 11))
  })
})

describe('in a body', () => {
  const marks = (markdown: string) =>
    [
      ...read(markdown, { reader: referenceReader }).html.matchAll(/<a href="(\/hole-\d+)" data-decision>(.*?)<\/a>/gs),
    ].map(([, href, text]) => `${href} ${text}`)

  test('each has its mark, in paragraphs, items, cells, captions and headings', () => {
    expect(
      marks(
        'Theo 94/QĐ-UBND.\n\n## Về 05/TB-UBND\n\n- **01/NQ-HĐND**\n\n| a | b |\n|---|---|\n| 60-NQ/TW | *12/CT-TTg* |\n\n![x](a.png "Trích 36-HD/BTGTW")\n',
      ),
    ).toEqual([
      '/hole-1 94/QĐ-UBND',
      '/hole-2 05/TB-UBND',
      '/hole-3 01/NQ-HĐND',
      '/hole-4 60-NQ/TW',
      '/hole-5 12/CT-TTg',
      '/hole-6 36-HD/BTGTW',
    ])
  })

  test('in prose, the words of its type are part of it, and emphasis may come between', () => {
    expect(marks('Theo Quyết định số 94 ngày 12/1/2023 của **UBND tỉnh Sơn La**.')).toEqual([
      '/hole-0 Quyết định số 94',
    ])
    expect(marks('Theo Quyết định số **94** ngày 12/1/2023 của UBND tỉnh.')).toEqual(['/hole-0 94'])
    expect(marks('Theo Quyết định số\n94 ngày 12/1/2023\ncủa UBND tỉnh.')).toEqual(['/hole-0 Quyết định số\n94'])
  })

  test('none in links, in code, or over the edge of a block', () => {
    expect(marks('[số 94/QĐ-UBND](/a) `94/QĐ-UBND` <https://a.vn/94/QĐ-UBND>\n\n    94/QĐ-UBND\n')).toEqual([])
    expect(marks('94/QĐ-\n\nUBND\n')).toEqual([])
    expect(read('[94/QĐ-UBND](/a)', {}).body.citations).toHaveLength(1)
  })

  test('the ids of headings are those of their texts', () => {
    expect(read('## Về 05/TB-UBND\n').body.ids).toContain('ve-05-tb-ubnd')
  })

  test('the note after a number is none of it', () => {
    expect(marks('Theo 94/QĐ-UBND[^1].\n\n[^1]: Đã thay thế.\n')).toEqual(['/hole-2 94/QĐ-UBND'])
  })

  test('a day that no calendar has is told at its place', () => {
    const { told, body } = read('Dòng đầu.\n\nTheo Quyết định số 94/QĐ-UBND ngày 31/2/2023 của UBND tỉnh.\n')
    expect(told).toEqual(['citation-day-impossible 12:20'])
    expect(body.citations).toMatchObject([{ number: '94', date: null, line: null }])
  })

  test('where one without a symbol stands is known', () => {
    const { body } = read('a\n\nTheo Quyết định số 94 ngày 12/1/2023 của UBND tỉnh.\n')
    expect(body.citations).toMatchObject([{ line: 12, column: 6 }])
  })
})

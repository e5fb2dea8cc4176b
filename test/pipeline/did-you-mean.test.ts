/** What a mistyped name most likely means, among a few names and among very many: as good, and no more work. */
import { describe, expect, test } from 'vitest'
import { didYouMean, knownNames } from '../../src/diagnostics/did-you-mean.ts'

const folder = [
  'hop-bao.md',
  'lich-hop.md',
  'anh.jpg',
  'Bản đồ quy hoạch.pdf',
  'quyet-dinh-12.pdf',
  'quyet-dinh-13.pdf',
]

describe.each([
  ['few', []],
  [
    'very many',
    Array.from({ length: 20_000 }, (_, at) => `/2024/0${1 + (at % 9)}/tin-${String(at).padStart(5, '0')}/`),
  ],
])('among %s names', (_, more) => {
  const known = knownNames([...more, ...folder])

  test.each([
    ['a letter too many', 'lichh-hop.md', 'lich-hop.md'],
    ['a letter too few', 'hp-bao.md', 'hop-bao.md'],
    ['two letters swapped', 'lcih-hop.md', 'lich-hop.md'],
    ['capital letters', 'LICH-HOP.MD', 'lich-hop.md'],
    ['another ending', 'anh.jpeg', 'anh.jpg'],
    ['a name without its marks', 'Ban do quy hoach.pdf', 'Bản đồ quy hoạch.pdf'],
    ['marks typed apart', 'Bản đồ quy hoạch.pdf'.normalize('NFD'), 'Bản đồ quy hoạch.pdf'],
    ['the first of two that are as near', 'quyet-dinh-1.pdf', 'quyet-dinh-12.pdf'],
    ['what nothing is like', 'bieu-mau-to-khai.docx', null],
    ['nothing', '', null],
  ])('%s', (_what, typed, meant) => {
    expect(known.near(typed)).toBe(meant)
  })
})

test('of very many names that differ in a digit the nearest is found', () => {
  const names = Array.from({ length: 20_000 }, (_, at) => `/2024/0${1 + (at % 9)}/tin-${String(at).padStart(5, '0')}/`)
  const known = knownNames(names)
  const [one] = [names[12_345] ?? '']
  expect(known.near(one.replace('tin', 'tinn'))).toBe(one)
  expect(known.near(one.replace('2024', '2042'))).toBe(one)
  expect(known.near(one.slice(0, -1))).toBe(one)
})

test('what is looked at for one name does not grow with the names', () => {
  const looks = (count: number) => {
    const known = knownNames(Array.from({ length: count }, (_, at) => `tin-tuc-so-${at}`))
    known.near('tin-tuc-s-77')
    return known.looks()
  }
  expect(looks(150)).toBe(150)
  expect(Math.max(looks(1000), looks(10_000), looks(50_000))).toBeLessThanOrEqual(650)
  // Nothing is that long.
  const known = knownNames(['tin.md'])
  expect([known.near('x'.repeat(1_000_000)), known.looks()]).toEqual([null, 0])
})

test('a short list is asked as it is', () => {
  expect(didYouMean('autor', ['title', 'author', 'date'])).toBe('author')
  expect(didYouMean('autor', [])).toBe(null)
})

/** Labels, dates, numbers and sizes in the languages of a site. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slugOf } from '../../src/source/fold.ts'
import { displayDate, displayNumber, displaySize } from '../../src/source/language/dates.ts'
import { fill, type Label, labels, pathWords, type SiteLanguage } from '../../src/source/language/labels.ts'

const languages: SiteLanguage[] = ['vi', 'en']
const keys = Object.keys(labels('vi')) as Label[]

describe('dates', () => {
  test.each([
    ['2023-01-17', 'short', 'vi', '17/01/2023'],
    ['2023-01-17', 'long', 'vi', 'ngày 17 tháng 01 năm 2023'],
    ['2023-01-17T08:00:00+07:00', 'short', 'vi', '17/01/2023'],
    ['2023-01-17T08:00:00+07:00', 'time', 'vi', '17/01/2023, 08:00'],
    ['2023-01-17', 'time', 'vi', '17/01/2023'],
    ['2023-01', 'month', 'vi', 'tháng 01 năm 2023'],
    ['2023-01-17', 'month', 'vi', 'tháng 01 năm 2023'],
    ['2023-01-05', 'short', 'en', '5 January 2023'],
    ['2023-01-05', 'long', 'en', '5 January 2023'],
    ['2023-01-05T08:00:00+07:00', 'time', 'en', '5 January 2023, 08:00'],
    ['2023-12', 'month', 'en', 'December 2023'],
  ] as const)('%s %s in %s is %s', (text, form, language, shown) => {
    expect(displayDate(text, form, language)).toBe(shown)
  })

  const days = fc
    .integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2099, 11, 31) / 86_400_000 })
    .map((day) => new Date(day * 86_400_000))

  test('are Intl’s', () => {
    const vi = new Intl.DateTimeFormat('vi', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' })
    const en = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
    fc.assert(
      fc.property(days, (day) => {
        const text = day.toISOString().slice(0, 10)
        expect(displayDate(text, 'short', 'vi')).toBe(vi.format(day))
        expect(displayDate(text, 'short', 'en')).toBe(en.format(day))
      }),
    )
  })
})

describe('numbers', () => {
  test.each([
    [0, 'vi', '0'],
    [68, 'vi', '68'],
    [999, 'vi', '999'],
    [1000, 'vi', '1.000'],
    [1069733, 'vi', '1.069.733'],
    [1069733, 'en', '1,069,733'],
  ] as const)('%i in %s is %s', (number, language, shown) => {
    expect(displayNumber(number, language)).toBe(shown)
  })

  test.each(languages)('are Intl’s in %s', (language) => {
    const intl = new Intl.NumberFormat(language)
    fc.assert(
      fc.property(fc.oneof(fc.nat(), fc.maxSafeInteger()), (number) => {
        expect(displayNumber(number, language)).toBe(intl.format(number))
      }),
    )
  })
})

describe('sizes', () => {
  const kilo = 1024
  const mega = 1024 * 1024
  test.each([
    [412 * kilo, 'vi', '412 KB'],
    [1.5 * mega, 'vi', '1,5 MB'],
    [1.5 * mega, 'en', '1.5 MB'],
    [mega, 'vi', '1 MB'],
    [2 * mega, 'en', '2 MB'],
    [1234 * mega, 'vi', '1.234 MB'],
    [1, 'vi', '1 KB'],
  ] as const)('%i bytes in %s are %s', (bytes, language, shown) => {
    expect(displaySize(bytes, language)).toBe(shown)
  })

  test.each(languages)('have Intl’s number in %s', (language) => {
    const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
    const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
    fc.assert(
      fc.property(fc.integer({ min: kilo, max: 4000 * mega }), (bytes) => {
        const shown =
          bytes < mega ? `${whole.format(Math.round(bytes / kilo))} KB` : `${tenths.format(bytes / mega)} MB`
        expect(displaySize(bytes, language)).toBe(shown)
      }),
    )
  })
})

describe('labels', () => {
  test.each(keys)('%s takes the same values in both languages', (key) => {
    const marks = languages.map((language) => (labels(language)[key].match(/%[sd]/g) ?? []).join(''))
    expect(marks[1]).toBe(marks[0])
  })

  test.each(keys)('%s is a clean line in both languages', (key) => {
    for (const language of languages) {
      const label = labels(language)[key]
      expect(label.trim()).toBe(label)
      expect(label).not.toBe('')
      expect(label).toBe(label.normalize('NFC'))
      expect(label).not.toMatch(/\s{2}|[\n\t<>]/)
    }
  })

  test('both languages have the same keys', () => {
    expect(Object.keys(labels('en')).sort()).toEqual([...keys].sort())
  })

  test.each([
    ['%s – trang %d', ['Tin tức', 2], 'Tin tức – trang 2'],
    ['Tháng %s năm %s', ['01', '2023'], 'Tháng 01 năm 2023'],
    ['%s', ['%d %s $& $1'], '%d %s $& $1'],
    ['không có gì', ['x'], 'không có gì'],
    ['thiếu %s', [], 'thiếu '],
  ])('%j with %j is %j', (label, values, text) => {
    expect(fill(label, values)).toBe(text)
  })
})

test.each(languages)('the words of addresses in %s are slugs, each another', (language) => {
  const words = Object.values(pathWords[language])
  for (const word of words) expect(slugOf(word)).toBe(word)
  expect(new Set(words).size).toBe(words.length)
})

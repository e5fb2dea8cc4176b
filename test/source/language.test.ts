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
    ['2023-03-05', 'month', 'vi', 'tháng 3 năm 2023'],
    ['2023-03-05', 'long', 'vi', 'ngày 05 tháng 3 năm 2023'],
    ['2023-10-05', 'long', 'vi', 'ngày 05 tháng 10 năm 2023'],
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
        expect(displayDate(text, 'long', 'en')).toBe(en.format(day))
        const english = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
        expect(displayDate(text, 'month', 'en')).toBe(english.format(day))
      }),
    )
  })

  test('in Vietnamese words are Intl’s but for the zeros that official documents ask for', () => {
    const parts = { day: 'numeric', month: 'numeric', year: 'numeric', timeZone: 'UTC' } as const
    fc.assert(
      fc.property(days, (date) => {
        const found = new Intl.DateTimeFormat('vi', parts).formatToParts(date)
        const [day, month, year] = ['day', 'month', 'year'].map((type) => found.find((one) => one.type === type)?.value)
        const zeros = displayDate(date.toISOString().slice(0, 10), 'long', 'vi')
        expect(zeros.replace(/ 0(?=\d )/g, ' ')).toBe(`ngày ${day} tháng ${month} năm ${year}`)
        expect(zeros).toMatch(/^ngày \d\d tháng (01|02|[3-9]|1[012]) năm \d{4}$/)
      }),
    )
  })

  test('with their time are Intl’s', () => {
    const moments = fc.tuple(days, fc.nat(24 * 60 - 1))
    const form = { timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' } as const
    fc.assert(
      fc.property(moments, fc.constantFrom(...languages), (moment, language) => {
        const [day, minutes] = moment
        const local = new Date(day.getTime() + minutes * 60_000).toISOString().slice(0, 19)
        const instant = new Date(`${local}+07:00`)
        fc.pre(instant.getUTCFullYear() > 1980)
        const time = new Intl.DateTimeFormat(language === 'vi' ? 'vi' : 'en-GB', form).format(instant)
        expect(displayDate(`${local}+07:00`, 'time', language)).toBe(
          `${displayDate(local.slice(0, 10), 'short', language)}, ${time}`,
        )
      }),
    )
  })
})

describe('numbers', () => {
  const numbers = fc
    .oneof(
      fc.double({ min: -1e20, max: 1e20, noNaN: true }),
      fc.double({ min: -2000, max: 2000, noNaN: true }),
      fc.integer({ min: -9_999_999, max: 9_999_999 }).map((n) => n / 10_000),
    )
    .filter((number) => !Object.is(number, -0))
  test.each([
    [0, 'vi', '0'],
    [68, 'vi', '68'],
    [999, 'vi', '999'],
    [1000, 'vi', '1.000'],
    [1069733, 'vi', '1.069.733'],
    [1069733, 'en', '1,069,733'],
    [87.94, 'vi', '87,94'],
    [87.94, 'en', '87.94'],
    [1234.5, 'vi', '1.234,5'],
    [1.0005, 'en', '1.001'],
    [999.9995, 'vi', '1.000'],
    [-0.37, 'vi', '-0,37'],
    [1e21, 'en', '1e+21'],
    [1e-9, 'vi', '0'],
    [Number.NaN, 'vi', 'NaN'],
  ] as const)('%d in %s is %s', (number, language, shown) => {
    expect(displayNumber(number, language)).toBe(shown)
  })

  test.each(languages)('are Intl’s in %s', (language) => {
    const intl = new Intl.NumberFormat(language)
    fc.assert(
      fc.property(fc.oneof(fc.nat(), fc.maxSafeInteger(), numbers), (number) => {
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
    [1023.9 * kilo, 'en', '1 MB'],
    [999.5 * mega, 'vi', '999,5 MB'],
    [1234 * mega, 'vi', '1,2 GB'],
    [2048 * mega, 'en', '2 GB'],
    [1, 'vi', '1 KB'],
  ] as const)('%i bytes in %s are %s', (bytes, language, shown) => {
    expect(displaySize(bytes, language)).toBe(shown)
  })

  test.each(languages)('have Intl’s number in %s', (language) => {
    const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
    const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
    fc.assert(
      fc.property(fc.integer({ min: kilo, max: 4000 * mega }), (bytes) => {
        const [kilos, megas] = [Math.round(bytes / kilo), Math.round((bytes / mega) * 10) / 10]
        const larger = megas < kilo ? `${tenths.format(megas)} MB` : `${tenths.format(bytes / mega / kilo)} GB`
        const shown = kilos < kilo ? `${whole.format(kilos)} KB` : larger
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

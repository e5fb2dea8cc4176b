/** Days and instants: read as written, never shifted, and refused where no calendar has them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayParts, isDuration, isoDay, isTimeZone, later, momentOf, readMoment } from '../../src/source/calendar.ts'

const office = 'Asia/Ho_Chi_Minh'
/** Zones east and west, with summer time, with midnights and whole days that do not exist. */
const zones = [
  office,
  'Europe/Berlin',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Africa/Cairo',
  'Pacific/Kiritimati',
  'UTC',
]

const isoDays = fc
  .record({ year: fc.integer({ min: 1900, max: 2100 }), day: fc.integer({ min: 0, max: 365 }) })
  .map(({ year, day }) => new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10))

function moment(text: string, zone = office) {
  const read = readMoment(text, zone)
  if ('fault' in read) throw new Error(`${text} is refused: ${JSON.stringify(read)}`)
  return read
}

describe('a calendar date', () => {
  test.each(['2024-02-29', '2000-02-29', '2023-02-28', '2023-12-31', '2024-01-01', '1969-12-31'])(
    '%s is one',
    (text) => {
      expect(moment(text).text).toBe(text)
    },
  )

  test.each([
    '2023-02-29',
    '2024-02-30',
    '1900-02-29',
    '2024-04-31',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '2024-01-32',
    '2024-02-30T08:00:00+07:00',
    '2023-02-29T08:00Z',
    '2024-01-01T25:00:00Z',
    '2024-01-01T08:60Z',
    '2024-01-01T08:00:00+99:00',
  ])('%s is none', (text) => {
    expect(readMoment(text, office)).toEqual({ fault: 'impossible' })
  })

  test('keeps its text and its parts in every zone', () => {
    fc.assert(
      fc.property(isoDays, fc.constantFrom(...zones), (text, zone) => {
        const read = moment(text, zone)
        expect(read.text).toBe(text)
        expect(dayParts(read)).toEqual({ year: text.slice(0, 4), month: text.slice(5, 7), day: text.slice(8, 10) })
        expect(Number.isFinite(read.instant)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('begins with its day in the zone', () => {
    expect(moment('2023-01-17').instant).toBe(Date.parse('2023-01-17T00:00:00+07:00'))
    expect(moment('2023-01-17', 'UTC').instant).toBe(Date.parse('2023-01-17T00:00:00Z'))
    expect(moment('2024-03-31', 'Europe/Berlin').instant).toBe(Date.parse('2024-03-31T00:00:00+01:00'))
    expect(moment('2024-07-01', 'Europe/Berlin').instant).toBe(Date.parse('2024-07-01T00:00:00+02:00'))
  })

  test('whose midnight the clocks skip begins when they go on', () => {
    expect(moment('2018-11-04', 'America/Sao_Paulo').instant).toBe(Date.parse('2018-11-04T01:00:00-02:00'))
    expect(moment('2024-04-26', 'Africa/Cairo').instant).toBe(Date.parse('2024-04-26T01:00:00+03:00'))
  })

  test('that a zone left out altogether is still written as it was', () => {
    expect(moment('2011-12-30', 'Pacific/Apia').text).toBe('2011-12-30')
    expect(dayParts(moment('2011-12-30', 'Pacific/Apia'))).toEqual({ year: '2011', month: '12', day: '30' })
  })

  test('comes before the next in every zone', () => {
    fc.assert(
      fc.property(isoDays, isoDays, fc.constantFrom(...zones), (one, other, zone) => {
        const [early, late] = [one, other].sort() as [string, string]
        expect(moment(early, zone).instant).toBeLessThanOrEqual(moment(late, zone).instant)
      }),
    )
  })
})

describe('a date-time', () => {
  test.each([
    ['2023-01-17T08:00:00+07:00', office, '2023-01-17T08:00:00+07:00'],
    ['2023-01-17T08:00+07:00', office, '2023-01-17T08:00:00+07:00'],
    ['2023-01-17 08:00:00+07:00', office, '2023-01-17T08:00:00+07:00'],
    ['2023-01-17T08:00:00Z', office, '2023-01-17T15:00:00+07:00'],
    ['2023-01-17T20:00:00Z', office, '2023-01-18T03:00:00+07:00'],
    ['2023-01-01T00:30:00+09:00', office, '2022-12-31T22:30:00+07:00'],
    ['2023-01-17T08:00:00.999Z', 'UTC', '2023-01-17T08:00:00+00:00'],
    ['2024-03-31T00:59:59Z', 'Europe/Berlin', '2024-03-31T01:59:59+01:00'],
    ['2024-03-31T01:00:00Z', 'Europe/Berlin', '2024-03-31T03:00:00+02:00'],
    ['2024-03-31T02:30:00+01:00', 'Europe/Berlin', '2024-03-31T03:30:00+02:00'],
    ['2024-10-27T00:30:00Z', 'Europe/Berlin', '2024-10-27T02:30:00+02:00'],
    ['2024-10-27T01:30:00Z', 'Europe/Berlin', '2024-10-27T02:30:00+01:00'],
  ])('%s in %s is %s', (text, zone, local) => {
    const read = moment(text, zone)
    expect(read.text).toBe(local)
    expect(read.instant).toBe(Date.parse(text.replace(' ', 'T')))
  })

  test('means the same instant in every zone', () => {
    const offsets = fc.constantFrom('Z', '+07:00', '-05:00', '+05:45', '-09:30', '+14:00')
    const minutes = fc.integer({ min: 0, max: 1439 })
    fc.assert(
      fc.property(isoDays, minutes, offsets, fc.constantFrom(...zones), (day, minute, offset, zone) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
        const text = `${day}T${time}:00${offset}`
        const read = moment(text, zone)
        expect(read.instant).toBe(Date.parse(text))
        expect(momentOf(read.instant, zone)).toEqual(read)
      }),
      { numRuns: 500 },
    )
  })

  test('text and instant agree', () => {
    fc.assert(
      fc.property(isoDays, fc.constantFrom(office, 'Europe/Berlin', 'UTC'), (day, zone) => {
        const year = Number(day.slice(0, 4))
        fc.pre(year >= 1980)
        const read = moment(`${day}T12:34:56Z`, zone)
        expect(Date.parse(read.text)).toBe(read.instant)
      }),
    )
  })
})

describe('another form is refused with the right one', () => {
  test.each([
    ['31/12/2024', '2024-12-31'],
    ['1/2/2024', '2024-02-01'],
    ['12-01-2023', '2023-01-12'],
    ['12.1.2023', '2023-01-12'],
    ['2024/12/31', '2024-12-31'],
    ['2024-1-5', '2024-01-05'],
    ['2024.01.05', '2024-01-05'],
    ['2024-01-05 08:00', '2024-01-05T08:00:00+07:00'],
    ['2024-01-05T08:00:30', '2024-01-05T08:00:30+07:00'],
    ['2024-01-05 8:00', '2024-01-05T08:00:00+07:00'],
    ['30/2/2024', null],
    ['12/31/2024', null],
    ['2024-02-30 08:00', null],
    ['12/1/23', null],
    ['ngày 12 tháng 01 năm 2023', '2023-01-12'],
    ['“2023-01-12”', '2023-01-12'],
    ['“12/01/2023”', '2023-01-12'],
    ['ngày 31 tháng 02 năm 2023', null],
    ['hôm nay', null],
    ['2024', null],
    ['2024-05', null],
    ['20240105', null],
    ['1704412800', null],
    ['P1D', null],
    ['', null],
  ])('%j → %j', (text, written) => {
    expect(readMoment(text, office)).toEqual({ fault: 'form', written })
  })

  test('and the form that is offered can be read', () => {
    const typed = fc.oneof(
      fc
        .tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1950, max: 2050 }))
        .chain(([d, m, y]) => fc.constantFrom(`${d}/${m}/${y}`, `${y}/${m}/${d}`, `${d}.${m}.${y}`)),
      isoDays.map((day) => `${day} 07:30`),
    )
    fc.assert(
      fc.property(typed, fc.constantFrom(...zones), (text, zone) => {
        const read = readMoment(text, zone)
        if (!('fault' in read) || read.fault !== 'form') throw new Error(`${text} is not told as a form`)
        if (read.written !== null) expect('fault' in readMoment(read.written, zone)).toBe(false)
      }),
    )
  })

  test('a local time that the clocks skip is offered as one that exists', () => {
    expect(readMoment('2024-03-31 02:30', 'Europe/Berlin')).toEqual({
      fault: 'form',
      written: '2024-03-31T03:30:00+02:00',
    })
  })
})

describe('durations', () => {
  test.each(['P2Y', 'P6M', 'P30D', 'P1W', 'PT12H', 'P1Y2M3DT4H'])('%s is one', (text) => {
    expect(isDuration(text)).toBe(true)
  })

  test.each(['', '2Y', 'P', 'P0D', '-P1Y', 'hai năm', '2 years'])('%j is none', (text) => {
    expect(isDuration(text)).toBe(false)
  })

  test('go by the calendar', () => {
    expect(later(moment('2024-02-29'), 'P1Y', office).text).toBe('2025-02-28T00:00:00+07:00')
    expect(later(moment('2024-01-31'), 'P1M', office).text).toBe('2024-02-29T00:00:00+07:00')
    expect(later(moment('2024-03-30T12:00:00+01:00', 'Europe/Berlin'), 'P1D', 'Europe/Berlin').text).toBe(
      '2024-03-31T12:00:00+02:00',
    )
  })
})

test.each([
  ['Asia/Ho_Chi_Minh', true],
  ['Europe/Berlin', true],
  ['UTC', true],
  ['Asia/Hanoi', false],
  ['GMT+7', false],
  ['+07:00', false],
  ['Hà Nội', false],
  ['', false],
])('the time zone %j: %s', (name, known) => {
  expect(isTimeZone(name)).toBe(known)
})

test.each([
  [12, 1, 2023, '2023-01-12'],
  [29, 2, 2024, '2024-02-29'],
  [29, 2, 2023, null],
  [31, 4, 2024, null],
  [0, 1, 2024, null],
  [1, 13, 2024, null],
])('day %i month %i year %i is %j', (day, month, year, text) => {
  expect(isoDay(day, month, year)).toBe(text)
})

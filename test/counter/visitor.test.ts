import { expect, test } from 'vitest'
import { dayOf } from '../../src/counter/calendar.ts'
import { firstDayKept } from '../../src/counter/visitor.ts'

const zone = 'Asia/Ho_Chi_Minh'
const midnight = Date.parse('2026-11-26T00:00:00+07:00')
const minute = 60_000

// Half an hour for the view, a minute for each of two instances whose clocks are apart.
test.each([
  ['the last day’s, just after midnight', 0, '2026-11-25'],
  ['the last day’s, as long as a view from before midnight may come again', 32 * minute - 1, '2026-11-25'],
  ['no longer', 32 * minute, '2026-11-26'],
])('the key of a day is kept: %s', (_, since, day) => {
  expect(firstDayKept(midnight + since, zone)).toBe(dayOf(day))
})

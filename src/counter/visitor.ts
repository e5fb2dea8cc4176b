/** Who a visitor is: a hash of address and browser under the day's key; neither is kept. */
import { createHmac } from 'node:crypto'
import { dayAt } from './calendar.ts'
import type { When } from './clock.ts'
import type { DailyKeys } from './daily-keys.ts'
import { VIEW_WINDOW } from './store.ts'

/** The visitor by today's key and, in the first half hour of a day, by yesterday's. */
export async function visitorOf(
  keys: DailyKeys,
  { id, timeZone }: { id: string; timeZone: string },
  address: string,
  browser: string,
  when: When,
): Promise<{ visitor: Buffer; former: Buffer | null }> {
  const hash = (key: Buffer) => createHmac('sha256', key).update(`${address}\0${browser}`).digest().subarray(0, 16)
  const key = await keys.today(id, when.day)
  const before = dayAt(when.wall - VIEW_WINDOW, timeZone)
  const formerKey = before < when.day ? await keys.former(id, before) : null
  return { visitor: hash(key), former: formerKey && hash(formerKey) }
}

/** Who a visitor is: a hash of address and browser under the day's key; neither is kept. */
import { createHmac } from 'node:crypto'
import { dayAt } from './calendar.ts'
import type { When } from './clock.ts'
import type { DailyKeys } from './daily-keys.ts'
import { VIEW_WINDOW } from './store.ts'

/** So far the clocks of several instances may be apart (milliseconds). */
const SKEW = 60_000

/**
 * The visitor by the day's key; and by that of the day beside it, in the half hour in which a view from before midnight may
 * still be the same view, and in the last minute before, when another instance may have begun the new day. Days are those of
 * the steady clock: setting the machine's makes nobody a new visitor.
 */
export async function visitorOf(
  keys: DailyKeys,
  { id, timeZone }: { id: string; timeZone: string },
  address: string,
  browser: string,
  { steady }: When,
): Promise<{ visitor: Buffer; other: Buffer | null }> {
  const hash = (key: Buffer) => createHmac('sha256', key).update(`${address}\0${browser}`).digest().subarray(0, 16)
  const day = dayAt(steady, timeZone)
  const beside = [steady - VIEW_WINDOW - SKEW, steady + SKEW].map((instant) => dayAt(instant, timeZone))
  const neighbour = beside.find((one) => one !== day)
  const [key, otherKey] = await Promise.all([
    keys.ofToday(id, day),
    neighbour === undefined ? null : keys.known(id, neighbour),
  ])
  return { visitor: hash(key), other: otherKey && hash(otherKey) }
}

/** The first day of which a key may still be asked for. */
export function firstDayKept(steady: number, timeZone: string): number {
  return dayAt(steady - VIEW_WINDOW - 2 * SKEW, timeZone)
}

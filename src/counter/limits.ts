/** How often somebody may ask, by the minute: a number for each who asked in this minute, and nothing after it. */

const MINUTE = 60_000

/**
 * Tells whether `who` may ask once more. A library's limiter was measured: it keeps a timer for each visitor, which takes several
 * times the memory where thousands come in a second.
 */
export function perMinute(most: number, now: () => number): (who: string) => boolean {
  let minute = Number.NaN
  let asked = new Map<string, number>()
  return (who) => {
    const current = Math.floor(now() / MINUTE)
    if (current !== minute) {
      minute = current
      asked = new Map()
    }
    const times = (asked.get(who) ?? 0) + 1
    asked.set(who, times)
    return times <= most
  }
}

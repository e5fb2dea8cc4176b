/** How many visitors were seen within the last while, by the second in which each was seen last. */

/** Seconds are whole numbers that never go back. */
export interface Online {
  /** A visitor who was last seen at `from` (null: not known) is seen at `to`, or is gone (null). */
  move: (from: number | null, to: number | null) => void
  /** Those whose last second lies within the window that ends with this one. */
  count: (now: number) => number
}

/** A window of so many seconds, with so many visitors by second to begin with. */
export function onlineWindow(length: number, known: Iterable<[second: number, visitors: number]> = []): Online {
  const seconds = new Map<number, number>(known)
  let total = [...seconds.values()].reduce((sum, visitors) => sum + visitors, 0)
  let from = Number.NEGATIVE_INFINITY
  const add = (second: number, by: number) => {
    if (second < from) return
    const visitors = (seconds.get(second) ?? 0) + by
    if (visitors > 0) seconds.set(second, visitors)
    else seconds.delete(second)
    total += by
  }
  return {
    move(before, after) {
      if (before !== null && seconds.has(before)) add(before, -1)
      if (after !== null) add(after, 1)
    },
    count(now) {
      if (now - length + 1 > from) {
        from = now - length + 1
        for (const [second, visitors] of seconds)
          if (second < from) {
            seconds.delete(second)
            total -= visitors
          }
      }
      return total
    },
  }
}

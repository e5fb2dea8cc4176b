/** How long each part of a build took. */

/** Milliseconds by part. */
export type Timings = Record<'total' | 'read' | 'content' | 'plan' | 'render' | 'publish', number>

/** Starts now; `lap` adds the time since the last one to a part. */
export function stopwatch(): { lap: (name: keyof Timings) => void; laps: () => Timings } {
  const start = performance.now()
  let last = start
  const laps: Timings = { total: 0, read: 0, content: 0, plan: 0, render: 0, publish: 0 }
  return {
    lap(name) {
      const now = performance.now()
      laps[name] += Math.round(now - last)
      last = now
    },
    laps: () => ({ ...laps, total: Math.round(performance.now() - start) }),
  }
}

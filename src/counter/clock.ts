/** The two clocks of the endpoint: one for dates, one for spans of time. */
import { dayAt, mondayOf } from './calendar.ts'

/**
 * Both in milliseconds since 1970 UTC. `wall` is the machine's clock, for days and `asOf`. `steady` starts with it and
 * never jumps while the process runs: windows are measured by it, so that a clock that is set back or forth neither
 * counts a view twice nor loses one.
 */
export interface Clock {
  wall: () => number
  steady: () => number
}

/** The machine's clocks. */
export function systemClock(): Clock {
  const start = Date.now() - performance.now()
  return { wall: () => Date.now(), steady: () => Math.round(start + performance.now()) }
}

/** One moment by both clocks, with its day and that week's Monday in a site's zone. */
export interface When {
  wall: number
  steady: number
  day: number
  monday: number
}

/** The present moment in a zone. */
export function present(clock: Clock, timeZone: string): When {
  const wall = clock.wall()
  const day = dayAt(wall, timeZone)
  return { wall, steady: clock.steady(), day, monday: mondayOf(day) }
}

/** Days of the register's own records that have not come yet: nothing was issued, or looked up, on them. */
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { readMoment } from '../source/calendar.ts'
import type { KeyPath } from '../source/yaml.ts'
import type { DecisionRecord } from './decision-records.ts'

/** Finds them at `now` (milliseconds since 1970 UTC) in the office's zone. Code: `decision-day-future`. */
export function futureDays(records: readonly DecisionRecord[], now: number, timezone: string): Diagnostic[] {
  const isAhead = (day: string) => {
    const moment = readMoment(day, timezone)
    return 'instant' in moment && moment.instant > now
  }
  return records.flatMap((record) => {
    const { number, date, effect, placeOf } = record
    const days: [what: 'issued' | 'recorded', day: string, path: KeyPath][] = [
      ['issued', date, ['date']],
      ['recorded', effect?.recordedAt ?? '', ['effect', 'recordedAt']],
    ]
    return days.flatMap(([what, day, path]) =>
      isAhead(day) ? [problem('decision-day-future', { number, date: day, written: null, what }, placeOf(path))] : [],
    )
  })
}

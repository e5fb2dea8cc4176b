/** The way through the pages of a list, in dates: numbers that count from the oldest page say nothing to readers. */
import * as z from 'zod'
import type { PlanContext } from '../context.ts'

/**
 * `from` and `until` are the days of the oldest and the newest entry here (`2023-01-17`), null where one has none; `head` is where the newest
 * entries are, `oldest` the last page, null where it is this one or the next.
 */
export const pagerShape = z
  .object({
    head: z.string(),
    newer: z.string().nullable(),
    older: z.string().nullable(),
    oldest: z.string().nullable(),
    from: z.string().nullable(),
    until: z.string().nullable(),
  })
  .nullable()

/**
 * Links to the neighbours, the head and page 1 alone, and prints no total: a page further away does not change this one (contract section 5).
 * `number` is null on the head, `dates` are those of the page's entries, newest first.
 */
export function pagerOf(
  head: string,
  last: number,
  number: number | null,
  dates: readonly (string | null)[],
  context: PlanContext,
): z.infer<typeof pagerShape> {
  if (last === 0) return null
  const { href, address } = context
  const at = (page: number) => href(address.numbered(head, page))
  const older = number === null ? last : number - 1
  const day = (date: string | null | undefined) => date?.slice(0, 10) ?? null
  return {
    head: href(head),
    newer: number === null ? null : number === last ? href(head) : at(number + 1),
    older: older === 0 ? null : at(older),
    oldest: older > 1 ? at(1) : null,
    from: day(dates.at(-1)),
    until: day(dates[0]),
  }
}

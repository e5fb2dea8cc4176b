/** The way through the pages of a list. */
import * as z from 'zod'
import type { PlanContext } from '../context.ts'

const step = z.object({ number: z.number(), url: z.string(), current: z.boolean() })

/** A numbered page links to its neighbours, the head and page 1 alone, and prints no total (contract section 5). */
export const pagerShape = z
  .object({
    head: z.string(),
    newer: z.string().nullable(),
    older: z.string().nullable(),
    numbers: z.array(step),
  })
  .nullable()

/** Links to the neighbours, the head and page 1 alone: a page further away does not change this one. `number` is null on the head. */
export function pagerOf(
  head: string,
  last: number,
  number: number | null,
  context: PlanContext,
): z.infer<typeof pagerShape> {
  if (last === 0) return null
  const { href, address } = context
  const at = (page: number) => href(address.numbered(head, page))
  const around = number === null ? [last] : [number + 1, number, number - 1]
  const numbers = [...new Set([...around, 1])].filter((page) => page >= 1 && page <= last)
  return {
    head: href(head),
    newer: number === null ? null : number === last ? href(head) : at(number + 1),
    older: number === null ? at(last) : number === 1 ? null : at(number - 1),
    numbers: numbers.map((page) => ({ number: page, url: at(page), current: page === number })),
  }
}

/** How a bulletin is told of where its page is not: its headline and a few words. */
import type { Published } from '../content/published.ts'
import type { PlanContext } from './context.ts'

/** The headline; of a withdrawn bulletin it says so. */
export function titleOf({ bulletin: { facts }, state }: Published, { label }: PlanContext): string {
  return state.withdrawn ? label('withdrawnTitle', facts.title) : facts.title
}

/** The summary, else the first paragraph; of a withdrawn bulletin the notice that stands for its text. */
export function summaryOf({ bulletin: { facts, body }, state }: Published, { label }: PlanContext): string {
  const withdrawn = state.withdrawn ? facts.withdrawn : null
  return withdrawn ? `${label('withdrawn')}. ${label('reason')}: ${withdrawn.reason}` : (facts.summary ?? body.excerpt)
}

/** The view counter as pages know it: where its beacon lies, whether a page counts, what each number means. */
import type { Published } from '../content/published.ts'
import { type Count, countsGiven } from '../source/counter.ts'
import { displayDate, displayNumber } from '../source/language/dates.ts'
import type { Label } from '../source/language/labels.ts'
import type { PlanContext } from './context.ts'

/** Where a site's beacon lies, without the prefix, and what its bytes must be (Subresource Integrity). */
export interface Beacon {
  script: string
  integrity: string
  /** The file for counts beside titles and for the fallback; null where the provider has none. */
  lists: { script: string; integrity: string } | null
}

/** Whether a text's own page counts: not where its author said no, nor what readers cannot see yet. */
export function counts({ bulletin, state }: Published): boolean {
  return bulletin.facts.counter && state.held === null
}

const means: Record<Count, Label> = {
  views: 'viewsMean',
  online: 'onlineMeans',
  today: 'todayMeans',
  week: 'weekMeans',
  total: 'totalMeans',
}

/**
 * What a number means, in sentences: what is counted, what of it the portal before this one had counted, and, of views of
 * a page, how often one reader counts. Null where the number is neither given nor carried over.
 */
export function meaningOf(
  count: Count,
  carried: { number: number | null; asOf: string | null },
  { config, label }: PlanContext,
): string | null {
  const { counter, language } = config
  const isGiven = countsGiven(counter).includes(count)
  if (!isGiven && carried.number === null) return null
  const before =
    carried.number === null
      ? []
      : carried.asOf === null
        ? [label('carriedOver', displayNumber(carried.number, language))]
        : [
            label(
              'carriedOverAsOf',
              displayNumber(carried.number, language),
              displayDate(carried.asOf, 'time', config.locale),
            ),
          ]
  return [
    ...(isGiven ? [label(means[count])] : []),
    ...before,
    ...(isGiven && count === 'views' ? [label(howOften[counter.provider ?? 'none'])] : []),
  ].join(' ')
}

const howOften: Record<'portal' | 'goatcounter' | 'umami' | 'none', Label> = {
  portal: 'oncePerHalfHour',
  goatcounter: 'oncePerVisit',
  umami: 'onceEachTime',
  none: 'onceEachTime',
}

/** The view of the archive: every year on the index, one year on a year's page. */
import * as z from 'zod'
import type { Published } from '../../content/published.ts'
import { dayParts } from '../../source/calendar.ts'
import { monthName } from '../../source/language/dates.ts'
import type { PlanContext } from '../context.ts'
import { office, pageShape, pageView } from './page.ts'
import { siteShape } from './site.ts'

export const archiveShape = z.object({
  site: siteShape,
  page: pageShape,
  archive: z.object({
    /** Newest first; `months` are always twelve, those without a bulletin have no url. */
    years: z.array(
      z.object({
        year: z.number(),
        url: z.string(),
        count: z.number(),
        months: z.array(
          z.object({ month: z.number(), title: z.string(), url: z.string().nullable(), count: z.number() }),
        ),
      }),
    ),
  }),
})

export type ArchiveView = z.infer<typeof archiveShape>

/** The bulletins of each month by year and month (`2023`, `01`), newest first. */
export type Months = ReadonlyMap<string, ReadonlyMap<string, readonly Published[]>>

/** Sorts bulletins, newest first, into the months of the site's calendar. */
export function monthsOf(bulletins: readonly Published[]): Months {
  const years = new Map<string, Map<string, Published[]>>()
  for (const page of bulletins) {
    if (!page.bulletin.facts.date) continue
    const { year, month } = dayParts(page.bulletin.facts.date)
    const months = years.get(year) ?? new Map<string, Published[]>()
    years.set(year, months)
    const pages = months.get(month)
    if (pages) pages.push(page)
    else months.set(month, [page])
  }
  return years
}

/** A month without its year: `Tháng 01`, `January`. */
function monthTitle(month: string, { config, label }: PlanContext): string {
  return config.language === 'vi' ? label('month', month) : monthName(month, config.language)
}

/** Makes the view of the archive's index (`year` null) or of one year, all but the SiteView. */
export function archiveView(months: Months, year: string | null, context: PlanContext): Omit<ArchiveView, 'site'> {
  const { address, href, label } = context
  const years = year === null ? [...months.keys()] : [year]
  return {
    page: pageView(context, {
      kind: 'archive',
      heading: year === null ? label('archive') : label('yearTitle', year),
      title: year === null ? label('archive') : `${label('archive')}: ${label('yearTitle', year)}`,
      description:
        year === null
          ? label('archiveAbout', office(context))
          : label('timeAbout', label('yearTitle', year), office(context)),
      url: year === null ? address.archive : address.year(year),
      breadcrumb: year === null ? [] : [{ title: label('archive'), url: address.archive }],
    }),
    archive: {
      years: years.map((one) => ({
        year: Number(one),
        url: href(address.year(one)),
        count: [...(months.get(one)?.values() ?? [])].reduce((sum, pages) => sum + pages.length, 0),
        months: Array.from({ length: 12 }, (_, index) => {
          const month = String(index + 1).padStart(2, '0')
          const count = months.get(one)?.get(month)?.length ?? 0
          return {
            month: index + 1,
            title: monthTitle(month, context),
            url: count > 0 ? href(address.month(one, month)) : null,
            count,
          }
        }),
      })),
    },
  }
}

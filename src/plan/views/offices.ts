/** The view of the page that says which offices are responsible now. */
import * as z from 'zod'
import { displayDate } from '../../source/language/dates.ts'
import type { SiteContext } from '../context.ts'
import { pageShape, pageView } from './page.ts'
import { siteShape } from './site.ts'

export const officesShape = z.object({
  site: siteShape,
  page: pageShape,
  /** The former offices, the last first. */
  offices: z.array(
    z.object({
      /** With the time in which it worked. */
      title: z.string(),
      successors: z.array(z.object({ name: z.string(), url: z.string().nullable(), area: z.string().nullable() })),
    }),
  ),
})

export type OfficesView = z.infer<typeof officesShape>

/** Makes the view, all but the SiteView. */
export function officesView(context: SiteContext): Omit<OfficesView, 'site'> {
  const { site, config, label, address } = context
  const day = (text: string) => displayDate(text.slice(0, 10), 'short', config.locale)
  const former = site.former
    .flatMap((index) => config.offices[index] ?? [])
    .sort((a, b) => ((a.until ?? '') > (b.until ?? '') ? -1 : 1))
  const heading = label('whoNow')
  return {
    page: pageView(context, {
      kind: 'offices',
      heading,
      description: label('whoNowAbout', former.map(({ name }) => name).join(', ')),
      url: address.offices,
    }),
    offices: former.map(({ name, from, until = '', successors }) => ({
      title: from ? label('officeTime', name, day(from), day(until)) : label('officeUntil', name, day(until)),
      successors: successors.map((one) => ({ name: one.name, url: one.url ?? null, area: one.area ?? null })),
    })),
  }
}

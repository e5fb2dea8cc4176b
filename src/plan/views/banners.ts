/** The notices above a bulletin's headline: withdrawn, expired, of a former office, aged; in a preview draft and scheduled. */
import * as z from 'zod'

import type { Published } from '../../content/published.ts'
import { displayDate } from '../../source/language/dates.ts'
import type { PlanContext } from '../context.ts'

/** `kind` is what happened, `tone` how it looks: `warn` or `note`. */
export const bannerShape = z.object({
  kind: z.string(),
  tone: z.string(),
  title: z.string(),
  text: z.string().nullable(),
  date: z.string().nullable(),
  link: z.object({ title: z.string(), url: z.string() }).nullable(),
})

type Banner = z.infer<typeof bannerShape>

/** At most two, most serious first; a withdrawn bulletin's age does not matter any more. */
export function bannersOf(page: Published, context: PlanContext): Banner[] {
  const { label, config, href } = context
  const { facts } = page.bulletin
  const { state } = page
  const day = (text: string) => displayDate(text, 'short', config.locale)
  const banners: Banner[] = []
  const add = (kind: string, tone: 'warn' | 'note', title: string, text: string, more: Partial<Banner> = {}) =>
    banners.push({ kind, tone, title, text, date: null, link: null, ...more })

  if (state.held === 'scheduled')
    add(
      'scheduled',
      'note',
      label('scheduled'),
      label('scheduledText', displayDate(state.until?.text ?? '', 'time', config.locale)),
    )
  else if (state.held !== null) add('draft', 'note', label('draft'), label('draftText'))
  if (facts.withdrawn && state.withdrawn)
    add(
      'withdrawn',
      'warn',
      label('withdrawn'),
      `${label('withdrawnText', day(facts.withdrawn.at.text))} ${label('reason')}: ${facts.withdrawn.reason}`,
      {
        date: facts.withdrawn.at.text,
        link: page.replacement && {
          title: label('replacedByLink', page.replacement.bulletin.facts.title),
          url: href(page.replacement.url),
        },
      },
    )
  if (state.expired && facts.expiresAt)
    add('expired', 'note', label('expired'), label('expiredText', day(facts.expiresAt.text)), {
      date: facts.expiresAt.text,
    })
  const office = state.former === null ? undefined : config.offices[state.former]
  if (office?.until !== undefined)
    add('former', 'note', label('formerAgency', office.name), label('formerText', day(office.until.slice(0, 10))), {
      date: office.until,
      link: { title: label('whoNow'), url: href(context.address.offices) },
    })
  if (state.aged && !state.withdrawn && facts.date)
    add('aged', 'note', label('outdated'), label('outdatedText', day(facts.date.text)))
  return banners.slice(0, 2)
}

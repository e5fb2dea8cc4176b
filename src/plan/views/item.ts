/** The ItemView: a bulletin as one row of a list. */
import * as z from 'zod'
import type { Published } from '../../content/published.ts'
import type { PlanContext } from '../context.ts'
import { counts } from '../counter.ts'
import { foreign } from '../languages.ts'
import { listMedia, pictureOf, pictureShape, type Use } from '../pictures.ts'

export const itemShape = z.object({
  title: z.string(),
  url: z.string(),
  /** `2023-01-17` or `2023-01-17T08:00:00+07:00`, in the site's zone. */
  date: z.string(),
  category: z.object({ title: z.string(), url: z.string() }),
  summary: z.string(),
  /** `first` where it is the first of its page: the one not to wait with. */
  image: pictureShape.extend({ first: z.boolean() }).nullable(),
  withdrawn: z.boolean(),
  expired: z.boolean(),
  /** `draft` or `scheduled` where a preview shows it all the same. */
  held: z.string().nullable(),
  /** What the portal before this one had counted (0 for nothing), where views are shown beside titles. */
  views: z.object({ legacy: z.number() }).nullable(),
  /** The language of the text where it is not the site's. */
  lang: z.string().nullable(),
})

export type ItemView = z.infer<typeof itemShape>

/** Makes the row of a bulletin, its picture small, or wide enough for `text`. */
export function itemView(page: Published, context: PlanContext, use: Use = 'list'): ItemView {
  const { href, address, config } = context
  const { facts, body } = page.bulletin
  const media = listMedia(page)
  const image = media && pictureOf(media, use, context)
  return {
    title: facts.title,
    url: href(page.url),
    date: facts.date?.text ?? '',
    category: { title: page.category.title, url: href(address.category(page.category.id)) },
    summary: facts.summary ?? body.excerpt,
    image: image && { ...image, first: false },
    withdrawn: page.state.withdrawn,
    expired: page.state.expired,
    held: page.state.held,
    views: config.counter.provider === 'portal' && counts(page) ? { legacy: facts.legacy?.views ?? 0 } : null,
    lang: foreign(page, context),
  }
}

/** Marks the first picture among the rows of a page. */
export function withFirst(items: readonly ItemView[]): ItemView[] {
  const index = items.findIndex(({ image }) => image !== null)
  return items.map((item, at) =>
    at === index && item.image ? { ...item, image: { ...item.image, first: true } } : item,
  )
}

/** The ItemView: a bulletin as one row of a list. */
import { z } from 'zod'
import type { Published } from '../../content/published.ts'
import type { PlanContext } from '../context.ts'
import { sizeOf } from '../holes.ts'
import { foreign } from '../languages.ts'

export const itemShape = z.object({
  title: z.string(),
  url: z.string(),
  /** `2023-01-17` or `2023-01-17T08:00:00+07:00`, in the site's zone. */
  date: z.string(),
  category: z.object({ title: z.string(), url: z.string() }),
  summary: z.string(),
  image: z.object({ url: z.string(), width: z.number(), height: z.number() }).nullable(),
  withdrawn: z.boolean(),
  /** `draft` or `scheduled` where a preview shows it all the same. */
  held: z.string().nullable(),
  /** The language of the text where it is not the site's. */
  lang: z.string().nullable(),
})

export type ItemView = z.infer<typeof itemShape>

/** Makes the row of a bulletin. */
export function itemView(page: Published, context: PlanContext): ItemView {
  const { href, address } = context
  const { facts, body } = page.bulletin
  const image = listImage(page)
  return {
    title: facts.title,
    url: href(page.url),
    date: facts.date?.text ?? '',
    category: { title: page.category.title, url: href(address.category(page.category.id)) },
    summary: facts.summary ?? body.excerpt,
    image: image && { url: href(image.url), width: image.width, height: image.height },
    withdrawn: page.state.withdrawn,
    held: page.state.held,
    lang: foreign(page, context),
  }
}

/** The picture that stands for a bulletin: its lead image, else the first of its text; null where none has a known size. */
export function listImage(page: Published): { url: string; width: number; height: number } | null {
  const shown = page.references.flatMap((reference, index) => {
    const written = page.bulletin.body.references[index]
    return reference.to === 'media' && written?.to === 'file' && written.image ? [reference.media] : []
  })
  for (const media of [page.named.get('image.src'), ...shown]) {
    const size = media && sizeOf(media.facts.dimensions)
    if (media && size) return { url: media.url, ...size }
  }
  return null
}

/** The view of the home page; a bulletin stands on it once at most. */
import * as z from 'zod'
import type { Published } from '../../content/published.ts'
import type { PlanContext } from '../context.ts'
import { itemShape, itemView, withFirst } from './item.ts'
import { organization, webSite } from './linked-data.ts'
import { pageShape, pageView } from './page.ts'
import { siteShape } from './site.ts'

const block = z.object({ title: z.string(), url: z.string(), items: z.array(itemShape) })

export const homeShape = z.object({
  site: siteShape,
  page: pageShape,
  home: z.object({
    lead: itemShape.nullable(),
    highlights: z.array(itemShape),
    announcements: block.nullable(),
    sections: z.array(block),
  }),
})

export type HomeView = z.infer<typeof homeShape>

/**
 * Chooses what stands on the home page: the newest pinned bulletin leads, else the newest; then the other pinned and
 * the newest as highlights, five announcements, and four of each section that has not been shown yet.
 */
export function homeContents(
  bulletins: readonly Published[],
  context: PlanContext,
): {
  lead: Published | null
  highlights: Published[]
  announcements: Published[]
  sections: { id: string; title: string; items: Published[] }[]
} {
  const { home, categories } = context.config
  const live = bulletins.filter(({ state }) => !state.expired && !state.withdrawn)
  const shown = new Set<Published>()
  const take = (count: number, from: readonly Published[]) => {
    const taken = from.filter((page) => !shown.has(page)).slice(0, count)
    for (const page of taken) shown.add(page)
    return taken
  }
  const announced = live.filter(({ category }) => category.id === home.announcements)
  const news = live.filter(({ category }) => category.id !== home.announcements)
  const pinned = live.filter(({ state }) => state.pinned)
  const [lead = null] = take(1, [...pinned, ...news, ...live])
  const highlights = take(home.highlights, [...pinned, ...news])
  const announcements = take(5, announced)
  const ids = home.sections ?? categories.map(({ id }) => id).filter((id) => id !== home.announcements)
  const sections = ids.flatMap((id) => {
    const title = categories.find((category) => category.id === id)?.title ?? id
    const items = take(
      4,
      live.filter(({ category }) => category.id === id),
    )
    return items.length === 0 ? [] : [{ id, title, items }]
  })
  return { lead, highlights, announcements, sections }
}

/** Makes the view of the home page, all but the SiteView. */
export function homeView(
  contents: ReturnType<typeof homeContents>,
  description: string | null,
  context: PlanContext,
): Omit<HomeView, 'site'> {
  const { config, href, address } = context
  const items = (pages: readonly Published[]) => pages.map((page) => itemView(page, context))
  const [lead = null, ...highlights] = withFirst([
    ...(contents.lead ? [itemView(contents.lead, context, 'text')] : []),
    ...items(contents.highlights),
  ])
  const announcements = config.categories.find(({ id }) => id === config.home.announcements)
  return {
    page: pageView(context, {
      kind: 'home',
      heading: config.title,
      description,
      url: address.home,
      menu: address.home,
      jsonld: [webSite(context), organization(context)],
    }),
    home: {
      lead,
      highlights,
      announcements:
        announcements && contents.announcements.length > 0
          ? {
              title: announcements.title,
              url: href(address.category(announcements.id)),
              items: items(contents.announcements),
            }
          : null,
      sections: contents.sections.map(({ id, title, items: pages }) => ({
        title,
        url: href(address.category(id)),
        items: items(pages),
      })),
    },
  }
}

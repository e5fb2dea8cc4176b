/** The view of the home page; a bulletin stands on it once at most. */
import * as z from 'zod'
import type { Published } from '../../content/published.ts'
import type { PlanContext } from '../context.ts'
import { itemShape, itemView, withFirst } from './item.ts'
import { organization, webSite } from './linked-data.ts'
import { pageShape, pageView } from './page.ts'
import { servicesView, siteShape } from './site.ts'

const block = z.object({ title: z.string(), url: z.string(), items: z.array(itemShape) })

export const homeShape = z.object({
  site: siteShape,
  page: pageShape,
  home: z.object({
    lead: itemShape.nullable(),
    /** Cards: what is pinned, then the newest; `pinned` where the first of them is. */
    highlights: z.array(itemShape),
    pinned: z.boolean(),
    /** The newest of all sections that is nowhere else above. */
    latest: z.array(itemShape),
    announcements: block.nullable(),
    /** The first of the portal's services. */
    tasks: siteShape.shape.services,
    sections: z.array(block),
    /** The sections that have no block here. */
    more: z.array(z.object({ title: z.string(), url: z.string() })),
  }),
})

export type HomeView = z.infer<typeof homeShape>

/** As many lines "Tin mới" has, sections the home page shows, and services it names. */
const [LATEST, SECTIONS, TASKS] = [8, 6, 4]

/** A portal of fewer bulletins shows them in one list: spread over blocks they would leave holes. */
const FEW = 8

/** What stands on the home page, in its order. */
interface HomeContents {
  lead: Published | null
  highlights: Published[]
  latest: Published[]
  announcements: Published[]
  sections: { id: string; title: string; items: Published[] }[]
}

/**
 * Chooses what stands on the home page: the newest pinned bulletin leads, else the newest; then cards of the other pinned and the
 * newest, five announcements, and the newest of all sections that are left, so that none of them is missing; then four of
 * each of six sections that have not been shown yet.
 */
export function homeContents(bulletins: readonly Published[], context: PlanContext): HomeContents {
  const { home } = context.config
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
  if (live.length < FEW) return { lead, highlights: [], latest: take(FEW, live), announcements: [], sections: [] }
  const highlights = take(home.highlights, [...pinned, ...news])
  const announcements = take(5, announced)
  const latest = take(LATEST, live)
  const sections = sectionsOf(context).flatMap(({ id, title }) => {
    const items = take(
      4,
      live.filter(({ category }) => category.id === id),
    )
    return items.length === 0 ? [] : [{ id, title, items }]
  })
  return { lead, highlights, latest, announcements, sections: sections.slice(0, SECTIONS) }
}

/** The sections that may have a block, in the order of the settings. */
function sectionsOf({ config: { home, categories } }: PlanContext): { id: string; title: string }[] {
  const ids = home.sections ?? categories.map(({ id }) => id).filter((id) => id !== home.announcements)
  return ids.map((id) => ({ id, title: categories.find((category) => category.id === id)?.title ?? id }))
}

/** Makes the view of the home page, all but the SiteView. */
export function homeView(
  contents: HomeContents,
  description: string | null,
  context: PlanContext,
): Omit<HomeView, 'site'> {
  const { config, href, address } = context
  const items = (pages: readonly Published[]) => pages.map((page) => itemView(page, context))
  const [lead = null, ...rows] = withFirst([
    ...(contents.lead ? [itemView(contents.lead, context, 'text')] : []),
    ...items([...contents.highlights, ...contents.latest]),
  ])
  const cards = contents.highlights.length
  const here = new Set([config.home.announcements, ...contents.sections.map(({ id }) => id)])
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
      highlights: rows.slice(0, cards),
      pinned: contents.highlights[0]?.state.pinned ?? false,
      latest: rows.slice(cards),
      announcements:
        announcements && contents.announcements.length > 0
          ? {
              title: announcements.title,
              url: href(address.category(announcements.id)),
              items: items(contents.announcements),
            }
          : null,
      tasks: servicesView(context).slice(0, TASKS),
      sections: contents.sections.map(({ id, title, items: pages }) => ({
        title,
        url: href(address.category(id)),
        items: items(pages),
      })),
      more: config.categories
        .filter(({ id }) => contents.sections.length > 0 && !here.has(id))
        .map(({ id, title }) => ({ title, url: href(address.category(id)) })),
    },
  }
}

/** The view of a list of bulletins: all, a section, a tag, an author, a month. */
import * as z from 'zod'
import type { Published } from '../../content/published.ts'
import type { PlanContext } from '../context.ts'
import type { ListPage, PagedList } from '../lists.ts'
import { itemShape, itemView, withFirst } from './item.ts'
import { type PageFacts, pageShape, pageView } from './page.ts'
import { pagerOf, pagerShape } from './pager.ts'
import { siteShape } from './site.ts'

export const listingShape = z.object({
  site: siteShape,
  page: pageShape,
  listing: z.object({
    /** `all`, `category`, `tag`, `author` or `month`. */
    kind: z.string(),
    /** A sentence under the heading, such as an author's role. */
    intro: z.string().nullable(),
    items: z.array(itemShape),
    feed: z.string().nullable(),
    archive: z.string(),
    /** The number of this page; null on the head. */
    number: z.number().nullable(),
    pager: pagerShape,
  }),
})

export type ListingView = z.infer<typeof listingShape>

/** What a list is: `head` is the address of its first page, without the prefix. */
export interface ListingFacts {
  kind: 'all' | 'category' | 'tag' | 'author' | 'month'
  head: string
  heading: string
  intro: string | null
  /** A sentence for search engines. */
  about: string
  /** The address of the list's own feed. */
  feed: string | null
  page: Pick<PageFacts, 'breadcrumb' | 'menu' | 'feeds'>
}

/** Makes the view of one page of a list, all but the SiteView. */
export function listingView(
  facts: ListingFacts,
  list: PagedList<Published>,
  shown: ListPage<Published>,
  context: PlanContext,
): Omit<ListingView, 'site'> {
  const { href, address, label } = context
  const { number } = shown
  const url = number === null ? facts.head : address.numbered(facts.head, number)
  const title = number === null ? facts.heading : label('pageTitle', facts.heading, number)
  return {
    page: pageView(context, {
      ...facts.page,
      kind: 'listing',
      heading: title,
      description: number === null ? facts.about : label('pageTitle', facts.about, number),
      url,
      ...(number === null
        ? {}
        : { breadcrumb: [...(facts.page.breadcrumb ?? []), { title: facts.heading, url: facts.head }] }),
    }),
    listing: {
      kind: facts.kind,
      intro: number === null ? facts.intro : null,
      items: withFirst(shown.items.map((item) => itemView(item, context))),
      feed: facts.feed && href(facts.feed),
      archive: href(address.archive),
      number,
      pager: pagerOf(facts.head, list.last, number, shown.items.map(dateOf), context),
    },
  }
}

/** The day of a bulletin, as lists are sorted by it. */
export function dateOf({ bulletin }: Published): string | null {
  return bulletin.facts.date?.text ?? null
}

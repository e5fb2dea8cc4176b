/** The entries of all lists of bulletins: all, sections, tags, authors, the archive. */
import type { Published } from '../../content/published.ts'
import { monthName } from '../../source/language/dates.ts'
import type { SiteContext } from '../context.ts'
import { type Entry, pageEntry, sourcesOf } from '../entry.ts'
import { feedBodies, feedOf, feedPages } from '../feed.ts'
import { rowGist } from '../gist.ts'
import { pageList } from '../lists.ts'
import { archiveView, monthsOf } from '../views/archive.ts'
import { dateOf, type ListingFacts, listingView } from '../views/listing.ts'
import { office } from '../views/page.ts'
import { pagerOf } from '../views/pager.ts'

/** Lists with their numbered pages, sections with their feeds. `outputs` are the paths of all outputs. */
export function listEntries(context: SiteContext, outputs: ReadonlySet<string>): Entry[] {
  const { site, config, address, label, versions } = context
  const { bulletins } = site
  const from = office(context)
  const entries: Entry[] = []
  const row = (page: Published) => rowGist(page, context)
  const add = (facts: ListingFacts, members: readonly Published[], pageSize: number) => {
    const list = pageList(members, pageSize)
    for (const shown of [list.head, ...list.numbered]) {
      const url = shown.number === null ? facts.head : address.numbered(facts.head, shown.number)
      const page = pageEntry(context, url, 'listing', shown.items, () => listingView(facts, list, shown, context))
      const pager = () => pagerOf(facts.head, list.last, shown.number, shown.items.map(dateOf), context)
      const gist = () => JSON.stringify([facts, shown.number, pager(), versions.get(url), shown.items.map(row)])
      entries.push({ ...page, gist })
    }
  }
  const rss = 'application/rss+xml'

  add(
    {
      kind: 'all',
      head: address.all,
      heading: label('allBulletins'),
      intro: null,
      about: label('allAbout', from),
      feed: address.rss,
      page: {},
    },
    bulletins,
    config.pageSize,
  )
  for (const { id, title } of config.categories) {
    const head = address.category(id)
    const feed = `${head}feed.xml`
    const members = bulletins.filter(({ category }) => category.id === id)
    add(
      {
        kind: 'category',
        head,
        heading: title,
        intro: null,
        about: label('categoryAbout', title, from),
        feed,
        page: { menu: head, feeds: [{ title, url: feed, type: rss }] },
      },
      members,
      config.pageSize,
    )
    const pages = feedPages(members, config.feedSize)
    const about = { title: label('siteOf', title, config.title), description: title, self: feed, home: head }
    entries.push({
      path: feed.slice(1),
      sources: sourcesOf(pages),
      bodies: feedBodies(pages),
      making: { kind: 'feed', format: 'rss', feed: () => feedOf(pages, about, context, outputs) },
    })
  }
  for (const { key, title, members } of grouped(bulletins, ({ tags }) =>
    tags.map(({ slug, title }) => [slug, title, null]),
  ))
    add(
      {
        kind: 'tag',
        head: address.tag(key),
        heading: label('tagged', title),
        intro: null,
        about: label('tagAbout', title, from),
        feed: null,
        page: {},
      },
      members,
      config.pageSize,
    )
  for (const { key, title, note, members } of grouped(bulletins, ({ authors }) =>
    authors.map(({ slug, name }) => [slug, name, config.authors.find((a) => a.name === name)?.role ?? null]),
  ))
    add(
      {
        kind: 'author',
        head: address.author(key),
        heading: label('byAuthor', title),
        intro: note,
        about: label('authorAbout', title, config.title),
        feed: null,
        page: {},
      },
      members,
      config.pageSize,
    )

  const months = monthsOf(bulletins)
  entries.push(pageEntry(context, address.archive, 'archive', [], () => archiveView(months, null, context)))
  for (const [year, ofYear] of months) {
    entries.push(pageEntry(context, address.year(year), 'archive', [], () => archiveView(months, year, context)))
    for (const [month, members] of ofYear) {
      const breadcrumb = [
        { title: label('archive'), url: address.archive },
        { title: label('yearTitle', year), url: address.year(year) },
      ]
      const heading = monthTitle(context, year, month)
      add(
        {
          kind: 'month',
          head: address.month(year, month),
          heading,
          intro: null,
          about: label('timeAbout', heading, from),
          feed: null,
          page: { breadcrumb },
        },
        members,
        // A month is one page, however long.
        members.length,
      )
    }
  }
  return entries
}

function monthTitle({ label, config }: SiteContext, year: string, month: string): string {
  return label('monthTitle', config.language === 'vi' ? month : monthName(month, config.language), year)
}

/** Bulletins by a key of theirs (tag or author), groups in the order of the keys. */
function grouped(
  bulletins: readonly Published[],
  keysOf: (page: Published) => (readonly [key: string, title: string, note: string | null])[],
): { key: string; title: string; note: string | null; members: Published[] }[] {
  const groups = new Map<string, { key: string; title: string; note: string | null; members: Published[] }>()
  for (const one of bulletins)
    for (const [key, title, note] of keysOf(one)) {
      const group = groups.get(key) ?? { key, title, note, members: [] }
      groups.set(key, group)
      group.members.push(one)
    }
  return [...groups.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** The Plan: every output of the site named, with all that making it needs, before any is made. */
import { outputAt } from '../content/address.ts'
import { missingFragment } from '../content/links.ts'
import type { Published, Site } from '../content/site.ts'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import { didYouMean } from '../diagnostics/did-you-mean.ts'
import { type PlanContext, planContext } from './context.ts'
import { type Feed, feedOf, feedPages } from './feed.ts'
import { type BodyReference, bodyReference, siteAddress } from './holes.ts'
import { pageList } from './lists.ts'
import { type NewsEntry, newsEntries, type SitemapShard, sitemapShards } from './sitemap.ts'
import { archiveView, monthsOf } from './views/archive.ts'
import { bulletinView } from './views/bulletin.ts'
import { homeContents, homeView } from './views/home.ts'
import { type ListingFacts, listingView } from './views/listing.ts'
import { decisionView, issuerYears, registerView } from './views/register.ts'
import type { TemplateName } from './views/shapes.ts'
import { type SiteView, siteView } from './views/site.ts'
import { correctionsView, notFoundView, redirectView, removedView, searchView, standingView } from './views/standing.ts'

/** A text that the renderer puts into a view as `body` of the view's part `part`. */
export interface BodySlot {
  part: 'bulletin' | 'standing'
  body: BodyReference
}

/** How an output comes about. Views are closed: with the SiteView they hold all that a template may see. */
export type Making =
  | { kind: 'page'; template: TemplateName; view: () => object; slot: (() => BodySlot) | null }
  | { kind: 'feed'; format: 'rss' | 'atom' | 'json'; feed: () => Feed }
  | { kind: 'sitemap'; shard: SitemapShard }
  | { kind: 'sitemap-index'; urls: { url: string; modified: string | null }[] }
  | { kind: 'news-sitemap'; entries: NewsEntry[] }
  | { kind: 'text'; text: string }
  | { kind: 'copy'; from: string; digest: string }

/** One output. `sources` are the paths under content/ of the bulletins that it tells of: an embargo is checked by them. */
export interface Entry {
  path: string
  sources: readonly string[]
  making: Making
}

/** A static file as it will be published: `url` is without the prefix. */
export interface StaticOutput {
  name: string
  file: string
  absolute: string
  digest: string
  url: string
}

/**
 * `entries` are sorted by path. `pages` are the addresses, with the prefix, whose loss readers would notice: bulletins,
 * standing pages and decisions.
 */
export interface Plan {
  site: SiteView
  entries: Entry[]
  pages: string[]
}

/** Plans all outputs. Codes: `url-collision`, `link-missing`, `fragment-missing`, `setting-file-missing`. */
export function makePlan(
  site: Site,
  statics: readonly StaticOutput[],
  version: string,
): { plan: Plan; diagnostics: Diagnostic[] } {
  const context = planContext(site)
  const outputs = new Set<string>()
  const entries = [
    ...bulletinEntries(context, outputs),
    ...listEntries(context, outputs),
    ...registerEntries(context),
    ...otherPages(context, outputs),
    ...feedEntries(context, outputs),
    ...mediaEntries(site),
    ...statics.map(({ url, absolute, digest }) => ({
      path: url.slice(1),
      sources: [],
      making: { kind: 'copy' as const, from: absolute, digest },
    })),
  ]
  // A portal's own robots.txt stands for the generated one.
  const ownRobots = statics.some(({ url }) => url === '/robots.txt')
  entries.push(...machineFiles(context, entries, !ownRobots))
  for (const { path } of entries) outputs.add(path)
  entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))

  const diagnostics = [...collisions(entries, site, statics), ...siteLinks(site, outputs), ...themeFiles(site, statics)]
  const pages = [...site.bulletins, ...site.standing, ...site.removed].map(({ url }) => url)
  const decisions = site.register.map(({ url }) => url)
  return {
    plan: {
      site: siteView(context, version),
      entries,
      pages: [...pages, ...decisions].map(context.href).sort(),
    },
    diagnostics,
  }
}

function page(
  url: string,
  template: TemplateName,
  sources: readonly Published[],
  view: () => object,
  slot: (() => BodySlot) | null = null,
): Entry {
  return { path: outputAt(url), sources: paths(sources), making: { kind: 'page', template, view, slot } }
}

function bulletinEntries(context: PlanContext, outputs: ReadonlySet<string>): Entry[] {
  const { site } = context
  const sections = new Map<string, Published[]>()
  for (const one of site.bulletins) sections.set(one.category.id, [...(sections.get(one.category.id) ?? []), one])
  const entries: Entry[] = []
  for (const section of sections.values())
    for (const [index, one] of section.entries()) {
      const neighbours = { newer: section[index - 1] ?? null, older: section[index + 1] ?? null }
      const told = [one, neighbours.newer, neighbours.older, one.replacement].filter((p) => p !== null)
      entries.push(
        page(
          one.url,
          'bulletin',
          told,
          () => bulletinView(one, neighbours, context),
          () => ({ part: 'bulletin', body: bodyReference(one, context, 'page', outputs) }),
        ),
      )
    }
  return entries
}

function listEntries(context: PlanContext, outputs: ReadonlySet<string>): Entry[] {
  const { site, config, address, label } = context
  const { bulletins } = site
  const entries: Entry[] = []
  const add = (facts: ListingFacts, members: readonly Published[], pageSize: number) => {
    const list = pageList(members, pageSize)
    for (const shown of [list.head, ...list.numbered]) {
      const url = shown.number === null ? facts.head : address.numbered(facts.head, shown.number)
      entries.push(page(url, 'listing', shown.items, () => listingView(facts, list, shown, context)))
    }
  }
  const rss = 'application/rss+xml'

  add(
    { kind: 'all', head: address.all, heading: label('allBulletins'), intro: null, feed: '/feed.xml', page: {} },
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
        feed,
        page: { menu: head, feeds: [{ title, url: feed, type: rss }] },
      },
      members,
      config.pageSize,
    )
    const pages = feedPages(members, config.feedSize)
    const about = { title: label('siteOf', title, config.title), self: feed, home: head }
    entries.push({
      path: feed.slice(1),
      sources: paths(pages),
      making: { kind: 'feed', format: 'rss', feed: () => feedOf(pages, about, context, outputs) },
    })
  }
  for (const { key, title, members } of grouped(bulletins, ({ tags }) =>
    tags.map(({ slug, title }) => [slug, title, null]),
  ))
    add(
      { kind: 'tag', head: address.tag(key), heading: label('tagged', title), intro: null, feed: null, page: {} },
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
        feed: null,
        page: {},
      },
      members,
      config.pageSize,
    )

  const months = monthsOf(bulletins)
  entries.push(page(address.archive, 'archive', [], () => archiveView(months, null, context)))
  for (const [year, ofYear] of months) {
    entries.push(page(address.year(year), 'archive', [], () => archiveView(months, year, context)))
    for (const [month, members] of ofYear) {
      const breadcrumb = [
        { title: label('archive'), url: address.archive },
        { title: label('yearTitle', year), url: address.year(year) },
      ]
      const heading = monthTitle(context, year, month)
      add(
        { kind: 'month', head: address.month(year, month), heading, intro: null, feed: null, page: { breadcrumb } },
        members,
        Number.POSITIVE_INFINITY,
      )
    }
  }
  return entries
}

function registerEntries(context: PlanContext): Entry[] {
  const { site, address } = context
  const years = issuerYears(site.register)
  return [
    page(address.register, 'register', [], () => registerView(site.register, years, null, context)),
    ...years.map((scope) =>
      page(
        address.issuerYear(scope.slug, scope.year),
        'register',
        scope.entries.flatMap((e) => e.citedIn),
        () => registerView(site.register, years, scope, context),
      ),
    ),
    ...site.register.map((entry) => page(entry.url, 'decision', entry.citedIn, () => decisionView(entry, context))),
  ]
}

function otherPages(context: PlanContext, outputs: ReadonlySet<string>): Entry[] {
  const { site, config, address, label } = context
  const contents = homeContents(site.bulletins, context)
  const onHome = [
    ...(contents.lead ? [contents.lead] : []),
    ...contents.highlights,
    ...contents.announcements,
    ...contents.sections.flatMap(({ items }) => items),
  ]
  const description = config.agency ? label('officialSite', config.agency.name) : null
  const years = [...monthsOf(site.bulletins).keys()]
  return [
    page(address.home, 'home', onHome, () => homeView(contents, description, context)),
    ...site.standing.map((one) =>
      page(
        one.url,
        'standing',
        [one],
        () => standingView(one, context),
        () => ({ part: 'standing', body: bodyReference(one, context, 'page', outputs) }),
      ),
    ),
    ...site.removed.map((one) => page(one.url, 'removed', [one], () => removedView(one, context))),
    page(address.search, 'search', [], () => searchView(years, context)),
    page(address.corrections, 'corrections', site.bulletins, () => correctionsView(site.bulletins, context)),
    { ...page('/', 'not-found', [], () => notFoundView(context)), path: '404.html' },
    ...site.redirects.map((redirect) => ({
      ...page('/', 'redirect', [redirect.to], () => redirectView(redirect, context)),
      path: redirect.output,
    })),
  ]
}

function feedEntries(context: PlanContext, outputs: ReadonlySet<string>): Entry[] {
  const { site, config } = context
  const pages = feedPages(site.bulletins, config.feedSize)
  const formats = [
    ['feed.xml', 'rss'],
    ['atom.xml', 'atom'],
    ['feed.json', 'json'],
  ] as const
  return formats.map(([path, format]) => ({
    path,
    sources: paths(pages),
    making: {
      kind: 'feed',
      format,
      feed: () => feedOf(pages, { title: config.title, self: `/${path}`, home: '/' }, context, outputs),
    },
  }))
}

function mediaEntries(site: Site): Entry[] {
  return [...site.bulletins, ...site.standing].flatMap((one) =>
    [...one.media.values()].map(({ output, source, facts }) => ({
      path: output,
      sources: [one.bulletin.path],
      making: { kind: 'copy' as const, from: source.absolute, digest: facts.digest },
    })),
  )
}

/** Files for crawlers and servers; the sitemap tells of the pages among `entries` that are for readers to find. */
function machineFiles(context: PlanContext, entries: readonly Entry[], robots: boolean): Entry[] {
  const { site, absolute } = context
  const found: TemplateName[] = ['home', 'archive', 'register', 'decision', 'corrections', 'standing', 'listing']
  const unlisted = new Set(
    [...site.standing.filter(({ bulletin }) => bulletin.facts.noindex)].map(({ url }) => outputAt(url)),
  )
  const pages = entries
    .filter(({ making, path }) => making.kind === 'page' && found.includes(making.template) && !unlisted.has(path))
    .map(({ path }) => `/${path.replace(/index\.html$/, '')}`)
  const shards = sitemapShards(site.bulletins, pages, context)
  const text = (path: string, content: string): Entry => ({
    path,
    sources: [],
    making: { kind: 'text', text: content },
  })
  const news = newsEntries(site.bulletins, context)
  return [
    ...shards.map((shard): Entry => ({ path: shard.path, sources: [], making: { kind: 'sitemap', shard } })),
    {
      path: 'sitemap.xml',
      sources: [],
      making: {
        kind: 'sitemap-index',
        urls: shards.map(({ path, entries: told }) => ({ url: absolute(`/${path}`), modified: lastModified(told) })),
      },
    },
    { path: 'news-sitemap.xml', sources: [], making: { kind: 'news-sitemap', entries: news } },
    ...(robots
      ? [
          text(
            'robots.txt',
            `User-agent: *\nAllow: /\n\nSitemap: ${absolute('/sitemap.xml')}\nSitemap: ${absolute('/news-sitemap.xml')}\n`,
          ),
        ]
      : []),
    text('.nojekyll', ''),
  ]
}

function lastModified(entries: readonly { modified: string | null }[]): string | null {
  const days = entries.flatMap(({ modified }) => (modified ? [modified.slice(0, 10)] : [])).sort()
  return days.at(-1) ?? null
}

/** Two outputs at one path, or one where another needs a folder; paths that differ by case or NFC alone are one. */
function collisions(entries: readonly Entry[], site: Site, statics: readonly StaticOutput[]): Diagnostic[] {
  const fileOf = new Map<string, string>([
    ...statics.map(({ url, file }) => [url.slice(1), file] as const),
    ...[...site.bulletins, ...site.standing, ...site.removed].flatMap(({ url, bulletin, media }) => [
      [outputAt(url), bulletin.file] as const,
      ...[...media.values()].map(({ output, source }) => [output, source.file] as const),
    ]),
    ...site.redirects.map(({ output, to }) => [output, to.bulletin.file] as const),
  ])
  const named = (path: string) => fileOf.get(path) ?? path
  const key = (path: string) => path.normalize('NFC').toLowerCase()
  const owners = new Map<string, string>()
  const folders = new Map<string, string>()
  for (const { path } of entries) {
    const parts = key(path).split('/')
    for (let depth = 1; depth < parts.length; depth++) folders.set(parts.slice(0, depth).join('/'), path)
  }
  const diagnostics: Diagnostic[] = []
  const told = new Set<string>()
  const tell = (path: string, other: string) => {
    // The content stage has told of two bulletins at one address already; a generated page has no file to name.
    const file = fileOf.get(path) ?? fileOf.get(other)
    const rival = file === fileOf.get(path) ? other : path
    const bothTexts = site.redirects.concat().length >= 0 && isText(path, site) && isText(other, site)
    if (bothTexts || told.has(key(path))) return
    told.add(key(path))
    diagnostics.push(
      problem(
        'url-collision',
        { url: `/${path.replace(/(^|\/)index\.html$/, '$1')}`, other: named(rival) },
        file === undefined ? null : inFile(file),
      ),
    )
  }
  for (const { path } of entries) {
    const owner = owners.get(key(path)) ?? folders.get(key(path))
    if (owner !== undefined && owner !== path) tell(path, owner)
    else if (owners.has(key(path))) tell(path, path)
    else owners.set(key(path), path)
  }
  return diagnostics
}

function isText(path: string, site: Site): boolean {
  return [...site.bulletins, ...site.standing, ...site.removed].some(({ url }) => outputAt(url) === path)
}

/** Links by a path of the site (`/gioi-thieu/#lien-he`) lead somewhere. */
function siteLinks(site: Site, outputs: ReadonlySet<string>): Diagnostic[] {
  const all = [...site.bulletins, ...site.standing]
  const targets = new Map(all.map((one) => [one.url, one.bulletin]))
  const diagnostics: Diagnostic[] = []
  for (const { references } of all)
    for (const reference of references) {
      if (reference.to !== 'site') continue
      const { path, fragment, place, image } = reference
      const found = siteAddress(path, outputs)
      if (found === null) {
        const known = didYouMean(
          path,
          [...outputs].map((output) => `/${output.replace(/(^|\/)index\.html$/, '$1')}`),
        )
        diagnostics.push(
          image
            ? problem('file-missing', { key: 'image', path, known }, place)
            : problem('link-missing', { target: path, known }, place),
        )
        continue
      }
      const target = targets.get(found)
      const missing = fragment && target ? missingFragment(fragment, target, place) : null
      if (missing) diagnostics.push(missing)
    }
  return diagnostics
}

function themeFiles(site: Site, statics: readonly StaticOutput[]): Diagnostic[] {
  const names = statics.map(({ name }) => name)
  const { logo, socialCard } = site.config.theme
  const wanted = [
    ['theme.logo', logo],
    ['theme.socialCard', socialCard],
  ] as const
  return wanted.flatMap(([key, path]) =>
    path === undefined || names.includes(path)
      ? []
      : [problem('setting-file-missing', { key, path, known: didYouMean(path, names) }, inFile(site.config.file))],
  )
}

function monthTitle(context: PlanContext, year: string, month: string): string {
  const { label, config } = context
  if (config.language === 'vi') return label('monthTitle', month, year)
  const names = 'January February March April May June July August September October November December'.split(' ')
  return label('monthTitle', names[Number(month) - 1] ?? month, year)
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

function paths(pages: readonly Published[]): string[] {
  return pages.map(({ bulletin }) => bulletin.path)
}

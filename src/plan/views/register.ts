/** The views of the register of decisions: its index or one of its lists as a table, and one decision. */
import * as z from 'zod'
import type { Published } from '../../content/published.ts'
import type { RegisterEntry } from '../../content/register-entry.ts'
import type { Site } from '../../content/site.ts'
import { slugOf } from '../../source/fold.ts'
import { compareTexts } from '../../source/order.ts'
import type { PlanContext } from '../context.ts'
import { type ListPage, type PagedList, pageList } from '../lists.ts'
import { itemShape, itemView } from './item.ts'
import { decisionMetadata } from './metadata.ts'
import { office, pageShape, pageView } from './page.ts'
import { pagerOf, pagerShape } from './pager.ts'
import { siteShape } from './site.ts'

const link = z.object({ title: z.string(), url: z.string() })

/** The years of an office or a type. */
const years = z.array(z.object({ year: z.number(), url: z.string(), current: z.boolean() }))
const group = z.object({ name: z.string(), years })

/** In force or not (`state`, null where nobody recorded it), in words, with the day on which that was looked up. */
const effect = z.object({
  state: z.enum(['in-force', 'expired']).nullable(),
  text: z.string(),
  recordedAt: z.string().nullable(),
})

export const registerShape = z.object({
  site: siteShape,
  page: pageShape,
  register: z.object({
    /** What this page lists: an office's year, a type's, or a whole year; null on the index. */
    scope: z.string().nullable(),
    /** Every office, type and year that there is on the index, newest first; on a list the neighbours of its own, on its numbered pages none. */
    issuers: z.array(group),
    types: z.array(group),
    years,
    /** Newest first; the index shows the newest hundred, a numbered page a hundred. */
    rows: z.array(
      z.object({
        number: z.string(),
        /** Null where the document is cited once only and has no page. */
        url: z.string().nullable(),
        title: z.string().nullable(),
        date: z.string().nullable(),
        issuer: z.string(),
        effect,
        /** How many bulletins cite it, and the newest of them. */
        cited: z.number(),
        newest: link.nullable(),
      }),
    ),
    /** The whole register for programs; null but on the index. */
    data: z.object({ json: z.string(), csv: z.string() }).nullable(),
    /** The way through a long list; null on the index and where a list is one page. */
    pager: pagerShape,
  }),
})

export type RegisterView = z.infer<typeof registerShape>

/** Another document; `url` is null where it has no page. */
const other = z.object({ number: z.string(), title: z.string().nullable(), url: z.string().nullable() })

export const decisionShape = z.object({
  site: siteShape,
  page: pageShape,
  decision: z.object({
    number: z.string(),
    /** `Quyết định`; null where the symbol names no type (official letters). */
    type: z.string().nullable(),
    title: z.string().nullable(),
    date: z.string().nullable(),
    issuer: z.string(),
    signer: z.string().nullable(),
    effective: z.string().nullable(),
    expires: z.string().nullable(),
    effect,
    source: z.string().nullable(),
    file: z.string().nullable(),
    replaces: z.array(other),
    replacedBy: z.array(other),
    citedIn: z.array(itemShape),
  }),
})

export type DecisionView = z.infer<typeof decisionShape>

/** A list of the register with a page of its own: a year, whole or of one office or one type. `slug` is empty for a whole one. */
export interface RegisterList {
  by: 'issuer' | 'type' | 'year'
  name: string
  slug: string
  year: number
  entries: RegisterEntry[]
}

/** The lists that a register falls into: by kind, then the address of their names, then newest year first. */
export function registerLists(register: Site['register']): RegisterList[] {
  const lists = new Map<string, RegisterList>()
  const add = (by: RegisterList['by'], name: string, slug: string, entry: RegisterEntry) => {
    const { year } = entry.identity
    const key = `${by} ${slug} ${year}`
    const list = lists.get(key) ?? { by, name, slug, year, entries: [] }
    lists.set(key, list)
    list.entries.push(entry)
  }
  for (const entry of register) {
    const { issuer, type, year } = entry.identity
    add('issuer', issuer.name, issuer.slug, entry)
    if (type !== null) add('type', type, slugOf(type), entry)
    add('year', String(year), '', entry)
  }
  const order = ({ by, slug }: RegisterList) => `${by} ${slug}`
  return [...lists.values()].sort((a, b) => compareTexts(order(a), order(b)) || b.year - a.year)
}

/** The address of a list. */
export function listUrl({ by, slug, year }: RegisterList, { address }: Pick<PlanContext, 'address'>): string {
  if (by === 'issuer') return address.issuerYear(slug, year)
  return by === 'type' ? address.typeYear(year, slug) : address.registerYear(year)
}

/** How many documents the register's index shows, and a numbered page of one of its lists. */
const ROWS = 100

/** The pages of a list. A document may be found long after it was issued: it moves those of its year that come after. */
export function listPages({ entries }: RegisterList): PagedList<RegisterEntry> {
  return pageList(entries, ROWS)
}

/** Makes the view of the register's index (`scope` null) or of a page of one of its lists, all but the SiteView. */
export function registerView(
  register: Site['register'],
  lists: readonly RegisterList[],
  scope: RegisterList | null,
  shown: ListPage<RegisterEntry> | null,
  context: PlanContext,
): Omit<RegisterView, 'site'> {
  const { address, href, label } = context
  const number = shown?.number ?? null
  // A list names the years of its own office or type alone: another's new year does not change it.
  const isNamed = (list: RegisterList) =>
    scope === null ||
    (scope.by === 'year' ? list.year === scope.year : list.by === scope.by && list.slug === scope.slug)
  const named = number === null ? lists.filter(isNamed) : []
  const yearsOf = (some: readonly RegisterList[]) =>
    some.map((list) => ({ year: list.year, url: href(listUrl(list, context)), current: list === scope }))
  const groups = (by: RegisterList['by']) => {
    const own = named.filter((list) => list.by === by)
    return [...new Map(own.map(({ slug, name }) => [slug, name]))].map(([slug, name]) => ({
      name,
      years: yearsOf(own.filter((list) => list.slug === slug)),
    }))
  }
  const title = scope === null ? label('documents') : listTitle(scope, context)
  const heading = number === null ? title : label('pageTitle', title, number)
  const head = scope === null ? address.register : listUrl(scope, context)
  const all = { title: label('documents'), url: address.register }
  const [json, csv] = [href(address.registerData('json')), href(address.registerData('csv'))]
  return {
    page: pageView(context, {
      kind: 'register',
      heading,
      description:
        scope === null ? label('registerAbout', office(context)) : label('registerListAbout', heading, office(context)),
      url: number === null ? head : address.numbered(head, number),
      breadcrumb: scope === null ? [] : number === null ? [all] : [all, { title, url: head }],
      menu: address.register,
    }),
    register: {
      scope: scope && heading,
      issuers: groups('issuer'),
      types: groups('type'),
      years: scope === null ? yearsOf(named.filter(({ by }) => by === 'year')) : [],
      rows: (shown?.items ?? register.slice(0, ROWS)).map((entry) => ({
        number: entry.number,
        url: entry.hasPage ? href(entry.url) : null,
        title: entry.title,
        date: entry.date,
        issuer: entry.identity.issuer.name,
        effect: effectOf(entry, context),
        cited: entry.citedIn.length,
        newest: linkTo(entry.citedIn[0], context),
      })),
      data: scope === null && register.length > 0 ? { json, csv } : null,
      pager:
        scope &&
        pagerOf(
          head,
          listPages(scope).last,
          number,
          (shown?.items ?? []).map(({ date }) => date),
          context,
        ),
    },
  }
}

function listTitle({ by, name, year }: RegisterList, { label }: PlanContext): string {
  if (by === 'issuer') return label('registerOf', name, year)
  return by === 'type' ? label('registerOfType', name, year) : label('registerOfYear', year)
}

const effectLabels = { 'in-force': 'inForce', expired: 'notInForce', unrecorded: 'effectUnrecorded' } as const

function effectOf({ record }: RegisterEntry, { label }: PlanContext): z.infer<typeof effect> {
  const { state = null, recordedAt = null } = record?.effect ?? {}
  return { state, text: label(effectLabels[state ?? 'unrecorded']), recordedAt }
}

function otherView(number: string, entry: RegisterEntry | null, { href }: PlanContext): z.infer<typeof other> {
  return { number, title: entry?.title ?? null, url: entry?.hasPage ? href(entry.url) : null }
}

function linkTo(page: Published | undefined, { href }: PlanContext): z.infer<typeof link> | null {
  return page ? { title: page.bulletin.facts.title, url: href(page.url) } : null
}

/** Makes the view of one decision's page, all but the SiteView. */
export function decisionView(entry: RegisterEntry, context: PlanContext): Omit<DecisionView, 'site'> {
  const { address, href, label } = context
  const { issuer, year, type } = entry.identity
  const title = [type, entry.number, `(${issuer.name}, ${year})`].filter(Boolean).join(' ')
  const description = entry.title ?? label('decisionAbout', title)
  return {
    page: pageView(context, {
      kind: 'decision',
      heading: entry.number,
      title,
      description,
      url: entry.url,
      breadcrumb: [
        { title: label('documents'), url: address.register },
        { title: label('registerOf', issuer.name, year), url: address.issuerYear(issuer.slug, year) },
      ],
      menu: address.register,
      ...decisionMetadata(entry, description, context),
    }),
    decision: {
      number: entry.number,
      type,
      title: entry.title,
      date: entry.date,
      issuer: issuer.name,
      signer: entry.record?.signer ?? null,
      effective: entry.record?.effective ?? null,
      expires: entry.record?.expires ?? null,
      effect: effectOf(entry, context),
      source: entry.source,
      file: entry.file && href(entry.file.url),
      replaces: entry.replaces.map(({ number, entry: replaced }) => otherView(number, replaced, context)),
      replacedBy: entry.replacedBy.map((replacing) => otherView(replacing.number, replacing, context)),
      citedIn: entry.citedIn.map((page) => itemView(page, context)),
    },
  }
}

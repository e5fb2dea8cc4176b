/** The views of the register of decisions: an index or an issuer's year as a table, and one decision. */
import { z } from 'zod'
import type { RegisterEntry } from '../../content/register-entries.ts'
import type { Site } from '../../content/site.ts'
import type { PlanContext } from '../context.ts'
import { itemShape, itemView } from './item.ts'
import { decisionMetadata } from './metadata.ts'
import { office, pageShape, pageView } from './page.ts'
import { siteShape } from './site.ts'

export const registerShape = z.object({
  site: siteShape,
  page: pageShape,
  register: z.object({
    /** The issuer and year of this page; null on the index. */
    scope: z.object({ issuer: z.string(), year: z.number() }).nullable(),
    /** Every issuer with its years, newest first. */
    issuers: z.array(
      z.object({
        name: z.string(),
        years: z.array(z.object({ year: z.number(), url: z.string(), current: z.boolean() })),
      }),
    ),
    /** Newest first; the index shows the newest hundred. */
    rows: z.array(
      z.object({
        number: z.string(),
        url: z.string(),
        title: z.string().nullable(),
        date: z.string().nullable(),
        issuer: z.string(),
        /** How many bulletins cite it. */
        cited: z.number(),
      }),
    ),
  }),
})

export type RegisterView = z.infer<typeof registerShape>

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
    source: z.string().nullable(),
    file: z.string().nullable(),
    citedIn: z.array(itemShape),
  }),
})

export type DecisionView = z.infer<typeof decisionShape>

/** An issuer's year in the register, with its documents. */
export interface IssuerYear {
  name: string
  slug: string
  year: number
  entries: RegisterEntry[]
}

/** Sorts the register by issuer and year, issuers in the order of their names' addresses, years newest first. */
export function issuerYears(register: Site['register']): IssuerYear[] {
  const groups = new Map<string, IssuerYear>()
  for (const entry of register) {
    const { issuer, year } = entry.identity
    const key = `${issuer.slug}/${year}`
    const group = groups.get(key) ?? { name: issuer.name, slug: issuer.slug, year, entries: [] }
    groups.set(key, group)
    group.entries.push(entry)
  }
  return [...groups.values()].sort((a, b) => (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : b.year - a.year))
}

/** How many documents the register's index shows; the rest stands on the issuers' years. */
const indexRows = 100

/** Makes the view of the register's index (`scope` null) or of an issuer's year, all but the SiteView. */
export function registerView(
  register: Site['register'],
  years: readonly IssuerYear[],
  scope: IssuerYear | null,
  context: PlanContext,
): Omit<RegisterView, 'site'> {
  const { address, href, label } = context
  // A year's page names the years of its own issuer alone: another issuer's new year does not change it.
  const named = scope === null ? years : years.filter(({ slug }) => slug === scope.slug)
  const issuers = [...new Map(named.map(({ slug, name }) => [slug, name])).entries()]
  const heading = scope === null ? label('documents') : label('registerOf', scope.name, scope.year)
  return {
    page: pageView(context, {
      kind: 'register',
      heading,
      description:
        scope === null
          ? label('registerAbout', office(context))
          : label('registerYearAbout', scope.name, scope.year, office(context)),
      url: scope === null ? address.register : address.issuerYear(scope.slug, scope.year),
      breadcrumb: scope === null ? [] : [{ title: label('documents'), url: address.register }],
      menu: address.register,
    }),
    register: {
      scope: scope && { issuer: scope.name, year: scope.year },
      issuers: issuers.map(([slug, name]) => ({
        name,
        years: named
          .filter((group) => group.slug === slug)
          .map(({ year }) => ({ year, url: href(address.issuerYear(slug, year)), current: year === scope?.year })),
      })),
      rows: (scope?.entries ?? register.slice(0, indexRows)).map((entry) => ({
        number: entry.number,
        url: href(entry.url),
        title: entry.title,
        date: entry.date,
        issuer: entry.identity.issuer.name,
        cited: entry.citedIn.length,
      })),
    },
  }
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
      source: entry.source,
      file: entry.file && href(entry.file.url),
      citedIn: entry.citedIn.map((page) => itemView(page, context)),
    },
  }
}

/** What machines read of a page as schema.org: the office, the site, the trail, a bulletin as NewsArticle, a decision as Legislation. */
import type {
  BreadcrumbList,
  CorrectionComment,
  GovernmentOrganization,
  Legislation,
  NewsArticle,
  Organization,
  Person,
  WebSite,
  WithContext,
} from 'schema-dts'
import { isOffice } from '../../content/offices-named.ts'
import { modifiedAt, type Published, publishedAt } from '../../content/published.ts'
import { decisionUrl } from '../../content/register.ts'
import type { RegisterEntry } from '../../content/register-entry.ts'
import type { PlanContext } from '../context.ts'
import { changeText } from './changes.ts'

type Node = Record<string, unknown>

const context = 'https://schema.org'

/** The office as every page names it; the home page says the rest. */
function publisher({ config, absolute }: PlanContext) {
  return {
    '@type': 'GovernmentOrganization' as const,
    name: config.agency?.name ?? config.title,
    url: absolute('/'),
  }
}

/** The office with all that the settings say of it. */
export function organization(plan: PlanContext): Node {
  const { absolute, config } = plan
  const { agency, theme } = config
  const node: WithContext<GovernmentOrganization> = {
    '@context': context,
    ...publisher(plan),
    ...(theme.logo ? { logo: absolute(`/${theme.logo}`) } : {}),
    ...(agency?.address ? { address: agency.address } : {}),
    ...(agency?.phone ? { telephone: agency.phone } : {}),
    ...(agency?.email ? { email: agency.email } : {}),
    ...(agency?.parent ? { parentOrganization: { '@type': 'GovernmentOrganization', name: agency.parent } } : {}),
  }
  return asNode(node)
}

/** The site in one language. */
export function webSite(plan: PlanContext): Node {
  const { absolute, address, config } = plan
  const node: WithContext<WebSite> = {
    '@context': context,
    '@type': 'WebSite',
    name: config.title,
    url: absolute(address.home),
    inLanguage: config.language,
    publisher: publisher(plan),
  }
  return asNode(node)
}

/** A trail whose addresses are without the prefix. */
export function breadcrumbList(
  { absolute }: Pick<PlanContext, 'absolute'>,
  trail: readonly { title: string; url: string }[],
): Node {
  const node: WithContext<BreadcrumbList> = {
    '@context': context,
    '@type': 'BreadcrumbList',
    itemListElement: trail.map(({ title, url }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: title,
      item: absolute(url),
    })),
  }
  return asNode(node)
}

/** A bulletin; `told` is what its other metadata tell too. */
export function newsArticle(
  page: Published,
  told: { title: string; description: string; image: string | null },
  plan: PlanContext,
): Node {
  const { absolute, address, config } = plan
  const { facts } = page.bulletin
  const published = publishedAt(facts)?.text ?? ''
  const url = absolute(page.url)
  const documents = page.decisions.map(
    ({ number, title, date, issuer, identity }): Legislation => ({
      '@type': 'Legislation',
      ...(identity
        ? { '@id': absolute(decisionUrl(identity, config)), url: absolute(decisionUrl(identity, config)) }
        : {}),
      name: title ?? number,
      legislationIdentifier: number,
      ...(identity?.type ? { legislationType: identity.type } : {}),
      ...(date ? { legislationDate: date } : {}),
      ...(issuer ? { legislationPassedBy: { '@type': 'GovernmentOrganization', name: issuer.name } } : {}),
    }),
  )
  const corrections = facts.changes
    .filter(({ kind }) => kind === 'correction')
    .map(({ at, note, wrong = null, right = null }): CorrectionComment => {
      const text = changeText({ note, wrong, right }, plan)
      return { '@type': 'CorrectionComment', text, datePublished: at.text }
    })
  const node: WithContext<NewsArticle> = {
    '@context': context,
    '@type': 'NewsArticle',
    '@id': url,
    headline: told.title,
    ...(told.description ? { description: told.description } : {}),
    inLanguage: page.language,
    datePublished: published,
    dateModified: modifiedAt(facts)?.text ?? published,
    author: page.authors.map(({ name, role, slug }): Person | Organization => {
      const about = { name, url: absolute(address.author(slug)) }
      if (isOffice(name, config)) return { '@type': 'Organization', ...about }
      const at = role && isOffice(role, config) ? { affiliation: { '@type': 'Organization' as const, name: role } } : {}
      return { '@type': 'Person', ...about, ...at, ...(role && !('affiliation' in at) ? { jobTitle: role } : {}) }
    }),
    publisher: {
      ...publisher(plan),
      ...(config.theme.logo
        ? { logo: { '@type': 'ImageObject' as const, url: absolute(`/${config.theme.logo}`) } }
        : {}),
    },
    isPartOf: { '@type': 'WebSite', name: config.title, url: absolute(address.home) },
    articleSection: page.category.title,
    ...(page.tags.length > 0 ? { keywords: page.tags.map(({ title }) => title) } : {}),
    ...(told.image ? { image: told.image } : {}),
    mainEntityOfPage: url,
    isAccessibleForFree: true,
    ...(facts.expiresAt ? { expires: facts.expiresAt.text } : {}),
    ...(page.state.withdrawn ? { creativeWorkStatus: 'Withdrawn' } : {}),
    ...(corrections.length > 0 ? { correction: corrections } : {}),
    ...(facts.source?.url ? { isBasedOn: facts.source.url } : {}),
    ...(documents.length > 0 ? { citation: documents } : {}),
    ...translations(page, plan),
  }
  return asNode(node)
}

/** The first version is taken for the original of the others. */
function translations(
  page: Published,
  { absolute }: PlanContext,
): Pick<NewsArticleBase, 'workTranslation' | 'translationOfWork'> {
  const [original, ...others] = page.versions.map((version) => ({
    page: version,
    node: { '@type': 'NewsArticle' as const, '@id': absolute(version.url), inLanguage: version.language },
  }))
  if (original === undefined) return {}
  return original.page === page
    ? { workTranslation: others.map(({ node }) => node) }
    : { translationOfWork: original.node }
}

type NewsArticleBase = Exclude<NewsArticle, string>

const legalForce = { 'in-force': 'https://schema.org/InForce', expired: 'https://schema.org/NotInForce' } as const

/** A document of the register, on its own page. */
export function legislation(entry: RegisterEntry, plan: PlanContext): Node {
  const { absolute } = plan
  const { issuer, type } = entry.identity
  const url = absolute(entry.url)
  const effect = entry.record?.effect
  const replaced = entry.replaces.map(({ number, entry: one }) => ({
    '@type': 'Legislation' as const,
    ...(one?.hasPage ? { '@id': absolute(one.url) } : {}),
    legislationIdentifier: number,
  }))
  const node: WithContext<Legislation> = {
    '@context': context,
    '@type': 'Legislation',
    '@id': url,
    url,
    name: entry.title ?? entry.number,
    identifier: entry.number,
    legislationIdentifier: entry.number,
    ...(type ? { legislationType: type } : {}),
    ...(entry.date ? { legislationDate: entry.date } : {}),
    legislationPassedBy: { '@type': 'GovernmentOrganization', name: issuer.name },
    ...(entry.record?.signer ? { author: { '@type': 'Person' as const, name: entry.record.signer } } : {}),
    ...(entry.record?.effective ? { legislationDateOfApplicability: entry.record.effective } : {}),
    ...(entry.record?.expires ? { expires: entry.record.expires } : {}),
    ...(effect ? { legislationLegalForce: legalForce[effect.state] } : {}),
    ...(replaced.length > 0 ? { legislationRepeals: replaced } : {}),
    ...(entry.source ? { sameAs: entry.source } : {}),
    ...(entry.file ? { encoding: { '@type': 'LegislationObject', contentUrl: absolute(entry.file.url) } } : {}),
    subjectOf: entry.citedIn.map((page) => ({
      '@type': 'NewsArticle' as const,
      '@id': absolute(page.url),
      headline: page.bulletin.facts.title,
      url: absolute(page.url),
    })),
  }
  return asNode(node)
}

/** The schema's types are unions that a view's plain record cannot be told from. */
function asNode(node: object): Node {
  return node as Node
}

/** What machines read of a bulletin: Dublin Core, Open Graph and schema.org NewsArticle. */
import type { NewsArticle, WithContext } from 'schema-dts'
import { isLocal, remoteImage } from '../../content/media.ts'
import type { Published } from '../../content/published.ts'
import { decisionUrl } from '../../content/register.ts'
import type { PlanContext } from '../context.ts'
import { listImage } from './item.ts'
import { breadcrumbList, localeOf, type PageView } from './page.ts'

/** The metadata of a bulletin's page. */
export function bulletinMetadata(
  page: Published,
  context: PlanContext,
): Pick<PageView, 'meta' | 'properties' | 'jsonld'> {
  const { config, absolute, address, label } = context
  const { facts, body } = page.bulletin
  const description = facts.summary ?? body.excerpt
  const url = absolute(page.url)
  const language = facts.lang ?? config.language
  const publisher = config.agency?.name ?? config.title
  const names = page.authors.map(({ name }) => name)
  const published = facts.date?.text ?? ''
  const modified = facts.updated?.text ?? published
  const image = socialImage(page, context)
  const documents = page.decisions.map(({ number }) => number)

  const dublinCore: [string, string][] = [
    ['DC.title', facts.title],
    ...names.map((name): [string, string] => ['DC.creator', name]),
    ['DC.date', published],
    ...(facts.updated ? [['DC.date.modified', facts.updated.text] as [string, string]] : []),
    ['DC.description', description],
    ['DC.publisher', publisher],
    ['DC.identifier', url],
    ['DC.language', language],
    ['DC.type', 'Text'],
    ['DC.format', 'text/html'],
    ...[page.category, ...page.tags].map(({ title }): [string, string] => ['DC.subject', title]),
    ...(facts.source ? [['DC.source', facts.source.url ?? facts.source.name] as [string, string]] : []),
    ...documents.map((number): [string, string] => ['DC.relation', number]),
    ...(config.agency ? [['DC.rights', label('copyright', config.agency.name)] as [string, string]] : []),
  ]
  const openGraph: [string, string][] = [
    ['og:type', 'article'],
    ['og:title', facts.title],
    ['og:description', description],
    ['og:url', url],
    ['og:site_name', config.title],
    ['og:locale', localeOf(language)],
    ...(image
      ? [
          ['og:image', image.url] as [string, string],
          ...(image.size
            ? ([
                ['og:image:width', String(image.size.width)],
                ['og:image:height', String(image.size.height)],
              ] as [string, string][])
            : []),
          ...(image.alt ? [['og:image:alt', image.alt] as [string, string]] : []),
        ]
      : []),
    ['article:published_time', published],
    ['article:modified_time', modified],
    ['article:section', page.category.title],
    ...page.tags.map(({ title }): [string, string] => ['article:tag', title]),
  ]
  const article: WithContext<NewsArticle> = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: facts.title,
    ...(description ? { description } : {}),
    inLanguage: language,
    datePublished: published,
    dateModified: modified,
    author: page.authors.map(({ name, role }) => ({
      '@type': 'Person',
      name,
      ...(role ? { jobTitle: role } : {}),
    })),
    publisher: { '@type': 'GovernmentOrganization', name: publisher, url: absolute('/') },
    articleSection: page.category.title,
    ...(page.tags.length > 0 ? { keywords: page.tags.map(({ title }) => title) } : {}),
    ...(image ? { image: image.url } : {}),
    mainEntityOfPage: url,
    isAccessibleForFree: true,
    ...(facts.source?.url ? { isBasedOn: facts.source.url } : {}),
    ...(page.decisions.length > 0
      ? {
          citation: page.decisions.map(({ number, title, date, identity }) => ({
            '@type': 'Legislation' as const,
            legislationIdentifier: number,
            name: title ?? number,
            ...(date ? { legislationDate: date } : {}),
            ...(identity ? { url: absolute(decisionUrl(identity, config)) } : {}),
          })),
        }
      : {}),
  }
  const trail = [
    { title: label('home'), url: address.home },
    { title: page.category.title, url: address.category(page.category.id) },
  ]
  return {
    meta: [
      ...written(dublinCore).map(([name, content]) => ({ name, content })),
      { name: 'twitter:card', content: image ? 'summary_large_image' : 'summary' },
    ],
    properties: written(openGraph).map(([property, content]) => ({ property, content })),
    jsonld: [article as unknown as Record<string, unknown>, breadcrumbList(context, trail)],
  }
}

/** The bulletin's picture, else the site's own card; addresses are absolute. */
function socialImage(
  page: Published,
  { absolute, config }: PlanContext,
): { url: string; size: { width: number; height: number } | null; alt: string | null } | null {
  const { image } = page.bulletin.facts
  const away = image && !isLocal(image.src) ? remoteImage(image.src) : null
  if (image && away !== null) return { url: away, size: null, alt: image.alt ?? null }
  const own = listImage(page)
  if (own) return { url: absolute(own.url), size: { width: own.width, height: own.height }, alt: image?.alt ?? null }
  const card = config.theme.socialCard
  return card ? { url: absolute(`/${card}`), size: null, alt: null } : null
}

function written(entries: readonly [string, string][]): [string, string][] {
  return entries.filter(([, content]) => content !== '')
}

/** What machines read of a text's page: Dublin Core, Open Graph, schema.org. */
import { isLocal, remoteImage } from '../../content/media.ts'
import { modifiedAt, type Published, publishedAt } from '../../content/published.ts'
import type { RegisterEntry } from '../../content/register-entry.ts'
import type { PlanContext } from '../context.ts'
import { drawnCardOf } from '../drawn-card.ts'
import { cardOf, listMedia, socialMedia } from '../pictures.ts'
import { cardSize } from '../recipe.ts'
import { summaryOf, titleOf } from '../summary.ts'
import { breadcrumbList, legislation, newsArticle } from './linked-data.ts'
import { localeOf, office, type PageView } from './page.ts'

type Pairs = [name: string, content: string][]

/** The metadata of a bulletin's page. */
export function bulletinMetadata(
  page: Published,
  context: PlanContext,
): Pick<PageView, 'meta' | 'properties' | 'jsonld'> {
  const { config, absolute, address, label } = context
  const { facts } = page.bulletin
  const title = titleOf(page, context)
  const description = summaryOf(page, context)
  const url = absolute(page.url)
  const published = publishedAt(facts)?.text ?? ''
  const image = socialImage(page, context)
  const subjects = [page.category, ...page.tags].map(({ title: subject }) => subject)
  const relations = [
    ...page.decisions.map(({ number }) => number),
    ...page.versions.filter((version) => version !== page).map((version) => absolute(version.url)),
    ...(page.replacement ? [absolute(page.replacement.url)] : []),
  ]
  const openGraph: Pairs = [
    ['og:type', 'article'],
    ['og:title', title],
    ['og:description', description],
    ['og:url', url],
    ['og:site_name', config.title],
    ['og:locale', localeOf(page.language)],
    ...page.versions
      .filter((version) => version !== page)
      .map((version): [string, string] => ['og:locale:alternate', localeOf(version.language)]),
    ...imageProperties(image),
    ['article:published_time', published],
    ['article:modified_time', modifiedAt(facts)?.text ?? published],
    ...page.authors.map(({ slug }): [string, string] => ['article:author', absolute(address.author(slug))]),
    ['article:section', page.category.title],
    ...page.tags.map((tag): [string, string] => ['article:tag', tag.title]),
  ]
  const trail = [
    { title: label('home'), url: address.home },
    { title: page.category.title, url: address.category(page.category.id) },
  ]
  const text: DublinCore = {
    title: facts.title,
    creator: page.authors.map(({ name }) => name),
    date: published,
    modified: facts.updated?.text ?? null,
    description,
    identifier: url,
    language: page.language,
    contributor: [facts.image?.credit, config.agency?.responsible].filter((name) => name !== undefined),
    subject: subjects,
    source: facts.source ? (facts.source.url ?? facts.source.name) : null,
    relation: relations,
  }
  return {
    meta: [...dublinCore(text, context), card(image?.isLarge === true)],
    properties: named(openGraph, 'property'),
    jsonld: [
      newsArticle(page, { title, description, image: image?.url ?? null }, context),
      breadcrumbList(context, trail),
    ],
  }
}

/** The Dublin Core of a standing page. */
export function standingMetadata(page: Published, context: PlanContext): Pick<PageView, 'meta'> {
  const { facts } = page.bulletin
  const { config, absolute } = context
  const text: DublinCore = {
    title: facts.title,
    creator: [config.agency?.name ?? config.title],
    date: facts.date?.text ?? null,
    modified: facts.updated?.text ?? null,
    description: summaryOf(page, context),
    identifier: absolute(page.url),
    language: page.language,
    contributor: config.agency?.responsible ? [config.agency.responsible] : [],
    subject: [],
    source: null,
    relation: page.versions.filter((version) => version !== page).map((version) => absolute(version.url)),
  }
  return { meta: [...dublinCore(text, context), card(config.theme.socialCard !== undefined)] }
}

/** The metadata of a decision's page. */
export function decisionMetadata(
  entry: RegisterEntry,
  description: string,
  context: PlanContext,
): Pick<PageView, 'meta' | 'jsonld'> {
  const { config, absolute, address, label } = context
  const { issuer, year, type } = entry.identity
  const text: DublinCore = {
    title: entry.title ?? entry.number,
    creator: [issuer.name],
    date: entry.date,
    modified: null,
    description,
    identifier: absolute(entry.url),
    language: null,
    contributor: [],
    subject: type ? [type] : [],
    source: entry.source,
    relation: entry.citedIn.map(({ url }) => absolute(url)),
  }
  const trail = [
    { title: label('home'), url: address.home },
    { title: label('documents'), url: address.register },
    { title: label('registerOf', issuer.name, year), url: address.issuerYear(issuer.slug, year) },
  ]
  return {
    meta: [...dublinCore(text, context), card(config.theme.socialCard !== undefined)],
    jsonld: [legislation(entry, context), breadcrumbList(context, trail)],
  }
}

/** The elements of Dublin Core that differ from text to text (DCMI Metadata Element Set 1.1). */
interface DublinCore {
  title: string
  creator: readonly string[]
  date: string | null
  modified: string | null
  description: string
  identifier: string
  language: string | null
  contributor: readonly string[]
  subject: readonly string[]
  source: string | null
  relation: readonly string[]
}

function dublinCore(text: DublinCore, { config, label }: PlanContext): PageView['meta'] {
  const many = (name: string, values: readonly string[]) => values.map((value): [string, string] => [name, value])
  return named(
    [
      ['DC.title', text.title],
      ...many('DC.creator', text.creator),
      ['DC.date', text.date ?? ''],
      ['DC.date.modified', text.modified ?? ''],
      ['DC.description', text.description],
      ['DC.publisher', config.agency?.name ?? config.title],
      ...many('DC.contributor', text.contributor),
      ['DC.identifier', text.identifier],
      ['DC.language', text.language ?? ''],
      ['DC.type', 'Text'],
      ['DC.format', 'text/html'],
      ...many('DC.subject', text.subject),
      ['DC.source', text.source ?? ''],
      ...many('DC.relation', text.relation),
      ['DC.rights', config.agency ? label('copyright', config.agency.name) : ''],
    ],
    'name',
  )
}

function card(isLarge: boolean): PageView['meta'][number] {
  return { name: 'twitter:card', content: isLarge ? 'summary_large_image' : 'summary' }
}

/** What Open Graph says of a picture; the card of X takes it from there. */
function imageProperties(image: SocialImage | null): Pairs {
  if (image === null) return []
  const size: Pairs = image.size
    ? [
        ['og:image:width', String(image.size.width)],
        ['og:image:height', String(image.size.height)],
      ]
    : []
  return [['og:image', image.url], ...size, ['og:image:alt', image.alt]]
}

/** A picture as Open Graph says it; `isLarge` where it fills a wide card. */
interface SocialImage {
  url: string
  size: { width: number; height: number } | null
  alt: string
  isLarge: boolean
}

/** The bulletin's fit picture, else the card drawn for it, else the site's own, else what picture it has; addresses are absolute. */
function socialImage(page: Published, context: PlanContext): SocialImage | null {
  const { absolute, config } = context
  const { image, title } = page.bulletin.facts
  const away = image && !isLocal(image.src) ? remoteImage(image.src) : null
  if (image && away !== null) return { url: away, size: null, alt: image.alt ?? title, isLarge: true }
  const drawn = drawnCardOf(page, context)
  if (drawn) return { url: absolute(drawn.url), size: cardSize, alt: title, isLarge: true }
  const fit = socialMedia(page, context)
  const card = config.theme.socialCard
  if (fit === null && card) return { url: absolute(`/${card}`), size: null, alt: office(context), isLarge: true }
  const media = fit ?? listMedia(page)
  const own = media && cardOf(media, context)
  if (!own) return null
  const isLead = media === page.named.get('image.src')
  const { url, ...size } = own
  return { url: absolute(url), size, alt: (isLead ? image?.alt : null) ?? title, isLarge: fit !== null }
}

/** Pairs with a content, as elements that carry their name in an attribute. */
function named<Name extends 'name' | 'property'>(
  pairs: Pairs,
  attribute: Name,
): ({ content: string } & Record<Name, string>)[] {
  return pairs
    .filter(([, content]) => content !== '')
    .map(([name, content]) => ({ [attribute]: name, content }) as { content: string } & Record<Name, string>)
}

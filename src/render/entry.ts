/** Makes one output of its plan entry. */
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import type { Broadcast } from '../plan/broadcast.ts'
import type { BodySlot, Entry, Making } from '../plan/entry.ts'
import type { Feed } from '../plan/feed.ts'
import type { BodyReference } from '../plan/holes.ts'
import type { Plan, SiteViews } from '../plan/plan.ts'
import type { SearchShard } from '../plan/search.ts'
import type { NewsEntry, SitemapShard } from '../plan/sitemap.ts'
import type { RemovedTwin, Twin } from '../plan/twin.ts'
import type { SiteView } from '../plan/views/site.ts'
import { digest, digestOfAll } from '../source/digest.ts'
import type { SiteLanguage } from '../source/language/labels.ts'
import { renderBroadcast } from './broadcast/script.ts'
import { renderNewsSitemap, renderSitemap, renderSitemapIndex } from './sitemap.ts'
import type { Rendered } from './theme/render-template.ts'
import { renderTwin } from './twin.ts'

/** What an output says, as plain data: this thread, another one and a later build make the same of it. */
export type Content =
  | { kind: 'page'; language: SiteLanguage; template: string; view: Record<string, object>; slot: BodySlot | null }
  | { kind: 'feed'; format: 'rss' | 'atom' | 'json'; feed: Feed }
  | { kind: 'twin'; twin: Twin | RemovedTwin }
  | { kind: 'broadcast'; format: 'txt' | 'ssml'; broadcast: Broadcast }
  | { kind: 'sitemap'; shard: SitemapShard }
  | { kind: 'sitemap-index'; urls: { url: string; modified: string | null }[] }
  | { kind: 'news-sitemap'; entries: NewsEntry[] }
  | { kind: 'text'; text: string }
  | { kind: 'search'; shard: SearchShard }

/** One that a text comes of; a bundle is made elsewhere. */
export type TextContent = Exclude<Content, { kind: 'search' }>

/** The making of an output that is no file of the portal. */
export type RenderedMaking = Exclude<Making, { from: string } | { kind: 'card' }>

/** Makes what an output says. */
export function contentOf(making: RenderedMaking): Content {
  switch (making.kind) {
    case 'page': {
      const { kind, language, template } = making
      return { kind, language, template, view: making.view() as Record<string, object>, slot: making.slot?.() ?? null }
    }
    case 'feed':
      return { kind: 'feed', format: making.format, feed: making.feed() }
    case 'twin':
      return { kind: 'twin', twin: making.twin() }
    case 'broadcast':
      return { kind: 'broadcast', format: making.format, broadcast: making.broadcast() }
    default:
      return making
  }
}

/**
 * The digest of all that decides an output's bytes but the texts in it: its content, or what stands for that, the SiteView and the
 * templates of its language. Two outputs with one key and the same texts are the same bytes.
 */
export function keyOf(
  { making, gist }: Entry & { making: RenderedMaking },
  content: () => Content,
  closures: ReadonlyMap<string, string>,
  { sites, contexts }: Pick<Plan, 'sites' | 'contexts'>,
): string {
  const said = gist ? gist() : JSON.stringify(content())
  const context = gist && 'language' in making ? inLanguage(contexts, making.language) : ''
  if (making.kind !== 'page') return digestOfAll(making.kind, 'format' in making ? making.format : '', context, said)
  const { language, template } = making
  const templates = closures.get(template)
  if (templates === undefined) throw new Error(`There is no template "${template}".`)
  return digestOfAll('page', templates, siteDigest(inLanguage(sites, language)), context, said)
}

/** The paths of the bulletins whose texts are in an output. */
export function bodiesOf(content: Content): string[] {
  switch (content.kind) {
    case 'page':
      return content.slot ? [content.slot.body.path] : []
    case 'feed':
      return content.feed.items.flatMap(({ body }) => body?.path ?? [])
    case 'twin':
      return 'html' in content.twin ? [content.twin.html.path] : []
    case 'broadcast':
      return [content.broadcast.body.path]
    case 'search':
      return content.shard.documents.map(({ body }) => body.path)
    default:
      return []
  }
}

/** What rendering needs besides the content. `page` renders a view but for the SiteView; `html` is a text with its holes filled. */
export interface RenderingWith {
  page: (language: SiteLanguage, template: string, view: object) => Rendered
  html: (body: BodyReference) => string
}

/** Renders the pages of all languages. */
export function pageRenderer(
  rendererOf: (language: SiteLanguage, shared: { site: SiteView }) => (template: string, view: object) => Rendered,
  sites: SiteViews,
): RenderingWith['page'] {
  const renderers = new Map<SiteLanguage, (template: string, view: object) => Rendered>()
  return (language, template, view) => {
    const render = renderers.get(language) ?? rendererOf(language, { site: inLanguage(sites, language) })
    renderers.set(language, render)
    return render(template, view)
  }
}

/** Renders what an output says; `output` is its path, for messages. Libraries that few outputs need are loaded by the first. Code: `template-failed`. */
export async function renderContent(
  content: TextContent,
  output: string,
  { page, html }: RenderingWith,
): Promise<{ text: string } | { diagnostic: Diagnostic }> {
  switch (content.kind) {
    case 'page': {
      const { language, template, view, slot } = content
      const text = slot && textOf(html(slot.body))
      const whole = slot ? { ...view, [slot.part]: { ...view[slot.part], ...text } } : view
      const rendered = page(language, template, whole)
      if ('text' in rendered) return rendered
      const { detail, place } = rendered.failure
      return { diagnostic: problem('template-failed', { output, detail }, place) }
    }
    case 'feed': {
      const { renderFeed } = await import('./feed.ts')
      return { text: renderFeed(content.feed, content.format, html) }
    }
    case 'twin':
      return { text: renderTwin(content.twin, html) }
    case 'broadcast':
      return { text: renderBroadcast(content.broadcast, content.format, html) }
    case 'sitemap':
      return { text: renderSitemap(content.shard.entries) }
    case 'sitemap-index':
      return { text: renderSitemapIndex(content.urls) }
    case 'news-sitemap':
      return { text: renderNewsSitemap(content.entries) }
    case 'text':
      return { text: content.text }
  }
}

/** A text with its contents list, footnotes not among it. */
function textOf(body: string): { body: string; contents: { id: string; title: string }[] } {
  const [own = ''] = body.split(/<section[^>]* data-footnotes/)
  const headings = own.matchAll(/<h2 id="([^"]+)"[^>]*>(.*?)<\/h2>/gs)
  const contents = [...headings].map(([, id = '', title = '']) => ({ id, title: title.replace(/<[^>]*>/g, '').trim() }))
  return { body, contents: contents.filter(({ title }) => title !== '') }
}

/** What there is in the language of a page: a plan has no page in another than the site's. */
export function inLanguage<T>(all: Partial<Record<SiteLanguage, T>>, language: SiteLanguage): T {
  const found = all[language]
  if (found === undefined) throw new Error(`the site has no language ${language}`)
  return found
}

const siteDigests = new WeakMap<SiteView, string>()

/** The SiteView is in every page's input: it is digested once. */
function siteDigest(site: SiteView): string {
  const known = siteDigests.get(site) ?? digest(JSON.stringify(site))
  siteDigests.set(site, known)
  return known
}

/** Makes one output of its plan entry. */
import { type Fragment, fillFragment } from '../content/markdown/fragment.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import type { Entry, Making } from '../plan/entry.ts'
import type { BodyReference } from '../plan/holes.ts'
import type { SiteViews } from '../plan/plan.ts'
import type { SiteView } from '../plan/views/site.ts'
import { digest } from '../source/digest.ts'
import type { SiteLanguage } from '../source/language/labels.ts'
import { renderBroadcast } from './broadcast/script.ts'
import { renderFeed } from './feed.ts'
import { renderNewsSitemap, renderSitemap, renderSitemapIndex } from './sitemap.ts'
import type { Theme } from './theme/compile-theme.ts'
import type { Rendered } from './theme/render-template.ts'
import { renderTwin } from './twin.ts'

/** What rendering needs besides the entry. `page` renders a view but for the SiteView; `fragment` gives a text's fragment by its digest. */
export interface RenderingWith {
  page: (language: SiteLanguage, template: string, view: object) => Rendered
  fragment: (digest: string) => Fragment
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

/** One theme in each language of a site. */
export type Themes = Partial<Record<SiteLanguage, Theme>>

/** An entry that is a text, no file of the portal. */
export type RenderedEntry = Entry & { making: Exclude<Making, { from: string } | { kind: 'card' }> }

/** One that a text comes of; a bundle is made elsewhere. */
export type TextEntry = Entry & { making: Exclude<Making, { from: string } | { kind: 'card' | 'search' }> }

/**
 * All that decides an entry's bytes, as text to be digested: what the templates say, the SiteView, the view, and the
 * text's fragment with the values of its holes. Two entries with one input are the same bytes.
 */
export function inputOf(entry: RenderedEntry, using: { themes: Themes; sites: SiteViews }): string[] {
  const { making } = entry
  switch (making.kind) {
    case 'page':
      return [
        inLanguage(using.themes, making.language).closure(making.template),
        siteDigest(inLanguage(using.sites, making.language)),
        digestible(making.view()),
        digestible(making.slot?.() ?? null),
      ]
    case 'feed':
      return [making.format, digestible(making.feed())]
    case 'twin':
      return [digestible(making.twin())]
    case 'broadcast':
      return [making.format, digestible(making.broadcast())]
    case 'sitemap':
      return [digestible(making.shard.entries)]
    case 'sitemap-index':
      return [digestible(making.urls)]
    case 'news-sitemap':
      return [digestible(making.entries)]
    case 'text':
      return [making.text]
    case 'search':
      return [digestible(making.shard)]
  }
}

/** Renders an entry. Code: `template-failed`. */
export async function renderEntry(
  entry: TextEntry,
  using: RenderingWith,
): Promise<{ text: string } | { diagnostic: Diagnostic }> {
  const { making } = entry
  const html = ({ fragment, values }: BodyReference) => fillFragment(using.fragment(fragment), values)
  switch (making.kind) {
    case 'page': {
      const view = making.view() as Record<string, object>
      const slot = making.slot?.()
      const whole = slot ? { ...view, [slot.part]: { ...view[slot.part], body: html(slot.body) } } : view
      const rendered = using.page(making.language, making.template, whole)
      if ('text' in rendered) return rendered
      const { detail, place } = rendered.failure
      return { diagnostic: problem('template-failed', { output: entry.path, detail }, place) }
    }
    case 'feed':
      return { text: renderFeed(making.feed(), making.format, html) }
    case 'twin':
      return { text: renderTwin(making.twin(), html) }
    case 'broadcast':
      return { text: renderBroadcast(making.broadcast(), making.format, html) }
    case 'sitemap':
      return { text: await renderSitemap(making.shard.entries) }
    case 'sitemap-index':
      return { text: await renderSitemapIndex(making.urls) }
    case 'news-sitemap':
      return { text: await renderNewsSitemap(making.entries) }
    case 'text':
      return { text: making.text }
  }
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

function digestible(value: unknown): string {
  return JSON.stringify(value)
}

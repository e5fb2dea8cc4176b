/** Makes one output of its plan entry. */
import { type Fragment, fillFragment } from '../content/markdown/fragment.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import type { Entry, Making } from '../plan/entry.ts'
import type { BodyReference } from '../plan/holes.ts'
import type { SiteView } from '../plan/views/site.ts'
import { digest } from '../source/digest.ts'
import { renderFeed } from './feed.ts'
import { renderNewsSitemap, renderSitemap, renderSitemapIndex } from './sitemap.ts'
import type { Theme } from './theme/compile-theme.ts'

/** What rendering needs besides the entry. `fragment` gives a text's fragment by its digest. */
export interface RenderingWith {
  theme: Theme
  site: SiteView
  fragment: (digest: string) => Fragment
}

/** An entry that is no mere copy. */
export type RenderedEntry = Entry & { making: Exclude<Making, { kind: 'copy' }> }

/**
 * All that decides an entry's bytes, as text to be digested: what the templates say, the SiteView, the view, and the
 * text's fragment with the values of its holes. Two entries with one input are the same bytes.
 */
export function inputOf(entry: RenderedEntry, { theme, site }: Pick<RenderingWith, 'theme' | 'site'>): string[] {
  const { making } = entry
  switch (making.kind) {
    case 'page':
      return [
        theme.closure(making.template),
        siteDigest(site),
        digestible(making.view()),
        digestible(making.slot?.() ?? null),
      ]
    case 'feed':
      return [making.format, digestible(making.feed())]
    case 'sitemap':
      return [digestible(making.shard.entries)]
    case 'sitemap-index':
      return [digestible(making.urls)]
    case 'news-sitemap':
      return [digestible(making.entries)]
    case 'text':
      return [making.text]
  }
}

/** Renders an entry. Code: `template-failed`. */
export async function renderEntry(
  entry: RenderedEntry,
  using: RenderingWith,
): Promise<{ text: string } | { diagnostic: Diagnostic }> {
  const { making } = entry
  const html = ({ fragment, values }: BodyReference) => fillFragment(using.fragment(fragment), values)
  switch (making.kind) {
    case 'page': {
      const view = making.view() as Record<string, object>
      const slot = making.slot?.()
      const whole = slot ? { ...view, [slot.part]: { ...view[slot.part], body: html(slot.body) } } : view
      const rendered = using.theme.render(making.template, { site: using.site, ...whole })
      if ('text' in rendered) return rendered
      const { detail, place } = rendered.failure
      return { diagnostic: problem('template-failed', { output: entry.path, detail }, place) }
    }
    case 'feed':
      return { text: renderFeed(making.feed(), making.format, html) }
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

/** Rendering one page of its view and text, straight into the stage folder; a step that any thread can do. */
import { type Fragment, fillFragment, type HoleValue } from '../content/markdown/fragment.ts'
import type { SiteViews } from '../plan/plan.ts'
import type { OutputStat } from '../publish/present.ts'
import { writeStaged } from '../publish/stage.ts'
import { pageRenderer } from '../render/entry.ts'
import { siteHelpers } from '../render/helpers.ts'
import type { TemplateSource } from '../render/theme/parse-template.ts'
import { templateRenderer } from '../render/theme/render-template.ts'
import { themeFiles } from '../render/theme/theme-files.ts'
import { digest } from '../source/digest.ts'
import type { SiteLanguage } from '../source/language/labels.ts'
import type { Config } from '../source/settings.ts'

/** What rendering needs to know: a theme that was found sound, and the SiteView of each language. */
export interface RenderingContext {
  sources: readonly TemplateSource[]
  editions: readonly Pick<Config, 'language' | 'prefix' | 'url'>[]
  assets: ReadonlyMap<string, string>
  sites: SiteViews
}

/** One page: its view and its text's fragment as JSON; `present` is the digest that need not be written. */
export interface RenderingJob {
  language: SiteLanguage
  template: string
  view: string
  slot: { part: string; fragment: string; values: HoleValue[] } | null
  file: string
  present: string | null
}

/** The page's digest, and the facts of its staged file; null where nothing was written. Null for what has to be done anew. */
export type RenderingResult = { digest: string; stat: OutputStat | null } | null

/** Renders a page of its view but for the SiteView, in any of the languages. */
export function themeRenderer({ sources, editions, assets, sites }: RenderingContext) {
  const theme = themeFiles(sources, (source) => source)
  return pageRenderer((language, shared) => {
    const config = editions.find((edition) => edition.language === language)
    if (config === undefined) throw new Error(`the site has no language ${language}`)
    return templateRenderer(theme, siteHelpers(config, assets), shared)
  }, sites)
}

/** Makes the step. */
export function renderingOf(context: RenderingContext): (job: RenderingJob) => RenderingResult {
  const render = themeRenderer(context)
  return ({ language, template, view, slot, file, present }) => {
    const own = JSON.parse(view) as Record<string, object>
    const body = slot && fillFragment(JSON.parse(slot.fragment) as Fragment, slot.values)
    const whole = slot ? { ...own, [slot.part]: { ...own[slot.part], body } } : own
    const rendered = render(language, template, whole)
    // Whatever goes wrong is done once more by the builder's own thread, which knows how to tell of it.
    if ('failure' in rendered) return null
    const found = digest(rendered.text)
    if (found === present) return { digest: found, stat: null }
    const stat = writeStaged(file, rendered.text, found)
    return stat === null ? null : { digest: found, stat }
  }
}

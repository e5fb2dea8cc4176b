/** Rendering one page of its view and text, straight into the stage folder; a step that any thread can do. */
import { type Fragment, fillFragment, type HoleValue } from '../content/markdown/fragment.ts'
import type { SiteViews } from '../plan/plan.ts'
import type { OutputStat } from '../publish/present.ts'
import { writeStaged } from '../publish/stage.ts'
import { inLanguage } from '../render/entry.ts'
import { siteHelpers } from '../render/helpers.ts'
import type { TemplateSource } from '../render/theme/parse-template.ts'
import { type Rendered, templateRenderer } from '../render/theme/render-template.ts'
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

/** Renders a page of its whole view but for the SiteView, in any of the languages. */
export function pageRenderer(
  sources: readonly TemplateSource[],
  editions: RenderingContext['editions'],
  assets: ReadonlyMap<string, string>,
  sites: SiteViews,
): (language: SiteLanguage, template: string, view: object) => Rendered {
  const theme = themeFiles(sources, (source) => source)
  const renderers = new Map(
    editions.map((config) => [config.language, templateRenderer(theme, siteHelpers(config, assets))]),
  )
  return (language, template, view) => {
    const render = renderers.get(language)
    if (render === undefined) throw new Error(`the site has no language ${language}`)
    return render(template, { site: inLanguage(sites, language), ...view })
  }
}

/** Makes the step. */
export function renderingOf({
  sources,
  editions,
  assets,
  sites,
}: RenderingContext): (job: RenderingJob) => RenderingResult {
  const render = pageRenderer(sources, editions, assets, sites)
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

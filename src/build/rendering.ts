/** Rendering one page of its view and text, straight into the stage folder; a step that any thread can do. */
import { type Fragment, fillFragment, type HoleValue } from '../content/markdown/fragment.ts'
import type { OutputStat } from '../publish/present.ts'
import { writeStaged } from '../publish/stage.ts'
import { siteHelpers } from '../render/helpers.ts'
import type { TemplateSource } from '../render/theme/parse-template.ts'
import { templateRenderer } from '../render/theme/render-template.ts'
import { parseTheme } from '../render/theme/theme-files.ts'
import { digest } from '../source/digest.ts'
import type { Config } from '../source/settings.ts'

/** What rendering needs to know: a theme that was found sound, and the SiteView as JSON. */
export interface RenderingContext {
  sources: readonly TemplateSource[]
  config: Pick<Config, 'language' | 'prefix' | 'url'>
  assets: ReadonlyMap<string, string>
  site: string
}

/** One page: its view and its text's fragment as JSON; `present` is the digest that need not be written. */
export interface RenderingJob {
  template: string
  view: string
  slot: { part: string; fragment: string; values: HoleValue[] } | null
  file: string
  present: string | null
}

/** The page's digest, and the facts of its staged file; null where nothing was written. Null for what has to be done anew. */
export type RenderingResult = { digest: string; stat: OutputStat | null } | null

/** Makes the step. */
export function renderingOf({
  sources,
  config,
  assets,
  site,
}: RenderingContext): (job: RenderingJob) => RenderingResult {
  const render = templateRenderer(parseTheme(sources).theme, siteHelpers(config, assets))
  const siteView = JSON.parse(site) as object
  return ({ template, view, slot, file, present }) => {
    const own = JSON.parse(view) as Record<string, object>
    const body = slot && fillFragment(JSON.parse(slot.fragment) as Fragment, slot.values)
    const whole = slot ? { ...own, [slot.part]: { ...own[slot.part], body } } : own
    const rendered = render(template, { site: siteView, ...whole })
    // Whatever goes wrong is done once more by the builder's own thread, which knows how to tell of it.
    if ('failure' in rendered) return null
    const found = digest(rendered.text)
    if (found === present) return { digest: found, stat: null }
    const stat = writeStaged(file, rendered.text, found)
    return stat === null ? null : { digest: found, stat }
  }
}

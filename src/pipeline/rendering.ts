/** Rendering one output of its content and texts, straight into the stage folder; a step that any thread can do. */
import { type Fragment, fillFragment } from '../content/markdown/fragment.ts'
import type { BodyReference } from '../plan/holes.ts'
import type { SiteViews } from '../plan/plan.ts'
import type { OutputStat } from '../publish/present.ts'
import { writeStaged } from '../publish/stage.ts'
import { pageRenderer, renderContent, type TextContent } from '../render/entry.ts'
import { siteHelpers } from '../render/helpers.ts'
import type { TemplateSource } from '../render/theme/parse-template.ts'
import { templateRenderer } from '../render/theme/render-template.ts'
import { themeFiles } from '../render/theme/theme-files.ts'
import { digest } from '../source/digest.ts'
import type { Config } from '../source/settings.ts'

/** What rendering needs to know: a theme that was found sound, and the SiteView of each language. */
export interface RenderingContext {
  sources: readonly TemplateSource[]
  editions: readonly Pick<Config, 'language' | 'labels' | 'locale' | 'prefix' | 'url'>[]
  assets: ReadonlyMap<string, string>
  sites: SiteViews
}

/** One output: its content and the fragments of its texts, by path, as JSON; `present` is the digest that need not be written. */
export interface RenderingJob {
  path: string
  content: string
  fragments: readonly (readonly [path: string, json: string])[]
  file: string
  present: string | null
}

/** The output's digest, and the facts of its staged file, null where nothing was written; null for what has to be done again. */
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
export function renderingOf(context: RenderingContext): (job: RenderingJob) => Promise<RenderingResult> {
  const page = themeRenderer(context)
  return async ({ path, content, fragments, file, present }) => {
    const texts = new Map(fragments)
    const html = ({ path: body, values }: BodyReference) =>
      fillFragment(JSON.parse(texts.get(body) ?? '[]') as Fragment, values)
    const rendered = await renderContent(JSON.parse(content) as TextContent, path, { page, html })
    // What goes wrong is done once more by the builder's own thread, which reports it.
    if ('diagnostic' in rendered) return null
    const bytes = Buffer.from(rendered.text)
    const found = digest(bytes)
    if (found === present) return { digest: found, stat: null }
    const stat = writeStaged(file, bytes, found)
    return stat === null ? null : { digest: found, stat }
  }
}

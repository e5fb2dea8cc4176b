/** The theme of a portal, compiled, and its static files under the names they will have. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { StaticOutput } from '../plan/entry.ts'
import { shapes } from '../plan/views/shapes.ts'
import type { Themes } from '../render/entry.ts'
import { siteHelpers } from '../render/helpers.ts'
import { compileTheme, type Theme } from '../render/theme/compile-theme.ts'
import type { TemplateSource } from '../render/theme/parse-template.ts'
import { digest } from '../source/digest.ts'
import type { Snapshot } from '../source/portal.ts'
import type { SiteConfig } from '../source/settings.ts'
import { readText } from '../source/text.ts'
import type { StaticFiles } from './statics.ts'

/** The texts of the templates, as read. */
export interface TemplateTexts {
  sources: TemplateSource[]
  diagnostics: Diagnostic[]
}

/** Reads the templates. Codes: `file-unreadable`, `encoding-invalid`. */
export function readTemplates(snapshot: Snapshot): TemplateTexts {
  const diagnostics: Diagnostic[] = []
  const sources = [...snapshot.templates].flatMap(([name, file]) => {
    const read = readText(file)
    if ('text' in read) return [{ name, file: file.file, text: read.text }]
    diagnostics.push(read.diagnostic)
    return []
  })
  return { sources, diagnostics }
}

/** Compiles the theme; static files that templates ask for by `asset` get their digest into their names. */
export function readTheme(
  { sources, diagnostics: unread }: TemplateTexts,
  { files, assets }: StaticFiles,
  config: SiteConfig,
): { themes: Themes | null; statics: StaticOutput[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [...unread]
  const helpers = siteHelpers(config, assets)
  const asked = new Set<string>()
  const { asset } = helpers
  if (asset?.check) {
    const { check } = asset
    helpers.asset = {
      ...asset,
      check: (args) => {
        asked.add(String(args[0]?.value))
        return check(args)
      },
    }
  }
  const { theme, diagnostics: faults } = compileTheme(sources, shapes, helpers)
  // What could not be read is not missing.
  const torn = unread.length > 0
  for (const fault of faults)
    if (!torn || !['template-missing', 'partial-missing'].includes(fault.code)) diagnostics.push(fault)
  const statics = files.map(({ path, ...file }) => ({
    ...file,
    name: path,
    url: (asked.has(path) ? assets.get(path) : null) ?? `/${path}`,
  }))
  // A page names the files it asks for by their digests: another style makes another page.
  const named = JSON.stringify([...asked].sort().map((name) => assets.get(name) ?? null))
  const whole = (one: Theme): Theme => ({ ...one, closure: (template) => digest(one.closure(template) + named) })
  const [, ...others] = config.editions
  const themes: Themes | null = theme && { [config.language]: whole(theme) }
  if (theme && themes)
    for (const other of others) themes[other.language] = whole(theme.speaking(siteHelpers(other, assets)))
  return { themes, statics, diagnostics }
}

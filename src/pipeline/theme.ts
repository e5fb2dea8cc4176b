/** The theme of a portal, checked, and its static files under the names they will have. */
import type { Cache } from '../cache/cache.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { StaticOutput } from '../plan/entry.ts'
import { shapes } from '../plan/views/shapes.ts'
import { siteHelpers } from '../render/helpers.ts'
import { compileTheme } from '../render/theme/compile-theme.ts'
import type { HelperDefinition } from '../render/theme/helper.ts'
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

/** A theme as it was checked: a digest of each template with all that it pulls in, null with an error, and the static files it asks for. */
interface CheckedTheme {
  closures: Record<string, string> | null
  asked: string[]
  diagnostics: Diagnostic[]
}

/**
 * Checks the theme, or recalls how it was checked; static files that templates ask for by `asset` get their digest into their names.
 * `closures` are digests by template, null where the theme has an error. Codes: those of `compileTheme`.
 */
export function readTheme(
  { sources, diagnostics: unread }: TemplateTexts,
  { files, assets }: StaticFiles,
  config: SiteConfig,
  cache: Cache,
): { closures: ReadonlyMap<string, string> | null; statics: StaticOutput[]; diagnostics: Diagnostic[] } {
  const key = `theme:${digest(JSON.stringify([sources, [...assets], config.language]))}`
  const known = JSON.parse(cache.get(key) ?? 'null') as CheckedTheme | null
  const { closures, asked, diagnostics } = known ?? checkedTheme(sources, siteHelpers(config, assets))
  if (known === null) cache.put(key, JSON.stringify({ closures, asked, diagnostics } satisfies CheckedTheme))
  const isAsked = new Set(asked)
  const statics = files.map(({ path, ...file }) => ({
    ...file,
    name: path,
    url: (isAsked.has(path) ? assets.get(path) : null) ?? `/${path}`,
  }))
  // A page names the files it asks for by their digests: another style makes another page.
  const named = JSON.stringify(asked.map((name) => assets.get(name) ?? null))
  // What could not be read is not missing.
  const absent = unread.length > 0 ? ['template-missing', 'partial-missing'] : []
  return {
    closures: closures && new Map(Object.entries(closures).map(([name, closure]) => [name, digest(closure + named)])),
    statics,
    diagnostics: [...unread, ...diagnostics.filter(({ code }) => !absent.includes(code))],
  }
}

function checkedTheme(sources: readonly TemplateSource[], helpers: Record<string, HelperDefinition>): CheckedTheme {
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
  const { theme, diagnostics } = compileTheme(sources, shapes, helpers)
  return { closures: theme && Object.fromEntries(theme.closures), asked: [...asked].sort(), diagnostics }
}

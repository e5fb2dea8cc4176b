/** The theme of a portal, compiled, and its static files under the names they will have. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { StaticOutput } from '../plan/entry.ts'
import { shapes } from '../plan/views/shapes.ts'
import type { Themes } from '../render/entry.ts'
import { siteHelpers } from '../render/helpers.ts'
import { compileTheme } from '../render/theme/compile-theme.ts'
import type { TemplateSource } from '../render/theme/parse-template.ts'
import type { SourceFile } from '../source/folder.ts'
import type { Snapshot } from '../source/portal.ts'
import type { SiteConfig } from '../source/settings.ts'
import { readText } from '../source/text.ts'
import type { SourceReader } from './source-reader.ts'

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

/** Static files with their digests, and the address, without the prefix, that each has where a template asks for it. */
export interface StaticFiles {
  files: { file: SourceFile; digest: string }[]
  assets: ReadonlyMap<string, string>
}

/** Looks at the static files; what cannot be read the reader tells. */
export function readStatics(snapshot: Snapshot, reader: SourceReader): StaticFiles {
  const files = [...snapshot.statics.values()].flatMap((file) => {
    const source = reader.digestOf(file)
    return source ? [{ file, digest: source.digest }] : []
  })
  return { files, assets: new Map(files.map(({ file, digest: found }) => [file.path, assetUrl(file.path, found)])) }
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
  diagnostics.push(...faults.filter(({ code }) => !torn || !['template-missing', 'partial-missing'].includes(code)))
  const statics = files.map(({ file, digest: found }) => ({
    name: file.path,
    file: file.file,
    absolute: file.absolute,
    digest: found,
    url: (asked.has(file.path) ? assets.get(file.path) : null) ?? `/${file.path}`,
  }))
  const [, ...others] = config.editions
  const themes: Themes | null = theme && { [config.language]: theme }
  if (theme && themes) for (const other of others) themes[other.language] = theme.speaking(siteHelpers(other, assets))
  return { themes, statics, diagnostics }
}

function assetUrl(name: string, found: string): string {
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > name.lastIndexOf('/') ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  return `/assets/${stem}.${found.slice(0, 10)}${ending}`
}

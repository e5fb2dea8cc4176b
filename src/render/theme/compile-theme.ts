/** Makes a theme of its template files, or tells every fault there is in them. */
import type { z } from 'zod'
import { compareDiagnostics, type Diagnostic, problem } from '../../diagnostics/diagnostic.ts'
import { checkTheme } from './check-theme.ts'
import type { HelperDefinition } from './helper.ts'
import type { TemplateSource } from './parse-template.ts'
import { type Rendered, templateRenderer } from './render-template.ts'
import { closureDigest, parseTheme } from './theme-files.ts'
import { readShapes } from './view-type.ts'

/** A theme without faults: every name in its templates is there, in every branch, whatever the view holds. */
export interface Theme {
  /**
   * Renders a template (`bulletin`) with its view: plain data of the template's shape, but for `shared`, the parts by name
   * that all views have in common.
   */
  renderer(shared: Readonly<Record<string, unknown>>): (template: string, view: object) => Rendered
  /** A digest of each template and everything it pulls in; the same for the same texts. */
  closures: ReadonlyMap<string, string>
}

/**
 * Compiles the templates that `shapes` asks for. `theme` is null where a diagnostic is an error; the diagnostics are all
 * that the theme has, sorted: `template-*`, `partial-*` and what the helpers' own checks find.
 */
export function compileTheme(
  sources: readonly TemplateSource[],
  shapes: Readonly<Record<string, z.ZodObject>>,
  helpers: Readonly<Record<string, HelperDefinition>>,
): { theme: Theme | null; diagnostics: Diagnostic[] } {
  const { theme: files, faults } = parseTheme(sources)
  const names = Object.keys(shapes)
  const missing = names
    .filter((name) => !files.templates.has(name))
    .map((name) => problem('template-missing', { name }))
  const diagnostics = [...faults, ...missing, ...checkTheme(files, readShapes(shapes), helpers)]
  diagnostics.sort(compareDiagnostics)
  if (diagnostics.some((diagnostic) => diagnostic.severity === 'error')) return { theme: null, diagnostics }

  const closures = new Map([...files.templates].map(([name, file]) => [name, closureDigest(files, file)]))
  return { theme: { renderer: (shared) => templateRenderer(files, helpers, shared), closures }, diagnostics }
}

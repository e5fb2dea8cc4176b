/** The files of a theme, read: which templates and partials there are, and what each of them calls. */
import { hash } from 'node:crypto'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { parseTemplate, type TemplateSource } from './parse-template.ts'
import { nameOf, type Program, type Statement } from './syntax-tree.ts'

/** A file of the theme; `tree` is null where it is no Handlebars. `calls` are the partials it names. */
export interface ThemeFile {
  file: string
  text: string
  tree: Program | null
  calls: readonly string[]
}

/** Partials go by the name that templates call them: `item` is partials/item. */
export interface ThemeFiles<File> {
  templates: ReadonlyMap<string, File>
  partials: ReadonlyMap<string, File>
}

export interface ParsedTheme extends ThemeFiles<ThemeFile> {
  /** The names of all inline partials, whichever file has them. */
  slotNames: ReadonlySet<string>
}

const PARTIALS = 'partials/'

/** The templates and the partials among the files of a theme; what is made of each is up to `make`. */
export function themeFiles<File>(
  sources: readonly TemplateSource[],
  make: (source: TemplateSource) => File,
): ThemeFiles<File> {
  const templates = new Map<string, File>()
  const partials = new Map<string, File>()
  for (const source of sources) {
    const { name } = source
    if (name.startsWith(PARTIALS)) partials.set(name.slice(PARTIALS.length), make(source))
    else templates.set(name, make(source))
  }
  return { templates, partials }
}

/** Reads all files of a theme; each that is no Handlebars gives a diagnostic. */
export function parseTheme(sources: readonly TemplateSource[]): { theme: ParsedTheme; faults: Diagnostic[] } {
  const faults: Diagnostic[] = []
  const slotNames = new Set<string>()
  const files = themeFiles<ThemeFile>(sources, (source) => {
    const parsed = parseTemplate(source)
    if ('fault' in parsed) faults.push(parsed.fault)
    const tree = 'tree' in parsed ? parsed.tree : null
    const calls = new Set<string>()
    for (const node of tree ? statements(tree) : []) {
      if (node.type === 'PartialStatement' || node.type === 'PartialBlockStatement') {
        if (node.name.type !== 'SubExpression') calls.add(nameOf(node.name))
      } else if (node.type === 'DecoratorBlock' && node.params[0]?.type === 'StringLiteral') {
        slotNames.add(node.params[0].value)
      }
    }
    return { file: source.file, text: source.text, tree, calls: [...calls] }
  })
  return { theme: { ...files, slotNames }, faults }
}

/** SHA-256, in hex, over the names and texts of a template and of every partial that it may reach. */
export function closureDigest(theme: ParsedTheme, template: ThemeFile): string {
  const reached = new Map<string, string>()
  const waiting = [...template.calls]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const partial = theme.partials.get(name)
    if (!partial || reached.has(name)) continue
    reached.set(name, sha256(partial.text))
    for (const call of partial.calls) waiting.push(call)
  }
  return sha256(JSON.stringify([sha256(template.text), [...reached].sort(([a], [b]) => (a < b ? -1 : 1))]))
}

function* statements(program: Program): Generator<Statement> {
  for (const node of program.body) {
    yield node
    if ('program' in node && node.program) yield* statements(node.program)
    if ('inverse' in node && node.inverse) yield* statements(node.inverse)
  }
}

function sha256(text: string): string {
  return hash('sha256', text)
}

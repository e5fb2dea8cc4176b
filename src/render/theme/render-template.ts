/** Fills a template with a view, as Handlebars at its strictest does. */
import Handlebars from 'handlebars'
import { inFile, type Place } from '../../diagnostics/diagnostic.ts'
import { NotCompiled, type Trees } from './compile-expression.ts'
import { compileTemplate } from './compile-template.ts'
import { BLOCK_HELPERS, type HelperDefinition } from './helper.ts'
import type { TemplateSource } from './parse-template.ts'
import type { Program } from './syntax-tree.ts'
import type { ThemeFiles } from './theme-files.ts'

/** The text, or why there is none; `detail` and `place` are what `template-failed` asks for besides the output's name. */
export type Rendered = { text: string } | { failure: { detail: string; place: Place } }

/** What a helper threw, and where it was called. */
class HelperFailure extends Error {
  readonly place: Place

  constructor(message: string, place: Place, cause: unknown) {
    super(message, { cause })
    this.place = place
  }
}

/** No template may read what a value inherits, only what it holds. */
const RUNTIME: Handlebars.RuntimeOptions = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false }

type Files = ThemeFiles<Pick<TemplateSource, 'file' | 'text'>>
type Helpers = Readonly<Record<string, HelperDefinition>>
type Renderer = (template: string, view: object) => Rendered

/**
 * A function that renders the templates of a theme without faults. Each is compiled when it is first needed; `shared` are the parts, by name, that all
 * views have in common. What fails, and the rare template that does not compile, is rendered by Handlebars: the reference for every page, and its
 * messages have the places. Throws for a template that is not there and for a view that is more than plain data: both are bugs.
 */
export function templateRenderer(
  theme: Files,
  helpers: Helpers,
  shared: Readonly<Record<string, unknown>> = {},
): Renderer {
  const trees = treesOf(theme)
  const compiled = new Map<string, ((view: object) => string) | null>()
  let reference: Renderer | null = null
  return (name, view) => {
    let render = compiled.get(name)
    if (render === undefined) {
      render = compiledOrNull(trees, name, helpers, shared)
      compiled.set(name, render)
    }
    const text = render && textOrNull(render, view)
    if (text !== null) return { text }
    reference ??= handlebarsRenderer(theme, helpers)
    return reference(name, { ...shared, ...view })
  }
}

function treesOf({ templates, partials }: Files): Trees {
  const reader = (files: Files['templates']) => {
    const trees = new Map<string, Program | undefined>()
    return (name: string) => {
      if (trees.has(name)) return trees.get(name)
      const file = files.get(name)
      const tree = file && (Handlebars.parse(file.text) as Program)
      trees.set(name, tree)
      return tree
    }
  }
  return { template: reader(templates), partial: reader(partials) }
}

function compiledOrNull(trees: Trees, name: string, helpers: Helpers, shared: Readonly<Record<string, unknown>>) {
  try {
    return compileTemplate(trees, name, helpers, shared)
  } catch (error) {
    if (error instanceof NotCompiled) return null
    throw error
  }
}

/** Null where a helper throws or the view is not of its shape: Handlebars says what is wrong, and where. */
function textOrNull(render: (view: object) => string, view: object): string | null {
  try {
    return render(view)
  } catch {
    return null
  }
}

/** The same by Handlebars itself. */
export function handlebarsRenderer(theme: Files, helpers: Helpers): Renderer {
  const handlebars = Handlebars.create()
  for (const name of ['lookup', 'log']) handlebars.unregisterHelper(name)
  for (const [name, helper] of Object.entries(helpers))
    handlebars.registerHelper(name, calling(handlebars, name, helper))

  const names = [...Object.keys(BLOCK_HELPERS), ...Object.keys(helpers)]
  const knownHelpers = { ...Object.fromEntries(names.map((name) => [name, true])), lookup: false, log: false }
  const compile = ({ file, text }: { file: string; text: string }) => {
    const options: PrecompileOptions = {
      srcName: file,
      strict: true,
      knownHelpers: knownHelpers as unknown as KnownHelpers,
      knownHelpersOnly: true,
      // A partial's indentation would otherwise go before every line, also inside <pre>.
      preventIndent: true,
    }
    return oneRunEach(() => handlebars.compile<object>(text, options))
  }
  for (const [name, partial] of theme.partials) handlebars.registerPartial(name, compile(partial))
  const templates = new Map([...theme.templates].map(([name, file]) => [name, { file: file.file, run: compile(file) }]))

  return (name, view) => {
    const template = templates.get(name)
    if (!template) throw new Error(`There is no template "${name}".`)
    refuseAllButPlainData(view, name)
    try {
      return { text: template.run(view, RUNTIME) }
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      return { failure: { detail, place: error instanceof HelperFailure ? error.place : inFile(template.file) } }
    }
  }
}

/**
 * A compiled template keeps the inline partials of its run in itself, so that a run inside another (a box in a box)
 * would leave its own to the outer one. Each such run gets a template to itself; all others share one.
 */
function oneRunEach(compile: () => Handlebars.TemplateDelegate<object>): Handlebars.TemplateDelegate<object> {
  const idle: Handlebars.TemplateDelegate<object>[] = []
  return (context, options) => {
    const template = idle.pop() ?? compile()
    try {
      return template(context, options)
    } finally {
      idle.push(template)
    }
  }
}

/** A helper as Handlebars calls it: with the options last. */
function calling(handlebars: typeof Handlebars, name: string, helper: HelperDefinition): Handlebars.HelperDelegate {
  return (...given: unknown[]) => {
    const options = given.at(-1) as { loc: { source: string; start: { line: number; column: number } } }
    try {
      const result = helper.call(...given.slice(0, -1))
      return helper.result === 'html' ? new handlebars.SafeString(String(result ?? '')) : result
    } catch (error) {
      const { source, start } = options.loc
      const place = { file: source, line: start.line, column: start.column + 1 }
      throw new HelperFailure(`${name}: ${error instanceof Error ? error.message : String(error)}`, place, error)
    }
  }
}

/** An object with methods could bypass escaping (`toHTML`), so a view has none: what JSON can hold, and undefined. */
function refuseAllButPlainData(value: unknown, path: string): void {
  if (!isPlainData(value)) throw new TypeError(`The view has ${faultOf(value, path)}.`)
}

function isPlainData(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'function' && typeof value !== 'symbol'
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (!isPlainData(value[i])) return false
    return true
  }
  // Handlebars compares contexts with `!=`, which fails for objects without a prototype.
  if (Object.getPrototypeOf(value) !== Object.prototype) return false
  for (const key in value) if (!isPlainData((value as Record<string, unknown>)[key])) return false
  return true
}

/** What is not plain in a value, and where. */
function faultOf(value: unknown, path: string): string {
  if (typeof value !== 'object' || value === null) return `a ${typeof value} at ${path}`
  const members: [string, unknown][] = Array.isArray(value)
    ? value.map((member) => [`${path}[]`, member])
    : Object.entries(value).map(([key, member]) => [`${path}.${key}`, member])
  const member = members.find(([, one]) => !isPlainData(one))
  return member ? faultOf(member[1], member[0]) : `an object that is not plain at ${path}`
}

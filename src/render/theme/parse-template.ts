/** Reads one template file; what is not Handlebars becomes a diagnostic at its place. */
import Handlebars from 'handlebars'
import { type Diagnostic, problem } from '../../diagnostics/diagnostic.ts'
import { lineIndex, positionAt } from '../../diagnostics/line-index.ts'
import type { Program } from './syntax-tree.ts'

/** One template file. `name` is 'bulletin' or, for partials, 'partials/item'; `file` is how its author knows it (templates/bulletin.hbs). */
export interface TemplateSource {
  name: string
  file: string
  text: string
}

/** The tree of a template, or the diagnostic `template-syntax` at the first place that is no Handlebars. */
export function parseTemplate(source: TemplateSource): { tree: Program } | { fault: Diagnostic } {
  try {
    return { tree: Handlebars.parse(source.text) as Program }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const { offset, detail } = locate(error, source.text)
    return { fault: problem('template-syntax', { detail }, { file: source.file, ...offset }) }
  }
}

interface Located {
  offset: { line: number; column: number }
  detail: string
}

/** Where the parser stopped. `detail` shows the source at fault, so that it reads the same in every language. */
function locate(error: Error, text: string): Located {
  const { lineNumber, column } = error as Partial<Handlebars.Exception>
  if (typeof lineNumber === 'number' && typeof column === 'number') {
    const said = error.message.replace(/ - \d+:\d+$/, '')
    const [, open, close] = /^(.+) doesn't match (.+)/.exec(said) ?? []
    const detail = open && close ? `{{#${open}}} … {{/${close}}}` : said.replace(/^Invalid path: /, '')
    return { offset: { line: lineNumber, column: column + 1 }, detail }
  }
  const stop = parserStop(text)
  const lines = lineIndex(text)
  const open = stop === text.length ? innermostOpenBlock(text) : null
  if (open) return { offset: positionAt(lines, open.offset), detail: `{{#${open.name}}} …` }
  return { offset: positionAt(lines, stop), detail: excerpt(text, stop) }
}

/**
 * The offset of the token that the parser could not use.
 * Its error tells only a line and a drawing; the lexer, which stays where it stopped, knows the exact place.
 */
function parserStop(text: string): number {
  const { lexer } = (Handlebars as unknown as { Parser: { lexer: { _input: string; match: string } } }).Parser
  return text.length - lexer._input.length - lexer.match.length
}

/** The last block of a text that was opened and not closed; the tags match otherwise, else the parser would say so. */
function innermostOpenBlock(text: string): { name: string; offset: number } | null {
  const blocks: { name: string; offset: number }[] = []
  const tags = /\{\{!--[\s\S]*?--\}\}|\{\{!(?!--)[\s\S]*?\}\}|\{\{~?(#[>*]?|\^|\/)\s*([^\s}~]+)/g
  for (const { index, 1: sign, 2: name } of text.matchAll(tags)) {
    if (name === undefined) continue
    if (sign === '/') blocks.pop()
    else blocks.push({ name, offset: index })
  }
  return blocks.at(-1) ?? null
}

/** The tag around an offset, to the end of its line and at most 40 letters. */
function excerpt(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('{{', offset), text.lastIndexOf('\n', offset - 1) + 1, 0)
  const line = text.slice(start, start + 40).split(/[\r\n]/, 1)[0] ?? ''
  return line.trim()
}

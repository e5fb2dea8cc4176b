/** Front matter in TOML or JSON, as Hugo, Zola, Eleventy and Hexo write it. */
import { type Diagnostic, problem } from '../../diagnostics/diagnostic.ts'
import { lineIndex, positionAt } from '../../diagnostics/line-index.ts'

/** What it says by its keys, dates as text, and the text below it. */
export interface ForeignFrontMatter {
  values: Record<string, unknown>
  body: string
}

/** Reads it; null where the front matter, if any, is in neither language. `file` is its name in messages. Code: `import-front-matter`. */
export async function foreignFrontMatter(
  text: string,
  file: string,
): Promise<ForeignFrontMatter | { diagnostic: Diagnostic } | null> {
  const fault = (language: string, detail: string, offset: number) => ({
    diagnostic: problem(
      'import-front-matter',
      { language, detail: detail.split('\n', 1)[0] ?? '' },
      { file, ...positionAt(lineIndex(text), offset) },
    ),
  })
  const toml = /^(\+\+\+|---[ \t]*toml)[ \t]*\r?\n/i.exec(text)
  if (toml !== null) {
    const start = toml[0].length
    const mark = toml[1] === '+++' ? '+++' : '---'
    const found = fenced(text, start, mark)
    if (found === null) return fault('TOML', `… ${mark}`, 0)
    const { parse, TomlError } = await import('smol-toml')
    try {
      return { values: plain(parse(found.head)) as Record<string, unknown>, body: found.body }
    } catch (error) {
      if (!(error instanceof TomlError)) throw error
      const before = found.head.split(/(?<=\n)/).slice(0, error.line - 1)
      const offset = start + before.join('').length + error.column - 1
      return fault('TOML', error.message.replace(/^Invalid TOML document: /, ''), offset)
    }
  }
  const json = /^---[ \t]*json[ \t]*\r?\n/i.exec(text)
  if (json === null && !/^\{(?![{%:])/.test(text)) return null
  const start = json?.[0].length ?? 0
  const found = json === null ? braced(text) : fenced(text, start, '---')
  if (found === null) return fault('JSON', '… }', 0)
  try {
    const values: unknown = JSON.parse(found.head)
    if (values !== null && typeof values === 'object' && !Array.isArray(values))
      return { values: values as Record<string, unknown>, body: found.body }
    return fault('JSON', '{ … }', start)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return fault('JSON', error.message, start)
  }
}

function fenced(text: string, start: number, mark: string): { head: string; body: string } | null {
  const end = new RegExp(`^${mark.replaceAll('+', '\\+')}[ \\t]*(?:\\r?\\n|$)`, 'm').exec(text.slice(start))
  if (end === null) return null
  const after = start + end.index
  return { head: text.slice(start, after), body: text.slice(after + end[0].length) }
}

/** An object at a text's head, up to the brace that closes it. */
function braced(text: string): { head: string; body: string } | null {
  let depth = 0
  for (const { 0: sign, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/gs)) {
    if (sign === '{') depth++
    if (sign === '}') depth--
    if (depth === 0) return { head: text.slice(0, index + 1), body: text.slice(index + 1).replace(/^[ \t]*\r?\n/, '') }
  }
  return null
}

/** TOML's dates as the text that they were: a time of no zone is told as such by its form. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().replace(/\.000/, '')
  if (Array.isArray(value)) return value.map(plain)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]))
}

/** Splits a source text into front matter, whose every key has its place, and body. */
import matter from 'gray-matter'
import { type Diagnostic, type Place, problem } from '../diagnostics/diagnostic.ts'
import { type LineIndex, lineIndex, positionAt } from '../diagnostics/line-index.ts'
import { type KeyPath, parseYaml, type YamlMap } from '../source/yaml.ts'
import { parsePlainYaml } from '../source/yaml-plain.ts'
import { mistakeIn } from './front-matter-mistake.ts'

/** `bodyLine` is the line of the file, from 1, on which the body begins. */
export interface FrontMatter {
  values: Record<string, unknown>
  /** Keys that are left empty; they count as absent. */
  empty: readonly string[]
  placeOf: (path: KeyPath, part: 'key' | 'value') => Place
  body: string
  bodyLine: number
}

const fence = /^---[ \t]*$/

/**
 * Reads the block between the two `---` lines; gray-matter only ever sees text that this guard has let through.
 * Codes: `front-matter-missing`, `-unclosed`, `-executable`, `-syntax`, `-scalar`.
 */
export function splitFrontMatter(
  text: string,
  file: string,
): { frontMatter: FrontMatter | null; diagnostics: Diagnostic[] } {
  const lines = lineIndex(text)
  const place = (offset: number): Place => ({ file, ...positionAt(lines, offset) })
  const failed = (diagnostics: Diagnostic[]) => ({ frontMatter: null, diagnostics })

  const first = lineText(text, lines, 1)
  const language = /^---\s*([a-z][\w+.-]*)/i.exec(first)?.[1]
  if (language) return failed([problem('front-matter-executable', { language }, place(0))])
  if (!fence.test(first))
    return failed([problem('front-matter-missing', { found: first.trim().slice(0, 60) }, place(0))])

  const closing = closingLine(text, lines)
  if (closing === null) {
    const dashes = /^[ \t]*[-\u2013\u2014]{1,10}[ \t]*$/gmu
    dashes.lastIndex = lines[1] ?? text.length
    const almost = dashes.exec(text)
    return failed([
      problem('front-matter-unclosed', { found: almost?.[0].trimEnd() ?? null }, place(almost?.index ?? 0)),
    ])
  }
  const headStart = lines[1] ?? text.length
  const headEnd = lines[closing - 1] ?? text.length
  const head = text.slice(headStart, headEnd)
  const stray = /^---/m.exec(head)
  if (stray)
    return failed([
      problem(
        'front-matter-syntax',
        { problem: 'MULTIPLE_DOCS', detail: 'Source contains multiple documents' },
        place(headStart + stray.index),
      ),
    ])

  const plain = parsePlainYaml(head)
  const parsed = plain === null ? parseHead(head) : { map: plain, faults: [], scalar: false }
  const mistake = plain === null ? mistakeIn(head, parsed.map === null ? parsed.faults : null) : null
  if (parsed.map === null || mistake !== null) {
    const faults = (mistake ? [mistake] : parsed.faults).map((f) =>
      problem('front-matter-syntax', { problem: f.code, detail: f.detail }, place(headStart + f.offset)),
    )
    return failed([
      ...faults,
      ...(parsed.scalar && mistake === null ? [problem('front-matter-scalar', {}, place(headStart))] : []),
    ])
  }
  const map = parsed.map
  const placeOf = (path: KeyPath, part: 'key' | 'value') => {
    const offset = map.offsetOf(path, part)
    return place(offset === null ? 0 : headStart + offset)
  }
  const body = text.slice(lines[closing] ?? text.length)
  return { frontMatter: { values: map.value, empty: map.empty, placeOf, body, bodyLine: closing + 1 }, diagnostics: [] }
}

/** Runs our YAML as gray-matter's only engine; the offsets of what it gives are those of `head`. */
function parseHead(head: string): ReturnType<typeof parseYaml> {
  let result: ReturnType<typeof parseYaml> = parseYaml('')
  const engine = (given: string) => {
    result = parseYaml(given)
    return result.map?.value ?? {}
  }
  const refuse = () => {
    throw new Error('executable front matter reached an engine')
  }
  // gray-matter hands its engine the text from the end of the first fence on: one line break before the head.
  matter(`---\n${head}\n---\n`, { language: 'yaml', engines: { yaml: engine, js: refuse, javascript: refuse } })
  return shifted(result, 1)
}

function shifted(result: ReturnType<typeof parseYaml>, by: number): ReturnType<typeof parseYaml> {
  const { map } = result
  const moved: YamlMap | null = map && {
    value: map.value,
    empty: map.empty,
    offsetOf: (path, part) => {
      const offset = map.offsetOf(path, part)
      return offset === null ? null : Math.max(0, offset - by)
    },
  }
  return { ...result, map: moved, faults: result.faults.map((f) => ({ ...f, offset: Math.max(0, f.offset - by) })) }
}

function closingLine(text: string, lines: LineIndex): number | null {
  for (let line = 2; line <= lines.length; line++) if (fence.test(lineText(text, lines, line))) return line
  return null
}

function lineText(text: string, lines: LineIndex, line: number): string {
  return text.slice(lines[line - 1] ?? text.length, lines[line] ?? text.length).replace(/[\r\n]+$/, '')
}

/** Diagnostics for people in a terminal: grouped by file, each with its excerpt and what to do. */
import { readFileSync } from 'node:fs'
import { codeFrameColumns } from '@babel/code-frame'
import pc from 'picocolors'
import { type Diagnostic, type Language, type Place, wording } from '../../diagnostics/diagnostic.ts'
import { decodeText } from '../../source/text.ts'
import { wordsOf } from '../words.ts'

type Colors = ReturnType<typeof pc.createColors>

/** Writes the diagnostics. `absolute` finds a file that a place names. */
export function textReport(
  diagnostics: readonly Diagnostic[],
  language: Language,
  absolute: (file: string) => string,
  color: boolean,
): string {
  const colors = pc.createColors(color)
  const files = new Map<string, Diagnostic[]>()
  for (const diagnostic of diagnostics) {
    const file = diagnostic.place?.file ?? ''
    const of = files.get(file)
    if (of) of.push(diagnostic)
    else files.set(file, [diagnostic])
  }
  const blocks = [...files].map(([file, of]) => {
    // Read once for all that is told of it, and let go before the next.
    const lines = of.some(({ place }) => place !== null && place.line !== null) ? linesOf(file, absolute) : null
    const texts = of.map((diagnostic) => one(diagnostic, language, lines, colors, color))
    return (file === '' ? '' : `${colors.bold(colors.underline(file))}\n`) + texts.join('\n')
  })
  return blocks.length === 0 ? '' : `${blocks.join('\n')}\n`
}

function one(
  diagnostic: Diagnostic,
  language: Language,
  source: readonly string[] | null,
  colors: Colors,
  color: boolean,
): string {
  const { message, hint } = wording(diagnostic, language)
  const words = wordsOf(language)
  const { place, severity, code, related, trail } = diagnostic
  const mark = { error: colors.red('✖'), warning: colors.yellow('▲'), info: colors.cyan('●') }[severity]
  const where = place ? `${colors.dim(placeText(place))} ` : ''
  const lines = [`  ${mark} ${where}${message} ${colors.dim(`[${code}]`)}`]
  const excerpt = place && source && excerptOf(source, place, color)
  if (excerpt) lines.push(excerpt.replace(/^/gm, '    '))
  for (const other of related) lines.push(`    ${colors.dim(`${words.related}: ${placeText(other)}`)}`)
  if (trail.length > 0) lines.push(`    ${colors.dim(`${words.trail}: ${trail.join(' → ')}`)}`)
  lines.push(`    ${colors.green(`${words.fix}:`)} ${hint}`, '')
  return lines.join('\n')
}

/** `file:line:column`, as editors and terminals make links of it. */
export function placeText({ file, line, column }: Place): string {
  return [file, line, column].filter((part) => part !== null).join(':')
}

/** The line with one on each side and a mark under the column, long lines cut around it; null where there is none. */
export function excerptAt(place: Place, absolute: (file: string) => string, color: boolean): string | null {
  const lines = place.line === null ? null : linesOf(place.file, absolute)
  return lines && excerptOf(lines, place, color)
}

function linesOf(file: string, absolute: (file: string) => string): string[] | null {
  try {
    const decoded = decodeText(readFileSync(absolute(file)), file)
    return 'diagnostic' in decoded ? null : decoded.text.split(/\r\n|\n|\r/)
  } catch (error) {
    // The file may be gone by now; the message stands without its excerpt.
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

function excerptOf(lines: readonly string[], { line, column }: Place, color: boolean): string | null {
  if (line === null || line > lines.length) return null
  const from = Math.max(0, (column ?? 1) - 60)
  const first = Math.max(1, line - 1)
  const shown = lines.slice(first - 1, line + 1).map((one) => one.slice(from, from + 110))
  const start = column === null ? { line } : { line, column: column - from }
  const frame = { linesAbove: 1, linesBelow: 1, highlightCode: false, forceColor: color, startLine: first }
  return codeFrameColumns(shown.join('\n'), { start }, frame)
}

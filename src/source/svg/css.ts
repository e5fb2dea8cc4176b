/** Style sheets and values in drawings, of which what draws is written again and everything else left out. */
import { drawingFunctions, drawingProperties } from './allowed.ts'

/** Rules inside rules of drawings: `@media` around rules, no deeper. */
const DEEPEST = 3

/**
 * A value that loads nothing, or null. Without a backslash a function can be called by its plain name alone, so that looking
 * at every name before a bracket is enough: known ones, and `url()` of a place in the same drawing.
 */
export function safeValue(text: string): string | null {
  const value = text.replace(/url\(\s*(["']?)#([^"'()\\\s<>]+)\1\s*\)/gi, 'url(#$2)')
  if (/[\\@{}<]|\/\*|javascript:/i.test(value)) return null
  for (const [, name = '', rest = ''] of value.matchAll(/([-\w]*)\((#?)/g)) {
    if (name === '' || drawingFunctions.has(name.toLowerCase())) continue
    if (name !== 'url' || rest !== '#') return null
  }
  return value
}

/** The declarations of a `style` that may stay; an empty text where none may. */
export function safeDeclarations(text: string): string {
  return split(withoutComments(text), ';')
    .flatMap((declaration) => {
      const colon = declaration.indexOf(':')
      const name = declaration.slice(0, colon).trim()
      const value = safeValue(declaration.slice(colon + 1).trim())
      const isKnown = drawingProperties.has(name.toLowerCase()) || /^--[\w-]+$/.test(name)
      return colon > 0 && isKnown && value !== null && value !== '' && !value.includes(';') ? `${name}:${value}` : []
    })
    .join(';')
}

/** The rules of a style sheet that may stay: declarations under selectors, within `@media` and `@keyframes` too. */
export function safeStyles(text: string): string {
  return rules(withoutComments(text), 0)
}

function rules(text: string, depth: number): string {
  if (depth === DEEPEST) return ''
  const kept: string[] = []
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf('{', at)
    if (open < 0) break
    // Statements such as `@import` and `@charset` end before the next rule begins; none of them draws.
    const head = text.slice(at, open).split(';').at(-1)?.trim() ?? ''
    const close = closing(text, open)
    const inside = text.slice(open + 1, close)
    const isGroup = /^@(?:media|keyframes)\s/i.test(head)
    const selector = safeValue(isGroup ? head.slice(1) : head)
    const body = isGroup ? rules(inside, depth + 1) : safeDeclarations(inside)
    if (selector !== null && body !== '') kept.push(`${isGroup ? '@' : ''}${selector}{${body}}`)
    at = close + 1
  }
  return kept.join('\n')
}

/** Where the bracket that opens at `open` closes; the end of the text where it does not. */
function closing(text: string, open: number): number {
  let depth = 0
  let quote = ''
  for (let at = open; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (quote !== '') quote = sign === quote ? '' : quote
    else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '{') depth++
    else if (sign === '}' && --depth === 0) return at
  }
  return text.length
}

/** Parts between separators that stand outside quotes and brackets. */
function split(text: string, separator: string): string[] {
  const parts: string[] = []
  let [from, depth, quote] = [0, 0, '']
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (quote !== '') quote = sign === quote ? '' : quote
    else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '(') depth++
    else if (sign === ')') depth--
    else if (sign === separator && depth <= 0) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, text.slice(from)]
}

/** A space stands for a comment, as in CSS: `u/**\/rl(` calls nothing. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ').replace(/<!--|-->/g, ' ')
}

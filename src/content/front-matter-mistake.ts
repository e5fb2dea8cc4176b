/** What an officer did behind a fault of the YAML parser: it names what it missed, not what was typed. */
import type { YamlFault } from '../source/yaml.ts'

/** Blanks that look like a space and are none to YAML: Word and web pages put them there. */
const falseBlank = /^(?:[A-Za-z]\w*:)?([\u00a0\u2000-\u200b\u202f\u3000\ufeff])/m

/**
 * The mistake in a head, `faults` being what the parser says of it, null where it read a map (of which a false blank may
 * have become a key). Null where none of the well-known mistakes is in it.
 * Codes are those of `diagnostics/catalogue/yaml-faults.ts`.
 */
export function mistakeIn(head: string, faults: readonly YamlFault[] | null): YamlFault | null {
  const at = (code: string, offset: number): YamlFault => ({ code, offset, detail: faults?.[0]?.detail ?? code })
  const blank = falseBlank.exec(head)
  if (blank) return at('FALSE_BLANK', blank.index + blank[0].length - 1)
  if (faults === null) return null
  const fault = faults[0]
  const unspaced = /^[A-Za-z]\w*(?::(?=[^\s:/])|：)/m.exec(head)
  if (
    unspaced &&
    (!fault ||
      ['MULTILINE_IMPLICIT_KEY', 'MISSING_CHAR', 'UNEXPECTED_TOKEN', 'BLOCK_AS_IMPLICIT_KEY'].includes(fault.code))
  )
    return at('COLON_UNSPACED', unspaced.index)
  if (!fault) return null
  const { line, start } = lineAt(head, fault.offset)
  const value = /^\s*[A-Za-z]\w*: +/.exec(line)
  const written = value ? line.slice(value[0].length) : ''
  if (fault.code === 'BLOCK_AS_IMPLICIT_KEY') {
    if (/^[“”‘’„]/.test(written)) return at('QUOTES_CURLY', start + (value?.[0].length ?? 0))
    const next = start + line.length + 1
    if (!written.includes(':') && /^ +[A-Za-z]\w*:/.test(lineAt(head, next).line)) return at('LINE_INDENTED', next)
  }
  if (/end with a [\]}]/.test(fault.detail)) {
    const opened = Math.max(head.lastIndexOf('[', fault.offset - 1), head.lastIndexOf('{', fault.offset - 1))
    return at('BRACKET_OPEN', Math.max(0, opened))
  }
  if (fault.code === 'UNEXPECTED_TOKEN' && /^".*".*"/.test(written)) return at('QUOTES_INSIDE', fault.offset)
  return null
}

function lineAt(text: string, offset: number): { line: string; start: number } {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', start)
  return { line: text.slice(start, end < 0 ? text.length : end), start }
}

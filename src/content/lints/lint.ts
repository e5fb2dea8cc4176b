/** The lints of a bulletin's source text, and the text with their safe fixes. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { problem } from '../../diagnostics/diagnostic.ts'
import { lineIndex, positionAt } from '../../diagnostics/line-index.ts'
import type { SiteLanguage } from '../../source/language/labels.ts'
import { splitFrontMatter } from '../front-matter.ts'
import { citationFindings } from './citation.ts'
import { encodingFindings } from './encoding.ts'
import type { Finding, Fix } from './finding.ts'
import { languageFindings } from './language.ts'
import { markupFindings } from './markup.ts'
import { personalFindings } from './personal-data.ts'
import { readableText } from './readable.ts'

/** What the lints need to know of the portal: telephone numbers of offices, digits alone. */
export interface LintSettings {
  offices: readonly string[]
}

/** A diagnostic of a lint, and its fix. */
export interface Linted {
  diagnostic: Diagnostic
  fix: Fix | null
}

/**
 * Lints a file's text (NFC, as `decodeText` gives it); `isNfc` tells whether the file itself was. A text whose front matter
 * cannot be read has other faults first: nothing is found in it.
 */
export function lintText(
  text: string,
  file: string,
  language: SiteLanguage,
  settings: LintSettings,
  isNfc = true,
): Linted[] {
  const { frontMatter } = splitFrontMatter(text, file)
  if (frontMatter === null) return []
  const lines = lineIndex(text)
  const bodyStart = lines[frontMatter.bodyLine - 1] ?? text.length
  const seen = readableText(text, bodyStart)
  const found: Finding[] = [
    ...languageFindings(seen, language),
    ...(language === 'vi' ? [...citationFindings(seen), ...encodingFindings(seen)] : []),
    ...markupFindings(seen, text, bodyStart),
    ...personalFindings(text, settings.offices),
  ]
  const linted = found.map(({ told, offset, fix }) => ({
    diagnostic: told({ file, ...positionAt(lines, offset) }),
    fix,
  }))
  if (!isNfc) linted.push({ diagnostic: problem('text-not-nfc', {}, { file, line: null, column: null }), fix: null })
  return linted
}

/** The text with fixes applied; of two that overlap the first alone. */
export function fixedText(text: string, fixes: readonly Fix[]): string {
  let fixed = ''
  let at = 0
  for (const { start, end, text: right } of [...fixes].sort((a, b) => a.start - b.start)) {
    if (start < at) continue
    fixed += text.slice(at, start) + right
    at = end
  }
  return fixed + text.slice(at)
}

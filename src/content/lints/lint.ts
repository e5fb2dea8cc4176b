/** The lints of a bulletin's source text, and the text with their edits. */
import { type Diagnostic, type Edit, inFile, problem } from '../../diagnostics/diagnostic.ts'
import { lineIndex, positionAt } from '../../diagnostics/line-index.ts'
import type { SiteLanguage } from '../../source/language/labels.ts'
import { splitFrontMatter } from '../front-matter.ts'
import { characterFindings } from './characters.ts'
import { citationFindings } from './citation.ts'
import { encodingFindings } from './encoding.ts'
import type { Finding } from './finding.ts'
import { headMarkup } from './head-markup.ts'
import { languageFindings } from './language.ts'
import { markupFindings } from './markup.ts'
import { pastedFindings } from './pasted.ts'
import { personalFindings } from './personal-data.ts'
import { inProse } from './prose.ts'
import { readableText } from './readable.ts'
import { unseenMarks } from './unseen-marks.ts'

/** What the lints need to know of the portal: telephone numbers of offices, digits alone. */
export interface LintSettings {
  offices: readonly string[]
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
): Diagnostic[] {
  const { frontMatter } = splitFrontMatter(text, file)
  if (frontMatter === null) return []
  const lines = lineIndex(text)
  const bodyStart = lines[frontMatter.bodyLine - 1] ?? text.length
  const seen = readableText(text, bodyStart)
  const found: Finding[] = [
    ...inProse(languageFindings(seen, language), text, bodyStart),
    ...(language === 'vi' ? [...citationFindings(seen), ...encodingFindings(seen)] : []),
    ...markupFindings(seen, text, bodyStart),
    ...headMarkup(seen, bodyStart),
    ...inProse(unseenMarks(seen, text, bodyStart, language), text, bodyStart),
    ...characterFindings(text, bodyStart, language),
    ...pastedFindings(text, bodyStart),
    ...personalFindings(text, settings.offices),
  ]
  return [
    ...found.map(({ told, offset, fix }) => ({ ...told({ file, ...positionAt(lines, offset) }), edits: fix ?? [] })),
    ...(isNfc ? [] : [problem('text-not-nfc', {}, inFile(file))]),
  ]
}

/**
 * The text with edits made, and how many were. One whose text is not at its place any more is left out, and so is the later of two
 * that overlap.
 */
export function editedText(text: string, edits: readonly Edit[]): { text: string; made: readonly Edit[] } {
  let edited = ''
  let at = 0
  const made: Edit[] = []
  for (const edit of [...edits].sort((a, b) => a.offset - b.offset)) {
    const { offset, written, right } = edit
    if (offset < at || !text.startsWith(written, offset)) continue
    edited += text.slice(at, offset) + right
    at = offset + written.length
    made.push(edit)
  }
  return { text: edited + text.slice(at), made }
}

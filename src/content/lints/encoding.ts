/** Text that was typed for a font, or read in the wrong encoding, before Unicode (TCVN 6909:2001). */
import { problem } from '../../diagnostics/diagnostic.ts'
import { legacyMarks } from '../../source/legacy-text.ts'
import type { Finding } from './finding.ts'

/** A longer run of letters is no word. */
const LONGEST = 40

/** One finding for a text in which three words can be nothing else, at its first such word. */
export function encodingFindings(text: string): Finding[] {
  const found = legacyMarks.map(() => ({ words: new Set<string>(), first: 0 }))
  for (const { index, 0: word } of text.matchAll(/\S+/g)) {
    if (word.length > LONGEST || !/[^\p{ASCII}]/u.test(word)) continue
    for (const [nth, [, inside]] of legacyMarks.entries()) {
      const one = found[nth]
      if (!one || !inside.test(word)) continue
      if (one.words.size === 0) one.first = index
      one.words.add(word)
    }
  }
  const nth = found.findIndex(({ words }) => words.size >= 3)
  const [encoding] = legacyMarks[nth] ?? []
  const { first = 0, words } = found[nth] ?? {}
  if (encoding === undefined || words === undefined) return []
  const [written = ''] = words
  return [{ told: (place) => problem('text-legacy-encoding', { encoding, written }, place), offset: first, fix: null }]
}

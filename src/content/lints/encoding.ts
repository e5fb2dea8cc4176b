/** Text that was typed for a font, or read in the wrong encoding, before Unicode (TCVN 6909:2001). */
import { problem } from '../../diagnostics/diagnostic.ts'
import type { Finding } from './finding.ts'

/** What only such a text has inside a word; three words of it are no accident. */
const encodings: [name: string, inside: RegExp][] = [
  ['UTF-8 → windows-1252', /á»|áº|Ä‘|Æ°|Ã´|Ã¢/],
  ['TCVN3', /[A-Za-z][®©µ¸¹¨ª«¬¶·]|[®©µ¸¹¨ª«¬¶·][A-Za-z]/],
  ['VNI', /[aeo][âäå]|[aouAOU][øûïØÛÏ]|ñ[aeiouöô]|ö[ôøûïõ]/],
]

/** A longer run of letters is no word. */
const LONGEST = 40

/** One finding for a text, at its first such word. */
export function encodingFindings(text: string): Finding[] {
  const found = encodings.map(() => ({ words: new Set<string>(), first: 0 }))
  for (const { index, 0: word } of text.matchAll(/\S+/g)) {
    if (word.length > LONGEST || !/[^\p{ASCII}]/u.test(word)) continue
    for (const [nth, [, inside]] of encodings.entries()) {
      const one = found[nth]
      if (!one || !inside.test(word)) continue
      if (one.words.size === 0) one.first = index
      one.words.add(word)
    }
  }
  const nth = found.findIndex(({ words }) => words.size >= 3)
  const [encoding] = encodings[nth] ?? []
  const { first = 0, words } = found[nth] ?? {}
  if (encoding === undefined || words === undefined) return []
  const [written = ''] = words
  return [{ told: (place) => problem('text-legacy-encoding', { encoding, written }, place), offset: first, fix: null }]
}

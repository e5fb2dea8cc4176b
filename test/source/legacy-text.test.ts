/** Vietnamese in the encodings before Unicode: known by its words, turned back to the same letters, and nothing else touched. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSyllable } from '../../src/source/language/syllable.ts'
import { fromLegacy, legacyEncodingOf, legacyStretches, vietnameseWords } from '../../src/source/legacy-text.ts'
import { legacySigns, prose } from '../support/legacy.ts'

describe('a Vietnamese syllable', () => {
  test.each(
    'Xin xã huyện Yên Châu quyết định giếng khuỷu nghiêng quốc loắt Đắk TRƯỞNG ngoằn quạu uỷ ủy thuở hoá hóa'.split(
      ' ',
    ),
  )('%s', (word) => expect(isSyllable(word)).toBe(true))
  test.each('strength cãt các̣ quyêt đươc Müller §¹i ñaõ tÌnh naïve ngw'.split(' '))('is not %s', (word) =>
    expect(isSyllable(word)).toBe(false),
  )
})

const texts = fc
  .array(fc.constantFrom(...prose.split(/\s+/)), { minLength: 12, maxLength: 60 })
  .map((words) => words.join(' '))
  .filter((text) => vietnameseWords(text).good > 7)

describe.each(['TCVN3', 'VNI', 'UTF-8 → windows-1252'] as const)('%s', (name) => {
  test('is known and turned back to the same text, whatever its words', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const written = legacySigns(text, name)
        expect(legacyEncodingOf(written)).toBe(name)
        expect(fromLegacy(written, name)).toBe(text)
        // Of a page that has both, only what is written so is turned.
        const lines = [text, written, text]
        const are = legacyStretches(lines, name, false)
        expect(lines.map((line, index) => (are[index] ? fromLegacy(line, name) : line))).toEqual([text, text, text])
      }),
    )
  })
})

test('Unicode text is in none of them', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(legacyEncodingOf(text)).toBe(null)
    }),
  )
  for (const text of [
    'Müller, Çelik, José, naïve, Öğretmen, Ångström, Łódź, smørrebrød',
    '25°C ± 2 µm, © 2024 UBND, §1, ½ giờ, «ngoặc kép», 100 m², ®Đăng ký',
    'El niño español: mañana, corazón, árbol, vosotros habéis, según',
  ])
    expect(legacyEncodingOf(text)).toBe(null)
})

/** Vietnamese that was typed for a font, or read in the wrong encoding, before Unicode (TCVN 6909:2001): known, and turned back. */
import { isSyllable } from './language/syllable.ts'

/** TCVN3 (the ABC and .Vn fonts) and VNI-Windows are fonts' codes within a Western encoding; the last is UTF-8 read as one. */
export type LegacyName = 'TCVN3' | 'VNI' | 'UTF-8 → windows-1252'

/** What only such a text has inside a word. */
export const legacyMarks: readonly (readonly [name: LegacyName, inside: RegExp])[] = [
  ['UTF-8 → windows-1252', /á»|áº|Ä‘|Æ°|Ã´|Ã¢/],
  ['TCVN3', /[A-Za-z][®©µ¸¹¨ª«¬¶·]|[®©µ¸¹¨ª«¬¶·][A-Za-z]/],
  ['VNI', /[aeo][âäå]|[aouAOU][øûïØÛÏ]|ñ[aeiouöô]|ö[ôøûïõ]/],
]

/** TCVN3's letters in the order of its codes, which are those of these Western characters. */
const tcvn3 = paired(
  '¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ',
  'ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ',
)

/** VNI's letters: a vowel with the sign after it that stands for its mark. */
const vni = vniLetters()

const vniLetter = /[AEOaeo][âäåáàãêéèúüëÂÄÅÁÀÃÊÉÈÚÜË]|[AEOUYaeouyôöÔÖ][ùøûõïÙØÛÕÏ]|[ôöñíìæóòîÔÖÑÍÌÆÓÒÎ]/g

/** A word: letters, and the signs among which the fonts keep theirs. */
const word = /[\p{L}\p{M}\u00a1-\u00ff]+/gu

/** Of a text's words that are no Vietnamese as they stand, so many different ones must be when they are turned. */
const ENOUGH = 3
const MOST = 0.8
/** In letters, of a syllable in VNI. */
const LONGEST = 12

/** The text that is meant by `text`, if it is in an encoding; of UTF-8 read wrongly null where it is not that as a whole. */
export function fromLegacy(text: string, name: LegacyName): string | null {
  if (name === 'TCVN3') return text.replace(/[^\p{ASCII}]/gu, (sign) => tcvn3.get(sign) ?? sign)
  if (name === 'VNI') return text.replace(vniLetter, (letter) => vni.get(letter) ?? letter)
  return fromMisread(text)
}

/** Which legacy encoding a text, or lines of it, are in; null where none is certain. */
export function legacyEncodingOf(text: string): LegacyName | null {
  if (markedWords(text).filter((one) => !isSyllable(one)).length < ENOUGH) return null
  const lines = text.split(/\r\n?|\n/)
  let best: { name: LegacyName; good: number } | null = null
  for (const [name, inside] of legacyMarks) {
    const isMisread = name === 'UTF-8 → windows-1252'
    const better = lines.filter((line) => (!isMisread || inside.test(line)) && isLegacy(line, name) === true)
    const wrong = isMisread
      ? markedWords(better.flatMap((line) => fromMisread(line) ?? []).join('\n'))
      : markedWords(better.join('\n')).filter((one) => !isSyllable(one))
    const good = wrong.filter((one) => isSyllable(isMisread ? one : (fromLegacy(one, name) ?? ''))).length
    if (good >= ENOUGH && good >= wrong.length * MOST && good > (best?.good ?? 0)) best = { name, good }
  }
  return best?.name ?? null
}

/** How many different words with marks a text has that are Vietnamese, and how many that are not. */
export function vietnameseWords(text: string): { good: number; bad: number } {
  const words = markedWords(text)
  const good = words.filter(isSyllable).length
  return { good, bad: words.length - good }
}

/** Whether a stretch of text reads better when it is turned; null where either reading is as good. */
function isLegacy(text: string, name: LegacyName): boolean | null {
  const turned = fromLegacy(text, name)
  if (turned === null) return false
  if (turned === text) return null
  const score = (one: string) => {
    const { good, bad } = vietnameseWords(one)
    return good - bad
  }
  // Letters that no Western encoding has, in words that are Vietnamese, speak against it.
  const unicode = markedWords(text).filter((one) => /[\u0100-\uffff]/.test(one) && isSyllable(one)).length
  const difference = score(turned) - score(text) - unicode
  return difference === 0 ? null : difference > 0
}

/**
 * Which stretches of a text, as of lines, are in the encoding; one that reads as well either way is what the one before it is,
 * and `presumed` where none shows it.
 */
export function legacyStretches(stretches: readonly string[], name: LegacyName, presumed: boolean): boolean[] {
  let before = isLegacy(stretches.join('\n'), name) ?? presumed
  return stretches.map((one) => {
    before = isLegacy(one, name) ?? before
    return before
  })
}

/** The different words of a text that have other letters than ASCII's. */
function markedWords(text: string): string[] {
  const words = (text.match(word) ?? []).filter((one) => one.length <= LONGEST && /[^\p{ASCII}]/u.test(one))
  return [...new Set(words)]
}

/**
 * What windows-1252 has from 0x80 to 0x9f (WHATWG Encoding, index-windows-1252); its other codes are Unicode's. Node's own decoder
 * knows these in some versions alone.
 */
const western = [...'€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ']
const westernCodes = new Map(western.map((sign, index) => [sign, 0x80 + index]))

/** Bytes as windows-1252. */
export function westernText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return text.replace(/[\x80-\x9f]/g, (sign) => western[sign.charCodeAt(0) - 0x80] ?? sign)
}

function fromMisread(text: string): string | null {
  const codes: number[] = []
  for (const sign of text) {
    const code = westernCodes.get(sign) ?? sign.codePointAt(0) ?? 0
    if (code > 0xff) return null
    codes.push(code)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(codes)).normalize('NFC')
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function paired(from: string, to: string): Map<string, string> {
  const letters = [...to]
  return new Map([...from].map((sign, index) => [sign, letters[index] ?? sign]))
}

function vniLetters(): Map<string, string> {
  const letters = new Map<string, string>()
  const add = (written: string, meant: string) => {
    letters.set(written, meant)
    // Not every program turns the sign too.
    letters.set((written[0] ?? '').toUpperCase() + written.slice(1), meant.toUpperCase())
    letters.set(written.toUpperCase(), meant.toUpperCase())
  }
  const toned = (base: string, signs: string, meant: string) => {
    for (const [index, sign] of [...signs].entries()) add(base + sign, [...meant][index] ?? '')
  }
  for (const [base, meant] of [
    ['a', 'áàảãạ'],
    ['e', 'éèẻẽẹ'],
    ['o', 'óòỏõọ'],
    ['u', 'úùủũụ'],
    ['ô', 'ớờởỡợ'],
    ['ö', 'ứừửữự'],
    ['y', 'ýỳỷỹỵ'],
  ] as const)
    toned(base, 'ùøûõï', meant)
  for (const [base, meant] of [
    ['a', 'âấầẩẫậ'],
    ['e', 'êếềểễệ'],
    ['o', 'ôốồổỗộ'],
  ] as const)
    toned(base, 'âáàåãä', meant)
  toned('a', 'êéèúüë', 'ăắằẳẵặ')
  toned('', 'ôöñíìæóòî', 'ơưđíìỉĩịỵ')
  return letters
}

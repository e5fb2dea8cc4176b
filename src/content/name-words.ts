/** The words of a person's name as they are compared: every way to write a word is one. */
import { asLatin } from '../source/look-alikes.ts'

const STROKE = '\u0335'
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g

/** A name in plain letters, without what nobody sees and without "Đ/c" (comrade) before it. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\p{DI}/gu, '')
    .replace(/^\s*đ\/c\.?\s*/iu, '')
}

/** The words of a name in small letters, each with its tone at its end, wherever that was put: "hoà" and "hòa" are one. */
export function wordsOf(name: string): string[] {
  return asLatin(plainName(name))
    .replace(/[đĐ]/g, `d${STROKE}`)
    .replace(/([dD])[\u0335\u0336\u0337]+/g, `$1${STROKE}`)
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .map(toneLast)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
}

/** A word with its tone at its end, and no mark that Vietnamese does not know. */
export function toneLast(word: string): string {
  const letters = word
    .replace(/(?<!d)\u0335/g, '')
    .replace(/\p{M}/gu, (mark) => (/[\u0302\u0306\u031b\u0335\u0300\u0301\u0303\u0309\u0323]/.test(mark) ? mark : ''))
  const plain = letters.replace(tones, '')
  // "Lý" and "Lí", "Quý" and "Quí".
  const vowel = plain.replace(/(?<=^[^aeiouy]+|^qu)y$/u, 'i')
  return vowel + (letters.match(tones) ?? []).join('')
}

/** A word without its marks, đ as d. */
export function unmarked(word: string): string {
  return word.replace(/\p{M}/gu, '')
}

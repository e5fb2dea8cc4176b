/** Characters that no reader sees, or that are not what they look like: what Word, web pages and old fonts leave behind. */
import { type Diagnostic, type Edit, type Place, problem } from '../../diagnostics/diagnostic.ts'
import type { SiteLanguage } from '../../source/language/labels.ts'
import { isSyllable } from '../../source/language/syllable.ts'
import { westernText } from '../../source/legacy-text.ts'
import type { Finding } from './finding.ts'
import { proseIn } from './prose.ts'

type Code = 'control-character' | 'invisible-character' | 'bidi-character' | 'private-character' | 'lost-character'

/** Variation selectors and the tags of flags belong to the sign before them. */
const suspect =
  /(?![\t\n\r])[\p{Cc}\p{Co}\p{Zl}\p{Zp}\u2800\ufff9-\ufffd]|(?![\ufe00-\ufe0f\u{e0000}-\u{e0fff}])\p{Default_Ignorable_Code_Point}/gu

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
/** A letter of a script that joins letters by invisible signs, or keeps words apart by them (Khmer, Thai, Persian, Hindi). */
const joinedScript =
  /^(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Inherited}\p{Script=Common}])[\p{L}\p{M}]$/u
const pictured = /^(?:\p{Extended_Pictographic}|\ufe0f|[\u{1f3fb}-\u{1f3ff}])$/u

/** Each character is reported once a file, at its first place, with how often it is there; what is no prose is not edited. */
export function characterFindings(source: string, bodyStart: number, language: SiteLanguage): Finding[] {
  const found = new Map<string, { code: Code; offset: number; count: number; edits: Edit[] }>()
  for (const { index, 0: sign } of source.matchAll(suspect)) {
    const code = codeOf(sign, index, source)
    if (code === null) continue
    const one = found.get(sign) ?? { code, offset: index, count: 0, edits: [] }
    found.set(sign, one)
    one.count++
    const right = lineBreakFor(sign, index, source, bodyStart) ?? rightFor(sign, code)
    // What a mark would join is another letter.
    if (right !== null && !/^\p{M}/u.test(letterAfter(source, index + sign.length)))
      one.edits.push({ offset: index, written: sign, right })
  }
  const findings = [...found].map(([sign, { code, offset, count, edits }]): Finding => {
    const args = { sign: `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`, count }
    return { offset, told: (place) => problem(code, args, place), fix: edits.length > 0 ? edits : null }
  })
  const all = language === 'vi' ? [...findings, ...eths(source)] : findings
  if (all.every(({ fix }) => fix === null)) return all
  const isProse = proseIn(source, bodyStart)
  return all.map(({ fix, ...finding }) => ({
    ...finding,
    fix: fix?.filter(({ offset, written }) => isProse(offset, offset + written.length)) ?? null,
  }))
}

function codeOf(sign: string, at: number, source: string): Code | null {
  const code = sign.codePointAt(0) ?? 0
  if (code >= 0xe000 && code <= 0xf8ff) return 'private-character'
  if (code >= 0xf0000) return 'private-character'
  if (code >= 0xfff9 && code <= 0xfffd) return 'lost-character'
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f) || code === 0x2028 || code === 0x2029) return 'control-character'
  const [before, after] = [letterBefore(source, at), letterAfter(source, at + sign.length)]
  if (code === 0x202d || code === 0x202e) return 'bidi-character'
  const isDirection = /[\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069]/.test(sign)
  if (isDirection) {
    if (rightToLeft.test(lineAround(source, at))) return null
    return /[\u061c\u200e\u200f]/.test(sign) ? 'invisible-character' : 'bidi-character'
  }
  if (joinedScript.test(before) || joinedScript.test(after)) return null
  if (code === 0x200d && pictured.test(before) && pictured.test(after)) return null
  return 'invisible-character'
}

/**
 * Word's line break within a paragraph is Markdown's (CommonMark 0.31, hard line breaks). Only between words of a line that is
 * neither heading nor table row: elsewhere the rest of the line would become something else.
 */
function lineBreakFor(sign: string, at: number, source: string, bodyStart: number): string | null {
  if ((sign !== '\u000b' && sign !== '\u2028') || at < bodyStart) return null
  if (!/[\p{L}\p{N}\p{P}]/u.test(letterBefore(source, at)) || letterBefore(source, at) === '\\') return null
  if (!/^\p{L}$/u.test(letterAfter(source, at + 1))) return null
  const line = source.slice(source.lastIndexOf('\n', at) + 1, (source.indexOf('\n', at) + 1 || source.length + 1) - 1)
  return /^[\s>]*#|\|/.test(line) ? null : '\\\n'
}

/** What has no width is taken out; codes of windows-1252 are turned into its signs. */
function rightFor(sign: string, code: Code): string | null {
  // A blank of the Braille block is as wide as a space.
  if (sign === '\u2800' || sign === '\u3164' || sign === '\uffa0') return null
  if (code === 'invisible-character' || code === 'bidi-character') return ''
  const number = sign.charCodeAt(0)
  if (code !== 'control-character' || number < 0x80 || number > 0x9f || number === 0x85) return null
  const western = westernText(Uint8Array.of(number))
  return western === sign ? null : western
}

const letterBefore = (source: string, at: number) => [...source.slice(Math.max(0, at - 2), at)].at(-1) ?? ''
const letterAfter = (source: string, at: number) => [...source.slice(at, at + 2)][0] ?? ''

function lineAround(source: string, at: number): string {
  const near = source.slice(Math.max(0, at - 200), at + 200)
  const here = Math.min(at, 200)
  return near.slice(near.lastIndexOf('\n', here - 1) + 1, (near.indexOf('\n', here) + 1 || near.length + 1) - 1)
}

/** The Icelandic eth and the African d, which look like Đ: no search finds their words. */
function eths(source: string): Finding[] {
  if (!/[ÐðƉ]/.test(source)) return []
  const edits: Edit[] = []
  let first = ''
  for (const { index, 0: word } of source.matchAll(/[\p{L}\p{M}]*[ÐðƉ][\p{L}\p{M}]*/gu)) {
    const right = word.replace(/[ÐƉ]/g, 'Đ').replace(/ð/g, 'đ')
    const isWord = right.length <= 10 && (isSyllable(right) || /^\p{Lu}{1,8}$/u.test(right))
    if (!isWord) continue
    first ||= word
    for (const [nth, letter] of [...word].entries())
      if (/[ÐðƉ]/.test(letter)) edits.push({ offset: index + nth, written: letter, right: letter === 'ð' ? 'đ' : 'Đ' })
  }
  const [one] = edits
  if (one === undefined) return []
  const told = (place: Place | null): Diagnostic => problem('letter-eth', { word: first, count: edits.length }, place)
  return [{ offset: one.offset, told, fix: edits }]
}

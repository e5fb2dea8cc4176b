/** The bytes of a source to NFC text, whatever encoding of the last thirty years they are in. */
import { isUtf8 } from 'node:buffer'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { SourceFile } from '../../source/folder.ts'
import {
  fromLegacy,
  legacyEncodingOf,
  legacyStretches,
  vietnameseWords,
  westernText,
} from '../../source/legacy-text.ts'
import { decodeText, readBytes } from '../../source/text.ts'

/** A text, and the encodings that it was brought from, as they are named to people. */
export interface Decoded {
  text: string
  from: string[]
}

/** Words with marks that make it certain that bytes are Vietnamese in windows-1258. */
const ENOUGH = 3
const MOST = 0.8

/**
 * Reads a source: UTF-8 whatever it says of itself, else UTF-16 by its mark, else what its words show, else what HTML declares.
 * Fonts' codes (TCVN3, VNI) within HTML are left to its tree. Codes: `file-unreadable`, `encoding-invalid`.
 */
export function decodeSource(
  source: Pick<SourceFile, 'absolute' | 'file'>,
  isHtml: boolean,
): Decoded | { diagnostic: Diagnostic } {
  const read = readBytes(source)
  if ('diagnostic' in read) return read
  const { bytes } = read
  const other = bytes.length > 1 ? (utf16(bytes) ?? (isUtf8(bytes) ? null : eightBit(bytes, isHtml))) : null
  if (other === null) {
    const decoded = decodeText(bytes, source.file)
    if ('diagnostic' in decoded) return decoded
    return isHtml ? { text: decoded.text, from: [] } : withoutFontCodes(decoded.text, [])
  }
  const text = other.text.replace(/^\ufeff/, '').normalize('NFC')
  return isHtml ? { text, from: other.from } : withoutFontCodes(text, other.from)
}

/** Brings those lines of a text to Unicode that are in a legacy encoding. */
function withoutFontCodes(text: string, from: string[]): Decoded {
  const name = legacyEncodingOf(text)
  if (name === null) return { text, from }
  const lines = text.split(/(?<=\n)/)
  const are = legacyStretches(lines, name, false)
  const turned = lines.map((line, index) => (are[index] ? (fromLegacy(line, name) ?? line) : line))
  return { text: turned.join('').normalize('NFC'), from: [...from, name] }
}

function utf16(bytes: Uint8Array): Decoded | null {
  const [one, two] = bytes
  const label = one === 0xff && two === 0xfe ? 'utf-16le' : one === 0xfe && two === 0xff ? 'utf-16be' : null
  if (label === null) return null
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes), from: ['UTF-16'] }
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/**
 * Bytes of one letter each. What a page declares is often wrong: its words decide, and only a page without Vietnamese in it is
 * taken at its word, as browsers do.
 */
function eightBit(bytes: Uint8Array, isHtml: boolean): Decoded | null {
  const western = westernText(bytes)
  const vietnamese = new TextDecoder('windows-1258').decode(bytes).normalize('NFC')
  const declared = isHtml
    ? /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)/i.exec(western.slice(0, 4096))?.[1]
    : undefined
  const { good, bad } = vietnameseWords(vietnamese)
  const enough = /^(?:windows-1258|x-cp1258|cp1258)$/i.test(declared ?? '') ? 1 : ENOUGH
  const font = legacyEncodingOf(western)
  const isVietnamese = good >= enough && good >= (good + bad) * MOST
  if (isVietnamese && (font === null || vietnameseWords(fromLegacy(western, font) ?? '').good < good))
    return { text: vietnamese, from: ['windows-1258'] }
  if (font !== null) return { text: western, from: [] }
  const isWestern =
    /^(?:windows-1252|cp1252|iso-8859-1|latin1)$/i.test(declared ?? '') && !/[\u0080-\u009f]/.test(western)
  return isWestern ? { text: western, from: ['windows-1252'] } : null
}

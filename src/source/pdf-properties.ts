/** What a PDF says of itself: its document information (ISO 32000-1, 14.3.3) and its metadata streams (14.3.2). */
import { type ObjectStream, objectStreams, streamsOf } from './pdf-objects.ts'
import { type DocumentProperty, xmpProperties } from './xmp.ts'

/** A dictionary, or packet, beyond this is no description any more. */
const LONGEST = 20_000
const LARGEST_PACKET = 1024 * 1024
/** Each revision of a file may have its own. */
const MOST = 20
const MOST_PLACES = 10_000

/** The properties of all revisions, for all of them are in the file; none of an encrypted one. */
export function pdfProperties(file: Buffer): DocumentProperty[] {
  if (!file.subarray(0, 1024).includes('%PDF-')) return []
  const plain = file.toString('latin1')
  if (/\/Encrypt\s{1,9}\d{1,9}\s{1,9}\d{1,5}\s{1,9}R/.test(plain)) return []
  const named = found(/\/Info\s{1,9}(\d{1,9})\s{1,9}\d{1,5}\s{1,9}R/g, plain)
  const numbers = new Set(named.map(({ 1: number = '' }) => number))
  const streams = numbers.size > 0 ? objectStreams(file, plain) : []
  const dictionaries = [...numbers].flatMap((number) => [
    ...plainObjects(number, plain),
    ...streams.flatMap((stream) => packedObject(number, stream)),
  ])
  return [...dictionaries.flatMap(textsOf), ...packets(file, plain).flatMap(xmpProperties)]
}

function plainObjects(number: string, plain: string): string[] {
  const starts = found(new RegExp(`(?<!\\d)${number}\\s{1,9}\\d{1,5}\\s{1,9}obj\\b`, 'g'), plain)
  return starts.map(({ index, 0: head }) => plain.slice(index + head.length, index + LONGEST))
}

/** The last places of a pattern, of as many as an honest file has. */
function found(pattern: RegExp, plain: string): RegExpExecArray[] {
  const places: RegExpExecArray[] = []
  let count = 0
  for (const place of plain.matchAll(pattern)) {
    if (++count > MOST_PLACES) break
    places.push(place)
    if (places.length > MOST) places.shift()
  }
  return places
}

/** The object by the stream's own list of numbers and offsets. */
function packedObject(number: string, { text, first }: ObjectStream): string[] {
  if (first === null) return []
  const pairs = text.slice(0, first).trim().split(/\s+/)
  const at = pairs.findIndex((one, index) => index % 2 === 0 && one === number)
  return at < 0 ? [] : [text.slice(first + Number(pairs[at + 1]), first + Number(pairs[at + 1]) + LONGEST)]
}

/** The keys of the object's own dictionary that have a string; its dates say nothing of people. */
function textsOf(object: string): DocumentProperty[] {
  const texts: DocumentProperty[] = []
  const piece = /\/([^\s()<>[\]{}/%]{1,100})\s*(?=\(|<(?!<))|endobj|>>/g
  for (let match = piece.exec(object); match?.[1] !== undefined; match = piece.exec(object)) {
    const { bytes, end } = stringAt(object, piece.lastIndex)
    piece.lastIndex = end
    if (!/Date$/.test(match[1])) texts.push({ name: match[1], text: decoded(bytes) })
  }
  return texts
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** The string that begins at an offset, literal or in hex (7.3.4), as bytes. */
function stringAt(text: string, start: number): { bytes: Buffer; end: number } {
  if (text[start] === '<') {
    const close = text.indexOf('>', start)
    const end = close < 0 ? text.length : close
    return { bytes: Buffer.from(text.slice(start + 1, end).replace(/\s/g, ''), 'hex'), end }
  }
  let bytes = ''
  let at = start + 1
  for (let depth = 1; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (sign === '\\') {
      const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0]
      const next = text[at + 1] ?? ''
      // Before the end of a line it means that the string goes on.
      bytes += octal
        ? String.fromCharCode(Number.parseInt(octal, 8) & 255)
        : (escapes[next] ?? next.replace(/[\r\n]/, ''))
      at += octal?.length ?? 1
      continue
    }
    if (sign === '(') depth++
    if (sign === ')' && --depth === 0) break
    bytes += sign
  }
  return { bytes: Buffer.from(bytes, 'latin1'), end: at + 1 }
}

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le')
  const isUtf8 = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return isUtf8 ? bytes.toString('utf8', 3) : bytes.toString('latin1')
}

/** The XMP packets: mostly they lie open, also those of the pictures inside. */
function packets(file: Buffer, plain: string): string[] {
  const open: Buffer[] = []
  for (let at = plain.indexOf('<x:xmpmeta'); at >= 0 && open.length < MOST; at = plain.indexOf('<x:xmpmeta', at + 1)) {
    const end = plain.indexOf('</x:xmpmeta>', at)
    if (end < 0) break
    if (end - at < LARGEST_PACKET) open.push(file.subarray(at, end))
    at = end
  }
  const packed = streamsOf('Metadata', file, plain, LARGEST_PACKET).map(({ bytes }) => bytes)
  return [...open, ...packed].map((packet) => packet.toString('utf8'))
}

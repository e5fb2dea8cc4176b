/** The object streams of a PDF (ISO 32000-1, 7.5.7), in which most of its objects lie packed. */
import { inflateSync } from 'node:zlib'

/** More than this is not unpacked: no answer about a document is a reason to fill the memory. */
const MOST_UNPACKED = 32 * 1024 * 1024
/** A file of this size has some thousand at most. */
const MOST_STREAMS = 5_000
/** A stream begins so near to its type, and its dictionary before it. */
const NEAR = 2000

/** An object stream's text in Latin-1; its objects begin at `first`, which is null where it is not told. */
export interface ObjectStream {
  text: string
  first: number | null
}

/** One that cannot be unpacked (encrypted, another filter) is left out. `plain` is the file in Latin-1. */
export function objectStreams(file: Buffer, plain: string): ObjectStream[] {
  return streamsOf('ObjStm', file, plain, MOST_UNPACKED).map(({ dictionary, bytes }) => {
    const first = /\/First\s+(\d+)/.exec(dictionary)?.[1]
    return { text: bytes.toString('latin1'), first: first === undefined ? null : Number(first) }
  })
}

/** The streams of a type, with their dictionaries: those that Flate unpacks, as far as all of them have `most` bytes. */
export function streamsOf(
  type: 'ObjStm' | 'Metadata',
  file: Buffer,
  plain: string,
  most: number,
): { dictionary: string; bytes: Buffer }[] {
  const streams: { dictionary: string; bytes: Buffer }[] = []
  let rest = most
  // A type that is named inside a stream's own data is none: and so nothing is looked through twice.
  let from = 0
  let tried = 0
  for (const { index } of plain.matchAll(new RegExp(`/Type\\s{0,9}/${type}\\b`, 'g'))) {
    if (index < from || rest <= 0) continue
    const begin = /stream\r?\n/.exec(plain.slice(index, index + NEAR))
    if (begin === null) continue
    const start = index + begin.index + begin[0].length
    const end = plain.indexOf('endstream', start)
    if (end < 0 || ++tried > MOST_STREAMS) break
    from = end
    const before = plain.slice(Math.max(0, index - NEAR), index)
    const dictionary = before.slice(before.lastIndexOf(' obj') + 1) + plain.slice(index, start)
    try {
      const bytes = inflateSync(file.subarray(start, end), { maxOutputLength: rest })
      rest -= bytes.length
      streams.push({ dictionary, bytes })
    } catch {
      // Whatever is no such stream tells nothing.
    }
  }
  return streams
}

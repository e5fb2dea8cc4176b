/** Reads source files once, and not at all where their stamps say that they are as they were. */

import type { Cache } from '../cache/cache.ts'
import { readTable, writeTable } from '../cache/table.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { digest } from '../source/digest.ts'
import { type SourceFile, settled } from '../source/folder.ts'
import { digestOfFile, readBytes } from '../source/text.ts'

/** Both answer null where the file cannot be read; the reader's diagnostics say why. `bytes` is null where none were read. */
export interface SourceReader {
  digestOf: (file: SourceFile) => { digest: string; bytes: Buffer | null } | null
  bytesOf: (file: SourceFile) => { digest: string; bytes: Buffer } | null
  /** The digest that the stamp vouches for, null where it does not. */
  known: (file: SourceFile) => string | null
  /** What another thread read, and when (milliseconds since 1970). */
  saw: (file: SourceFile, digest: string, readAt: number) => void
  /** Keeps what was seen for the next build. */
  remember: (cache: Cache) => void
}

/** The files as the last build saw them, for `sourceReader`. */
export function knownSources(cache: Cache): Map<string, Stamped> {
  return readTable(cache, TABLE)
}

const TABLE = 'sources'

/** Files larger than this are digested piece by piece, and their bytes not kept. */
const LARGE = 8 * 1024 * 1024

/** The stamp that a file had, and the digest of its bytes then. */
type Stamped = [stamp: string, digest: string]

/** Makes a reader; `known` are the files as the last build saw them, by absolute path. Code: `file-unreadable`. */
export function sourceReader(known: ReadonlyMap<string, Stamped>, report: (fault: Diagnostic) => void): SourceReader {
  const seen = new Map<string, Stamped>()
  const bytesOf = (file: SourceFile) => {
    const readAt = Date.now()
    const read = readBytes(file)
    if ('diagnostic' in read) {
      report(read.diagnostic)
      return null
    }
    const found = digest(read.bytes)
    saw(file, found, readAt)
    return { digest: found, bytes: read.bytes }
  }
  const digestOfLarge = (file: SourceFile) => {
    const readAt = Date.now()
    const read = digestOfFile(file)
    if ('diagnostic' in read) {
      report(read.diagnostic)
      return null
    }
    saw(file, read.digest, readAt)
    return { digest: read.digest, bytes: null }
  }
  const saw = (file: SourceFile, found: string, readAt: number) => {
    if (settled(file, readAt)) seen.set(file.absolute, [file.stamp, found])
  }
  const vouched = (file: SourceFile) => {
    const entry = seen.get(file.absolute) ?? known.get(file.absolute)
    if (entry?.[0] !== file.stamp) return null
    seen.set(file.absolute, entry)
    return entry[1]
  }
  return {
    remember: (cache) => writeTable(cache, TABLE, seen, known),
    bytesOf,
    saw,
    known: vouched,
    digestOf(file) {
      const found = vouched(file)
      if (found !== null) return { digest: found, bytes: null }
      return file.size > LARGE ? digestOfLarge(file) : bytesOf(file)
    },
  }
}

/** Reads source files once, and not at all where their stamps say that they are as they were. */

import type { Cache } from '../cache/cache.ts'
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
}

/** Files larger than this are digested piece by piece, and their bytes not kept. */
const LARGE = 8 * 1024 * 1024

/** Makes a reader over the cache's stamps; what it sees becomes the stamps of the next build. Code: `file-unreadable`. */
export function sourceReader(cache: Cache, report: (fault: Diagnostic) => void): SourceReader {
  type Known = Record<string, [stamp: string, digest: string]>
  const known = (cache.facts.sources ?? {}) as Known
  const seen: Known = {}
  cache.facts.sources = seen
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
    if (settled(file, readAt)) seen[file.absolute] = [file.stamp, found]
  }
  const vouched = (file: SourceFile) => {
    const entry = seen[file.absolute] ?? known[file.absolute]
    if (entry?.[0] !== file.stamp) return null
    seen[file.absolute] = entry
    return entry[1]
  }
  return {
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

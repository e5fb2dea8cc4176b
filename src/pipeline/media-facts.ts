/** The facts of the files beside bulletins: digests, what images are, how many pages documents have; each looked at once. */

import type { Cache } from '../cache/cache.ts'
import type { MediaFacts } from '../content/media.ts'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import { beginsAsPage, isKnownKind } from '../source/file-kinds.ts'
import type { SourceFile } from '../source/folder.ts'
import { type ImageFacts, imageEnding, isDrawing, readDrawing, readImage } from '../source/image.ts'
import { pdfPages } from '../source/pdf-pages.ts'
import { lookInto } from '../source/text.ts'
import type { SourceReader } from './source-reader.ts'

/** Pictures are decoded whole, at worst: one of more pixels, or a file of more bytes, is for a machine that has more memory. */
const MOST_PIXELS = 150_000_000
const LARGEST_IMAGE = 200 * 1024 * 1024
/** Larger documents are not read for the number of their pages. */
const LARGEST_DOCUMENT = 64 * 1024 * 1024
/** More than any browser looks at to guess what a file is, in bytes. */
const SNIFFED = 4096

/**
 * Facts by path under content/, and every digest; a file without facts has its diagnostic. Codes: `image-broken`,
 * `image-too-large`, `drawing-refused`, `file-unsafe` (of no known kind, and it begins as a page does), `file-changed`.
 */
export function readMedia(
  files: readonly SourceFile[],
  cache: Cache,
  reader: SourceReader,
): { media: Map<string, MediaFacts>; digests: Map<string, string>; diagnostics: Diagnostic[] } {
  const media = new Map<string, MediaFacts>()
  const digests = new Map<string, string>()
  const diagnostics: Diagnostic[] = []
  for (const file of files) {
    const source = reader.digestOf(file)
    if (source === null) continue
    digests.set(file.path, source.digest)
    // Only `check` asks for them: a build that does not shall not forget them.
    cache.touch(propertiesKey(source.digest))
    const facts = factsOf(file, source, cache, reader)
    if ('code' in facts) diagnostics.push(facts)
    else media.set(file.path, facts)
  }
  return { media, digests, diagnostics }
}

/** Under which the cache keeps what a document's properties say. */
export function propertiesKey(digest: string): string {
  return `properties:${digest}`
}

function factsOf(
  file: SourceFile,
  source: { digest: string; bytes: Buffer | null },
  cache: Cache,
  reader: SourceReader,
): MediaFacts | Diagnostic {
  const facts = { digest: source.digest, image: null, pages: null }
  const place = inFile(file.file)
  if (/\.pdf$/i.test(file.path)) {
    if (file.size > LARGEST_DOCUMENT) return facts
    const pages = remembered(`pages:${source.digest}`, file, source, cache, reader, pdfPages)
    return pages === 'changed' ? problem('file-changed', {}, place) : { ...facts, pages }
  }
  if (!imageEnding.test(file.path)) {
    if (isKnownKind(file.path)) return facts
    const head = lookInto(file, (read) => beginsAsPage(read(0, SNIFFED)))
    if ('diagnostic' in head) return head.diagnostic
    return head.seen ? problem('file-unsafe', { path: file.file }, place) : facts
  }
  const megabytes = Math.round(file.size / 1024 / 1024)
  if (file.size > LARGEST_IMAGE) return problem('image-too-large', { megabytes, megapixels: null }, place)
  const image = isDrawing(file.path)
    ? remembered(`drawing:${source.digest}`, file, source, cache, reader, readDrawing)
    : remembered(`image:${source.digest}`, file, source, cache, reader, readImage)
  if (image === 'changed') return problem('file-changed', {}, place)
  if ('refused' in image) {
    const { refused, what, line } = image
    return problem('drawing-refused', { reason: refused, what }, { ...place, line })
  }
  if ('broken' in image) return problem('image-broken', { reason: image.broken }, place)
  const pixels = pixelsOf(image)
  if (pixels > MOST_PIXELS)
    return problem('image-too-large', { megabytes, megapixels: Math.round(pixels / 1_000_000) }, place)
  return { ...facts, image }
}

function pixelsOf({ format, width, height }: ImageFacts): number {
  return format === 'svg' ? 0 : (width ?? 0) * (height ?? 0)
}

/** What a pure look at the file's bytes gave or gives. */
function remembered<T>(
  key: string,
  file: SourceFile,
  source: { digest: string; bytes: Buffer | null },
  cache: Cache,
  reader: SourceReader,
  look: (bytes: Buffer) => T,
): T | 'changed' {
  const kept = cache.get(key)
  if (kept !== undefined) return JSON.parse(kept) as T
  const fresh = source.bytes === null ? reader.bytesOf(file) : { digest: source.digest, bytes: source.bytes }
  if (fresh?.digest !== source.digest) return 'changed'
  const seen = look(fresh.bytes)
  cache.put(key, JSON.stringify(seen))
  return seen
}

/** The facts of the files beside bulletins: digests, and the dimensions of images, each distinct image looked at once. */
import type { MediaFacts } from '../content/media.ts'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import type { Memo } from '../memo/memo.ts'
import type { SourceFile } from '../source/folder.ts'
import { type Dimensions, imageEnding, readDimensions } from '../source/image.ts'
import type { SourceReader } from './source-reader.ts'

/**
 * Facts by path under content/, and every digest; a file without facts has its diagnostic. Codes: `image-broken`,
 * `file-unsafe` (a drawing with a script), `file-changed`.
 */
export function readMedia(
  files: readonly SourceFile[],
  memo: Memo,
  reader: SourceReader,
): { media: Map<string, MediaFacts>; digests: Map<string, string>; diagnostics: Diagnostic[] } {
  const media = new Map<string, MediaFacts>()
  const digests = new Map<string, string>()
  const diagnostics: Diagnostic[] = []
  for (const file of files) {
    const source = reader.digestOf(file)
    if (source === null) continue
    digests.set(file.path, source.digest)
    const dimensions = imageEnding.test(file.path) ? dimensionsOf(file, source, memo, reader) : null
    if (dimensions === 'changed') diagnostics.push(problem('file-changed', {}, inFile(file.file)))
    else if (dimensions !== null && 'broken' in dimensions)
      diagnostics.push(
        dimensions.broken === 'scripted'
          ? problem('file-unsafe', { path: file.file }, inFile(file.file))
          : problem('image-broken', { reason: dimensions.broken }, inFile(file.file)),
      )
    else media.set(file.path, { digest: source.digest, dimensions })
  }
  return { media, digests, diagnostics }
}

function dimensionsOf(
  file: SourceFile,
  source: { digest: string; bytes: Buffer | null },
  memo: Memo,
  reader: SourceReader,
): Dimensions | { broken: string } | 'changed' {
  const key = `image:${source.digest}`
  const kept = memo.get(key)
  if (kept !== undefined) return JSON.parse(kept) as Dimensions | { broken: string }
  const fresh = source.bytes === null ? reader.bytesOf(file) : { digest: source.digest, bytes: source.bytes }
  if (fresh?.digest !== source.digest) return 'changed'
  const dimensions = readDimensions(fresh.bytes)
  memo.put(key, JSON.stringify(dimensions))
  return dimensions
}

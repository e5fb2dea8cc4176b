/** The index of the search that was published last in a folder, as far as it can be taken over into the next. */
import { join } from 'node:path'
import type { Memo } from '../memo/memo.ts'
import type { Publication } from '../publish/open.ts'
import { digest } from '../source/digest.ts'
import { readBytes } from '../source/text.ts'
import { outputsDigest } from './outputs-digest.ts'
import { openIndex, type SearchIndex } from './search-index.ts'

/** `keys` are those of its pages' documents, in the order of the pages; paths are in the index's folder. */
export interface LastIndex {
  keys: string[]
  index: SearchIndex
  entry: Uint8Array
  paths: string[]
}

/** Keeps which document each page of a bundle is; `whole` is the digest of the bundle's files. */
export function rememberPages(memo: Memo, whole: string, keys: readonly string[]): void {
  memo.put(keyOf(whole), JSON.stringify(keys))
}

/** Says that it is still wanted. */
export function keepPages(memo: Memo, whole: string): void {
  memo.keep(keyOf(whole))
}

function keyOf(whole: string): string {
  return `search-pages:${whole}`
}

/** What was published in a folder; null where nothing was, nobody knows which documents it holds, or it is not as it was left. */
export function lastIndex(
  folder: string,
  published: ReadonlyMap<string, string>,
  publication: Publication,
  memo: Memo,
): LastIndex | null {
  const known = memo.get(keyOf(outputsDigest(published)))
  if (known === undefined) return null
  const files = new Map<string, Uint8Array>()
  for (const [place, found] of published) {
    if (publication.present.get(place) !== found) return null
    const path = place.slice(folder.length + 1)
    // Of pages whose text is the same, nothing but the name of the file is needed.
    if (!/\.pf_(?:meta|index|filter)$|^pagefind-entry\.json$/.test(path)) continue
    const read = readBytes({ absolute: join(publication.out, place), file: place })
    if ('diagnostic' in read || digest(read.bytes) !== found) return null
    files.set(path, read.bytes)
  }
  const index = openIndex([...files.keys()], (path) => files.get(path) ?? new Uint8Array())
  const keys = JSON.parse(known) as string[]
  const paths = [...published.keys()].map((place) => place.slice(folder.length + 1))
  return { keys, index, entry: files.get('pagefind-entry.json') ?? new Uint8Array(), paths }
}

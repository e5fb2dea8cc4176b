/** The indexes of the full-text search: of each, the parts that are new are read by Pagefind, the others come from the cache. */
import { join } from 'node:path'
import type { Cache } from '../cache/cache.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import type { SearchDocument, SearchShard } from '../plan/search.ts'
import type { Publication } from '../publish/open.ts'
import { type Artifact, stage } from '../publish/stage.ts'
import { digest } from '../source/digest.ts'
import { outputsDigest } from './outputs-digest.ts'
import { openPagefinds, type Pagefind, type SearchTexts } from './pagefind.ts'
import { areAlike, indexFiles, type SearchFile } from './search-files.ts'
import { partOf, type SearchPart } from './search-part.ts'

/** A bundle to be made: `folder` is its place in the output, `key` its name in the cache. */
export interface SearchJob {
  folder: string
  key: string
  shard: SearchShard
}

/** The digests of a bundle's files by their paths, and how many texts were read for them; null with diagnostics where one could not be made. */
export interface MadeSearch {
  outputs: Map<string, string> | null
  read: number
  diagnostics: Diagnostic[]
}

/**
 * The files of a bundle as published, where the cache says that they are what would be made: it keeps the digest of all of
 * them together, the manifest each one's own. Null where it is to be made.
 */
export function knownSearch(
  folder: string,
  key: string,
  publication: Publication,
  cache: Cache,
): Map<string, string> | null {
  const known = cache.get(bundleKey(key))
  if (known === undefined) return null
  const outputs = filesIn(publication.before.files, folder)
  if (outputsDigest(outputs) !== known) return null
  for (const [path, found] of outputs) if (publication.present.get(path) !== found) return null
  return outputs
}

/** Keeps the parts of an index for the next build. */
export function keepParts({ language, documents }: SearchShard, name: SearchTexts['name'], cache: Cache): void {
  for (const stretch of stretchesOf(documents)) cache.touch(partKey(language, stretch, name))
}

function bundleKey(key: string): string {
  return `search:${key}`
}

/** The outputs that lie in a folder. */
export function filesIn(outputs: ReadonlyMap<string, string>, folder: string): Map<string, string> {
  return new Map([...outputs].filter(([path]) => path.startsWith(`${folder}/`)))
}

/**
 * Makes bundles one after another, the parts of each by `count` programs at a time, and stages what differs; of `texts`.
 * Codes: `search-failed`, `machine-failed`, `file-changed`.
 */
export async function makeSearch(
  jobs: readonly SearchJob[],
  publication: Publication,
  cache: Cache,
  count: number,
  texts: SearchTexts,
): Promise<MadeSearch> {
  const outputs = new Map<string, string>()
  const diagnostics: Diagnostic[] = []
  const pagefinds = openPagefinds(count, texts.html)
  let read = 0
  try {
    for (const { folder, key, shard } of jobs) {
      const bundle = await makeBundle(folder, shard, publication, cache, pagefinds, texts.name)
      read += bundle.read
      const own = new Map<string, string>()
      for (const artifact of bundle.artifacts) {
        own.set(artifact.path, artifact.digest)
        outputs.set(artifact.path, artifact.digest)
        for (const diagnostic of stage(publication, artifact) ?? []) diagnostics.push(diagnostic)
      }
      cache.put(bundleKey(key), outputsDigest(own))
    }
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    diagnostics.push(problem('search-failed', { reason }))
  } finally {
    for (const pagefind of pagefinds) await pagefind.close()
  }
  return { outputs: diagnostics.length > 0 ? null : outputs, read, diagnostics }
}

/**
 * The files of a bundle. They depend on its parts alone, and a part on its documents alone: whether it was just read or
 * comes from the cache is all the same.
 */
async function makeBundle(
  folder: string,
  { language, documents }: SearchShard,
  publication: Publication,
  cache: Cache,
  pagefinds: readonly Pagefind[],
  name: SearchTexts['name'],
): Promise<{ artifacts: Artifact[]; read: number }> {
  const published = new Map<string, string>()
  const contents = new Map<string, Artifact['content']>()
  for (const [place, found] of filesIn(publication.before.files, folder)) {
    if (publication.present.get(place) !== found) continue
    published.set(place.slice(folder.length + 1), found)
    contents.set(found, { copyOf: join(publication.out, place) })
  }
  const stretches = [...stretchesOf(documents)]
  const parts: SearchPart[] = []
  let count = 0
  // Whoever is done with one takes the next; the order of the parts is that of the documents.
  const readAll = (waiting: readonly (readonly [at: number, stretch: readonly SearchDocument[]])[]) => {
    const next = waiting.values()
    return Promise.all(
      pagefinds.map(async (pagefind) => {
        for (const [at, stretch] of next) {
          const files = await pagefind.read(language, stretch)
          const part = partOf(files, stretch)
          const own = new Set(filesOf(part))
          for (const bytes of files.values()) {
            const found = digest(bytes)
            if (own.has(found)) contents.set(found, { bytes })
          }
          cache.put(partKey(language, stretch, name), JSON.stringify(part))
          count += stretch.length
          parts[at] = part
        }
      }),
    )
  }
  const unread: [number, readonly SearchDocument[]][] = []
  for (const [at, stretch] of stretches.entries()) {
    const known = JSON.parse(cache.get(partKey(language, stretch, name)) ?? 'null') as SearchPart | null
    // Its files are not in the cache; those that were published are there.
    if (known !== null && filesOf(known).every((found) => contents.has(found))) parts[at] = known
    else unread.push([at, stretch])
  }
  await readAll(unread)
  // Another Pagefind, whatever its version says, is not mixed with this one.
  if (!areAlike(parts)) await readAll([...stretches.entries()])
  const artifact = ({ path, digest: found, content }: SearchFile): Artifact => {
    const known = content === null ? contents.get(found) : { bytes: content }
    if (known === undefined) throw new Error(`no content: ${path}`)
    return { path: `${folder}/${path}`, digest: found, content: known }
  }
  return { artifacts: indexFiles(parts, language, published).map(artifact), read: count }
}

/** The digests of the files that a part has in the index as they are. */
function filesOf({ pages, program }: SearchPart): string[] {
  return [...pages.map(({ file }) => file), ...program.map(([, found]) => found)]
}

function partKey(language: string, documents: readonly SearchDocument[], name: SearchTexts['name']): string {
  return `search-part:${digest(JSON.stringify([language, documents, documents.map(({ body }) => name(body.path))]))}`
}

/** One document in so many is the last of its part. */
const LENGTH = 128

/**
 * The documents of each part. Which is the last of one is told by its address, so that whatever is edited, added or taken
 * out changes the part that it is in, and no other one.
 */
function* stretchesOf(documents: readonly SearchDocument[]): Generator<SearchDocument[]> {
  let stretch: SearchDocument[] = []
  for (const document of documents) {
    stretch.push(document)
    if (Number.parseInt(digest(document.url).slice(0, 8), 16) % LENGTH !== 0) continue
    yield stretch
    stretch = []
  }
  if (stretch.length > 0) yield stretch
}

/** The indexes of the full-text search: made by Pagefind, and only where what is in one has changed. */
import type { PagefindIndex } from 'pagefind'
import type { Fragment } from '../content/markdown/fragment.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import type { Memo } from '../memo/memo.ts'
import type { SearchShard } from '../plan/search.ts'
import type { Publication } from '../publish/open.ts'
import { stage } from '../publish/stage.ts'
import { searchHtml } from '../render/search/document.ts'
import { digest } from '../source/digest.ts'
import { outputsDigest } from './outputs-digest.ts'
import { type SearchFile, settledFiles } from './search-files.ts'

/** A bundle to be made: `folder` is its place in the output, `key` its name in the memo. */
export interface SearchJob {
  folder: string
  key: string
  shard: SearchShard
}

/** The digests of a bundle's files by their paths; null with diagnostics where it could not be made. */
export interface MadeSearch {
  outputs: Map<string, string> | null
  diagnostics: Diagnostic[]
}

/**
 * The files of a bundle as published, where the memo says that they are what would be made: it keeps the digest of all of
 * them together, the manifest each one's own. Null where it is to be made.
 */
export function knownSearch(
  { folder, key }: SearchJob,
  publication: Publication,
  memo: Memo,
): Map<string, string> | null {
  const known = memo.get(key)
  if (known === undefined) return null
  const outputs = filesIn(publication.before.files, folder)
  if (outputsDigest(outputs) !== known) return null
  for (const [path, found] of outputs) if (publication.present.get(path) !== found) return null
  return outputs
}

/** The outputs that lie in a folder. */
export function filesIn(outputs: ReadonlyMap<string, string>, folder: string): Map<string, string> {
  return new Map([...outputs].filter(([path]) => path.startsWith(`${folder}/`)))
}

/**
 * Makes bundles one after another and stages what differs; `fragment` gives a text's fragment by its digest.
 * Codes: `search-failed`, `machine-failed`.
 */
export async function makeSearch(
  jobs: readonly SearchJob[],
  publication: Publication,
  memo: Memo,
  fragment: (digest: string) => Fragment,
): Promise<MadeSearch> {
  const outputs = new Map<string, string>()
  if (jobs.length === 0) return { outputs, diagnostics: [] }
  const made = await indexed(jobs, fragment)
  if ('failure' in made) return { outputs: null, diagnostics: [problem('search-failed', { reason: made.failure })] }
  const diagnostics: Diagnostic[] = []
  for (const [index, { folder, key }] of jobs.entries()) {
    const own = new Map<string, string>()
    for (const { path, content } of made[index] ?? []) {
      const found = digest(content)
      own.set(`${folder}/${path}`, found)
      const artifact = { path: `${folder}/${path}`, digest: found, content: { bytes: content } }
      diagnostics.push(...(stage(publication, artifact) ?? []))
    }
    memo.put(key, outputsDigest(own))
    for (const [path, found] of own) outputs.set(path, found)
  }
  return { outputs: diagnostics.length > 0 ? null : outputs, diagnostics }
}

/** How long Pagefind's program may be silent: it does not tell when it dies. Milliseconds, and those for each document. */
const PATIENCE = 60_000
const PATIENCE_EACH = 50

/** The files of each bundle, or why there are none. The program is started for this and ended after it. */
async function indexed(
  jobs: readonly SearchJob[],
  fragment: (digest: string) => Fragment,
): Promise<SearchFile[][] | { failure: string }> {
  let close = async (): Promise<unknown> => null
  try {
    const pagefind = await import('pagefind')
    close = pagefind.close
    const all: SearchFile[][] = []
    for (const { shard } of jobs) {
      const { language, documents } = shard
      const { index, errors } = await within(PATIENCE, pagefind.createIndex({ forceLanguage: language }))
      if (!index) throw new Error(errors.join('; '))
      await addAll(index, shard, fragment)
      const given = await within(PATIENCE + PATIENCE_EACH * documents.length, index.getFiles())
      if (given.errors.length > 0) throw new Error(given.errors.join('; '))
      all.push(settledFiles(given.files, language))
      await within(PATIENCE, index.deleteIndex())
    }
    return all
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    return { failure: first }
  } finally {
    await close()
  }
}

/** One after another: the order of adding is the order of the pages in the index. */
async function addAll(
  index: PagefindIndex,
  { documents }: SearchShard,
  fragment: (digest: string) => Fragment,
): Promise<void> {
  for (const document of documents) {
    const content = searchHtml(document, fragment(document.body.fragment))
    const { errors } = await within(PATIENCE, index.addHTMLFile({ url: document.url, content }))
    if (errors.length > 0) throw new Error(`${document.url}: ${errors.join('; ')}`)
  }
}

async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${milliseconds / 1000} s`)), milliseconds)
  })
  try {
    return await Promise.race([answer, silence])
  } finally {
    clearTimeout(timer)
  }
}

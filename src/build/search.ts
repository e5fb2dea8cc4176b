/** The indexes of the full-text search: Pagefind reads the texts that are new in one, the rest is taken over from what was published. */
import { gunzipSync } from 'node:zlib'
import type { PagefindIndex } from 'pagefind'
import type { Fragment } from '../content/markdown/fragment.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import type { Memo } from '../memo/memo.ts'
import type { SearchDocument, SearchShard } from '../plan/search.ts'
import type { Publication } from '../publish/open.ts'
import { stage } from '../publish/stage.ts'
import { searchHtml } from '../render/search/document.ts'
import { digest } from '../source/digest.ts'
import { compareTexts } from '../source/order.ts'
import { outputsDigest } from './outputs-digest.ts'
import { indexFiles, type Part, type SearchFile } from './search-files.ts'
import { openIndex } from './search-index.ts'
import { keepPages, type LastIndex, lastIndex, rememberPages } from './search-last.ts'

/** A bundle to be made: `folder` is its place in the output, `key` its name in the memo. */
export interface SearchJob {
  folder: string
  key: string
  shard: SearchShard
}

/** The digests of a bundle's files by their paths, and how many texts Pagefind read; null with diagnostics where one could not be made. */
export interface MadeSearch {
  outputs: Map<string, string> | null
  read: number
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
  keepPages(memo, known)
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
  if (jobs.length === 0) return { outputs, read: 0, diagnostics: [] }
  const made = await bundles(jobs, publication, memo, fragment)
  if ('failure' in made)
    return { outputs: null, read: 0, diagnostics: [problem('search-failed', { reason: made.failure })] }
  const diagnostics: Diagnostic[] = []
  for (const { folder, key, keys, published, files } of made.bundles) {
    const own = new Map<string, string>()
    for (const { path, content } of files) {
      const place = `${folder}/${path}`
      const found = content === null ? (published.get(place) ?? '') : digest(content)
      own.set(place, found)
      if (content === null) continue
      diagnostics.push(...(stage(publication, { path: place, digest: found, content: { bytes: content } }) ?? []))
    }
    const whole = outputsDigest(own)
    memo.put(key, whole)
    rememberPages(memo, whole, keys)
    for (const [path, found] of own) outputs.set(path, found)
  }
  return { outputs: diagnostics.length > 0 ? null : outputs, read: made.read, diagnostics }
}

interface Bundle extends SearchJob {
  /** Of its documents. */
  keys: string[]
  published: ReadonlyMap<string, string>
  files: SearchFile[]
}

/** The files of each bundle, and how many texts were read for them, or why there are none. */
async function bundles(
  jobs: readonly SearchJob[],
  publication: Publication,
  memo: Memo,
  fragment: (digest: string) => Fragment,
): Promise<{ bundles: Bundle[]; read: number } | { failure: string }> {
  const pagefind = reader(fragment)
  const made: Bundle[] = []
  try {
    for (const job of jobs) {
      const keys = job.shard.documents.map((document) => digest(JSON.stringify(document)))
      const published = filesIn(publication.before.files, job.folder)
      const last = lastIndex(job.folder, published, publication, memo)
      made.push({ ...job, keys, published, files: await bundle(job.shard, keys, last, pagefind.read) })
    }
    return { bundles: made, read: pagefind.count() }
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    return { failure: first }
  } finally {
    await pagefind.close()
  }
}

type Read = (language: string, documents: readonly SearchDocument[]) => Promise<Map<string, Uint8Array>>

/** The files of a bundle whose documents have these keys; what `last` holds of them is not read again. */
async function bundle(
  shard: SearchShard,
  keys: readonly string[],
  last: LastIndex | null,
  read: Read,
): Promise<SearchFile[]> {
  const { language, documents } = shard
  const places = new Map(keys.map((key, place) => [key, place]))
  const taken = new Set(last?.keys)
  const fresh = keys.flatMap((key, place) => (taken.has(key) ? [] : [place]))
  // Taking over is for a few; where most is new, there is little to take.
  if (last !== null && fresh.length * 2 > keys.length) return bundle(shard, keys, null, read)
  const made =
    fresh.length === 0
      ? null
      : await read(
          language,
          fresh.flatMap((place) => documents[place] ?? []),
        )
  const names: string[] = []
  const files: SearchFile[] = []
  const parts: Part[] = []
  if (last !== null) {
    const to = last.keys.map((key) => places.get(key) ?? null)
    parts.push({ index: last.index, to, isPublished: true })
    for (const [page, place] of to.entries()) if (place !== null) names[place] = last.index.pages[page]?.fragment ?? ''
    for (const path of last.paths) if (isProgram(path) && made === null) files.push({ path, content: null })
  }
  if (made !== null) {
    const index = openIndex([...made.keys()], (path) => made.get(path) ?? new Uint8Array())
    if (last !== null && index.version !== last.index.version) return bundle(shard, keys, null, read)
    parts.push({ index, to: fresh, isPublished: false })
    const used = new Set(names)
    for (const [page, place] of fresh.entries()) {
      const content = made.get(`fragment/${index.pages[page]?.fragment}.pf_fragment`) ?? new Uint8Array()
      const name = fragmentName(content, language, used)
      used.add(name)
      names[place] = name
      files.push({ path: fragmentPath(name), content })
    }
    for (const [path, content] of made) if (isProgram(path)) files.push({ path, content })
  }
  // Names that had to be told apart depend on who came first: then all is read in its order.
  const isLong = (name: string) => name.length > language.length + 1 + NAME
  if (last !== null && names.some(isLong)) return bundle(shard, keys, null, read)
  const isFresh = new Set(fresh)
  for (const [place, name] of names.entries())
    if (!isFresh.has(place)) files.push({ path: fragmentPath(name), content: null })
  const entry = made?.get('pagefind-entry.json') ?? last?.entry ?? new Uint8Array()
  files.push(...indexFiles(parts, names, entry, language, new Set(last?.paths)))
  return files.sort((a, b) => compareTexts(a.path, b.path))
}

/** Pagefind's own, the same in every index. */
function isProgram(path: string): boolean {
  return path === 'pagefind.js' || path.startsWith('wasm.')
}

function fragmentPath(name: string): string {
  return `fragment/${name}.pf_fragment`
}

/** Digits of a fragment's name: in ten thousand, two that are alike in as many are rare. */
const NAME = 8

function fragmentName(content: Uint8Array, language: string, used: ReadonlySet<string>): string {
  const whole = digest(gunzipSync(content))
  for (let digits = NAME; digits < whole.length; digits++) {
    const name = `${language}_${whole.slice(0, digits)}`
    if (!used.has(name)) return name
  }
  throw new Error('Pagefind: one page twice')
}

/** How long Pagefind's program may be silent: it does not tell when it dies. Milliseconds, and those for each document. */
const PATIENCE = 60_000
const PATIENCE_EACH = 50

/** Pagefind, whose program is started when first it is asked to read; `count` says how many texts it read. */
function reader(fragment: (digest: string) => Fragment): {
  read: Read
  count: () => number
  close: () => Promise<void>
} {
  let count = 0
  let close = async (): Promise<unknown> => null
  return {
    count: () => count,
    async close() {
      await close()
    },
    async read(language, documents) {
      const pagefind = await import('pagefind')
      close = pagefind.close
      const { index, errors } = await within(PATIENCE, pagefind.createIndex({ forceLanguage: language }))
      if (!index) throw new Error(errors.join('; '))
      await addAll(index, documents, fragment)
      count += documents.length
      const given = await within(PATIENCE + PATIENCE_EACH * documents.length, index.getFiles())
      if (given.errors.length > 0) throw new Error(given.errors.join('; '))
      await within(PATIENCE, index.deleteIndex())
      return new Map(given.files.map(({ path, content }) => [path, content]))
    },
  }
}

/** One after another: the order of adding is the order of the pages in the index. */
async function addAll(
  index: PagefindIndex,
  documents: readonly SearchDocument[],
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

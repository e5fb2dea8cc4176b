/** Makes the outputs of a plan; what is on disk as it would be made is not made again. */

import type { Cache } from '../cache/cache.ts'
import { type Fragment, fillFragment } from '../content/markdown/fragment.ts'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import type { Making } from '../plan/entry.ts'
import type { BodyReference } from '../plan/holes.ts'
import type { Publication } from '../publish/open.ts'
import type { OutputStat } from '../publish/present.ts'
import { type Artifact, adopt, reserve, stage } from '../publish/stage.ts'
import { cleanImage } from '../render/clean-image.ts'
import { type Content, type RenderingWith, renderContent, type TextContent } from '../render/entry.ts'
import { digest, digestOfAll } from '../source/digest.ts'
import { readBytes } from '../source/text.ts'
import { fragmentOf, restoreFragments, type TextSources, type Texts } from './bulletins.ts'
import { type Crew, shareOut } from './crew.ts'
import type { RenderingJob, RenderingResult } from './rendering.ts'
import { keepParts, knownSearch, makeSearch, type SearchJob } from './search.ts'

/**
 * An output that is rendered, or the folder of an index. `key` is that of its content (`keyOf`), `bodies` are the paths of the bulletins
 * whose texts are in it (`bodiesOf`).
 */
export interface Output {
  path: string
  kind: Content['kind']
  key: string
  bodies: readonly string[]
  content: () => Content
}

/** A file of the portal that becomes an output. */
export interface FileOutput {
  path: string
  making: Extract<Making, { kind: 'copy' | 'cleaned' }>
}

/** What an output's file was when it was published, and the key of what it was made of. */
export type OutputRow = OutputStat & { key: string }

/**
 * What outputs are made with: `rows` are those of the last publish, `page` renders a page, `crew` gives threads that can for so many.
 */
export interface OutputWork {
  publication: Publication
  cache: Cache
  rows: ReadonlyMap<string, OutputRow>
  texts: Texts
  sources: TextSources
  page: RenderingWith['page']
  crew: (jobs: number) => Crew | null
  onProgress: (done: number, total: number) => void
}

/**
 * The digests of outputs by their paths, and the keys of those that were made of something; `rendered` counts those that had to be.
 */
export interface MadeOutputs {
  outputs: Map<string, string>
  keys: Map<string, string>
  rendered: number
  /** How many indexes of the search had to be made, and how many texts had to be read for them. */
  indexed: number
  searched: number
  diagnostics: Diagnostic[]
}

/** An output that has to be made, with the key of its content and its texts; `name` is its place in the stage folder once another thread has it. */
interface Job {
  output: Output
  key: string
  name: string
}

/**
 * Stages what differs from what is published; the images' forms are made by `encodeImages`.
 * Codes: `template-failed`, `file-changed`, `search-failed`, `file-unreadable`, `machine-failed`, and those of reading texts again.
 */
export async function makeOutputs(
  rendered: readonly Output[],
  files: readonly FileOutput[],
  work: OutputWork,
): Promise<MadeOutputs> {
  const { publication, cache, rows, texts, sources } = work
  const made: MadeOutputs = {
    outputs: new Map(),
    keys: new Map(),
    rendered: 0,
    indexed: 0,
    searched: 0,
    diagnostics: [],
  }
  const isThere = (path: string, key: string) => {
    made.keys.set(path, key)
    const row = rows.get(path)
    if (row?.key !== key || publication.present.get(path) !== row.digest) return false
    made.outputs.set(path, row.digest)
    return true
  }
  const nameOf = (path: string) => texts.rows.get(path)?.fragment ?? ''
  const [jobs, indexes]: [Job[], Job[]] = [[], []]
  for (const output of rendered) {
    const { path, kind, bodies } = output
    const key = wholeKey(output, texts)
    if (bodies.length > 0) cache.touch(contentKey(output))
    const bundle = kind === 'search' ? knownSearch(path, key, publication, cache) : null
    for (const [file, found] of bundle ?? []) made.outputs.set(file, found)
    if (bundle !== null) keepParts(searchJob({ output, key, name: '' }).shard, nameOf, cache)
    if (bundle !== null || (kind !== 'search' && isThere(path, key))) continue
    if (kind === 'search') indexes.push({ output, key, name: '' })
    else jobs.push({ output, key, name: '' })
  }
  const known = texts.diagnostics.length
  const wanted = [...jobs, ...indexes].flatMap(({ output }) => output.bodies)
  await restoreFragments(wanted, texts, sources)
  const staging = stagingOf(work, made)
  staging.report(texts.diagnostics.slice(known))
  for (const file of files) if (file.making.kind === 'copy' || !isThere(file.path, cleanedKey(file))) staging.file(file)
  if (made.diagnostics.length > 0) return made

  made.rendered = jobs.length
  await renderAll(jobs, rendered.length, work, staging)
  // Where a page has failed, nothing will be published.
  if (made.diagnostics.length > 0 || indexes.length === 0) return made
  for (const { output } of indexes) keepContent(output, () => JSON.stringify(output.content()), cache)
  const search = await makeSearch(indexes.map(searchJob), publication, cache, (work.crew(0)?.size ?? 0) + 1, {
    html: (path) => JSON.parse(textOf(path, work)) as Fragment,
    name: nameOf,
  })
  staging.report(search.diagnostics)
  for (const [path, found] of search.outputs ?? []) made.outputs.set(path, found)
  made.indexed = indexes.length
  made.searched = search.read
  return made
}

/** Renders outputs, in this thread and others, and stages them. */
async function renderAll(
  jobs: readonly Job[],
  total: number,
  work: OutputWork,
  { put, report, isStuck }: Staging,
): Promise<void> {
  const { publication, cache, page } = work
  const html = ({ path, values }: BodyReference) => fillFragment(JSON.parse(textOf(path, work)) as Fragment, values)
  const said = ({ output }: Job): { content: TextContent; json: () => string } => {
    const content = output.content()
    if (content.kind === 'search') throw new Error(`${output.path}: no text comes of it`)
    let known: string | null = null
    const json = () => (known ??= JSON.stringify(content))
    keepContent(output, json, cache)
    return { content, json }
  }
  let done = total - jobs.length
  const progress = () => work.onProgress(done++, total)
  await shareOut<Job, RenderingResult>(jobs, work.crew(jobs.length), {
    task: 'render',
    async own(job) {
      progress()
      if (isStuck()) return
      const rendered = await renderContent(said(job).content, job.output.path, { page, html })
      if ('diagnostic' in rendered) return report([rendered.diagnostic])
      const bytes = Buffer.from(rendered.text)
      put(job.output.path, digest(bytes), { bytes })
    },
    pack(job): RenderingJob {
      progress()
      const { path, bodies } = job.output
      const { name, file } = reserve(publication)
      job.name = name
      const fragments = bodies.map((body): [string, string] => [body, textOf(body, work)])
      return { path, content: said(job).json(), fragments, file, present: publication.present.get(path) ?? null }
    },
    take({ output, name }, result) {
      if (result === null) return false
      if (result.stat) adopt(publication, output.path, { name, stat: result.stat })
      put(output.path, result.digest, null)
      return true
    },
  })
}

/** Where outputs go; `content` is null for what another thread has staged. */
interface Staging {
  put: (path: string, found: string, content: Artifact['content'] | null) => void
  file: (output: FileOutput) => void
  report: (faults: readonly Diagnostic[]) => void
  isStuck: () => boolean
}

function stagingOf({ publication }: OutputWork, made: MadeOutputs): Staging {
  // A disk that is full for one output is full for all: it is reported once.
  let isStuck = false
  const report = (faults: readonly Diagnostic[]) => {
    for (const fault of faults) {
      made.diagnostics.push(fault)
      isStuck ||= fault.code === 'machine-failed'
    }
  }
  const put: Staging['put'] = (path, found, content) => {
    made.outputs.set(path, found)
    if (content === null || publication.present.get(path) === found || isStuck) return
    report(stage(publication, { path, digest: found, content }) ?? [])
  }
  const file = ({ path, making }: FileOutput) => {
    const { kind, from, shown, digest: source } = making
    if (kind === 'copy') return put(path, source, { copyOf: from, shown })
    const read = readBytes({ absolute: from, file: shown })
    if ('diagnostic' in read) return report([read.diagnostic])
    if (digest(read.bytes) !== source) return report([problem('file-changed', {}, inFile(shown))])
    const bytes = cleanImage(path, read.bytes)
    put(path, digest(bytes), { bytes })
  }
  return { put, file, report, isStuck: () => isStuck }
}

/** Keeps what an output with a text in it says, for builds in which nothing but texts differs. */
function keepContent(output: Output, json: () => string, cache: Cache): void {
  const key = contentKey(output)
  if (output.bodies.length > 0 && cache.isPersistent && cache.get(key) === undefined) cache.put(key, json())
}

function searchJob({ output, key }: Job): SearchJob {
  const content = output.content()
  if (content.kind !== 'search') throw new Error(`${output.path}: no index`)
  return { folder: output.path, key, shard: content.shard }
}

/** The fragment of a text, as JSON. */
function textOf(path: string, { texts, cache }: OutputWork): string {
  const fragment = fragmentOf(path, texts, cache)
  if (fragment === undefined) throw new Error(`the text of ${path} is not in the cache`)
  return fragment
}

/** The key of an output with its texts. */
function wholeKey({ key, bodies }: Output, { rows }: Texts): string {
  return bodies.length === 0 ? key : digestOfAll(key, ...bodies.map((path) => rows.get(path)?.fragment ?? ''))
}

/** The name in the cache of what an output with a text in it says. */
export function contentKey({ key }: Pick<Output, 'key'>): string {
  return `content:${key}`
}

function cleanedKey({ making }: FileOutput): string {
  return `cleaned:${making.digest}`
}

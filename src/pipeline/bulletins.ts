/** Reads every bulletin of a portal, each distinct text once. */

import type { Cache } from '../cache/cache.ts'
import { readTable, writeTable } from '../cache/table.ts'
import { type Defaults, defaultsFor, readDefaults, settingsDefaults } from '../content/defaults.ts'
import type { ParserName } from '../content/markdown/reader.ts'
import { isMarkdown } from '../content/media.ts'
import type { SourceBulletin } from '../content/release.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { digest } from '../source/digest.ts'
import type { SourceFile } from '../source/folder.ts'
import type { Snapshot } from '../source/portal.ts'
import type { Config } from '../source/settings.ts'
import { readText } from '../source/text.ts'
import { type Crew, shareOut } from './crew.ts'
import { type Kept, type ReadingContext, type ReadingJob, type ReadingResult, readingOf } from './reading.ts'
import type { SourceReader } from './source-reader.ts'

/**
 * A bulletin's file as a build knew it: digests of its bytes and of what they were read with, of all that was read but its text, of its
 * fragment, and of its text as written.
 */
export interface TextRow {
  bytes: string
  context: string
  facts: string
  fragment: string
  text: string
}

/** What texts are read from and with. `crew` gives threads for so many. */
export interface TextSources {
  snapshot: Snapshot
  reading: Reading
  cache: Cache
  reader: SourceReader
  crew: (jobs: number) => Crew | null
  onProgress: (done: number, total: number) => void
}

/** The texts of a build: those that were known and those that were read now. `read` and `parsed` count the latter. */
export interface Texts {
  /** By path under content/, of all that could be read. */
  rows: Map<string, TextRow>
  /** As the last build left them. */
  before: ReadonlyMap<string, TextRow>
  fresh: Map<string, { kept: Kept; json: string }>
  read: number
  parsed: number
  diagnostics: Diagnostic[]
}

/**
 * Reads the bulletins and standing pages that are not known from the last build; fragments go into the cache, by digest.
 * Codes: `content-empty`, and those of `readingOf`.
 */
export async function readTexts(from: TextSources): Promise<Texts> {
  const { snapshot, reading, cache, reader } = from
  const sources = [...snapshot.content.values()].filter(({ path }) => isMarkdown(path))
  const before = readTable<TextRow>(cache, 'texts')
  const diagnostics = [...reading.diagnostics]
  const texts: Texts = { rows: new Map(), before, fresh: new Map(), read: 0, parsed: 0, diagnostics }
  if (snapshot.contentFolder !== null && !sources.some(({ path }) => !path.startsWith('pages/')))
    diagnostics.push(problem('content-empty', { folder: snapshot.contentFolder }))
  const jobs: Job[] = []
  for (const source of sources) {
    // Where nothing is remembered, no digest is worth an own look at the file.
    const found = reader.known(source) ?? (before.size === 0 ? null : (reader.bytesOf(source)?.digest ?? 'unreadable'))
    if (found === 'unreadable') continue
    const job = jobOf(source, found, reading)
    const row = before.get(source.path)
    if (row?.bytes === found && row.context === reading.contextOf(job.inherited)) texts.rows.set(source.path, row)
    else jobs.push(job)
  }
  await readJobs(jobs, sources.length, texts, from)
  return texts
}

/** The fragment of a bulletin as JSON; undefined where the cache's is damaged: see `restoreFragments`. */
export function fragmentOf(path: string, { rows }: Texts, cache: Cache): string | undefined {
  return cache.get(fragmentKey(rows.get(path)?.fragment ?? ''))
}

/** Reads those of some texts again whose fragments were damaged in the cache. */
export async function restoreFragments(paths: Iterable<string>, texts: Texts, from: TextSources): Promise<void> {
  if (from.cache.isEmpty) return
  await readAgain(
    [...new Set(paths)].filter((path) => fragmentOf(path, texts, from.cache) === undefined),
    texts,
    from,
  )
}

/** All that was read of the texts but the texts themselves; what was damaged in the cache is read again. */
export async function recallBulletins(
  texts: Texts,
  from: TextSources,
): Promise<{ bulletins: SourceBulletin[]; diagnostics: Diagnostic[] }> {
  const { cache, snapshot } = from
  const before = readTable<Kept>(cache, 'bulletins')
  const isKnown = (path: string) => texts.fresh.has(path) || before.get(path)?.facts === texts.rows.get(path)?.facts
  await readAgain(
    [...texts.rows.keys()].filter((path) => !isKnown(path)),
    texts,
    from,
  )
  const all = new Map<string, Kept>()
  const diagnostics: Diagnostic[] = []
  const bulletins: SourceBulletin[] = []
  for (const path of snapshot.content.keys()) {
    const row = texts.rows.get(path)
    const kept = texts.fresh.get(path)?.kept ?? before.get(path)
    if (row === undefined || kept === undefined) continue
    all.set(path, kept)
    cache.touch(fragmentKey(row.fragment))
    for (const diagnostic of kept.diagnostics) diagnostics.push(diagnostic)
    if (kept.bulletin) bulletins.push({ bulletin: kept.bulletin, facts: row.facts, text: row.text })
  }
  writeTable(cache, 'bulletins', all, before, (path, kept) => texts.fresh.get(path)?.json ?? JSON.stringify(kept))
  return { bulletins, diagnostics }
}

/** Keeps what is known of the files for the next build. */
export function rememberTexts({ before, rows }: Texts, cache: Cache): void {
  writeTable(cache, 'texts', rows, before)
}

function readAgain(paths: readonly string[], texts: Texts, from: TextSources): Promise<void> {
  const { snapshot, reading } = from
  const jobs = paths.flatMap((path) => {
    const source = snapshot.content.get(path)
    return source ? jobOf(source, texts.rows.get(path)?.bytes ?? null, reading) : []
  })
  return readJobs(jobs, jobs.length, texts, from)
}

function jobOf(source: SourceFile, expected: string | null, { inheritedFor }: Reading): Job {
  const { path, file, absolute } = source
  return { path, file, absolute, inherited: inheritedFor(path), expected, source }
}

/** Reads texts, in this thread and others. */
async function readJobs(jobs: readonly Job[], total: number, texts: Texts, from: TextSources): Promise<void> {
  if (jobs.length === 0) return
  const { reading, cache, reader, crew, onProgress } = from
  let done = total - jobs.length
  const faults = new Map<Job, Diagnostic[]>()
  const take = (job: Job, result: ReadingResult) => {
    onProgress(done++, total)
    faults.set(job, result.faults)
    if (result.bytes !== null) reader.saw(job.source, result.bytes, result.readAt)
    if (result.bytes === null || result.read === null) return true
    const { json, facts, fragment, fragmentJson, text } = result.read
    const context = reading.contextOf(job.inherited)
    texts.parsed++
    texts.fresh.set(job.path, { kept: JSON.parse(json) as Kept, json })
    texts.rows.set(job.path, { bytes: result.bytes, context, facts, fragment, text })
    if (!cache.knows(fragmentKey(fragment)) || !cache.isEmpty) cache.put(fragmentKey(fragment), fragmentJson)
    return true
  }
  const threads = crew(jobs.length)
  threads?.prepare('read', reading.context)
  const own = await readingOf(reading.context)
  const pack = ({ source: _, ...job }: Job) => job
  await shareOut<Job, ReadingResult>(jobs, threads, {
    task: 'read',
    own: (job) => void take(job, own(job)),
    pack,
    take,
  })
  for (const job of jobs) for (const fault of faults.get(job) ?? []) texts.diagnostics.push(fault)
  texts.read += jobs.length
}

/** All that reading needs to know, made of the settings and the folders' defaults; `frame` is the digest of the latter. */
export interface Reading {
  context: ReadingContext
  inheritedFor: (path: string) => number
  /** The digest of what texts are read with, by the index of their defaults. */
  contextOf: (inherited: number) => string
  frame: string
  diagnostics: Diagnostic[]
}

/** Reads the defaults. */
export function prepareReading(snapshot: Snapshot, config: Config, parser: ParserName): Reading {
  const { defaults, diagnostics } = allDefaults(snapshot, config)
  const { languages, timezone, imageHosts, homes, ownLabels: labels } = config
  const settings = { languages, timezone, imageHosts, homes, labels }
  const context: ReadingContext = { parser, settings, inherited: [] }
  const frame = digest(JSON.stringify([defaults, diagnostics]))
  const digests: string[] = []
  const contextOf = (inherited: number) => {
    digests[inherited] ??= digest(JSON.stringify([parser, settings, context.inherited[inherited]]))
    return digests[inherited]
  }
  return { context, inheritedFor: inheritance(defaults, context), contextOf, frame, diagnostics }
}

type Job = ReadingJob & { source: SourceFile }

/** Gives the index, in the context's list, of the defaults that hold for a path; equal ones have one entry. */
function inheritance(defaults: readonly Defaults[], context: ReadingContext): (path: string) => number {
  const byJson = new Map<string, number>()
  const byFolder = new Map<string, number>()
  return (path) => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1)
    const known = byFolder.get(folder)
    if (known !== undefined) return known
    const inherited = defaultsFor(path, defaults)
    const json = JSON.stringify(inherited)
    const index = byJson.get(json) ?? context.inherited.push(inherited) - 1
    byJson.set(json, index)
    byFolder.set(folder, index)
    return index
  }
}

function fragmentKey(name: string): string {
  return `fragment:${name}`
}

function allDefaults(snapshot: Snapshot, config: Config): { defaults: Defaults[]; diagnostics: Diagnostic[] } {
  const own = settingsDefaults(config.defaults, (key) => config.placeOf(['defaults', key]))
  const diagnostics = [...own.diagnostics]
  const folders = snapshot.defaults.flatMap((file) => {
    const read = readText(file)
    if ('diagnostic' in read) {
      diagnostics.push(read.diagnostic)
      return []
    }
    const { defaults, diagnostics: faults } = readDefaults(read.text, file.path, file.file)
    for (const diagnostic of faults) diagnostics.push(diagnostic)
    return [defaults]
  })
  return { defaults: [own.defaults, ...folders], diagnostics }
}

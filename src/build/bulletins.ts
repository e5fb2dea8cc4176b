/** Reads every bulletin of a portal, each distinct text once. */
import { type Defaults, defaultsFor, readDefaults, settingsDefaults } from '../content/defaults.ts'
import type { ParserName } from '../content/markdown/reader.ts'
import { isMarkdown } from '../content/media.ts'
import type { SourceBulletin } from '../content/release.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import type { Memo } from '../memo/memo.ts'
import { digest, digestOfAll } from '../source/digest.ts'
import type { SourceFile } from '../source/folder.ts'
import type { Snapshot } from '../source/portal.ts'
import type { Config } from '../source/settings.ts'
import { readText } from '../source/text.ts'
import { type Crew, shareOut } from './crew.ts'
import { type Kept, type ReadingContext, type ReadingJob, type ReadingResult, readingOf } from './reading.ts'
import type { SourceReader } from './source-reader.ts'

/** A bulletin's file as a build knew it: digests of its bytes, of all but its text, of its fragment, and of its text as written. */
export type KnownText = [bytes: string, facts: string, fragment: string, text: string]

/** `read` and `parsed` count the texts that had to be read from disk and parsed. */
export interface ReadBulletins {
  bulletins: SourceBulletin[]
  texts: Record<string, KnownText>
  diagnostics: Diagnostic[]
  read: number
  parsed: number
}

/**
 * Reads the bulletins and standing pages. Their fragments stay in the memo, by digest. `crew` gives threads for so many
 * texts. Codes: `content-empty`, and those of `readingOf`.
 */
export async function readBulletins(
  snapshot: Snapshot,
  { context, inheritedFor, diagnostics }: Reading,
  memo: Memo,
  reader: SourceReader,
  crew: (jobs: number) => Crew | null,
  onProgress: (done: number, total: number) => void,
): Promise<ReadBulletins> {
  const texts = [...snapshot.content.values()].filter(({ path }) => isMarkdown(path))
  const missing: Diagnostic[] = []
  if (snapshot.contentFolder !== null && !texts.some(({ path }) => !path.startsWith('pages/')))
    missing.push(problem('content-empty', { folder: snapshot.contentFolder }))

  const kept: (Kept | null)[] = []
  const faults: Diagnostic[][] = []
  const digests: (string | null)[] = []
  const jobs: Job[] = []
  for (const [index, source] of texts.entries()) {
    const { path, file, absolute } = source
    // Where nothing is remembered, no digest is worth an own look at the file.
    const expected = reader.known(source) ?? (memo.isEmpty ? null : (reader.bytesOf(source)?.digest ?? 'unreadable'))
    if (expected === 'unreadable') continue
    const job = { path, file, absolute, inherited: inheritedFor(path), expected, index, source }
    const known = expected === null ? null : recalled(keyOf(job, context, expected), memo)
    if (known === null) jobs.push(job)
    kept[index] = known
    digests[index] = expected
  }

  let done = texts.length - jobs.length
  let parsed = 0
  const take = (job: Job, result: ReadingResult) => {
    onProgress(done++, texts.length)
    faults[job.index] = result.faults
    if (result.digest !== null) reader.saw(job.source, result.digest, result.readAt)
    if (result.digest === null || result.kept === null || result.fragment === null) return
    parsed++
    const one = JSON.parse(result.kept) as Kept
    keepText(memo, job, context, result.digest, result.kept, one.fragment, result.fragment)
    kept[job.index] = one
    digests[job.index] = result.digest
  }
  if (jobs.length > 0) {
    const threads = crew(jobs.length)
    threads?.prepare('read', context)
    const own = await readingOf(context)
    await shareOut<Job, ReadingResult>(jobs, threads, {
      task: 'read',
      own: (job) => take(job, own(job)),
      pack: ({ source: _, index: __, ...job }) => job,
      take: (job, result) => {
        take(job, result)
        return true
      },
    })
  }
  const all: ReadBulletins = {
    bulletins: [],
    texts: {},
    diagnostics: [...diagnostics, ...missing],
    read: jobs.length,
    parsed,
  }
  for (const [index, { path }] of texts.entries()) {
    const one = kept[index]
    if (one) all.texts[path] = [digests[index] ?? '', one.facts, one.fragment, one.text]
    for (const found of [...(faults[index] ?? []), ...(one?.diagnostics ?? [])]) all.diagnostics.push(found)
    if (one?.bulletin) all.bulletins.push({ bulletin: one.bulletin, fragment: one.fragment, text: one.text })
  }
  return all
}

/** All that reading needs to know, made of the settings and the folders' defaults; `frame` is the digest of the latter. */
export interface Reading {
  context: ReadingContext
  inheritedFor: (path: string) => number
  frame: string
  diagnostics: Diagnostic[]
}

/** Reads the defaults. */
export function prepareReading(snapshot: Snapshot, config: Config, parser: ParserName): Reading {
  const { defaults, diagnostics } = allDefaults(snapshot, config)
  const { languages, timezone, imageHosts, homes } = config
  const settings = { languages, timezone, imageHosts, homes }
  const context: ReadingContext = { parser, settings, inherited: [] }
  const frame = digest(JSON.stringify([defaults, diagnostics]))
  return { context, inheritedFor: inheritance(defaults, context), frame, diagnostics }
}

function keyOf({ path, file, inherited }: ReadingJob, context: ReadingContext, found: string): string {
  const { parser, settings } = context
  return digestOfAll('bulletin', parser, path, file, found, JSON.stringify([context.inherited[inherited], settings]))
}

/** Keeps what was read of a text; all but the digest of its bytes is JSON. */
export function keepText(
  memo: Memo,
  job: ReadingJob,
  context: ReadingContext,
  found: string,
  kept: string,
  fragment: string,
  fragmentJson: string,
): void {
  if (memo.get(fragmentKey(fragment)) === undefined) memo.put(fragmentKey(fragment), fragmentJson)
  memo.put(keyOf(job, context, found), kept)
}

/** A text to be read, and where its result belongs. */
type Job = ReadingJob & { index: number; source: SourceFile }

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

/** The fragment with a digest, as JSON; it is there for every bulletin of this build. */
export function recallFragment(memo: Memo, name: string): string {
  const json = memo.get(fragmentKey(name))
  if (json === undefined) throw new Error(`the fragment ${name} is not in the memo`)
  return json
}

/** What the memo knows of a text; nothing where its fragment was damaged: the text is read again then. */
function recalled(key: string, memo: Memo): Kept | null {
  const json = memo.get(key)
  if (json === undefined) return null
  const kept = JSON.parse(json) as Kept
  return kept.bulletin === null || memo.get(fragmentKey(kept.fragment)) !== undefined ? kept : null
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

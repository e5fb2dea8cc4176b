/** Makes the outputs of a plan; what the memo knows to be on disk already is not made again. */
import type { Fragment } from '../content/markdown/fragment.ts'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import type { Memo } from '../memo/memo.ts'
import type { Entry, Making } from '../plan/entry.ts'
import type { Plan } from '../plan/plan.ts'
import type { Publication } from '../publish/open.ts'
import { type Artifact, adopt, reserve, stage } from '../publish/stage.ts'
import { cleanImage } from '../render/clean-image.ts'
import {
  inLanguage,
  inputOf,
  pageRenderer,
  type RenderedEntry,
  renderEntry,
  type TextEntry,
  type Themes,
} from '../render/entry.ts'
import { digest } from '../source/digest.ts'
import { readBytes } from '../source/text.ts'
import { recallFragment } from './bulletins.ts'
import { type Crew, shareOut } from './crew.ts'
import type { RenderingJob, RenderingResult } from './rendering.ts'
import type { LastBuild } from './repeat.ts'
import type { BuildRequest } from './request.ts'
import { knownSearch, makeSearch, type SearchJob } from './search.ts'
import { bodiesOf, keepMaking, makingKey, textMaking } from './text-making.ts'

/**
 * Every output's digest by its path; `rendered` counts those that had to be rendered; `carriers` are the outputs that hold
 * a text, by the digest of its fragment.
 */
export interface MadeOutputs {
  outputs: Map<string, string>
  rendered: number
  /** How many indexes of the search had to be made, and how many texts had to be read for them. */
  indexed: number
  searched: number
  carriers: LastBuild['carriers']
  diagnostics: Diagnostic[]
}

/** A page, and how a template will make it; `name` is its place in the stage folder once another thread has it. */
interface PageJob {
  entry: PageEntry
  key: string
  view: string
  name: string
}

type PageEntry = Entry & { making: Extract<Making, { kind: 'page' }> }

/**
 * Stages what differs from what is published; the images' forms are made by `encodeImages`. `crew` has threads that know the theme, or is null.
 * Codes: `template-failed`, `file-changed`, `search-failed`, `file-unreadable`, `machine-failed`.
 */
export async function makeOutputs(
  plan: Plan,
  themes: Themes,
  publication: Publication,
  memo: Memo,
  crew: Crew | null,
  onProgress: (done: number, total: number) => void,
): Promise<MadeOutputs> {
  const made: MadeOutputs = { outputs: new Map(), rendered: 0, indexed: 0, searched: 0, carriers: {}, diagnostics: [] }
  const fragmentOf = (name: string) => JSON.parse(recallFragment(memo, name)) as Fragment
  const page = pageRenderer((language, shared) => inLanguage(themes, language).renderer(shared), plan.sites)
  const using = { themes, sites: plan.sites, page, fragment: fragmentOf }
  // A disk that is full for one output is full for all: it is told once.
  let isStuck = false
  const report = (faults: readonly Diagnostic[]) => {
    for (const fault of faults) {
      made.diagnostics.push(fault)
      isStuck ||= fault.code === 'machine-failed'
    }
  }
  const put = (path: string, found: string, content: Artifact['content']) => {
    made.outputs.set(path, found)
    if (publication.present.get(path) === found || isStuck) return
    report(stage(publication, { path, digest: found, content }) ?? [])
  }
  const render = async (entry: TextEntry, key: string) => {
    if (isStuck) return
    const rendered = await renderEntry(entry, using)
    if ('diagnostic' in rendered) {
      report([rendered.diagnostic])
      return
    }
    const found = digest(rendered.text)
    memo.put(key, found)
    put(entry.path, found, { bytes: rendered.text })
  }

  const clean = (path: string, { from, shown, digest: source }: Extract<Making, { kind: 'cleaned' }>) => {
    const key = `cleaned:${source}`
    if (isKnown(path, key)) return
    const read = readBytes({ absolute: from, file: shown })
    if ('diagnostic' in read) report([read.diagnostic])
    else if (digest(read.bytes) !== source) report([problem('file-changed', {}, inFile(shown))])
    else {
      const bytes = cleanImage(path, read.bytes)
      const found = digest(bytes)
      memo.put(key, found)
      put(path, found, { bytes })
    }
  }

  let done = 0
  const isKnown = (path: string, key: string) => {
    const known = memo.get(key)
    if (known === undefined || publication.present.get(path) !== known) return false
    made.outputs.set(path, known)
    return true
  }
  const carry = ({ path, making }: RenderedEntry, key: string, input: readonly string[]) => {
    const kept = memo.lasts ? textMaking(making, input) : null
    if (kept === null) return
    for (const { fragment } of bodiesOf(kept)) {
      made.carriers[fragment] ??= []
      made.carriers[fragment]?.push([path, key])
    }
    keepMaking(memo, key, kept)
  }
  const pages: PageEntry[] = []
  const indexes: SearchJob[] = []
  for (const entry of plan.entries) {
    const { path, making } = entry
    if (making.kind === 'page') {
      pages.push({ ...entry, making })
      continue
    }
    onProgress(done++, plan.entries.length)
    if (making.kind === 'copy') {
      put(path, making.digest, { copyOf: making.from, shown: making.shown })
      continue
    }
    if (making.kind === 'cleaned') {
      clean(path, making)
      continue
    }
    if (making.kind === 'variant' || making.kind === 'card') continue
    const toRender: RenderedEntry = { ...entry, making }
    const input = inputOf(toRender, using)
    const key = keyOf(toRender, input)
    carry(toRender, key, input)
    if (making.kind === 'search') {
      const job = { folder: path, key, shard: making.shard }
      const known = knownSearch(job, publication, memo)
      if (known === null) indexes.push(job)
      for (const [file, found] of known ?? []) made.outputs.set(file, found)
      continue
    }
    if (isKnown(path, key)) continue
    made.rendered++
    await render({ ...entry, making }, key)
  }

  function* jobs(): Generator<PageJob> {
    for (const entry of pages) {
      onProgress(done++, plan.entries.length)
      const input = inputOf(entry, using)
      const key = keyOf(entry, input)
      carry(entry, key, input)
      if (isKnown(entry.path, key)) continue
      made.rendered++
      yield { entry, key, view: input[2] ?? '', name: '' }
    }
  }
  const pack = (job: PageJob): RenderingJob => {
    const { making, path } = job.entry
    const slot = making.slot?.()
    const { name, file } = reserve(publication)
    job.name = name
    const body = slot && {
      part: slot.part,
      fragment: recallFragment(memo, slot.body.fragment),
      values: slot.body.values,
    }
    const present = publication.present.get(path) ?? null
    return { language: making.language, template: making.template, view: job.view, slot: body ?? null, file, present }
  }
  await shareOut<PageJob, RenderingResult>(jobs(), crew, {
    task: 'render',
    own: ({ entry, key }) => render(entry, key),
    pack,
    take: ({ entry, key, name }, result) => {
      if (result === null) return false
      memo.put(key, result.digest)
      made.outputs.set(entry.path, result.digest)
      if (result.stat) adopt(publication, entry.path, { name, stat: result.stat })
      return true
    },
  })
  // Where a page has failed, nothing will be published.
  if (made.diagnostics.length > 0) return made
  const search = await makeSearch(indexes, publication, memo, (crew?.size ?? 0) + 1, fragmentOf)
  report(search.diagnostics)
  for (const [path, found] of search.outputs ?? []) made.outputs.set(path, found)
  made.indexed = indexes.length
  made.searched = search.read
  return made
}

function keyOf({ making }: RenderedEntry, input: readonly string[]): string {
  return `output:${makingKey(making.kind, input)}`
}

/** What of the plan this build makes. */
export function partOf(plan: Plan, search: BuildRequest['search']): Plan {
  if (typeof search === 'boolean') return plan
  return { ...plan, entries: plan.entries.filter(({ making }) => (making.kind === 'search') === (search === 'alone')) }
}

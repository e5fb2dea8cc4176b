/**
 * The short way: where nothing but the text of a few bulletins differs from the last build, their pages and the feeds that
 * quote them are made anew, and all else of that build still holds.
 */
import { type Fragment, fillFragment } from '../content/markdown/fragment.ts'
import { isMarkdown } from '../content/media.ts'
import type { Skipped } from '../content/site.ts'
import type { Due } from '../content/state.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Memo } from '../memo/memo.ts'
import type { BodyReference } from '../plan/holes.ts'
import type { SiteViews } from '../plan/plan.ts'
import type { PageRecord } from '../publish/manifest.ts'
import type { Publication } from '../publish/open.ts'
import { stage } from '../publish/stage.ts'
import type { TemplateSource } from '../render/theme/parse-template.ts'
import { digest } from '../source/digest.ts'
import type { Snapshot } from '../source/portal.ts'
import type { SiteConfig } from '../source/settings.ts'
import { type KnownText, keepText, type Reading, recallFragment } from './bulletins.ts'
import { type Kept, readingOf } from './reading.ts'
import { recordTexts, type SiteRecord } from './records.ts'
import { themeRenderer } from './rendering.ts'
import { filesIn, makeSearch, type SearchJob } from './search.ts'
import type { SourceReader } from './source-reader.ts'
import { bodiesOf, heldBy, makingKey, type TextMaking, textOf } from './text-making.ts'

/**
 * What a build leaves for the next. `frame` is the digest of everything but bulletins and files beside them; it holds from
 * `from` until `until` (milliseconds since 1970 UTC). `carriers` are, by the digest of a text's fragment when all was made, the
 * outputs that hold it, each with the key of how it was made then; `originals` are those digests, by path, of texts that were edited
 * since. `published` is the digest of the manifest.
 */
export interface LastBuild {
  frame: string
  from: number
  until: number | null
  texts: Record<string, KnownText>
  media: Record<string, string>
  said: SiteRecord['said']
  carriers: Record<string, [path: string, making: string][]>
  originals: Record<string, string>
  published: string
  sites: SiteViews
  diagnostics: Diagnostic[]
  /** What is said of bulletins that wait. */
  aside: Diagnostic[]
  skipped: Skipped[]
  due: Due[]
  counts: { bulletins: number; pages: number }
}

/** What the short way gives: every output's digest, as the full build would have it. */
export interface Repeated {
  last: LastBuild
  /** What is to be remembered once it is published; null where nothing differs. */
  edits: Edits | null
  outputs: Map<string, string>
  records: ReadonlyMap<string, PageRecord>
  read: number
  parsed: number
  rendered: number
  indexed: number
  searched: number
  diagnostics: Diagnostic[]
}

/** More changed texts than this are for the full build. */
const FEW = 50

const KEY = 'last-build'
const EDITS = 'last-edits'

/** What short ways since have changed of it: as much as was edited. How outputs are made stays what it was, but for the texts. */
type Edits = Pick<LastBuild, 'published' | 'texts' | 'originals'>

/** What is as large as the archive is kept part by part: the whole text of it would be the largest thing in memory. */
const PARTS = ['texts', 'said', 'carriers'] as const

export function rememberBuild(memo: Memo, last: LastBuild): void {
  for (const part of PARTS) memo.put(`${KEY}-${part}`, JSON.stringify(last[part]))
  memo.put(KEY, JSON.stringify({ ...last, texts: {}, said: {}, carriers: {} } satisfies LastBuild))
  memo.put(EDITS, JSON.stringify(noEdits(last)))
}

/** Remembers the edits of the short way, once they are published. */
export function rememberEdits(memo: Memo, edits: Edits, published: string): void {
  memo.put(EDITS, JSON.stringify({ ...edits, published } satisfies Edits))
}

/** Null where no build of that frame is remembered, or not all of it. */
function recallBuild(memo: Memo, frame: string): { last: LastBuild; edits: Edits } | null {
  const [json, since] = [memo.get(KEY), memo.get(EDITS)]
  if (json === undefined || since === undefined) return null
  const last = JSON.parse(json) as LastBuild
  if (last.frame !== frame) return null
  for (const part of PARTS) {
    const text = memo.get(`${KEY}-${part}`)
    if (text === undefined) return null
    Object.assign(last, { [part]: JSON.parse(text) })
  }
  const edits = JSON.parse(since) as Edits
  return { last: withEdits(last, edits), edits }
}

function noEdits({ published }: LastBuild): Edits {
  return { published, texts: {}, originals: {} }
}

/** Brings the edits into what was remembered. A pair that does not belong together is not what was published. */
function withEdits(last: LastBuild, { published, texts, originals }: Edits): LastBuild {
  return Object.assign(last, { published, texts: Object.assign(last.texts, texts), originals: { ...originals } })
}

/** Takes the short way, or gives null where the full build has to be made. Stages what differs. */
export async function repeatLast(
  frame: string,
  now: number,
  snapshot: Snapshot,
  config: SiteConfig,
  reading: Reading,
  theme: { sources: readonly TemplateSource[]; assets: ReadonlyMap<string, string> },
  publication: Publication,
  memo: Memo,
  reader: SourceReader,
): Promise<Repeated | null> {
  const recalled = recallBuild(memo, frame)
  if (recalled === null) return null
  const { last, edits } = recalled
  // Each edit leaves something in the memo: a full build prunes it.
  if (memo.hasGrown()) return null
  if (now < last.from || (last.until !== null && now >= last.until)) return null
  const { before, present, repaired } = publication
  if (repaired !== null || last.published !== before.digest) return null
  // An output may be ahead of its manifest: then it must be what comes out here.
  const ahead = [...before.files].filter(([path, found]) => present.get(path) !== found).map(([path]) => path)
  if (ahead.length > FEW || ahead.some((path) => !present.has(path))) return null

  const changed: string[] = []
  let texts = 0
  for (const [path, file] of snapshot.content) {
    const known = isMarkdown(path) ? last.texts[path]?.[0] : last.media[path]
    if (isMarkdown(path)) texts++
    if (known === undefined) {
      if (isMarkdown(path)) return null
      continue
    }
    if ((reader.digestOf(file)?.digest ?? null) === known) continue
    if (!isMarkdown(path) || changed.push(path) > FEW) return null
  }
  if (texts !== Object.keys(last.texts).length) return null

  const fresh = changed.length === 0 ? null : await readAnew(changed, snapshot, last, edits, reading, memo, reader)
  if (changed.length > 0 && fresh === null) return null
  const outputs = new Map(before.files)
  const written = changed.map((path) => ({
    path,
    file: snapshot.content.get(path)?.file ?? path,
    text: last.texts[path]?.[3] ?? '',
  }))
  const { records, diagnostics } = recordTexts(written, last.said, before.records, config)
  const made = fresh === null ? { rendered: [], indexes: [] } : renderAnew(fresh, last, config, theme, outputs, memo)
  if (made === null || ahead.some((path) => outputs.get(path) !== present.get(path))) return null
  // Staged last, when it is certain that the full build will not stage them too.
  for (const { path, digest, text } of made.rendered)
    for (const diagnostic of stage(publication, { path, digest, content: { bytes: text } }) ?? [])
      diagnostics.push(diagnostic)
  const search = await makeSearch(made.indexes, publication, memo, 1, (name) => fragmentOf(memo, name))
  for (const diagnostic of search.diagnostics) diagnostics.push(diagnostic)
  for (const { folder } of made.indexes) for (const path of filesIn(outputs, folder).keys()) outputs.delete(path)
  for (const [path, found] of search.outputs ?? []) outputs.set(path, found)
  const done = { rendered: made.rendered.length, indexed: made.indexes.length, searched: search.read }
  const kept = changed.length === 0 ? null : edits
  return { last, edits: kept, outputs, records, read: changed.length, parsed: changed.length, ...done, diagnostics }
}

/** The paths of texts whose fragment is new; null where anything but the text is. */
async function readAnew(
  changed: readonly string[],
  snapshot: Snapshot,
  last: LastBuild,
  edits: Edits,
  reading: Reading,
  memo: Memo,
  reader: SourceReader,
): Promise<string[] | null> {
  const fresh: string[] = []
  const job = (path: string, file: string, absolute: string) => ({
    path,
    file,
    absolute,
    inherited: reading.inheritedFor(path),
  })
  const jobs = changed.flatMap((path) => {
    const source = snapshot.content.get(path)
    return source ? [{ source, ...job(path, source.file, source.absolute), expected: null }] : []
  })
  const read = await readingOf(reading.context)
  for (const { source, ...one } of jobs) {
    const result = read(one)
    const known = last.texts[one.path]
    if (result.digest === null || result.kept === null || result.fragment === null || !known) return null
    const kept = JSON.parse(result.kept) as Kept
    if (kept.facts !== known[1]) return null
    keepText(memo, one, reading.context, result.digest, result.kept, kept.fragment, result.fragment)
    reader.saw(source, result.digest, result.readAt)
    if (kept.fragment !== known[2]) {
      const original = originalOf(one.path, last)
      // Where two bulletins had one text, it cannot be told whose an output holds.
      if (Object.keys(last.texts).filter((path) => originalOf(path, last) === original).length > 1) return null
      last.originals[one.path] = original
      edits.originals[one.path] = original
      fresh.push(one.path)
    }
    edits.texts[one.path] = [result.digest, known[1], kept.fragment, kept.text]
    last.texts[one.path] = edits.texts[one.path] as KnownText
  }
  return fresh
}

/** The digest of the fragment that a text had when all was made. */
export function originalOf(path: string, { texts, originals }: LastBuild): string {
  return originals[path] ?? texts[path]?.[2] ?? ''
}

/** Renders what holds the changed texts, and says which indexes of the search do; null where it is not known how it was made, or a template fails. */
function renderAnew(
  fresh: readonly string[],
  last: LastBuild,
  config: SiteConfig,
  theme: { sources: readonly TemplateSource[]; assets: ReadonlyMap<string, string> },
  outputs: Map<string, string>,
  memo: Memo,
): { rendered: { path: string; digest: string; text: string }[]; indexes: SearchJob[] } | null {
  const render = themeRenderer({ ...theme, editions: config.editions, sites: last.sites })
  const html = ({ fragment, values }: BodyReference) => fillFragment(fragmentOf(memo, fragment), values)
  const current = new Map(Object.entries(last.originals).map(([path, original]) => [original, last.texts[path]?.[2]]))
  const makings = new Map<string, TextMaking>()
  for (const path of fresh)
    for (const [output, key] of last.carriers[originalOf(path, last)] ?? []) {
      if (makings.has(output)) continue
      const json = memo.get(key.replace('output:', 'making:'))
      if (json === undefined) return null
      const making = JSON.parse(json) as TextMaking
      for (const body of bodiesOf(making)) body.fragment = current.get(body.fragment) ?? body.fragment
      makings.set(output, making)
    }
  const rendered: { path: string; digest: string; text: string }[] = []
  const indexes: SearchJob[] = []
  for (const [output, making] of makings) {
    const at = making.input.length - 1
    making.input[at] = JSON.stringify(heldBy(making))
    const key = `output:${makingKey(making.kind, making.input)}`
    if (making.kind === 'search') {
      indexes.push({ folder: output, key, shard: making.shard })
      continue
    }
    const text = textOf(making, render, html)
    if (text === null) return null
    const found = digest(text)
    memo.put(key, found)
    outputs.set(output, found)
    rendered.push({ path: output, digest: found, text })
  }
  return { rendered, indexes }
}

function fragmentOf(memo: Memo, name: string): Fragment {
  return JSON.parse(recallFragment(memo, name)) as Fragment
}

/** What a publish keeps of its plan: where nothing but texts differs the next build takes it up, and makes only what holds those texts. */
import type { Cache } from '../cache/cache.ts'
import { readRow, readTable, writeTable } from '../cache/table.ts'
import { isMarkdown } from '../content/media.ts'
import type { Skipped } from '../content/site.ts'
import type { Due } from '../content/state.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { SiteViews } from '../plan/plan.ts'
import type { Publication } from '../publish/open.ts'
import { bodiesOf, type Content } from '../render/entry.ts'
import { digest } from '../source/digest.ts'
import type { Snapshot } from '../source/portal.ts'
import type { Texts } from './bulletins.ts'
import { contentKey, type Output } from './outputs.ts'
import type { SiteRecord } from './records.ts'
import type { SourceReader } from './source-reader.ts'

/**
 * A plan as data. `frame` is the digest of everything but bulletins and the files beside them, `facts` that of the bulletins but
 * for their texts; it holds from `from` until `until` (milliseconds since 1970 UTC). Of a plan that was recalled, `outputs` and `said` are those
 * of the texts that differ. `media` are the digests of the files beside bulletins by path, `diagnostics` what was reported of the site,
 * `aside` of what waits.
 */
export interface Planned {
  frame: string
  facts: string
  from: number
  until: number | null
  sites: SiteViews
  outputs: readonly Output[]
  said: SiteRecord['said']
  media: ReadonlyMap<string, string>
  diagnostics: Diagnostic[]
  aside: Diagnostic[]
  skipped: Skipped[]
  due: Due[]
  counts: { bulletins: number; pages: number }
}

/** What of it is kept as one value. `published` is the digest of the manifest that it ended in, `files` how many `media` there are. */
type Head = Omit<Planned, 'outputs' | 'media' | 'said'> & { published: string; files: number }

/** What is kept by a bulletin's path: the outputs that hold its text, and what the manifest's record says of it. */
interface TextRecord {
  outputs: [path: string, kind: Content['kind'], key: string][]
  said: [url: string, facts: string] | null
}

const KEY = 'plan'

/** Keeps a plan once it is published; what is as it was is not written again. */
export function rememberPlan(
  { outputs, media, said, ...head }: Planned,
  { rows }: Texts,
  published: string,
  cache: Cache,
): void {
  const records = new Map(
    [...rows.keys()].map((path): [string, TextRecord] => [path, { outputs: [], said: said.get(path) ?? null }]),
  )
  for (const { path, kind, key, bodies } of outputs)
    for (const body of bodies) records.get(body)?.outputs.push([path, kind, key])
  writeTable(cache, 'plan', records)
  writeTable(cache, 'media', media)
  cache.put(KEY, JSON.stringify({ ...head, files: media.size, published } satisfies Head))
}

/** Keeps the manifest that a recalled plan was published in. */
export function rememberPublished(published: string, cache: Cache): void {
  const head = JSON.parse(cache.get(KEY) ?? 'null') as Head | null
  if (head !== null) cache.put(KEY, JSON.stringify({ ...head, published } satisfies Head))
}

/**
 * The plan of the last publish, where it is the one that this build would make: nothing but texts differs, and the site is as it was left,
 * but for outputs with one of those texts. Null else, and where the cache was damaged.
 */
export function recallPlan(
  frame: string,
  now: number,
  snapshot: Snapshot,
  texts: Texts,
  { before, present, repaired }: Publication,
  cache: Cache,
  reader: SourceReader,
): Planned | null {
  const json = cache.get(KEY)
  // Each edit leaves something in the cache: a full build prunes it.
  if (json === undefined || repaired !== null || cache.hasGrown()) return null
  const { published, files, ...head } = JSON.parse(json) as Head
  if (head.frame !== frame || published !== before.digest || head.facts !== factsOf(texts)) return null
  if (now < head.from || (head.until !== null && now >= head.until)) return null
  const media = readTable<string>(cache, 'media')
  if (media.size !== files) return null
  for (const [path, file] of snapshot.content)
    if (!isMarkdown(path) && media.has(path) && reader.digestOf(file)?.digest !== media.get(path)) return null
  const outputs = new Map<string, Output>()
  const said: Planned['said'] = new Map()
  for (const path of texts.fresh.keys()) {
    const recalled = recallText(path, cache)
    if (recalled === null) return null
    for (const output of recalled.outputs) outputs.set(output.path, output)
    if (recalled.said !== null) said.set(path, recalled.said)
  }
  for (const [path, found] of before.files) if (present.get(path) !== found && !outputs.has(path)) return null
  return { ...head, outputs: [...outputs.values()], media, said }
}

/** The outputs that hold a bulletin's text, and what is recorded of it; null where the cache does not know. The cache may be closed. */
export function recallText(path: string, cache: Cache): { outputs: Output[]; said: TextRecord['said'] } | null {
  const record = readRow<TextRecord>(cache, 'plan', path)
  if (record === undefined) return null
  const outputs: Output[] = []
  for (const [output, kind, key] of record.outputs) {
    const json = cache.readClosed(contentKey({ key }))
    if (json === undefined) return null
    const content = JSON.parse(json) as Content
    outputs.push({ path: output, kind, key, bodies: bodiesOf(content), content: () => content })
  }
  return { outputs, said: record.said }
}

/** The digest of all bulletins but for their texts. */
export function factsOf({ rows }: Texts): string {
  return digest(
    [...rows]
      .map(([path, { facts }]) => `${path}\n${facts}\n`)
      .sort()
      .join(''),
  )
}

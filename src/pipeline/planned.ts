/** What a publish keeps of its plan: where nothing but texts differs the next build takes it up, and makes only what holds those texts. */

import type { Cache } from '../cache/cache.ts'
import { readTable, writeTable } from '../cache/table.ts'
import { isMarkdown } from '../content/media.ts'
import type { Skipped } from '../content/site.ts'
import type { Due } from '../content/state.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { SiteViews } from '../plan/plan.ts'
import type { Publication } from '../publish/open.ts'
import type { Content } from '../render/entry.ts'
import { digest } from '../source/digest.ts'
import type { Snapshot } from '../source/portal.ts'
import type { Texts } from './bulletins.ts'
import { contentKey, type Output } from './outputs.ts'
import type { SiteRecord } from './records.ts'
import type { SourceReader } from './source-reader.ts'

/**
 * A plan as data. `frame` is the digest of everything but bulletins and the files beside them, `facts` that of the bulletins but
 * for their texts; it holds from `from` until `until` (milliseconds since 1970 UTC). `outputs` are those with a text in them, `media` the
 * digests of the files beside bulletins by path, `diagnostics` what was reported of the site, `aside` of what waits.
 */
export interface Planned {
  frame: string
  facts: string
  from: number
  until: number | null
  sites: SiteViews
  outputs: readonly Output[]
  media: ReadonlyMap<string, string>
  said: SiteRecord['said']
  diagnostics: Diagnostic[]
  aside: Diagnostic[]
  skipped: Skipped[]
  due: Due[]
  counts: { bulletins: number; pages: number }
}

/** What of it is kept as one value, with how many rows its tables have; `published` is the digest of the manifest that it ended in. */
type Head = Omit<Planned, 'outputs' | 'media' | 'said'> & {
  published: string
  rows: Record<(typeof TABLES)[number], number>
}

const TABLES = ['plan', 'media', 'said'] as const

type OutputRecord = Pick<Output, 'key' | 'kind' | 'bodies'>

const KEY = 'plan'

/** Keeps a plan once it is published; what is as it was is not written again. */
export function rememberPlan({ outputs, media, said, ...head }: Planned, published: string, cache: Cache): void {
  const ofTexts = outputs.filter(({ bodies }) => bodies.length > 0)
  const record = ({ path, key, kind, bodies }: Output): [string, OutputRecord] => [path, { key, kind, bodies }]
  const tables = { plan: new Map(ofTexts.map(record)), media, said }
  for (const name of TABLES) writeTable<unknown>(cache, name, tables[name])
  const rows = { plan: tables.plan.size, media: media.size, said: said.size }
  cache.put(KEY, JSON.stringify({ ...head, rows, published } satisfies Head))
}

/** Keeps the manifest that a recalled plan was published in. */
export function rememberPublished(published: string, cache: Cache): void {
  const head = JSON.parse(cache.get(KEY) ?? 'null') as Head | null
  if (head !== null) cache.put(KEY, JSON.stringify({ ...head, published } satisfies Head))
}

/**
 * The plan of the last publish, where it is the one that this build would make: nothing but texts differs, and the site is as it was left,
 * but for outputs with a text in them, which are made again. Null else.
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
  const { published, rows: counts, ...head } = JSON.parse(json) as Head
  if (head.frame !== frame || published !== before.digest || head.facts !== factsOf(texts)) return null
  if (now < head.from || (head.until !== null && now >= head.until)) return null
  const media = readTable<string>(cache, 'media')
  const said = readTable<[string, string]>(cache, 'said')
  const rows = readTable<OutputRecord>(cache, 'plan')
  if (rows.size !== counts.plan || media.size !== counts.media || said.size !== counts.said) return null
  for (const [path, file] of snapshot.content)
    if (!isMarkdown(path) && media.has(path) && reader.digestOf(file)?.digest !== media.get(path)) return null
  for (const [path, found] of before.files) if (present.get(path) !== found && !rows.has(path)) return null
  const outputs = [...rows].map(([path, row]): Output => {
    let content: Content | null | undefined
    const recalled = () => JSON.parse(cache.readClosed(contentKey(row)) ?? 'null') as Content | null
    return { path, ...row, isRecalled: true, content: () => (content ??= recalled()) }
  })
  return { ...head, outputs, media, said }
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

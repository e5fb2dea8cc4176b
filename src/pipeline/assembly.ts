/** The site as it goes out now: what is due but faulty is left out, and what waits is looked at ahead of its day. */

import type { Cache } from '../cache/cache.ts'
import { href } from '../content/address.ts'
import type { DecisionRecord } from '../content/decision-records.ts'
import { linkedFiles, type MediaFacts, namedFiles, nearFileLooks } from '../content/media.ts'
import type { Published } from '../content/published.ts'
import { type Released, type SourceBulletin, wantedMedia, withFaulty, withHeld } from '../content/release.ts'
import { assembleSite, type Site } from '../content/site.ts'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import type { Beacon } from '../plan/counter.ts'
import type { StaticOutput } from '../plan/entry.ts'
import { makePlan, type Plan } from '../plan/plan.ts'
import type { Publication } from '../publish/open.ts'
import { momentOf } from '../source/calendar.ts'
import type { SourceFile } from '../source/folder.ts'
import type { SiteConfig } from '../source/settings.ts'
import { vanished } from './judgement.ts'
import { readMedia } from './media-facts.ts'
import type { SourceReader } from './source-reader.ts'

/** What a site is assembled of, whichever bulletins it shows. */
export interface Parts {
  records: readonly DecisionRecord[]
  config: SiteConfig
  content: ReadonlyMap<string, SourceFile>
  statics: readonly StaticOutput[]
  version: string
  encoder: string | null
  beacon: Beacon | null
  cache: Cache
  reader: SourceReader
  lap: (name: 'content' | 'plan') => void
}

/** `diagnostics` are those of what the site shows. */
export interface Assembled {
  site: Site
  plan: Plan
  media: Map<string, MediaFacts>
  digests: Map<string, string>
  /** How many names were looked at for what is missing. */
  looks: number
  diagnostics: Diagnostic[]
}

/** Assembles and plans the site of the bulletins that are shown. */
function assemble(released: Released, parts: Parts, known?: Assembled): Assembled {
  const { records, config, content, cache, reader } = parts
  const wanted = wantedMedia(released, records, content).filter(({ path }) => !known?.digests.has(path))
  const read = readMedia(wanted, cache, reader)
  const media = new Map([...(known?.media ?? []), ...read.media])
  const digests = new Map([...(known?.digests ?? []), ...read.digests])
  const assembled = assembleSite(released, records, config, content, ({ path }) => media.get(path) ?? null)
  parts.lap('content')
  const planned = makePlan(assembled.site, parts.statics, parts.version, parts.encoder, parts.beacon)
  parts.lap('plan')
  const diagnostics = [...read.diagnostics, ...assembled.diagnostics, ...planned.diagnostics]
  const looks = nearFileLooks(content) + assembled.looks + planned.looks
  return { site: assembled.site, plan: planned.plan, media, digests, looks, diagnostics }
}

/** The site that goes out, and what is to be said of it. */
export interface Outgoing {
  released: Released
  assembled: Assembled
  /** About those: errors of what was left out, and what will count when the others come out. They hold no site back. */
  aside: Diagnostic[]
  /** The paths of what was left out. */
  faulty: ReadonlySet<string>
  /** The files of all that has no page. */
  waiting: ReadonlySet<string>
}

/**
 * Assembles the site of today. `told` is what was said of its texts so far; `blocks` says which diagnostics hold a site back. `publication`
 * is null where nothing may be left out. Code: `bulletin-left-out`.
 */
export function outgoingSite(
  released: Released,
  told: readonly Diagnostic[],
  blocks: (diagnostic: Diagnostic) => boolean,
  publication: Publication | null,
  only: 'build' | 'check' | 'list',
  parts: Parts,
): Outgoing {
  const waiting = new Set(released.held.map(({ bulletin }) => bulletin.file))
  const open = told.filter(({ place }) => !waiting.has(place?.file ?? ''))
  const first = assemble(released, parts)
  const fewer = publication === null ? null : leaveOut(released, first, open, blocks, publication, parts)
  const now = fewer ?? { released, assembled: first, faults: [] }
  const faulty = now.released.held.flatMap(({ bulletin, state }) => (state.held === 'faulty' ? bulletin : []))
  const later =
    only !== 'list' && released.held.length > 0 ? assemble(withHeld(now.released), parts, now.assembled) : null
  const known = new Set(now.assembled.diagnostics.map((one) => JSON.stringify(one)))
  const ofHeld = [
    ...told.filter(({ place }) => waiting.has(place?.file ?? '')),
    ...(later?.diagnostics ?? []).filter((one) => !known.has(JSON.stringify(one))),
  ]
  return {
    released: now.released,
    assembled: { ...now.assembled, digests: later?.digests ?? now.assembled.digests },
    aside: [
      ...now.faults,
      ...ahead(ofHeld, now.released, parts).map((one) =>
        only === 'check' || !one.ahead ? one : { ...one, severity: 'warning' as const },
      ),
    ],
    faulty: new Set(faulty.map(({ path }) => path)),
    waiting: new Set(now.released.held.map(({ bulletin }) => bulletin.file)),
  }
}

/**
 * Leaves out bulletins whose time has just come and that readers never had, as long as every fault that blocks is one of theirs: a faulty
 * one keeps back itself and no other. Null where there is nothing to leave out, or a fault is anybody else's.
 */
function leaveOut(
  released: Released,
  first: Assembled,
  told: readonly Diagnostic[],
  blocks: (diagnostic: Diagnostic) => boolean,
  publication: Publication,
  parts: Parts,
): (Pick<Outgoing, 'released' | 'assembled'> & { faults: Diagnostic[] }) | null {
  const before = new Set(publication.before.pages)
  const faulty = new Set<string>()
  const faults: Diagnostic[] = []
  let [now, assembled] = [released, first]
  for (;;) {
    const ofFaulty = new Set(now.held.flatMap(({ bulletin }) => (faulty.has(bulletin.path) ? bulletin.file : [])))
    const all = [...told.filter(({ place }) => !ofFaulty.has(place?.file ?? '')), ...assembled.diagnostics]
    const blocking = all.filter(blocks)
    if (blocking.length === 0) {
      const isLoss = vanished(publication, assembled.plan, assembled.site).length > 0
      return faulty.size === 0 || isLoss ? null : { released: now, assembled, faults }
    }
    const published = publishedBefore(assembled.site, released, before)
    const late = now.shown.filter(({ bulletin: { path } }) => released.recent.has(path) && !published.has(path))
    const holder = holders(late, parts.content)
    const out = new Set(blocking.map(holder))
    const isAll = now.shown.every((one) => one.bulletin.standing || out.has(one))
    if (out.has(null) || isAll) return null
    for (const one of out) {
      if (one === null) continue
      faulty.add(one.bulletin.path)
      faults.push(problem('bulletin-left-out', {}, inFile(one.bulletin.file)))
    }
    for (const one of all) if (holder(one) !== null && out.has(holder(one))) faults.push(one)
    now = withFaulty(released, faulty)
    assembled = assemble(now, parts, assembled)
  }
}

/** The paths of those that had a page before: of two at one address the one that was out first. */
function publishedBefore(
  { config, bulletins, standing }: Site,
  { recent }: Released,
  before: ReadonlySet<string>,
): Set<string> {
  const since = ({ bulletin }: Published) => recent.get(bulletin.path) ?? Number.NEGATIVE_INFINITY
  const first = new Map<string, Published>()
  for (const page of [...bulletins, ...standing]) {
    const other = first.get(page.url)
    if (other === undefined || since(page) < since(other)) first.set(page.url, page)
  }
  const paths = [...first.values()].flatMap(({ url, bulletin }) =>
    before.has(href(url, config.prefix)) ? bulletin.path : [],
  )
  return new Set(paths)
}

/** Those of some diagnostics that are a held bulletin's, with its day. */
function ahead(
  diagnostics: readonly Diagnostic[],
  { held }: Released,
  { content, config }: Pick<Parts, 'content' | 'config'>,
): Diagnostic[] {
  const holder = holders(held, content)
  return diagnostics.flatMap((one): Diagnostic[] => {
    const by = holder(one)
    if (by === null || by.state.held === 'faulty') return []
    const { held: reason, until } = by.state
    if (one.severity !== 'error') return one.place?.file === by.bulletin.file ? [one] : []
    const day = until && (until.text.length > 10 ? momentOf(until.instant, config.timezone) : until).text
    return [{ ...one, ahead: { file: by.bulletin.file, reason: reason ?? 'draft', until: day } }]
  })
}

/** Finds the bulletin, of some, that a diagnostic is about: by its own file, by a file beside it, or as the other of two. */
function holders<T extends SourceBulletin>(
  bulletins: readonly T[],
  content: ReadonlyMap<string, SourceFile>,
): (diagnostic: Diagnostic) => T | null {
  const byFile = new Map(bulletins.map((one) => [one.bulletin.file, one]))
  for (const one of bulletins) {
    if (one.bulletin.facts.removed) continue
    const named = namedFiles(one.bulletin, content, []).files.map(({ source }) => source)
    for (const { file } of [...named, ...linkedFiles(one.bulletin, content).files])
      if (!byFile.has(file)) byFile.set(file, one)
  }
  return ({ place, related, args }) => {
    const { other } = args as { other?: unknown }
    const files = [place?.file, ...related.map(({ file }) => file), other]
    return files.map((file) => byFile.get(String(file))).find((one) => one !== undefined) ?? null
  }
}

/** The full plan of a site: its bulletins released, assembled, judged, and every output named. */

import type { ImageStore } from '../cache/image-store.ts'
import { doubtfulDays } from '../content/doubtful-days.ts'
import { release, type SourceBulletin } from '../content/release.ts'
import type { Site } from '../content/site.ts'
import { type Diagnostic, fails } from '../diagnostics/diagnostic.ts'
import type { StaticOutput } from '../plan/entry.ts'
import { makePlan, type Plan } from '../plan/plan.ts'
import { conflicts } from '../publish/conflicts.ts'
import type { PageRecord } from '../publish/manifest.ts'
import type { Publication } from '../publish/open.ts'
import { contentOf, keyOf, type RenderedMaking } from '../render/entry.ts'
import { type Approvals, judgeApprovals } from './approvals.ts'
import { type Outgoing, outgoingSite } from './assembly.ts'
import { addFilesBeside } from './beside.ts'
import { recallBulletins, type TextSources, type Texts } from './bulletins.ts'
import { encoderName } from './encoder.ts'
import { judgeNames } from './file-names.ts'
import { type ReadyImages, readyImages } from './images.ts'
import type { Inputs } from './inputs.ts'
import { leaks, vanished } from './judgement.ts'
import { lintSources } from './lints.ts'
import type { FileOutput, Output } from './outputs.ts'
import { factsOf, type Planned } from './planned.ts'
import { nothingSaid, recordSite, type SiteRecord, silentChanges } from './records.ts'
import { switchedOff } from './reports.ts'
import { type Run, reported } from './run.ts'
import { readTheme } from './theme.ts'

/** A plan with what only the build that made it knows. */
export interface SitePlan {
  planned: Planned
  plan: Plan
  files: FileOutput[]
  images: ReadyImages
  records: ReadonlyMap<string, PageRecord>
  /** By path, approvals that no file keeps yet. */
  unrecorded: Approvals['unrecorded']
  /** Whether every bulletin that is due is in it: else it is made again each time, until the errors are corrected. */
  isWhole: boolean
}

/**
 * Plans the site of today; `before` is what was reported before. Null where nothing is to be made of it: it has an error, or this is
 * no build. Codes: those of content and plan, and `embargo-leak`, `url-vanished`, `silent-change`, `foreign-file`, `image-encoder-missing`.
 */
export async function planSite(
  run: Run,
  inputs: Inputs,
  texts: Texts,
  sources: TextSources,
  before: ReadonlySet<Diagnostic>,
  store: ImageStore,
): Promise<SitePlan | null> {
  const { request, publication, found, aside, result } = run
  const { outgoing, bulletins, approvals, closures, statics } = await outgoingNow(run, inputs, texts, sources)
  const { site, plan, digests } = outgoing.assembled
  const { lasting, record, until } = judgeSite(run, inputs, bulletins, outgoing, before)
  if (closures === null || publication === null || request.only !== 'build' || found.failing(request.strict))
    return null
  const shown = await withImages(run, site, plan, inputs, statics, publication, store)
  for (const path of outgoing.faulty) approvals.unrecorded.delete(path)
  const planned: Planned = {
    ...{ frame: inputs.frame, facts: factsOf(texts), from: request.now, until, sites: plan.sites },
    ...{ outputs: outputsOf(shown.plan, closures, request.search), media: digests, said: record.said },
    ...{ diagnostics: [...lasting, ...shown.diagnostics], aside, skipped: site.skipped, due: site.due },
    counts: { bulletins: result.counts.bulletins, pages: result.counts.pages },
  }
  return {
    ...{
      planned,
      plan: shown.plan,
      images: shown.images,
      files: request.search === 'alone' ? [] : filesOf(shown.plan),
    },
    ...{ records: record.records, unrecorded: approvals.unrecorded },
    isWhole: outgoing.faulty.size === 0 && !inputs.config.approvals.required,
  }
}

/** The site that goes out now, with what it was assembled of. */
async function outgoingNow(run: Run, inputs: Inputs, texts: Texts, sources: TextSources) {
  const { request, cache, publication, found, lap } = run
  const { config, snapshot, reader, templates, files, isPublishing } = inputs
  const { only, now, places, strict } = request
  const known = texts.diagnostics.length
  const { bulletins } = reported(run, await recallBulletins(texts, sources))
  found.add(texts.diagnostics.slice(known))
  const isOff = switchedOff(config, bulletins, request)
  found.leaveOut(isOff)
  if (request.alone !== null) addFilesBeside(snapshot.content, bulletins, request.alone, places.root)
  const approvals = reported(run, judgeApprovals(bulletins, snapshot.content, reader, config, places.root, now))
  const { closures, statics } = reported(run, readTheme(templates, files, config, cache))
  const outgoing = outgoingSite(
    release(bulletins, now, config, request, approvals.approvedSince),
    found.all(),
    (one) => !isOff(one) && fails(one, strict),
    isPublishing && closures !== null ? publication : null,
    only,
    {
      ...{ config, statics, cache, reader, lap, records: inputs.records.records, content: snapshot.content },
      ...{ version: request.release.version, beacon: files.beacon },
      encoder: request.encodesImages ? encoderName() : null,
    },
  )
  return {
    outgoing: { ...outgoing, aside: outgoing.aside.filter((one) => !isOff(one)) },
    bulletins,
    approvals,
    closures,
    statics,
  }
}

/**
 * Reports what there is to say of a site, of its plan, and of what waits; `before` was reported earlier. `lasting` is what the next build
 * reports too while nothing but texts differs, `until` how long that holds (milliseconds since 1970 UTC), null for ever.
 */
function judgeSite(
  run: Run,
  inputs: Inputs,
  bulletins: readonly SourceBulletin[],
  { assembled, released, waiting, aside }: Outgoing,
  before: ReadonlySet<Diagnostic>,
): { lasting: Diagnostic[]; record: SiteRecord; until: number | null } {
  const { request, publication, cache, found, result, lap } = run
  const { config, snapshot, reader } = inputs
  const { only, now, strict, force } = request
  const { records } = inputs.records
  found.take(({ place }) => place !== null && waiting.has(place.file))
  const { site, plan, digests, looks } = reported(run, assembled)
  const days = reported(run, doubtfulDays(released, now, config.timezone))
  result.ignored = reported(run, judgeNames(snapshot, bulletins, records)).ignored
  // A check is of what will go out, and fails by it; a build is of today's site, which it cannot hold back.
  if (only !== 'check') for (const one of aside) run.aside.push(one)
  if (only === 'check') {
    found.add(aside)
    found.add(lintSources(bulletins, records, snapshot, config, cache, reader))
  }
  lap('content')
  result.work.looks = looks
  Object.assign(result, { site, plan, skipped: site.skipped, due: site.due })
  const [count, pages] = [site.bulletins.length + site.removed.length, site.standing.length]
  Object.assign(result.counts, { bulletins: count, pages, outputs: plan.entries.length })
  found.add(leaks(plan, released.held))
  const lasting = found.all().filter((one) => !before.has(one))
  const record = request.preview ? nothingSaid : recordSite(site, snapshot.content, digests)
  if (publication) {
    found.add(silentChanges(site, record, publication.before.records))
    // A bulletin with a fault has no page in this plan; that does not make its address vanish.
    if (!found.failing(false)) found.add(vanished(publication, plan, site))
    // The commit reports foreign files; where it will not come to that, they are reported here, with all the rest.
    const paths = plan.entries.flatMap(({ path, making }) => (making.kind === 'search' ? [] : path))
    if (found.failing(strict)) found.add(conflicts(publication, paths, { force }))
  }
  lap('plan')
  const next = site.due.find(({ at }) => at.instant > now)?.at.instant ?? Number.POSITIVE_INFINITY
  const until = Math.min(next, days.until ?? Number.POSITIVE_INFINITY)
  return { lasting, record, until: Number.isFinite(until) ? until : null }
}

/** The plan with the images that can be made: without forms where nothing encodes them. */
async function withImages(
  run: Run,
  site: Site,
  plan: Plan,
  { config, files }: Inputs,
  statics: readonly StaticOutput[],
  publication: Publication,
  store: ImageStore,
): Promise<{ plan: Plan; images: ReadyImages; diagnostics: Diagnostic[] }> {
  const { request, found, result } = run
  const images = await readyImages(plan, request.encodesImages, config.theme.drawnCards, publication, store)
  if (images.lacking === null) return { plan, images, diagnostics: [] }
  const bare = makePlan(site, statics, request.release.version, null, files.beacon).plan
  found.add([images.lacking])
  result.plan = bare
  result.counts.outputs = bare.entries.length
  return { plan: bare, images, diagnostics: [images.lacking] }
}

/** What is rendered of a plan: without the search's indexes where they come later, or nothing but them. */
function outputsOf(plan: Plan, closures: ReadonlyMap<string, string>, search: boolean | 'later' | 'alone'): Output[] {
  return plan.entries.flatMap((entry): Output[] => {
    const { path, making, bodies = [] } = entry
    if ('from' in making || making.kind === 'card') return []
    if (typeof search !== 'boolean' && (making.kind === 'search') !== (search === 'alone')) return []
    const rendered: RenderedMaking = making
    const content = () => contentOf(rendered)
    const output = { path, kind: making.kind, bodies, content }
    return [{ ...output, key: keyOf({ ...entry, making: rendered }, content, closures, plan) }]
  })
}

function filesOf(plan: Plan): FileOutput[] {
  return plan.entries.flatMap(({ path, making }) =>
    making.kind === 'copy' || making.kind === 'cleaned' ? { path, making } : [],
  )
}

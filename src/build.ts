/** The story of one build: source → content → plan → render → publish. With `build/`, its chapters, it alone in the core knows the memo. */
import { existsSync } from 'node:fs'
import { basename, relative, sep } from 'node:path'
import { type Ahead, aheadOf } from './build/ahead.ts'
import { judgeApprovals, keepApprovals } from './build/approvals.ts'
import { outgoingSite } from './build/assembly.ts'
import { addFilesBeside } from './build/beside.ts'
import { prepareReading, readBulletins } from './build/bulletins.ts'
import { circumstances } from './build/circumstances.ts'
import { type Threads, threads } from './build/crew.ts'
import { encoderName } from './build/encoder.ts'
import { judgeNames } from './build/file-names.ts'
import { keepHeapSmall } from './build/heap.ts'
import { encodeImages, readyImages } from './build/images.ts'
import { isSwitchedOff, leaks, vanished } from './build/judgement.ts'
import { lintSources } from './build/lints.ts'
import { openCache, openOutput } from './build/opening.ts'
import { makeOutputs, partOf } from './build/outputs.ts'
import { readConfig } from './build/read-config.ts'
import { nothingSaid, recordSite, silentChanges } from './build/records.ts'
import { readRecords } from './build/register-files.ts'
import { type LastBuild, rememberBuild, rememberEdits, repeatLast } from './build/repeat.ts'
import { type Reports, reports } from './build/reports.ts'
import { type BuildRequest, type BuildResult, emptyResult } from './build/request.ts'
import { hasServerFiles, writeServerFiles } from './build/server-files.ts'
import { signer } from './build/signing.ts'
import { sourceReader } from './build/source-reader.ts'
import { readStatics } from './build/statics.ts'
import { stopwatch, type Timings } from './build/stopwatch.ts'
import { readTemplates, readTheme } from './build/theme.ts'
import { doubtfulDays } from './content/doubtful-days.ts'
import { release } from './content/release.ts'
import { compareDiagnostics, type Diagnostic, exitCode, fails, problem } from './diagnostics/diagnostic.ts'
import { noStore, openImageStore } from './memo/image-store.ts'
import type { Memo } from './memo/memo.ts'
import { makePlan } from './plan/plan.ts'
import { close } from './publish/close.ts'
import { commit, type Recorded } from './publish/commit.ts'
import { conflicts } from './publish/conflicts.ts'
import type { Publication } from './publish/open.ts'
import { digest } from './source/digest.ts'
import { takeSnapshot } from './source/portal.ts'

export { approve } from './build/approve.ts'
export { previewEditorPage } from './build/preview-editor.ts'
export type { BuildRequest, BuildResult, Phase } from './build/request.ts'
export { emptyResult, readConfig }

/** Builds, or checks, a portal. Every problem is in `diagnostics`; with any that fails the run nothing is published. */
export async function build(request: BuildRequest): Promise<BuildResult> {
  const clock = stopwatch()
  const result = emptyResult()
  if (!existsSync(request.settings)) {
    const file = shownPath(request.places.root, request.settings)
    return { ...result, exit: 2, diagnostics: [problem('settings-missing', { file })] }
  }
  const found = reports()
  const { memo, diagnostics } = openCache(request)
  found.add(diagnostics)
  const { publication, diagnostics: unusable } = openOutput(request, memo, (path) =>
    shownPath(request.places.root, path),
  )
  found.add(unusable)
  const aside: Diagnostic[] = []
  const crew = threads(request.threads)
  let done: 'nothing' | 'short' | 'whole' = 'nothing'
  try {
    if (request.only !== 'build' || publication !== null)
      done = await readAndPublish(request, publication, memo, crew, found, aside, result, clock.lap)
  } finally {
    crew.close()
    if (publication) close(publication)
    memo.save(done === 'whole')
    const reason = memo.failure()
    if (reason !== null) found.add([problem('cache-unusable', { reason })])
    memo.close()
  }
  const exit = exitCode(found.all(), request.strict && done === 'nothing')
  // Where it came to nothing in the end, nothing was left out of it.
  const said = aside.filter(({ code }) => done !== 'nothing' || code !== 'bulletin-left-out')
  found.add(said)
  result.diagnostics = found.all().sort(compareDiagnostics)
  result.published = done !== 'nothing'
  // What is told after the site was published fails nothing any more: there is no way back to offer.
  result.exit = exit || exitCode(said, false)
  result.timings = clock.laps()
  return result
}

/**
 * Tells whether the site was published (or found to be so already); what it finds out goes into `found`, what of it holds no site
 * back into `aside`, the rest into `result`.
 */
async function readAndPublish(
  request: BuildRequest,
  publication: Publication | null,
  memo: Memo,
  crew: Threads,
  found: Reports,
  aside: Diagnostic[],
  result: BuildResult,
  lap: (name: keyof Timings) => void,
): Promise<'nothing' | 'short' | 'whole'> {
  const { only, places, strict, force } = request
  const shown = (absolute: string) => shownPath(places.root, absolute)
  const tell = <T extends { diagnostics: Diagnostic[] }>(step: T): T => {
    found.add(step.diagnostics)
    return step
  }

  const put = (outputs: ReadonlyMap<string, string>, recorded: Omit<Recorded, 'sign'>): string | null => {
    if (publication === null) return null
    const { receipt } = tell(commit(publication, outputs, { ...recorded, sign }, { force }))
    lap('publish')
    if (receipt === null) return null
    memo.facts.outputs = Object.fromEntries(receipt.stats)
    const { written, unchanged, removed } = receipt
    const address = (path: string) => `${config?.prefix}/${path.replace(/(^|\/)index\.html$/, '$1')}`
    Object.assign(result, {
      signed: sign !== null,
      changed: written.map(address).sort(),
      removed: removed.map(address).sort(),
    })
    result.counts = { ...result.counts, written: written.length, unchanged, removed: removed.length }
    return receipt.manifest
  }

  const { config, settings } = tell(readConfig(request, shown))
  if (config === null) return 'nothing'
  const isOff = (one: Diagnostic) => isSwitchedOff(one, config, only === 'check', request.alone !== null)
  found.leaveOut(isOff)
  const isPublishing = only === 'build' && !request.preview
  const { sign } = isPublishing ? tell(signer(request.signingKey, config)) : { sign: null }
  const { snapshot } = tell(takeSnapshot(places, shown))
  keepHeapSmall(snapshot.content.size)
  result.prefix = config.prefix
  result.timezone = config.timezone
  const reader = sourceReader(memo, (fault) => found.add([fault]))
  const reading = prepareReading(snapshot, config, request.parser)
  const records = tell(readRecords(snapshot, request.now, config))
  const templates = readTemplates(snapshot)
  const files = tell(readStatics(snapshot, reader, config))
  const ownFiles = files.files.map(({ path, absolute, digest: one }) => [path, absolute, one])
  const frame = digest(
    JSON.stringify([settings, reading.frame, records.frame, templates, ownFiles, circumstances(request, snapshot)]),
  )
  const before = new Set(found.all())
  const theme = { sources: templates.sources, assets: files.assets }
  const lookAhead = (last: LastBuild): Ahead | null =>
    memo.lasts ? aheadOf(last, snapshot, config, reading, theme, memo, request.out) : null
  const isAsLeft = !isPublishing || hasServerFiles(places.root, memo)
  // Whether an approval still holds is judged anew with every text.
  if (publication && only === 'build' && !config.approvals.required && isAsLeft) {
    const again = await repeatLast(frame, request.now, snapshot, config, reading, theme, publication, memo, reader)
    if (again !== null) {
      const { last, edits, outputs, records, diagnostics: faults, ...work } = again
      found.add(last.diagnostics)
      found.add(faults)
      for (const one of last.aside) aside.push(one)
      const counts = { ...result.counts, ...last.counts, outputs: outputs.size }
      Object.assign(result, { counts, work: { ...work, encoded: 0, looks: 0 }, skipped: last.skipped, due: last.due })
      lap('render')
      if (found.failing(strict)) return 'nothing'
      const published = put(outputs, { pages: publication.before.pages, records })
      if (published === null) return 'nothing'
      if (edits) rememberEdits(memo, edits, published)
      result.ahead = lookAhead(last)
      return 'short'
    }
  }
  const { bulletins, texts, read, parsed } = tell(
    await readBulletins(snapshot, reading, memo, reader, crew.forJobs, (done, total) =>
      request.onProgress('read', done, total),
    ),
  )
  lap('read')
  if (request.alone !== null) addFilesBeside(snapshot.content, bulletins, request.alone, places.root)

  const approvals = tell(judgeApprovals(bulletins, snapshot.content, reader, config, places.root, request.now))
  const { themes, statics } = tell(readTheme(templates, files, config))
  const encoder = request.encodesImages ? encoderName() : null
  const outgoing = outgoingSite(
    release(bulletins, request.now, config, request, approvals.approvedSince),
    found.all(),
    (one) => !isOff(one) && fails(one, strict),
    isPublishing && themes !== null ? publication : null,
    only,
    {
      ...{ config, statics, encoder, memo, reader, lap, records: records.records, content: snapshot.content },
      ...{ version: request.release.version, beacon: files.beacon },
    },
  )
  const { released, faulty, waiting } = outgoing
  found.take(({ place }) => place !== null && waiting.has(place.file))
  const { site, digests, looks } = tell(outgoing.assembled)
  let { plan } = outgoing.assembled
  const days = tell(doubtfulDays(released, request.now, config.timezone))
  result.ignored = tell(judgeNames(snapshot, bulletins, records.records)).ignored
  // A check is of what will go out, and fails by it; a build is of today's site, which it cannot hold back.
  if (only !== 'check') for (const one of outgoing.aside) if (!isOff(one)) aside.push(one)
  if (only === 'check') {
    found.add(outgoing.aside)
    found.add(lintSources(bulletins, records.records, snapshot, config, memo, reader))
  }
  lap('content')
  const work = { read, parsed, rendered: 0, indexed: 0, searched: 0, encoded: 0, looks }
  Object.assign(result, { site, plan, skipped: site.skipped, due: site.due, work })
  result.counts = {
    ...result.counts,
    bulletins: site.bulletins.length + site.removed.length,
    pages: site.standing.length,
    outputs: plan.entries.length,
  }
  found.add(leaks(plan, released.held))
  const lasting = found.all().filter((one) => !before.has(one))
  const record = request.preview ? nothingSaid : recordSite(site, snapshot.content, digests)
  if (publication) found.add(silentChanges(site, record, publication.before.records))
  if (publication) {
    const paths = plan.entries.flatMap(({ path, making }) => (making.kind === 'search' ? [] : path))
    // A bulletin with a fault has no page in this plan; that does not make its address vanish.
    if (!found.failing(false)) found.add(vanished(publication, plan, site))
    // The commit tells of foreign files; where it will not come to that, they are told here, with all the rest.
    if (found.failing(strict)) found.add(conflicts(publication, paths, { force }))
  }
  lap('plan')
  if (themes === null || publication === null || only !== 'build' || found.failing(strict)) return 'nothing'

  const { cache, cacheSecret } = request
  const store =
    memo.lasts && cache !== null && cacheSecret !== null
      ? openImageStore(`${cache}/images`, cacheSecret, request.release.images)
      : noStore
  const images = await readyImages(plan, request.encodesImages, config.theme.drawnCards, publication, store)
  if (images.lacking !== null) {
    plan = makePlan(site, statics, request.release.version, null, files.beacon).plan
    Object.assign(result, { plan, counts: { ...result.counts, outputs: plan.entries.length } })
    lasting.push(images.lacking)
    found.add([images.lacking])
  }
  const helpers = crew.forJobs(plan.entries.length - publication.present.size)
  helpers?.prepare('render', {
    ...theme,
    editions: config.editions.map(({ language, prefix, url }) => ({ language, prefix, url })),
    sites: plan.sites,
  })
  const { outputs, rendered, indexed, searched, carriers } = tell(
    await makeOutputs(partOf(plan, request.search), themes, publication, memo, helpers, (done, total) =>
      request.onProgress('render', done, total),
    ),
  )
  // The other threads' memory is wanted for what is left to do.
  crew.close()
  if (found.failing(strict)) return 'nothing'
  const encoded = tell(
    await encodeImages(images, publication, store, outputs, (done, total) => request.onProgress('encode', done, total)),
  )
  if (request.encodesImages && images.lacking === null)
    store.prune(new Set([...outputs.keys()].map((path) => basename(path))))
  Object.assign(result.work, { rendered, indexed, searched, encoded: encoded.images })
  result.counts.outputs = outputs.size
  lap('render')
  if (found.failing(strict)) return 'nothing'
  const published = put(outputs, { pages: plan.pages, records: record.records })
  if (published === null) return 'nothing'
  const { bulletins: count, pages } = result.counts
  const due = site.due.find(({ at }) => at.instant > request.now)?.at.instant
  const until = Math.min(due ?? Number.POSITIVE_INFINITY, days.until ?? Number.POSITIVE_INFINITY)
  const last = {
    ...{
      frame,
      from: request.now,
      until: Number.isFinite(until) ? until : null,
      originals: {},
      texts,
      media: Object.fromEntries(digests),
      said: record.said,
      carriers,
    },
    ...{ published, sites: plan.sites, diagnostics: lasting, aside },
    ...{ skipped: site.skipped, due: site.due, counts: { bulletins: count, pages } },
  }
  // A build that left something out is made whole each time, until its errors are corrected.
  if (faulty.size === 0) rememberBuild(memo, last)
  for (const path of faulty) approvals.unrecorded.delete(path)
  if (isPublishing) {
    found.add(keepApprovals(approvals.unrecorded, places.root))
    found.add(writeServerFiles(plan.server, places.root, memo))
  }
  result.ahead = lookAhead(last)
  return 'whole'
}

/** The path of a file as messages name it: relative to the portal where it lies inside, with `/`. */
export function shownPath(root: string, absolute: string): string {
  const way = relative(root, absolute)
  return (way.startsWith('..') || way === '' ? absolute : way).split(sep).join('/').normalize('NFC')
}

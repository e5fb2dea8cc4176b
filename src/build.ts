/** The story of one build: source → content → plan → render → publish. With `build/`, its chapters, it alone in the core knows the cache. */
import { existsSync } from 'node:fs'
import { compareDiagnostics, exitCode, problem } from './diagnostics/diagnostic.ts'
import { readTexts, type TextSources } from './pipeline/bulletins.ts'
import { threads } from './pipeline/crew.ts'
import { type Inputs, readInputs, shownPath } from './pipeline/inputs.ts'
import { openCache, openOutput } from './pipeline/opening.ts'
import { recallPlan } from './pipeline/planned.ts'
import { publishPlan, publishSite, storeOf } from './pipeline/publishing.ts'
import { readConfig } from './pipeline/read-config.ts'
import { reports, switchedOff } from './pipeline/reports.ts'
import { type BuildRequest, type BuildResult, emptyResult } from './pipeline/request.ts'
import type { Run } from './pipeline/run.ts'
import { hasServerFiles } from './pipeline/server-files.ts'
import { planSite } from './pipeline/site-plan.ts'
import { stopwatch } from './pipeline/stopwatch.ts'
import { close } from './publish/close.ts'

export { approve } from './pipeline/approve.ts'
export { shownPath } from './pipeline/inputs.ts'
export { previewEditorPage } from './pipeline/preview-editor.ts'
export type { BuildRequest, BuildResult, Phase } from './pipeline/request.ts'
export { emptyResult, readConfig, switchedOff }

/** Builds, or checks, a portal. Every problem is in `diagnostics`; with any that fails the run nothing is published. */
export async function build(request: BuildRequest): Promise<BuildResult> {
  const clock = stopwatch()
  const result = emptyResult()
  const shown = (path: string) => shownPath(request.places.root, path)
  if (!existsSync(request.settings))
    return { ...result, exit: 2, diagnostics: [problem('settings-missing', { file: shown(request.settings) })] }
  const found = reports()
  const { cache, diagnostics } = openCache(request)
  found.add(diagnostics)
  const { publication, rows, diagnostics: unusable } = openOutput(request, cache, shown)
  found.add(unusable)
  const run: Run = {
    request,
    cache,
    publication,
    rows,
    crew: threads(request.threads),
    found,
    aside: [],
    result,
    lap: clock.lap,
  }
  let done: Done = 'nothing'
  try {
    if (request.only !== 'build' || publication !== null) done = await readAndPublish(run)
  } finally {
    run.crew.close()
    if (publication) close(publication)
    cache.save(done === 'planned')
    const reason = cache.failure()
    if (reason !== null) found.add([problem('cache-unusable', { key: null, reason })])
    cache.close()
  }
  const exit = exitCode(found.all(), request.strict && done === 'nothing')
  // Where nothing was published in the end, nothing was left out of it.
  const aside = run.aside.filter(({ code }) => done !== 'nothing' || code !== 'bulletin-left-out')
  found.add(aside)
  return {
    ...result,
    ...{ diagnostics: found.all().sort(compareDiagnostics), published: done !== 'nothing', timings: clock.laps() },
    // What is reported after the site was published fails nothing any more: there is no way back to offer.
    exit: exit || exitCode(aside, false),
  }
}

/** Whether a site was published, or found to be so already, and of which plan. */
type Done = 'nothing' | 'recalled' | 'planned'

async function readAndPublish(run: Run): Promise<Done> {
  const inputs = readInputs(run)
  if (inputs === null) return 'nothing'
  const done = await planAndPublish(run, inputs)
  inputs.reader.remember(run.cache)
  return done
}

async function planAndPublish(run: Run, inputs: Inputs): Promise<Done> {
  const { request, cache, publication, crew, found, lap } = run
  const { config, snapshot, reader, reading, frame, isPublishing } = inputs
  const before = new Set(found.all())
  const onProgress = (done: number, total: number) => request.onProgress('read', done, total)
  const sources: TextSources = { snapshot, reading, cache, reader, crew: crew.forJobs, onProgress }
  const texts = await readTexts(sources)
  found.add(texts.diagnostics)
  Object.assign(run.result.work, { read: texts.read, parsed: texts.parsed })
  lap('read')
  const isAsLeft = !isPublishing || hasServerFiles(request.places.root, cache)
  // Whether an approval still holds is judged again with every text.
  if (publication && request.only === 'build' && !config.approvals.required && isAsLeft) {
    const planned = recallPlan(frame, request.now, snapshot, texts, publication, cache, reader)
    if (planned) return publishPlan(run, inputs, texts, sources, planned, publication)
  }
  const store = storeOf(request, cache)
  const site = await planSite(run, inputs, texts, sources, before, store)
  return site && publication ? publishSite(run, inputs, texts, sources, site, publication, store) : 'nothing'
}

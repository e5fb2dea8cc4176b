/** Makes the outputs of a plan and publishes them; what was done is kept for the next build. */
import { basename } from 'node:path'
import type { Cache } from '../cache/cache.ts'
import { type ImageStore, noStore, openImageStore } from '../cache/image-store.ts'
import { writeTable } from '../cache/table.ts'
import { commit, type Receipt, type Recorded } from '../publish/commit.ts'
import type { Publication } from '../publish/open.ts'
import { keepApprovals } from './approvals.ts'
import { rememberTexts, type TextSources, type Texts } from './bulletins.ts'
import { encodeImages } from './images.ts'
import type { Inputs } from './inputs.ts'
import { aheadOf } from './live-edit.ts'
import { type MadeOutputs, makeOutputs, type OutputRow } from './outputs.ts'
import { type Planned, rememberPlan, rememberPublished } from './planned.ts'
import { recordTexts } from './records.ts'
import { themeRenderer } from './rendering.ts'
import type { BuildRequest } from './request.ts'
import { type Run, reported } from './run.ts'
import { filesIn } from './search.ts'
import { writeServerFiles } from './server-files.ts'
import type { SitePlan } from './site-plan.ts'

/** Where encoded images are kept. */
export function storeOf({ cache: folder, cacheSecret, release }: BuildRequest, cache: Cache): ImageStore {
  if (!cache.isPersistent || folder === null || typeof cacheSecret !== 'string') return noStore
  return openImageStore(`${folder}/images`, cacheSecret, release.images)
}

/** Publishes a recalled plan: what holds a text that differs is made, all else is as it was. */
export async function publishPlan(
  run: Run,
  inputs: Inputs,
  texts: Texts,
  sources: TextSources,
  planned: Planned,
  publication: Publication,
): Promise<'nothing' | 'recalled'> {
  const { found, result, request, cache } = run
  const { before } = publication
  const made = await make(run, inputs, texts, sources, planned, [], publication)
  found.add(planned.diagnostics)
  for (const one of planned.aside) run.aside.push(one)
  const changed = [...texts.fresh.keys()].map(
    (path) => [path, inputs.snapshot.content.get(path)?.file ?? path, texts.rows.get(path)?.text ?? ''] as const,
  )
  const { records } = reported(run, recordTexts(changed, planned.said, before.records, inputs.config))
  const outputs = new Map(before.files)
  for (const { kind, path } of planned.outputs)
    if (kind === 'search') for (const file of filesIn(outputs, path).keys()) outputs.delete(file)
  for (const [path, digest] of made.outputs) outputs.set(path, digest)
  Object.assign(result.counts, { ...planned.counts, outputs: outputs.size })
  Object.assign(result, { skipped: planned.skipped, due: planned.due })
  run.lap('render')
  if (found.failing(request.strict)) return 'nothing'
  const receipt = put(run, inputs, outputs, made, { pages: before.pages, records }, publication)
  if (receipt === null) return 'nothing'
  if (receipt.manifest !== before.digest) rememberPublished(receipt.manifest, cache)
  remember(run, inputs, texts, planned)
  return 'recalled'
}

/** Publishes a plan that was just made. Codes: those of making outputs and images, of the commit, and of files beside the site. */
export async function publishSite(
  run: Run,
  inputs: Inputs,
  texts: Texts,
  sources: TextSources,
  { planned, plan, files, images, records, unrecorded, isWhole }: SitePlan,
  publication: Publication,
  store: ImageStore,
): Promise<'nothing' | 'planned'> {
  const { found, result, request, cache } = run
  const made = await make(run, inputs, texts, sources, planned, files, publication)
  // The other threads' memory is wanted for what is left to do.
  run.crew.close()
  if (found.failing(request.strict)) return 'nothing'
  const { outputs } = made
  const onProgress = (done: number, total: number) => request.onProgress('encode', done, total)
  const encoded = reported(run, await encodeImages(images, publication, store, outputs, onProgress))
  if (request.encodesImages && images.lacking === null)
    store.prune(new Set([...outputs.keys()].map((path) => basename(path))))
  result.work.encoded = encoded.images
  result.counts.outputs = outputs.size
  run.lap('render')
  if (found.failing(request.strict)) return 'nothing'
  const receipt = put(run, inputs, outputs, made, { pages: plan.pages, records }, publication)
  if (receipt === null) return 'nothing'
  if (isWhole) rememberPlan(planned, texts, receipt.manifest, cache)
  if (inputs.isPublishing) {
    found.add(keepApprovals(unrecorded, request.places.root))
    found.add(writeServerFiles(plan.server, request.places.root, cache))
  }
  remember(run, inputs, texts, planned)
  return 'planned'
}

/** Makes what of the outputs is not there. */
async function make(
  { request, cache, rows, crew, found, result }: Run,
  { config, templates, files: { assets } }: Inputs,
  texts: Texts,
  sources: TextSources,
  { outputs, sites }: Planned,
  files: SitePlan['files'],
  publication: Publication,
): Promise<MadeOutputs> {
  const theme = { sources: templates.sources, assets, sites }
  const page = themeRenderer({ ...theme, editions: config.editions })
  const made = await makeOutputs(outputs, files, {
    ...{ publication, cache, texts, sources, page, rows },
    crew(jobs) {
      const helpers = crew.forJobs(jobs)
      const editions = config.editions.map(({ language, labels, locale, prefix, url }) => ({
        ...{ language, labels, locale, prefix, url },
      }))
      helpers?.prepare('render', { ...theme, editions })
      return helpers
    },
    onProgress: (done, total) => request.onProgress('render', done, total),
  })
  const { rendered, indexed, searched, diagnostics } = made
  found.add(diagnostics)
  Object.assign(result.work, { rendered, indexed, searched })
  return made
}

/** Publishes outputs, and keeps what their files are. */
function put(
  run: Run,
  { config, sign }: Inputs,
  outputs: ReadonlyMap<string, string>,
  { keys }: MadeOutputs,
  recorded: Pick<Recorded, 'pages' | 'records'>,
  publication: Publication,
): Receipt | null {
  const { result, cache, rows: before, request, lap } = run
  const { receipt } = reported(run, commit(publication, outputs, { ...recorded, sign }, { force: request.force }))
  lap('publish')
  if (receipt === null) return null
  const rows = new Map<string, OutputRow>()
  for (const [path, { stamp, digest }] of receipt.stats) {
    const known = before.get(path)
    const key = keys.get(path) ?? known?.key ?? ''
    const isSame = known?.key === key && known.stamp === stamp && known.digest === digest
    rows.set(path, isSame ? known : { key, stamp, digest })
  }
  writeTable(cache, 'outputs', rows, before)
  const { written, unchanged, removed } = receipt
  const address = (path: string) => `${config.prefix}/${path.replace(/(^|\/)index\.html$/, '$1')}`
  Object.assign(result, { changed: written.map(address).sort(), removed: removed.map(address).sort() })
  Object.assign(result.counts, { written: written.length, unchanged, removed: removed.length })
  return receipt
}

function remember(run: Run, inputs: Inputs, texts: Texts, planned: Planned): void {
  rememberTexts(texts, run.cache)
  const facts = new Map([...texts.rows].map(([path, row]) => [path, row.facts]))
  run.result.ahead = run.cache.isPersistent ? aheadOf(planned.sites, facts, inputs, run.cache, run.request.out) : null
}

/** The story of one build: source → content → plan → render → publish. The only file of the core that knows the memo. */
import { existsSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { type Bulletin, type ReadBulletin, readBulletin } from './content/bulletin.ts'
import { type Defaults, defaultsFor, readDefaults, settingsDefaults } from './content/defaults.ts'
import type { Fragment } from './content/markdown/fragment.ts'
import { isMarkdown, type MediaFacts } from './content/media.ts'
import { assembleSite, release, type Site, type Skipped, type SourceBulletin, wantedMedia } from './content/site.ts'
import type { Due } from './content/state.ts'
import { lints } from './diagnostics/catalogue.ts'
import { compareDiagnostics, type Diagnostic, exitCode, fails, inFile, problem } from './diagnostics/diagnostic.ts'
import { type Memo, openMemo, passingMemo } from './memo/memo.ts'
import { makePlan, type Plan, type StaticOutput } from './plan/plan.ts'
import { shapes } from './plan/views/shapes.ts'
import { close } from './publish/close.ts'
import { commit } from './publish/commit.ts'
import { conflicts } from './publish/conflicts.ts'
import { openPublication, type Publication } from './publish/open.ts'
import type { OutputStat } from './publish/present.ts'
import { stage } from './publish/stage.ts'
import { inputOf, type RenderedEntry, renderEntry } from './render/entry.ts'
import { siteHelpers } from './render/helpers.ts'
import { compileTheme, type Theme } from './render/theme/compile-theme.ts'
import { digest } from './source/digest.ts'
import { type SourceFile, settled } from './source/folder.ts'
import { type Dimensions, imageEnding, readDimensions } from './source/image.ts'
import { type PortalPlaces, type Snapshot, takeSnapshot } from './source/portal.ts'
import { type Config, readSettings } from './source/settings.ts'
import { decodeText, readBytes } from './source/text.ts'

/** What one build is asked for. Paths are absolute; `now` is milliseconds since 1970 UTC. */
export interface BuildRequest {
  places: PortalPlaces
  settings: string
  out: string
  /** Null for a build without a cache. */
  cache: string | null
  baseUrl: string | null
  now: number
  drafts: boolean
  future: boolean
  strict: boolean
  force: boolean
  /** `check` reads and plans everything and publishes nothing; it tells lints too. */
  only: 'build' | 'check' | 'list'
  release: { version: string; salt: string }
  onProgress: (phase: Phase, done: number, total: number) => void
}

export type Phase = 'read' | 'render'

/** What one build did. `work` counts the steps that really ran, for those who want to know what was spared. */
export interface BuildResult {
  exit: 0 | 1 | 2 | 3 | 4
  diagnostics: Diagnostic[]
  counts: { bulletins: number; pages: number; outputs: number; written: number; unchanged: number; removed: number }
  skipped: Skipped[]
  /** Addresses with the prefix. */
  changed: string[]
  removed: string[]
  due: Due[]
  /** Milliseconds. */
  timings: Record<'total' | 'read' | 'content' | 'plan' | 'render' | 'publish', number>
  work: { read: number; parsed: number; rendered: number }
  /** Null where an error came first. */
  site: Site | null
  plan: Plan | null
  ignored: string[]
  /** The site's address; null where the settings could not be read. */
  url: string | null
}

/** Builds, or checks, a portal. Every problem is in `diagnostics`; with any that fails the run nothing is published. */
export async function build(request: BuildRequest): Promise<BuildResult> {
  const clock = stopwatch()
  const result = emptyResult()
  const { diagnostics } = result
  const shown = (absolute: string) => shownPath(request.places.root, absolute)
  let strict = request.strict
  const finish = () => {
    result.diagnostics = distinct(diagnostics).sort(compareDiagnostics)
    result.exit = exitCode(result.diagnostics, strict)
    result.timings = clock.laps()
    return result
  }

  const memo = openCache(request, diagnostics)
  const opened = openOutput(request, memo, shown)
  diagnostics.push(...opened.diagnostics)
  const { publication } = opened
  let completed = false
  try {
    if (request.only === 'build' && publication === null) return finish()
    const config = readConfig(request, shown, diagnostics)
    if (config === null) return finish()
    result.url = config.url

    const taken = takeSnapshot(request.places, shown)
    diagnostics.push(...taken.diagnostics)
    const { snapshot } = taken
    result.ignored = snapshot.ignored
    const reader = sourceReader(memo, diagnostics)
    const bulletins = readBulletins(snapshot, config, request, memo, reader, result)
    clock.lap('read')

    const released = release(bulletins, request.now, config, request)
    const media = readMedia(wantedMedia(released, snapshot.content), memo, reader, diagnostics)
    const { site, diagnostics: siteDiagnostics } = assembleSite(
      released,
      config,
      snapshot.content,
      (file) => media.get(file.path) ?? null,
    )
    diagnostics.push(...siteDiagnostics)
    result.site = site
    result.skipped = site.skipped
    result.due = site.due
    result.counts.bulletins = site.bulletins.length + site.removed.length
    result.counts.pages = site.standing.length
    clock.lap('content')

    const { theme, statics } = readTheme(snapshot, config, reader, diagnostics)
    const { plan, diagnostics: planDiagnostics } = makePlan(site, statics, request.release.version)
    diagnostics.push(...planDiagnostics, ...leaks(plan, released.held))
    result.plan = plan
    result.counts.outputs = plan.entries.length
    if (publication)
      diagnostics.push(
        ...vanished(publication, plan, site),
        ...conflicts(
          publication,
          plan.entries.map(({ path }) => path),
          { force: request.force },
        ),
      )
    quiet(diagnostics, config, request.only)
    clock.lap('plan')
    if (theme === null || request.only !== 'build' || publication === null || failing(diagnostics, strict)) {
      completed = theme !== null && !failing(diagnostics, strict)
      return finish()
    }

    // What follows is the machine's affair: a warning from here on comes after the fact and fails nothing.
    const outputs = await renderOutputs(plan, theme, publication, memo, request, result)
    clock.lap('render')
    if (outputs === null) return finish()
    strict = false
    const { receipt, diagnostics: published } = commit(publication, outputs, {
      force: request.force,
      pages: plan.pages,
    })
    diagnostics.push(...published)
    clock.lap('publish')
    if (receipt === null) return finish()
    completed = true
    memo.facts.outputs = Object.fromEntries(receipt.stats)
    result.counts = {
      ...result.counts,
      written: receipt.written.length,
      unchanged: receipt.unchanged,
      removed: receipt.removed.length,
    }
    const address = (path: string) => `${config.prefix}/${path.replace(/(^|\/)index\.html$/, '$1')}`
    result.changed = receipt.written.map(address).sort()
    result.removed = receipt.removed.map(address).sort()
    return finish()
  } finally {
    if (publication) close(publication)
    memo.save(completed && request.only === 'build')
    memo.close()
  }
}

/** The path of a file as messages name it: relative to the portal where it lies inside, with `/`. */
export function shownPath(root: string, absolute: string): string {
  const way = relative(root, absolute)
  return (way.startsWith('..') || way === '' ? absolute : way).split(sep).join('/').normalize('NFC')
}

function emptyResult(): BuildResult {
  return {
    exit: 0,
    diagnostics: [],
    counts: { bulletins: 0, pages: 0, outputs: 0, written: 0, unchanged: 0, removed: 0 },
    skipped: [],
    changed: [],
    removed: [],
    due: [],
    timings: { total: 0, read: 0, content: 0, plan: 0, render: 0, publish: 0 },
    work: { read: 0, parsed: 0, rendered: 0 },
    site: null,
    plan: null,
    ignored: [],
    url: null,
  }
}

function openCache(request: BuildRequest, diagnostics: Diagnostic[]): Memo {
  if (request.cache === null) return passingMemo()
  const { memo, unusable } = openMemo(request.cache, request.release.salt)
  if (unusable !== null) diagnostics.push(problem('cache-unusable', { reason: unusable }))
  return memo
}

/** Repair comes before anything else; `check` and `list` make no output folder where there is none. */
function openOutput(
  request: BuildRequest,
  memo: Memo,
  shown: (absolute: string) => string,
): { publication: Publication | null; diagnostics: Diagnostic[] } {
  if (request.only !== 'build' && !existsSync(`${request.out}/.portal`)) return { publication: null, diagnostics: [] }
  const known = new Map(Object.entries((memo.facts.outputs ?? {}) as Record<string, OutputStat>))
  return openPublication(request.out, shown(request.out), { known })
}

function readConfig(
  request: BuildRequest,
  shown: (absolute: string) => string,
  diagnostics: Diagnostic[],
): Config | null {
  const file = shown(request.settings)
  if (!existsSync(request.settings)) {
    diagnostics.push(problem('settings-missing', { file }))
    return null
  }
  const read = readText({ absolute: request.settings, file })
  if ('diagnostic' in read) {
    diagnostics.push(read.diagnostic)
    return null
  }
  const { config, diagnostics: faults } = readSettings(read.text, file, request.baseUrl)
  diagnostics.push(...faults)
  return faults.some(({ severity }) => severity === 'error') ? null : config
}

function readText(file: Pick<SourceFile, 'absolute' | 'file'>): { text: string } | { diagnostic: Diagnostic } {
  const read = readBytes(file as SourceFile)
  return 'diagnostic' in read ? read : decodeText(read.bytes, file.file)
}

/** Reads sources and knows the digests of those whose stamps have not changed. */
interface SourceReader {
  digestOf: (file: SourceFile) => { digest: string; bytes: Buffer | null } | null
  bytesOf: (file: SourceFile) => { digest: string; bytes: Buffer } | null
}

function sourceReader(memo: Memo, diagnostics: Diagnostic[]): SourceReader {
  type Known = Record<string, [stamp: string, digest: string]>
  const known = (memo.facts.sources ?? {}) as Known
  const seen: Known = {}
  memo.facts.sources = seen
  const bytesOf = (file: SourceFile) => {
    const readAt = Date.now()
    const read = readBytes(file)
    if ('diagnostic' in read) {
      diagnostics.push(read.diagnostic)
      return null
    }
    const found = digest(read.bytes)
    if (settled(file, readAt)) seen[file.absolute] = [file.stamp, found]
    return { digest: found, bytes: read.bytes }
  }
  return {
    bytesOf,
    digestOf(file) {
      const entry = known[file.absolute]
      if (entry?.[0] !== file.stamp) return bytesOf(file)
      seen[file.absolute] = entry
      return { digest: entry[1], bytes: null }
    },
  }
}

function readBulletins(
  snapshot: Snapshot,
  config: Config,
  request: BuildRequest,
  memo: Memo,
  reader: SourceReader,
  result: BuildResult,
): SourceBulletin[] {
  const { diagnostics } = result
  const defaults = readAllDefaults(snapshot, config, diagnostics)
  const settings = { language: config.language, timezone: config.timezone, imageHosts: config.imageHosts }
  const texts = [...snapshot.content.values()].filter(({ path }) => isMarkdown(path))
  if (
    !texts.some(({ path }) => !path.startsWith('pages/')) &&
    !diagnostics.some(({ code }) => code === 'content-missing')
  )
    diagnostics.push(problem('content-empty', { folder: shownPath(request.places.root, request.places.content) }, null))

  const bulletins: SourceBulletin[] = []
  for (const [index, file] of texts.entries()) {
    request.onProgress('read', index, texts.length)
    const source = reader.digestOf(file)
    if (source === null) continue
    const inherited = defaultsFor(file.path, defaults)
    const key = digest('bulletin', file.path, file.file, source.digest, JSON.stringify([inherited, settings]))
    const cached = memo.get(key)
    if (cached !== undefined) {
      const { bulletin, fragment, diagnostics: told } = JSON.parse(cached) as CachedBulletin
      diagnostics.push(...told)
      // The fragment must still be there: a damaged one means that the text is read again.
      if (bulletin === null || memo.get(fragmentKey(fragment)) !== undefined) {
        if (bulletin) bulletins.push({ bulletin, fragment })
        continue
      }
      diagnostics.splice(diagnostics.length - told.length, told.length)
    }
    result.work.read++
    const bytes = source.bytes ?? reader.bytesOf(file)?.bytes
    if (!bytes) continue
    const decoded = decodeText(bytes, file.file)
    if ('diagnostic' in decoded) {
      diagnostics.push(decoded.diagnostic)
      continue
    }
    result.work.parsed++
    const read = readBulletin(decoded.text, file.path, file.file, inherited, settings)
    const fragment = keepFragment(read, memo)
    memo.put(key, JSON.stringify({ bulletin: read.bulletin, fragment, diagnostics: read.diagnostics }))
    diagnostics.push(...read.diagnostics)
    if (read.bulletin) bulletins.push({ bulletin: read.bulletin, fragment })
  }
  return bulletins
}

interface CachedBulletin {
  bulletin: Bulletin | null
  fragment: string
  diagnostics: Diagnostic[]
}

function keepFragment(read: ReadBulletin, memo: Memo): string {
  const json = JSON.stringify(read.fragment)
  const name = digest(json)
  if (read.bulletin && memo.get(fragmentKey(name)) === undefined) memo.put(fragmentKey(name), json)
  return name
}

function fragmentKey(name: string): string {
  return `fragment:${name}`
}

function readAllDefaults(snapshot: Snapshot, config: Config, diagnostics: Diagnostic[]): Defaults[] {
  const own = settingsDefaults(config.defaults, config.file)
  diagnostics.push(...own.diagnostics)
  const folders = snapshot.defaults.flatMap((file) => {
    const read = readText(file)
    if ('diagnostic' in read) {
      diagnostics.push(read.diagnostic)
      return []
    }
    const { defaults, diagnostics: faults } = readDefaults(read.text, file.path, file.file)
    diagnostics.push(...faults)
    return [defaults]
  })
  return [own.defaults, ...folders]
}

function readMedia(
  files: readonly SourceFile[],
  memo: Memo,
  reader: SourceReader,
  diagnostics: Diagnostic[],
): Map<string, MediaFacts> {
  const media = new Map<string, MediaFacts>()
  for (const file of files) {
    const source = reader.digestOf(file)
    if (source === null) continue
    if (!imageEnding.test(file.path)) {
      media.set(file.path, { digest: source.digest, dimensions: null })
      continue
    }
    const key = `image:${source.digest}`
    const cached = memo.get(key)
    const bytes = cached === undefined ? (source.bytes ?? reader.bytesOf(file)?.bytes) : null
    if (cached === undefined && !bytes) continue
    const dimensions: Dimensions | { broken: string } =
      cached === undefined && bytes ? readDimensions(bytes) : JSON.parse(cached ?? 'null')
    if (cached === undefined) memo.put(key, JSON.stringify(dimensions))
    if ('broken' in dimensions)
      diagnostics.push(problem('image-broken', { reason: dimensions.broken }, inFile(file.file)))
    else media.set(file.path, { digest: source.digest, dimensions })
  }
  return media
}

/** Compiles the theme; static files that templates ask for by `asset` get their digest into their names. */
function readTheme(
  snapshot: Snapshot,
  config: Config,
  reader: SourceReader,
  diagnostics: Diagnostic[],
): { theme: Theme | null; statics: StaticOutput[] } {
  const files = [...snapshot.statics.values()].flatMap((file) => {
    const source = reader.digestOf(file)
    return source ? [{ file, digest: source.digest }] : []
  })
  const assets = new Map(files.map(({ file, digest: found }) => [file.path, assetUrl(file.path, found)]))
  const helpers = siteHelpers(config, assets)
  const asked = new Set<string>()
  const { asset } = helpers
  if (asset?.check) {
    const { check } = asset
    helpers.asset = {
      ...asset,
      check: (args) => {
        asked.add(String(args[0]?.value))
        return check(args)
      },
    }
  }
  const sources = [...snapshot.templates].flatMap(([name, file]) => {
    const read = readText(file)
    if ('text' in read) return [{ name, file: file.file, text: read.text }]
    diagnostics.push(read.diagnostic)
    return []
  })
  const { theme, diagnostics: faults } = compileTheme(sources, shapes, helpers)
  diagnostics.push(...faults)
  const statics = files.map(({ file, digest: found }) => ({
    name: file.path,
    file: file.file,
    absolute: file.absolute,
    digest: found,
    url: (asked.has(file.path) ? assets.get(file.path) : null) ?? `/${file.path}`,
  }))
  return { theme, statics }
}

function assetUrl(name: string, found: string): string {
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > name.lastIndexOf('/') ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  return `/assets/${stem}.${found.slice(0, 10)}${ending}`
}

/** An output that tells of a bulletin which is held back would break its embargo. */
function leaks(plan: Plan, held: readonly SourceBulletin[]): Diagnostic[] {
  const secret = new Map(held.map(({ bulletin }) => [bulletin.path, bulletin.file]))
  return plan.entries.flatMap(({ path, sources }) =>
    sources.flatMap((source) => {
      const file = secret.get(source)
      return file === undefined ? [] : [problem('embargo-leak', { output: path }, inFile(file))]
    }),
  )
}

/** Pages of the last publish that no output stands for any more. */
function vanished(publication: Publication, plan: Plan, site: Site): Diagnostic[] {
  const { prefix } = site.config
  const outputs = new Set(plan.entries.map(({ path }) => path))
  return publication.before.pages
    .filter((url) => {
      if (!url.startsWith(`${prefix}/`)) return false
      const path = decodeURIComponent(url.slice(prefix.length + 1))
      return !outputs.has(path === '' || path.endsWith('/') ? `${path}index.html` : path)
    })
    .map((url) => problem('url-vanished', { url }))
}

/** Takes out what the settings switch off, and what only `check` tells. */
function quiet(diagnostics: Diagnostic[], config: Config, only: BuildRequest['only']): void {
  const kept = diagnostics.filter(
    ({ severity, code }) => severity === 'error' || (!(code in config.lints) && (only === 'check' || !lints.has(code))),
  )
  diagnostics.splice(0, diagnostics.length, ...kept)
}

function failing(diagnostics: readonly Diagnostic[], strict: boolean): boolean {
  return diagnostics.some((diagnostic) => fails(diagnostic, strict))
}

/** Renders what is not known to be on disk already. Null where an output failed; nothing is published then. */
async function renderOutputs(
  plan: Plan,
  theme: Theme,
  publication: Publication,
  memo: Memo,
  request: BuildRequest,
  result: BuildResult,
): Promise<Map<string, string> | null> {
  const outputs = new Map<string, string>()
  const using = {
    theme,
    site: plan.site,
    fragment: (name: string) => JSON.parse(memo.get(fragmentKey(name)) ?? missing(name)) as Fragment,
  }
  for (const [index, entry] of plan.entries.entries()) {
    request.onProgress('render', index, plan.entries.length)
    const { path, making } = entry
    if (making.kind === 'copy') {
      outputs.set(path, making.digest)
      if (publication.present.get(path) === making.digest) continue
      result.diagnostics.push(
        ...(stage(publication, { path, digest: making.digest, content: { copyOf: making.from } }) ?? []),
      )
      continue
    }
    const key = `output:${digest(making.kind, ...inputOf(entry as RenderedEntry, using))}`
    const known = memo.get(key)
    if (known !== undefined && publication.present.get(path) === JSON.parse(known)) {
      outputs.set(path, JSON.parse(known))
      continue
    }
    result.work.rendered++
    const rendered = await renderEntry(entry as RenderedEntry, using)
    if ('diagnostic' in rendered) {
      result.diagnostics.push(rendered.diagnostic)
      continue
    }
    const found = digest(rendered.text)
    memo.put(key, JSON.stringify(found))
    outputs.set(path, found)
    if (publication.present.get(path) !== found)
      result.diagnostics.push(...(stage(publication, { path, digest: found, content: { bytes: rendered.text } }) ?? []))
  }
  return failing(result.diagnostics, request.strict) ? null : outputs
}

function missing(name: string): never {
  throw new Error(`the fragment ${name} is not in the memo`)
}

/** A fault that two steps came upon is told once. */
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()]
}

function stopwatch() {
  const start = performance.now()
  let last = start
  const laps = { total: 0, read: 0, content: 0, plan: 0, render: 0, publish: 0 }
  return {
    lap(name: keyof typeof laps) {
      const now = performance.now()
      laps[name] += Math.round(now - last)
      last = now
    },
    laps: () => ({ ...laps, total: Math.round(performance.now() - start) }),
  }
}

/** The preview: builds, serves and watches a portal until it is stopped; a build that fails leaves the last good site. */
import { existsSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { type BuildRequest, type BuildResult, build, previewEditorPage } from '../build.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { contentFiles } from './content-files.ts'
import { previewCounter } from './counter.ts'
import { draftPages } from './drafts.ts'
import { draftsAddress, previewEditor } from './editor.ts'
import { type OverlayWords, overlay, problemsPage, type Showing } from './overlay.ts'
import { previewSearch } from './search.ts'
import { type Shown, startServer } from './server.ts'
import { watchPortal } from './watch.ts'

/**
 * What the preview tells whoever started it. `ready` comes once, with the address of the editor where there is one; `built`
 * after every build, with whether there is a site to look at; `told` in between.
 */
export interface DevEvents {
  ready: (url: string, editor: string | null) => void
  built: (result: BuildResult, hasSite: boolean) => void
  told: (diagnostics: readonly Diagnostic[]) => void
}

/** `port` 0 is any that is free. `excerpt` gives the lines around a place. */
export interface DevRequest {
  build: Omit<BuildRequest, 'now'>
  now: () => number
  host: string
  port: number
  /** How often files are looked at (milliseconds); null where the system reports changes. */
  poll: number | null
  words: OverlayWords
  excerpt: (place: NonNullable<Diagnostic['place']>) => string | null
  /** The file in which the preview counts views. */
  counterStore: string
  /** The folder in which the drafts of the editor get their pages. */
  drafts: string
  /** The folders of its search's indexes and of what they are made from. */
  search: { site: string; cache: string }
  /** The module of the thread that makes them. */
  indexer: URL
}

/** The build after an edit whose page is there already waits for so long a pause (milliseconds). */
const PAUSE = 400

/**
 * Runs until `stopped`. Only `build.out`, `build.cache`, `counterStore`, `drafts` and `search` are
 * written to, and content/ where somebody saves in the editor.
 * Codes told: `port-in-use`, `watch-limit`, `counter-failed`, `search-failed`, `answer-failed`; the builds' own come with them.
 */
export async function dev(request: DevRequest, events: DevEvents, stopped: Promise<unknown>): Promise<void> {
  const { places } = request.build
  let due = 0
  let wake = () => {}
  let over = false
  let last: BuildResult | null = null
  let isAhead = Promise.resolve(false)
  const buildIn = (delay: number) => {
    due = performance.now() + delay
    wake()
  }
  const failed = (path: string, error: unknown) =>
    events.told([problem('answer-failed', { path, reason: error instanceof Error ? error.message : String(error) })])
  const broken = (error: unknown) => failed('', error)
  const watching = await watchPortal(request.build, request.poll, {
    edited(files) {
      const ahead = last?.ahead
      if (!ahead) return
      // What fails here fails in the build that follows, which reports it.
      isAhead = ahead(files).catch(() => false)
      isAhead.then((done) => done && server.show({ overlay: null, isNew: true })).catch(broken)
    },
    // Where the edited pages are there already, the build that brings lists and feeds up to date waits for a pause.
    changed() {
      isAhead.then((done) => buildIn(done ? PAUSE : 0)).catch(broken)
      isAhead = Promise.resolve(false)
    },
    limited: (reason) => events.told([problem('watch-limit', { reason })]),
  })
  const zone = () => last?.timezone ?? 'UTC'
  const site = request.build.out
  const counter = previewCounter(request.counterStore, request.host, zone, events.told)
  const draftPage = draftPages(request.build, request.now, request.drafts, draftsAddress)
  const editor = previewEditor(contentFiles(places.content), draftPage)
  const editorPage = previewEditorPage(request.build, editor.address, request.words.language)
  const search = previewSearch(request.build, request.now, request.indexer, request.search, events.told)
  const folders = { site, drafts: join(request.drafts, 'site'), statics: places.static }
  const scripts = join(places.theme, 'dist/admin')
  const server = await startServer({ ...folders, scripts, counter, editor, search, failed }, request.host, request.port)
  if (server.port !== request.port && request.port !== 0)
    events.told([problem('port-in-use', { port: request.port, instead: server.port })])
  stopped
    .then(() => {
      over = true
      wake()
    })
    .catch(broken)
  try {
    while (!over) {
      const wait = due - performance.now()
      if (wait > 0) {
        await new Promise<void>((resolve) => {
          const timer = Number.isFinite(wait) ? setTimeout(resolve, wait) : undefined
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
        continue
      }
      due = Number.POSITIVE_INFINITY
      const isFirst = last === null
      last = await build({ ...request.build, now: request.now() })
      search.changed()
      const { html, prefix } = editorPage()
      const base = last.prefix ?? prefix
      const hasSite = existsSync(join(site, 'index.html'))
      const admin = html === null ? null : `${base}/admin/`
      server.show({ ...shownOf(last, request, hasSite, admin), prefix: base, admin: html })
      events.built(last, hasSite)
      if (isFirst) events.ready(`${server.origin}${base}/`, admin && `${server.origin}${admin}`)
      last.ahead?.([]).catch(() => false)
    }
  } finally {
    // After a bug too: what stays open would keep the process from ending.
    await watching.close()
    await server.close()
    await counter.close()
    await search.close()
  }
}

/** What open pages are told of a build: a new site, or what keeps it from being made. */
function shownOf(
  { exit, diagnostics, changed, removed }: BuildResult,
  { words, excerpt, build: { places } }: DevRequest,
  hasSite: boolean,
  admin: string | null,
): Pick<Shown, 'overlay' | 'problems' | 'isNew'> {
  if (exit === 0) return { overlay: null, problems: null, isNew: changed.length + removed.length > 0 }
  const edit = (file: string) => admin && entryAddress(admin, relative(places.content, resolve(places.root, file)))
  const showing: Showing = { words, excerpt, edit }
  const problems = hasSite ? null : problemsPage(diagnostics, showing, admin)
  return { overlay: overlay(diagnostics, showing, hasSite), problems, isNew: false }
}

/** The address at which the editor opens a text by its path below content/; null where it is none of the editor's. */
function entryAddress(admin: string, way: string): string | null {
  const steps = way.split(sep)
  const stem = /^(.+)\.md$/.exec(steps.join('/'))?.[1]
  if (stem === undefined || steps.some((step) => /^[._]/.test(step)) || steps[0] === 'decisions') return null
  const [collection, entry] = steps[0] === 'pages' ? ['pages', stem.slice('pages/'.length)] : ['bulletins', stem]
  return `${admin}#/collections/${collection}/entries/${encodeURI(entry)}`
}

/** The preview: builds, serves and watches a portal until it is stopped; a build that fails leaves the last good site. */
import { join } from 'node:path'
import { type BuildRequest, type BuildResult, build } from '../build.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { contentFiles } from './content-files.ts'
import { previewCounter } from './counter.ts'
import { draftPages } from './drafts.ts'
import { draftsAddress, previewEditor } from './editor.ts'
import { type OverlayWords, overlay } from './overlay.ts'
import { previewSearch } from './search.ts'
import { type PreviewServer, startServer } from './server.ts'
import { watchPortal } from './watch.ts'

/** What the preview tells whoever started it. `ready` comes once, `built` after every build, `told` in between. */
export interface DevEvents {
  ready: (url: string) => void
  built: (result: BuildResult) => void
  told: (diagnostics: readonly Diagnostic[]) => void
}

/** `port` 0 is any that is free. `excerpt` gives the lines around a place. */
export interface DevRequest {
  build: Omit<BuildRequest, 'now'>
  now: () => number
  host: string
  port: number
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
 * Codes told: `port-in-use`, `watch-limit`, `counter-failed`, `search-failed`; the builds' own come with them.
 */
export async function dev(request: DevRequest, events: DevEvents, stopped: Promise<unknown>): Promise<void> {
  let due = 0
  let wake = () => {}
  let over = false
  let last: BuildResult | null = null
  let isAhead = Promise.resolve(false)
  const buildIn = (delay: number) => {
    due = performance.now() + delay
    wake()
  }
  const watching = await watchPortal(request.build, {
    edited(files) {
      const ahead = last?.ahead
      if (!ahead) return
      isAhead = ahead(files)
      void isAhead.then((done) => done && server.show({ overlay: null, isNew: true, prefix: last?.prefix ?? null }))
    },
    // Where the edited pages are there already, the build that brings lists and feeds up to date waits for a pause.
    changed() {
      void isAhead.then((done) => buildIn(done ? PAUSE : 0))
      isAhead = Promise.resolve(false)
    },
    limited: (reason) => events.told([problem('watch-limit', { reason })]),
  })
  const zone = () => last?.timezone ?? 'UTC'
  const counter = previewCounter(request.counterStore, zone, events.told)
  const draftPage = draftPages(request.build, request.now, request.drafts, draftsAddress)
  const editor = previewEditor(contentFiles(request.build.places.content), draftPage)
  const site = join(request.drafts, 'site')
  const search = previewSearch(request.build, request.now, request.indexer, request.search, events.told)
  const server = await startServer(request.build.out, request.host, request.port, counter, editor, site, search)
  if (server.port !== request.port && request.port !== 0)
    events.told([problem('port-in-use', { port: request.port, instead: server.port })])
  void stopped.then(() => {
    over = true
    wake()
  })
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
      publish(server, last, request)
      events.built(last)
      if (isFirst) events.ready(`${server.origin}${server.prefix()}/`)
      void last.ahead?.([])
    }
  } finally {
    // After a bug too: what stays open would keep the process from ending.
    await watching.close()
    await server.close()
    await counter.close()
    await search.close()
  }
}

/** Tells the open pages: of a new site, or of what keeps it from being made. */
function publish(server: PreviewServer, result: BuildResult, { words, excerpt }: DevRequest): void {
  const failed = result.exit !== 0
  const changed = result.changed.length + result.removed.length > 0
  server.show({
    overlay: failed ? overlay(result.diagnostics, words, excerpt) : null,
    isNew: !failed && changed,
    prefix: result.prefix,
  })
}

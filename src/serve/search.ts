/** The preview's own search: its indexes are made in a thread of their own, when a page asks for one, so that no save waits for them. */
import { Worker } from 'node:worker_threads'
import type { BuildRequest } from '../build.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'

/** What the thread builds: all that is plain data. */
export type IndexOrder = Omit<BuildRequest, 'threads' | 'onProgress'>

/** What it answers. */
export interface IndexAnswer {
  diagnostics: Diagnostic[]
}

/** `folder` holds the indexes at their paths below the site's. */
export interface PreviewSearch {
  folder: string
  /** Whether a path below the site's is of an index. */
  has: (path: string) => boolean
  /** Resolves when the indexes are those of the site as it was last built. */
  ready: () => Promise<void>
  /** The site was built anew. */
  changed: () => void
  close: () => Promise<void>
}

/**
 * `indexer` is the thread's module, `site` and `cache` are the folders that it writes to, `told` hears why there is no index.
 * What readers would not find is not found here: no draft and nothing that is held. Code: `search-failed`.
 */
export function previewSearch(
  request: Omit<BuildRequest, 'now'>,
  now: () => number,
  indexer: URL,
  { site, cache }: { site: string; cache: string },
  told: (diagnostics: readonly Diagnostic[]) => void,
): PreviewSearch {
  let isStale = true
  let thread: Worker | null = null
  let running: Promise<void> | null = null
  const make = () =>
    new Promise<void>((resolve) => {
      const { threads: _, onProgress: __, release, ...rest } = request
      const order: IndexOrder = {
        ...{ ...rest, out: site, cache, now: now(), search: 'alone', strict: false, force: true },
        // It may hold more than a thread can be handed.
        release: { version: release.version, salt: release.salt, images: release.images },
      }
      const made = new Worker(indexer, { workerData: order })
      thread = made
      made.on('message', ({ diagnostics }: IndexAnswer) =>
        told(diagnostics.filter(({ code }) => code === 'search-failed')),
      )
      made.on('error', (error) => told([problem('search-failed', { reason: error.message })]))
      made.on('exit', () => resolve())
    })
  return {
    folder: site,
    has: (path) => /^\/(?:[a-z]{2}\/)?pagefind\//.test(path),
    async ready() {
      while (isStale || running) {
        if (running === null) {
          isStale = false
          running = make().finally(() => {
            running = null
          })
        }
        await running
      }
    },
    changed() {
      isStale = true
    },
    async close() {
      await thread?.terminate()
    },
  }
}

/** Watches what a portal is made of, and tells once of many changes. */
import { dirname, sep } from 'node:path'
import { type FSWatcher, watch } from 'chokidar'
import type { BuildRequest } from '../build.ts'

/**
 * `edited` comes as soon as files of a burst, absolute paths, hold something else, where nothing else happened in it;
 * `changed` when the burst has settled, with all that was touched in it; `limited` where the system gives no more watches.
 */
export interface WatchEvents {
  edited: (files: readonly string[]) => void
  changed: (files: readonly string[]) => void
  limited: (reason: string) => void
}

/** Files that hold something else are told of after so long (milliseconds): a save empties a file before it writes it. */
const SAVED = 2
/** A burst ends when nothing more came for so long (milliseconds): editors save by renaming, tools write many files. */
const SETTLED = 15
/** But no burst holds a build up for longer. */
const LONGEST = 300
/** How often files are looked at where the system has no watches left (milliseconds). */
const POLLING = 700

/**
 * Watches content, templates, static files and settings of a portal, also such as are not there yet. With `poll` they are
 * looked at so often (milliseconds): network shares, and folders of another system, report no changes.
 */
export async function watchPortal(
  { places, settings }: Pick<BuildRequest, 'places' | 'settings'>,
  poll: number | null,
  events: WatchEvents,
): Promise<{ close: () => Promise<void> }> {
  const parts = [places.content, places.templates, places.static, settings]
  const isPart = (path: string) =>
    parts.some((part) => path === part || path.startsWith(part + sep) || part.startsWith(path + sep))
  // The folders above are watched too: a part may come, go, or be renamed.
  const roots = [...new Set([places.root, ...parts.map((part) => dirname(part))])]

  const edited = new Set<string>()
  const touched = new Set<string>()
  let onlyEdits = true
  let saved: NodeJS.Timeout | null = null
  let quiet: NodeJS.Timeout | null = null
  let latest: NodeJS.Timeout | null = null
  const settle = () => {
    if (quiet) clearTimeout(quiet)
    if (latest) clearTimeout(latest)
    quiet = null
    latest = null
    const files = [...touched]
    edited.clear()
    touched.clear()
    onlyEdits = true
    events.changed(files)
  }
  const noticed = (kind?: string, path?: string) => {
    if (path !== undefined) touched.add(path)
    if (kind === 'change' && path !== undefined) edited.add(path)
    else onlyEdits = false
    if (saved) clearTimeout(saved)
    saved = onlyEdits ? setTimeout(() => events.edited([...edited]), SAVED) : null
    if (quiet) clearTimeout(quiet)
    quiet = setTimeout(settle, SETTLED)
    latest ??= setTimeout(settle, LONGEST)
  }

  let watcher: FSWatcher
  let interval = poll
  const open = async () => {
    const opened = watch(roots, {
      ignored: (path) => !isPart(path) || /[/\\](?:\.git|node_modules)(?:[/\\]|$)/.test(path),
      ignoreInitial: true,
      usePolling: interval !== null,
      ...(interval !== null && { interval, binaryInterval: interval }),
    })
    watcher = opened
    await new Promise<void>((resolve, reject) => {
      opened.on('ready', resolve)
      opened.on('all', noticed)
      opened.on('error', (error) => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : ''
        if (interval !== null || !['ENOSPC', 'EMFILE', 'ENFILE'].includes(code)) return
        interval = POLLING
        events.limited(code)
        opened
          .close()
          .then(open)
          .then(() => noticed())
          .then(resolve, reject)
      })
    })
  }
  await open()
  return {
    async close() {
      for (const timer of [saved, quiet, latest]) if (timer) clearTimeout(timer)
      await watcher.close()
    },
  }
}

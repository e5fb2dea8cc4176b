/** The tables for servers after a build: written where they differ, and remembered as they were left. */

import type { Cache } from '../cache/cache.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { type ServerFile, serverFiles } from '../plan/entries/server-rules.ts'
import { SERVER_FOLDER, serverStamp, writeServerFile } from '../publish/server-files.ts'

const KEY = 'server-files'

/** Writes the tables. Code: `server-files-unwritten`, where one that says something could not be. */
export function writeServerFiles(files: readonly ServerFile[], root: string, cache: Cache): Diagnostic[] {
  const failed = files.flatMap(({ path, text }) => {
    const reason = writeServerFile(root, path, text)
    return reason === null || text === ''
      ? []
      : problem('server-files-unwritten', { path: `${SERVER_FOLDER}/${path}`, reason })
  })
  // What could not be written is reported again by the next build.
  cache.put(KEY, failed.length > 0 ? 'unwritten' : serverStamp(root, serverFiles))
  return failed
}

/** Whether the tables are as the last build left them. */
export function hasServerFiles(root: string, cache: Cache): boolean {
  return cache.get(KEY) === serverStamp(root, serverFiles)
}

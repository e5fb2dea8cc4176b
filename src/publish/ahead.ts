/** Pages put into a published site ahead of the publish that will list them; for the preview's own output folder only. */
import { lstatSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { releaseLock, takeLock } from '../lock/lock.ts'
import { replaceFile } from '../lock/replace-file.ts'
import { isSystemError } from '../lock/system-error.ts'
import { isOutputPath } from './output-path.ts'
import { stateFiles } from './state-files.ts'

/**
 * Replaces published pages whole, each by a rename, under the folder's lock. The manifest stays as it was: the next publish
 * finds the pages to be what it is about to write, or writes them anew. False, and nothing or not all written, where the
 * lock is held or a page is not there to be replaced.
 */
export function writeAhead(out: string, pages: readonly (readonly [path: string, text: string])[]): boolean {
  const { folder } = stateFiles(out)
  try {
    if (!pages.every(([path]) => isOutputPath(path) && lstatSync(join(out, path)).isFile())) return false
    const lock = takeLock(folder)
    if ('holder' in lock) return false
    try {
      for (const [path, text] of pages)
        replaceFile(join(out, path), (descriptor) => writeFileSync(descriptor, text), join(folder, 'ahead'))
      return true
    } finally {
      releaseLock(lock)
    }
  } catch (error) {
    // The build that comes at once then tells what is the matter.
    if (!isSystemError(error)) throw error
    return false
  }
}

/** Writing a file whole or not at all, and never through a link that lies at one of its names. */
import { closeSync, openSync, renameSync, unlinkSync } from 'node:fs'
import { attempt, isSystemError } from './system-error.ts'

/**
 * Fills a new file, `temporary`, then gives it the name. What lay at either name is replaced, never written to:
 * a folder that came from elsewhere may hold links. Throws what the system refuses; `file` is as it was then.
 */
export function replaceFile(file: string, fill: (descriptor: number) => void, temporary = `${file}.tmp`): void {
  const descriptor = openNew(temporary)
  try {
    try {
      fill(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(temporary, file)
  } catch (error) {
    attempt(() => unlinkSync(temporary))
    throw error
  }
}

function openNew(file: string): number {
  try {
    return openSync(file, 'wx')
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'EEXIST') throw error
    unlinkSync(file)
    return openSync(file, 'wx')
  }
}

/** Writes a file where there is none: an officer's own file is never overwritten. */
import { linkSync, lstatSync, mkdirSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { attempt, isSystemError } from '../lock/system-error.ts'

/**
 * Writes a new file and the folders above it; null, or what kept it from being written. It is there whole or not at all, also where
 * the process is killed: a hidden file beside it takes what is written, and is written anew by the next.
 * `file` is how messages name it. Codes: `file-exists`, `machine-failed`.
 */
export function writeNew(absolute: string, file: string, data: string | Uint8Array): Diagnostic | null {
  const exists = () => problem('file-exists', { file })
  try {
    if (lstatSync(absolute, { throwIfNoEntry: false }) !== undefined) return exists()
    mkdirSync(dirname(absolute), { recursive: true })
  } catch (error) {
    return failed(error, file)
  }
  clearUnfinished(absolute)
  try {
    writeFileSync(unfinishedOf(absolute), data, { flag: 'wx' })
    return named(unfinishedOf(absolute), absolute) ? null : exists()
  } catch (error) {
    return failed(error, file)
  } finally {
    clearUnfinished(absolute)
  }
}

/** Removes what a killed process left beside a file. */
export function clearUnfinished(absolute: string): void {
  attempt(() => unlinkSync(unfinishedOf(absolute)))
}

function unfinishedOf(absolute: string): string {
  return join(dirname(absolute), `.${basename(absolute)}.unfinished`)
}

/** Gives a whole file its name; false where something has it by now. */
function named(unfinished: string, absolute: string): boolean {
  try {
    linkSync(unfinished, absolute)
  } catch (error) {
    if (!isSystemError(error)) throw error
    if (error.code === 'EEXIST') return false
    // Some disks have no links: there the name was free a moment ago.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(error.code)) throw error
    renameSync(unfinished, absolute)
  }
  return true
}

function failed(error: unknown, file: string): Diagnostic {
  if (!isSystemError(error)) throw error
  return problem('machine-failed', { reason: error.code, path: file })
}

/** Writes a file where there is none: an officer's own file is never overwritten. */
import { closeSync, lstatSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { isSystemError } from '../lock/system-error.ts'

/**
 * Writes a new file and the folders above it; null, or what kept it from being written.
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
  let descriptor: number | null = null
  try {
    descriptor = openSync(absolute, 'wx')
    writeFileSync(descriptor, data)
    closeSync(descriptor)
    return null
  } catch (error) {
    if (descriptor !== null) rmSync(absolute, { force: true })
    else if (isSystemError(error) && error.code === 'EEXIST') return exists()
    return failed(error, file)
  }
}

function failed(error: unknown, file: string): Diagnostic {
  if (!isSystemError(error)) throw error
  return problem('machine-failed', { reason: error.code, path: file })
}

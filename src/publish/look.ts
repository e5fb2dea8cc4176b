/** What lies at a path, without following a symlink that is its last part. */
import { type BigIntStats, lstatSync } from 'node:fs'
import { isAbsence } from '../lock/system-error.ts'

/** The facts of what lies at `path`; null where nothing does. Sizes and times are exact. */
export function look(path: string): BigIntStats | null {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false }) ?? null
  } catch (error) {
    if (isAbsence(error)) return null
    throw error
  }
}

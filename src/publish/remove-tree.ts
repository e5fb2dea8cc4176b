/** Removal of a file or folder with all that is in it; never follows a symlink, minds no absence. */
import { readdirSync, rmdirSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { isAbsence } from '../lock/system-error.ts'
import { look } from './look.ts'

/** Whether anything was there to be removed. */
export function removeTree(path: string): boolean {
  const found = look(path)
  if (found === null) return false
  try {
    if (found.isDirectory()) {
      for (const name of readdirSync(path)) removeTree(join(path, name))
      rmdirSync(path)
    } else unlinkSync(path)
  } catch (error) {
    if (!isAbsence(error)) throw error
  }
  return true
}

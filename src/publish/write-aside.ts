/** Writing a file that lies beside the site, not in it: whole, or not at all. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isSystemError } from '../lock/system-error.ts'

/** Writes it; gives what the system says where it refuses, such as `EACCES`. */
export function writeAside(file: string, text: string): string | null {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.tmp`, text)
    renameSync(`${file}.tmp`, file)
    return null
  } catch (error) {
    if (!isSystemError(error)) throw error
    return error.code
  }
}

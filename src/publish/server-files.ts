/** The tables for servers, which lie beside the site in the portal's folder, where no web server looks for pages. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isAbsence } from '../lock/system-error.ts'
import { writeAside } from './write-aside.ts'

/** The folder of the tables in the portal's folder. */
export const SERVER_FOLDER = '_server'

/** Writes a table if it differs, whole or not at all; gives the reason where it could not be, such as `EACCES`. */
export function writeServerFile(root: string, name: string, text: string): string | null {
  const path = `${SERVER_FOLDER}/${name}`
  return orNull(() => readFileSync(join(root, path), 'utf8')) === text ? null : writeAside(root, path, text)
}

/** What tables are by their size, time and place on disk, as one text: while it is the same, so are they. */
export function serverStamp(root: string, names: readonly string[]): string {
  return names
    .map((name) => {
      const found = orNull(() => statSync(join(root, SERVER_FOLDER, name)))
      return found ? `${found.size}:${found.mtimeMs}:${found.ino}` : 'none'
    })
    .join(' ')
}

/** Null where there is no such file. */
function orNull<T>(look: () => T): T | null {
  try {
    return look()
  } catch (error) {
    if (isAbsence(error)) return null
    throw error
  }
}

/** Writing a file of the portal that lies beside the site, not in it: whole, or not at all. */
import { mkdirSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { isAbsence, isSystemError } from '../lock/system-error.ts'

/** Writes the file at a path below `root`; gives the reason where it cannot be, such as `EACCES`. No link leads out of `root`. */
export function writeAside(root: string, path: string, text: string): string | null {
  const file = join(root, path)
  try {
    if (!`${realFolder(dirname(file))}${sep}`.startsWith(`${realpathSync(root)}${sep}`)) return 'outside the portal'
    mkdirSync(dirname(file), { recursive: true })
    // Another build of the same portal may be writing it too.
    const aside = `${file}.${process.pid}.tmp`
    writeFileSync(aside, text)
    renameSync(aside, file)
    return null
  } catch (error) {
    if (!isSystemError(error)) throw error
    return error.code
  }
}

/** The real path of a folder, or of the nearest above it that is there. */
function realFolder(folder: string): string {
  try {
    return realpathSync(folder)
  } catch (error) {
    if (!isAbsence(error) || dirname(folder) === folder) throw error
    return realFolder(dirname(folder))
  }
}

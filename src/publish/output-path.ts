/** Which paths may stand for an output: posix, relative to the output folder, never out of it. */
import { sep } from 'node:path'

/** The folder inside the output folder that holds the state of publishing; no output may lie in it. */
export const STATE_FOLDER = '.portal'

/**
 * Whether `path` names a file below the output folder on every system, and none in the state folder or in a repository's own
 * folder, whose hooks git runs.
 */
export function isOutputPath(path: unknown): path is string {
  if (typeof path !== 'string' || path.includes('\0')) return false
  // On Windows the first two would begin another folder or drive, and a dot or blank at a name's end is lost.
  if (sep === '\\' && /[\\:]|[. ](?:\/|$)/.test(path)) return false
  const segments = path.split('/')
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..' || /^\.git$/i.test(segment)))
    return false
  return segments[0]?.toLowerCase() !== STATE_FOLDER
}

/** The folders that an output lies in, outermost first: `a/b/c.html` gives `a`, `a/b`. */
export function foldersOf(path: string): string[] {
  const folders: string[] = []
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    folders.push(path.slice(0, slash))
  }
  return folders
}

/** The innermost folder that a path lies in; empty for the output folder itself. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

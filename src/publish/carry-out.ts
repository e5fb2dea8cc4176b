/** Carrying out a journal: every step may have been done before, so that an interrupted commit is finished by doing all again. */
import { mkdirSync, renameSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { replaceFile } from '../lock/replace-file.ts'
import { isAbsence, isSystemError } from '../lock/system-error.ts'
import type { Journal } from './journal.ts'
import { look } from './look.ts'
import type { Naming } from './machine.ts'
import { folderOf, foldersOf } from './output-path.ts'
import { realFolders } from './present.ts'
import { removeTree } from './remove-tree.ts'
import { stateFiles } from './state-files.ts'

/**
 * Brings the output folder to the state that the journal describes, then removes stage and journal.
 * Returns `foreign-file` where something was put into the way after the journal was written; the journal then stays.
 * Throws what the operating system refuses; the journal stays too.
 */
export function carryOut(journal: Journal, naming: Naming): Diagnostic[] {
  const { out } = naming
  const state = stateFiles(out)
  removeOutputs(out, journal.clear)
  for (const { path, kind } of journal.displaced) displace(out, path, kind)

  const blocked = new Set<string>()
  const makeFolder = folderMaker(out)
  for (const [staged, path] of journal.moves) {
    // Where the staged file is gone, an earlier attempt has put it in place.
    if (look(join(state.stage, staged))?.isFile() !== true) continue
    const obstacle = makeFolder(folderOf(path)) ?? (look(join(out, path))?.isDirectory() === true ? path : null)
    if (obstacle === null) renameSync(join(state.stage, staged), join(out, path))
    else blocked.add(obstacle)
  }
  if (blocked.size > 0) {
    return [...blocked].sort().map((path) => problem('foreign-file', { path, out: naming.shown }))
  }

  removeOutputs(out, journal.remove)
  replaceFile(state.manifest, (descriptor) => writeFileSync(descriptor, journal.manifest))
  // The stage goes before the journal: a stage without a journal is one that was never committed.
  removeTree(state.stage)
  unlinkSync(state.journal)
  return []
}

/** Removes old outputs and the folders that they leave empty; what has become a folder is not ours any more. */
function removeOutputs(out: string, paths: readonly string[]): void {
  const isFolder = realFolders(out)
  const emptied = new Set<string>()
  for (const path of paths) {
    if (isFolder(folderOf(path)) && look(join(out, path))?.isDirectory() === false) {
      try {
        unlinkSync(join(out, path))
      } catch (error) {
        if (!isAbsence(error)) throw error
      }
    }
    for (const folder of foldersOf(path)) if (isFolder(folder)) emptied.add(folder)
  }
  // Inner folders first: an outer path is always shorter.
  for (const folder of [...emptied].sort((a, b) => b.length - a.length)) {
    try {
      rmdirSync(join(out, folder))
    } catch (error) {
      if (!isAbsence(error) && !mayStay(error)) throw error
    }
  }
}

/** Whether a folder stays for good reason: it holds something else, is mounted, or its own folder is not ours to change. */
function mayStay(error: unknown): boolean {
  return isSystemError(error) && ['ENOTEMPTY', 'EEXIST', 'EBUSY', 'EACCES', 'EPERM'].includes(error.code)
}

/** Takes a foreign thing away, unless what lies there is already of another kind, thus its successor. */
function displace(out: string, path: string, kind: 'file' | 'folder'): void {
  if (!realFolders(out)(folderOf(path))) return
  const found = look(join(out, path))
  if (found !== null && found.isDirectory() === (kind === 'folder')) removeTree(join(out, path))
}

/** Makes folders below `out`; gives the first one that cannot be, since something that is no folder lies there. */
function folderMaker(out: string): (folder: string) => string | null {
  const made = new Set([''])
  const make = (folder: string): string | null => {
    if (made.has(folder)) return null
    const obstacle = make(folderOf(folder))
    if (obstacle !== null) return obstacle
    try {
      mkdirSync(join(out, folder))
    } catch (error) {
      if (!isSystemError(error) || error.code !== 'EEXIST') throw error
      // Never through a symlink: it may lead out of the output folder.
      if (look(join(out, folder))?.isDirectory() !== true) return folder
    }
    made.add(folder)
    return null
  }
  return make
}

/** Whether the disk will take a commit, as far as that can be known before the first visible change. */
import { accessSync, constants, mkdirSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { isSystemError } from '../lock/system-error.ts'
import { look } from './look.ts'
import { machineFailed, type Naming } from './machine.ts'
import { folderOf } from './output-path.ts'
import { stateFiles } from './state-files.ts'

/**
 * `machine-failed` where a folder that must change cannot be written or is on another file system (a mount), and where
 * the disk refuses a name (too long, or with a sign that it does not know).
 * `placed` are the staged paths to be written, `gone` paths to be removed. What only shows itself later, such as a full disk,
 * leaves a journal for the next run.
 */
export function infeasible(naming: Naming, placed: readonly string[], gone: readonly string[]): Diagnostic[] {
  const { out, shown } = naming
  const state = stateFiles(out)
  const diagnostics: Diagnostic[] = []
  const device = look(state.folder)?.dev
  const seen = new Set<string>()
  const names = new Set<string>()
  const ask = (path: string, call: () => void) => {
    const fault = refused(naming, path, call)
    if (fault !== null) diagnostics.push(fault)
  }
  for (const path of placed) for (const name of path.split('/')) if (isUnusual(name)) names.add(name)
  for (const path of [...placed, ...gone]) {
    let folder = folderOf(path)
    while (!seen.has(folder)) {
      seen.add(folder)
      const found = folder === '' ? null : look(join(out, folder))
      if (folder !== '' && found?.isDirectory() !== true) {
        folder = folderOf(folder)
        continue
      }
      if (found !== null && found.dev !== device) {
        diagnostics.push(problem('machine-failed', { reason: 'EXDEV', path: `${shown}/${folder}` }))
      }
      ask(folder, () => accessSync(join(out, folder), constants.W_OK | constants.X_OK))
    }
  }
  for (const name of [...names].sort()) {
    const probe = join(state.stage, name)
    ask(name, () => {
      mkdirSync(probe)
      rmdirSync(probe)
    })
  }
  return diagnostics
}

/** Names that some file system does not take: long ones and those that Windows or FAT forbid. */
function isUnusual(name: string): boolean {
  return Buffer.byteLength(name) > 100 || /[^\p{L}\p{M}\p{N}._ ()+,@~-]|[. ]$/u.test(name)
}

function refused(naming: Naming, path: string, ask: () => void): Diagnostic | null {
  try {
    ask()
    return null
  } catch (error) {
    if (isSystemError(error)) return problem('machine-failed', { reason: error.code, path: `${naming.shown}/${path}` })
    return machineFailed(error, naming, path)
  }
}

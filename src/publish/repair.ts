/** Bringing an output folder that a publish was interrupted in to the old site or the new one, whole. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { replaceFile } from '../lock/replace-file.ts'
import { carryOut } from './carry-out.ts'
import { hashFile } from './hash-file.ts'
import { type FoundJournal, readJournal } from './journal.ts'
import { look } from './look.ts'
import type { Naming } from './machine.ts'
import { type Manifest, manifestText, noManifest, readManifest } from './manifest.ts'
import { removeTree } from './remove-tree.ts'
import { type StateFiles, stateFiles } from './state-files.ts'

/** How an interrupted publish was repaired: `finished` is the new site, `undone` the old one, or what is to become of both. */
export type Repaired = 'finished' | 'undone'

interface Repair {
  repaired: Repaired | null
  failed: boolean
  diagnostics: Diagnostic[]
}

/**
 * Repairs under the lock; `repaired` is null where nothing had been interrupted. A journal may have come from elsewhere: it
 * is carried out as far as the manifest allows, so that nothing foreign is removed or replaced.
 * `failed` comes with `manifest-broken` for a journal that cannot be trusted and with `foreign-file` for one that
 * cannot be finished, unless `force` lets the publish that follows see to it; else there is at most `publish-repaired`.
 */
export function repair(naming: Naming, force: boolean): Repair {
  const { out, shown } = naming
  const state = stateFiles(out)
  const journal = readJournal(state.journal)
  if (journal === 'absent') {
    const leftovers = [`${state.journal}.tmp`, `${state.manifest}.tmp`, state.stage].filter((path) => removeTree(path))
    return leftovers.length === 0 ? { repaired: null, failed: false, diagnostics: [] } : done('undone')
  }
  const manifest = readManifest(state.manifest)
  const isStage = look(state.stage)?.isDirectory() ?? true
  if (journal === 'broken' || manifest === 'broken' || !isStage)
    return failed([
      problem('manifest-broken', { file: `${shown}/.portal/${manifest === 'broken' ? 'manifest.json' : 'journal'}` }),
    ])
  const before = manifest === 'absent' ? noManifest : manifest
  const foreign = foreignTargets(journal, before, naming).map((path) => problem('foreign-file', { path, out: shown }))
  const blocked = foreign.length > 0 ? foreign : carryOut(allowed(journal, before, out), naming)
  if (blocked.length === 0) return done('finished')
  if (!force) return failed(blocked)
  giveUp(journal, before, state)
  return done('undone')
}

/** Without what only `--force` may do, and without removals of files that are not as the manifest lists them. */
function allowed(journal: FoundJournal, before: Manifest, out: string): FoundJournal {
  const isOurs = (path: string) => {
    const found = look(join(out, path))
    // One that is gone already still names the folders that it left empty.
    return found === null || found.isDirectory() || before.files.get(path) === digestAt(join(out, path))
  }
  return { ...journal, displaced: [], clear: journal.clear.filter(isOurs), remove: journal.remove.filter(isOurs) }
}

/** Where the journal would put a file over one that is neither as the manifest lists it nor what is put there. */
function foreignTargets({ moves, files }: FoundJournal, before: Manifest, { out }: Naming): string[] {
  const { stage } = stateFiles(out)
  return moves.flatMap(([staged, path]) => {
    if (look(join(stage, staged)) === null) return []
    const found = look(join(out, path))
    // Folders in the way are met when the journal is carried out.
    if (found === null || found.isDirectory()) return []
    const digest = digestAt(join(out, path))
    return digest !== null && [before.files.get(path), files.get(path)].includes(digest) ? [] : [path]
  })
}

/** Leaves the interrupted publish as it is; what it has put in place is listed, so that the next publish may replace it. */
function giveUp({ moves, files }: FoundJournal, before: Manifest, state: StateFiles): void {
  const placed = moves.filter(([staged]) => look(join(state.stage, staged)) === null)
  const listed = new Map([...before.files, ...placed.map(([, path]) => [path, files.get(path) ?? ''] as const)])
  const text = manifestText({ ...before, files: listed, signature: null })
  replaceFile(state.manifest, (descriptor) => writeFileSync(descriptor, text))
  removeTree(state.stage)
  removeTree(state.journal)
}

/** Null for what is no file. */
function digestAt(file: string): string | null {
  const found = look(file)
  return found?.isFile() ? hashFile(file, found.size) : null
}

function done(how: Repaired): Repair {
  return { repaired: how, failed: false, diagnostics: [problem('publish-repaired', { how })] }
}

function failed(diagnostics: Diagnostic[]): Repair {
  return { repaired: null, failed: true, diagnostics }
}

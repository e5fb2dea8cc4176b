/** Opening an output folder for one publish: the lock, the repair, and what was published last. */
import { mkdirSync, rmdirSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { type Lock, releaseLock, takeLock } from '../lock/lock.ts'
import { attempt, isAbsence } from '../lock/system-error.ts'
import { look } from './look.ts'
import { machineFailed, type Naming } from './machine.ts'
import { type FoundManifest, noManifest, readManifest } from './manifest.ts'
import { STATE_FOLDER } from './output-path.ts'
import { type OutputStat, type Present, presentOutputs } from './present.ts'
import { type Repaired, repair } from './repair.ts'
import { stateFiles } from './state-files.ts'

/** A staged artifact: the name of its file in the stage folder, and what that file is. */
export interface Staged {
  name: string
  stat: OutputStat
}

/** One publish under way; it holds the lock until `close`. */
export interface Publication extends Naming {
  /** What was published last; empty for a folder that nothing was published into. */
  readonly before: FoundManifest
  /** Digests of the last publish's outputs as they really are on disk now; missing ones are absent. */
  readonly present: ReadonlyMap<string, string>
  /** What had to be repaired first; null after a clean end. */
  readonly repaired: Repaired | null
  /** What the opening found, the same as `openPublication` returns. */
  readonly diagnostics: readonly Diagnostic[]
  /** For this stage only. */
  readonly progress: Progress
}

/** How far a publication has come. */
interface Progress {
  readonly lock: Lock
  /** The outermost folder that was made for it, absolute; null where all were there. */
  readonly made: string | null
  /** Whether there was a manifest at all. */
  readonly published: boolean
  readonly found: Present
  readonly staged: Map<string, Staged>
  /** How many files were begun in the stage folder; the folder is there from the first on. */
  writes: number
  /** `journaled` from the journal's writing to its end: only the next run may finish it then. */
  phase: 'open' | 'journaled' | 'committed' | 'closed'
}

/**
 * Takes the lock of `out` (absolute; made where missing), repairs what was interrupted and looks at what is there.
 * `known` are facts of earlier receipts; they are not trusted after an unclean end, since no output was synced.
 * `force` is that of the publish: it lets a repair give up where something foreign is in the way.
 * `publication` is null with `lock-held`, `manifest-broken`, `machine-failed`, or `foreign-file` where something else
 * lies at the state folder's name or in the way of the repair. `publish-repaired` comes with a publication.
 */
export function openPublication(
  out: string,
  shown: string,
  options: { known: ReadonlyMap<string, OutputStat>; force?: boolean },
): { publication: Publication | null; diagnostics: Diagnostic[] } {
  const naming: Naming = { out: resolve(out), shown }
  let entered: (Entered & { lock: Lock }) | null = null
  try {
    const answer = enter(naming)
    if ('code' in answer) return { publication: null, diagnostics: [answer] }
    entered = answer
    const opened = openLocked(naming, entered, options.known, options.force ?? false)
    if (opened.publication === null) leave(naming.out, entered)
    return opened
  } catch (error) {
    if (entered !== null) leave(naming.out, entered)
    return { publication: null, diagnostics: [machineFailed(error, naming, shown)] }
  }
}

/** Gives the lock back and removes the folders made for it, as far as nothing lies in them. */
export function leave(out: string, { lock, made }: Entered): void {
  if (lock !== null) releaseLock(lock)
  attempt(() => rmdirSync(stateFiles(out).folder))
  if (made === null) return
  for (let folder = out; folder.length >= made.length; folder = dirname(folder)) attempt(() => rmdirSync(folder))
}

interface Entered {
  lock: Lock | null
  made: string | null
}

function enter(naming: Naming): (Entered & { lock: Lock }) | Diagnostic {
  const { out, shown } = naming
  let made: string | null = null
  for (let attempts = 1; ; attempts++) {
    try {
      const there = look(out)
      if (there && !there.isDirectory() && !there.isSymbolicLink())
        return problem('foreign-file', { path: basename(shown), out: dirname(shown) })
      const outermost = mkdirSync(out, { recursive: true }) ?? null
      made ??= outermost
      const { folder } = stateFiles(out)
      if (look(folder) === null) mkdirSync(folder, { recursive: true })
      if (look(folder)?.isDirectory() === false) return problem('foreign-file', { path: STATE_FOLDER, out: shown })
      const taken = takeLock(folder)
      if ('holder' in taken) return problem('lock-held', { out: shown, pid: taken.holder, host: taken.host })
      return { lock: taken, made }
    } catch (error) {
      // Another process may tidy its empty folder away between our making it and our locking it.
      if (isAbsence(error) && attempts < 100) continue
      leave(out, { lock: null, made })
      throw error
    }
  }
}

function openLocked(
  naming: Naming,
  { lock, made }: Entered & { lock: Lock },
  known: ReadonlyMap<string, OutputStat>,
  force: boolean,
): { publication: Publication | null; diagnostics: Diagnostic[] } {
  const { repaired, failed, diagnostics } = repair(naming, force)
  if (failed) return { publication: null, diagnostics }
  const manifest = readManifest(stateFiles(naming.out).manifest)
  if (manifest === 'broken') {
    const file = `${naming.shown}/${STATE_FOLDER}/manifest.json`
    return { publication: null, diagnostics: [...diagnostics, problem('manifest-broken', { file })] }
  }
  const before = manifest === 'absent' ? noManifest : manifest
  const isClean = repaired === null && !lock.tookOver
  const found = presentOutputs(naming.out, before, isClean ? known : new Map())
  const progress: Progress = {
    lock,
    made,
    published: manifest !== 'absent',
    found,
    staged: new Map(),
    writes: 0,
    phase: 'open',
  }
  return { publication: { ...naming, before, present: found.digests, repaired, diagnostics, progress }, diagnostics }
}

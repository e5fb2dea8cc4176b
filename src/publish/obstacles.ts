/** What lies where outputs are to be written, and what is to become of it. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { hashFile } from './hash-file.ts'
import type { Displaced } from './journal.ts'
import { look } from './look.ts'
import type { Publication } from './open.ts'
import { foldersOf } from './output-path.ts'
import { type OutputStat, outputStat } from './present.ts'

/** All lists are without repetition; paths are relative to the output folder. */
export interface Obstacles {
  /** Foreign things that must stay, so that nothing can be published. */
  foreign: ReadonlySet<string>
  /** Old outputs in the way of another kind: a file where a folder is needed, or the reverse. */
  clear: ReadonlySet<string>
  /** Foreign things in the way of another kind that `force` takes away. */
  displaced: ReadonlyMap<string, Displaced>
  /** Foreign files that have the output's bytes already: nothing is to be written there. */
  adopted: ReadonlyMap<string, OutputStat>
}

/**
 * Looks at the place of every wanted output; the digest is null where it is not known yet.
 * Outputs that are present as wanted are not looked at again.
 */
export function obstacles(
  { out, before, present, progress }: Publication,
  wanted: Iterable<readonly [path: string, digest: string | null]>,
  force: boolean,
): Obstacles {
  const foreign = new Set<string>()
  const clear = new Set<string>()
  const displaced = new Map<string, Displaced>()
  const adopted = new Map<string, OutputStat>()
  const ways = new Map<string, Way>()
  let owned: ReadonlySet<string> | null = null
  // What somebody has changed is an output no more, whatever the manifest says: it may be replaced by this build's own, not removed.
  const isOurs = (path: string) => before.files.has(path) && !progress.found.changed.has(path)

  /** Whether outputs can lie in a folder; what keeps them from it is noted once. */
  const wayInto = (folder: string): Way => {
    const found = look(join(out, folder))
    if (found === null) return 'clear'
    if (found.isDirectory()) return 'open'
    // Never through a symlink, and never taking one away that somebody put there for a whole folder.
    if (found.isSymbolicLink()) foreign.add(folder)
    else if (isOurs(folder)) clear.add(folder)
    else if (force) displaced.set(folder, { path: folder, kind: 'file' })
    else foreign.add(folder)
    return foreign.has(folder) ? 'blocked' : 'clear'
  }

  /** Foreign things in a folder that is to become a file. */
  const foreignIn = (folder: string): string[] => {
    owned ??= foldersOfAll(before.files.keys())
    if (!owned.has(folder)) return [folder]
    return readdirSync(join(out, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return foreignIn(path)
      return isOurs(path) ? [] : [path]
    })
  }

  for (const [path, digest] of wanted) {
    const there = present.get(path)
    if (there !== undefined && (digest === null || digest === there)) continue
    // Asked first, so that a path too long for the system is refused here, whichever of its folders exist.
    const found = look(join(out, path))
    let way: Way = 'open'
    for (const folder of foldersOf(path)) {
      way = ways.get(folder) ?? wayInto(folder)
      ways.set(folder, way)
      if (way !== 'open') break
    }
    if (way !== 'open' || found === null) continue
    if (found.isDirectory()) {
      const strangers = foreignIn(path)
      if (strangers.length === 0) for (const old of below(path, before.files.keys())) clear.add(old)
      else if (force) displaced.set(path, { path, kind: 'folder' })
      else for (const stranger of strangers) foreign.add(stranger)
    } else if (!before.files.has(path)) {
      if (digest !== null && found.isFile() && hashFile(join(out, path), found.size) === digest) {
        adopted.set(path, outputStat(found, digest))
      } else if (!force) foreign.add(path)
    }
  }
  return { foreign, clear, displaced, adopted }
}

/** `open`: a real folder; `clear`: it can be made; `blocked`: it cannot. */
type Way = 'open' | 'clear' | 'blocked'

function foldersOfAll(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const path of paths) for (const folder of foldersOf(path)) folders.add(folder)
  return folders
}

function below(folder: string, paths: Iterable<string>): string[] {
  return [...paths].filter((path) => path.startsWith(`${folder}/`))
}

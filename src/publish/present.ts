/** The outputs of the last publish as they really lie on disk. */
import { type BigIntStats, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { attempt, isAbsence } from '../lock/system-error.ts'
import { hashFile } from './hash-file.ts'
import { look } from './look.ts'
import type { Manifest } from './manifest.ts'
import { folderOf } from './output-path.ts'

/**
 * What an output is: where its stamp (size, modification time, inode, time of birth) is the same, so is its digest. Nobody can
 * set the time of birth: a file that was unpacked over ours is known by it.
 */
export interface OutputStat {
  stamp: string
  digest: string
}

/** Digests and facts of the outputs that are there, and those that are there but not as the manifest says. */
export interface Present {
  digests: ReadonlyMap<string, string>
  stats: ReadonlyMap<string, OutputStat>
  /** Other bytes, or no regular file at all (such a one has no digest). */
  changed: ReadonlySet<string>
}

/**
 * Looks at every output that the manifest lists.
 * `known` spares the hashing of files whose facts still hold; give none where it may not be trusted.
 */
export function presentOutputs(out: string, manifest: Manifest, known: ReadonlyMap<string, OutputStat>): Present {
  const digests = new Map<string, string>()
  const stats = new Map<string, OutputStat>()
  const changed = new Set<string>()
  const isFolder = realFolders(out)
  for (const [path, published] of manifest.files) {
    if (!isFolder(folderOf(path))) continue
    const found = look(join(out, path))
    if (found === null || found.isDirectory()) continue
    const trusted = known.get(path)
    const isAsKnown = trusted !== undefined && found.isFile() && trusted.stamp === stampOf(found)
    const digest = isAsKnown ? trusted.digest : digestOf(join(out, path), found)
    if (digest !== published) changed.add(path)
    if (digest === null) continue
    digests.set(path, digest)
    stats.set(path, isAsKnown ? trusted : outputStat(found, digest))
  }
  return { digests, stats, changed }
}

/** What to remember of an output. */
export function outputStat(found: BigIntStats, digest: string): OutputStat {
  return { stamp: stampOf(found), digest }
}

function stampOf({ size, mtimeNs, ino, birthtimeNs }: BigIntStats): string {
  return `${size}:${mtimeNs}:${ino}:${birthtimeNs}`
}

/**
 * Asks whether a path below `out` is a real folder, reached through real folders only; remembers the answers.
 * `out` itself may be a symlink.
 */
export function realFolders(out: string): (folder: string) => boolean {
  const answers = new Map([['', true]])
  const listed = new Set<string>()
  const isFolder = (folder: string): boolean => {
    const known = answers.get(folder)
    if (known !== undefined) return known
    const above = folderOf(folder)
    const isReached = isFolder(above)
    // Every bulletin has a folder: the system is asked for all of a month at once, and alone for what is not among them.
    if (isReached && !listed.has(above)) {
      listed.add(above)
      for (const name of foldersIn(join(out, above))) answers.set(above === '' ? name : `${above}/${name}`, true)
      return isFolder(folder)
    }
    const answer = isReached && look(join(out, folder))?.isDirectory() === true
    answers.set(folder, answer)
    return answer
  }
  return isFolder
}

function foldersIn(folder: string): string[] {
  let names: string[] = []
  attempt(() => {
    const entries = readdirSync(folder, { withFileTypes: true })
    names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  })
  return names
}

function digestOf(file: string, found: BigIntStats): string | null {
  if (!found.isFile()) return null
  try {
    return hashFile(file, found.size)
  } catch (error) {
    if (isAbsence(error)) return null
    throw error
  }
}

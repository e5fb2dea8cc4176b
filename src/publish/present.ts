/** The outputs of the last publish as they really lie on disk. */
import type { BigIntStats } from 'node:fs'
import { join } from 'node:path'
import { isAbsence } from '../lock/system-error.ts'
import { hashFile } from './hash-file.ts'
import { look } from './look.ts'
import type { Manifest } from './manifest.ts'
import { folderOf } from './output-path.ts'

/** Facts of a file in the output folder that say it need not be hashed again; 64-bit numbers are in decimal. */
export interface OutputStat {
  size: number
  mtimeNs: string
  ino: string
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
    const digest = trusted !== undefined && hasFacts(found, trusted) ? trusted.digest : digestOf(join(out, path), found)
    if (digest !== published) changed.add(path)
    if (digest === null) continue
    digests.set(path, digest)
    stats.set(path, outputStat(found, digest))
  }
  return { digests, stats, changed }
}

/** The facts to remember of an output. */
export function outputStat({ size, mtimeNs, ino }: BigIntStats, digest: string): OutputStat {
  return { size: Number(size), mtimeNs: String(mtimeNs), ino: String(ino), digest }
}

/**
 * Asks whether a path below `out` is a real folder, reached through real folders only; remembers the answers.
 * `out` itself may be a symlink.
 */
export function realFolders(out: string): (folder: string) => boolean {
  const answers = new Map([['', true]])
  const isFolder = (folder: string): boolean => {
    const known = answers.get(folder)
    if (known !== undefined) return known
    const answer = isFolder(folderOf(folder)) && look(join(out, folder))?.isDirectory() === true
    answers.set(folder, answer)
    return answer
  }
  return isFolder
}

function hasFacts(found: BigIntStats, { size, mtimeNs, ino }: OutputStat): boolean {
  return Number(found.size) === size && String(found.mtimeNs) === mtimeNs && String(found.ino) === ino && found.isFile()
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

/** Writing one output into the stage folder, where no reader sees it yet. */
import { closeSync, fstatSync, mkdirSync, openSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import { attempt, isAbsence, isSystemError } from '../lock/system-error.ts'
import { hashFile } from './hash-file.ts'
import { machineFailed } from './machine.ts'
import type { Publication, Staged } from './open.ts'
import { isOutputPath } from './output-path.ts'
import { type OutputStat, outputStat } from './present.ts'
import { stateFiles } from './state-files.ts'

/**
 * What one output is. `path` is posix, relative to the output folder; `digest` is SHA-256 in hex.
 * Text is written as UTF-8. `bytes` are believed to have the digest; the file at `copyOf` (absolute) is checked.
 * `shown` is how messages name that file, relative to the portal's root.
 */
export interface Artifact {
  path: string
  digest: string
  content: { bytes: Uint8Array | string } | { copyOf: string; shown?: string }
}

/**
 * Writes an artifact at once into the stage folder, unless the same bytes are published already.
 * Returns `file-changed` where `copyOf` is gone or has other bytes, and `machine-failed`; it is not staged then.
 * Throws for a path that is none or was staged before.
 */
export function stage(publication: Publication, artifact: Artifact): Diagnostic[] | undefined {
  const { progress, shown, present } = publication
  const { path, digest, content } = artifact
  mayStage(publication, path)
  if (present.get(path) === digest) return
  let file = ''
  try {
    const place = reserve(publication)
    const { name } = place
    file = place.file
    const descriptor = openSync(file, 'wx')
    try {
      if ('bytes' in content) writeFileSync(descriptor, content.bytes)
      else if (copy(content.copyOf, descriptor) !== digest) return [abandon(file, content)]
      const stat = outputStat(fstatSync(descriptor, { bigint: true }), digest)
      progress.staged.set(path, { name, stat })
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    progress.staged.delete(path)
    attempt(() => unlinkSync(file))
    const isSource = 'copyOf' in content && isSystemError(error) && error.path === content.copyOf
    if (isSource && isAbsence(error)) return [abandon(file, content)]
    if (isSource) return [problem('machine-failed', { reason: error.code, path: content.shown ?? content.copyOf })]
    return [machineFailed(error, publication, `${shown}/${path}`)]
  }
  return
}

/** A place in the stage folder that another thread may write to by `writeStaged`. */
export function reserve({ progress, out }: Publication): { name: string; file: string } {
  const { stage: folder } = stateFiles(out)
  if (progress.writes === 0) mkdirSync(folder)
  const name = String(progress.writes++)
  return { name, file: join(folder, name) }
}

/** Writes bytes to a reserved place; null where that cannot be done: `stage` will tell why. */
export function writeStaged(file: string, bytes: Uint8Array, digest: string): OutputStat | null {
  let descriptor: number | null = null
  try {
    descriptor = openSync(file, 'wx')
    writeFileSync(descriptor, bytes)
    return outputStat(fstatSync(descriptor, { bigint: true }), digest)
  } catch (error) {
    if (!isSystemError(error)) throw error
    if (descriptor !== null) attempt(() => unlinkSync(file))
    return null
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}

/** Takes what was written to a reserved place as staged for `path`. Throws for a path that is none or was staged before. */
export function adopt(publication: Publication, path: string, staged: Staged): void {
  mayStage(publication, path)
  publication.progress.staged.set(path, staged)
}

function mayStage({ progress }: Publication, path: string): void {
  if (progress.phase !== 'open') throw new Error(`stage after ${progress.phase}: ${path}`)
  if (!isOutputPath(path)) throw new Error(`not an output path: ${path}`)
  if (progress.staged.has(path)) throw new Error(`staged twice: ${path}`)
}

/** Copies the bytes only, not the mode or times, and gives their digest; null where the source is no regular file. */
function copy(source: string, descriptor: number): string | null {
  const found = statSync(source, { bigint: true })
  return found.isFile() ? hashFile(source, found.size, (piece) => writeFileSync(descriptor, piece)) : null
}

function abandon(file: string, { copyOf, shown }: { copyOf: string; shown?: string }): Diagnostic {
  attempt(() => unlinkSync(file))
  return problem('file-changed', undefined, inFile(shown ?? copyOf))
}

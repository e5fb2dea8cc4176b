/** Writing one output into the stage folder, where no reader sees it yet. */
import { closeSync, fstatSync, mkdirSync, openSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import { attempt, isAbsence, isSystemError } from '../lock/system-error.ts'
import { hashFile } from './hash-file.ts'
import { machineFailed } from './machine.ts'
import type { Publication } from './open.ts'
import { isOutputPath } from './output-path.ts'
import { outputStat } from './present.ts'
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
  const { progress, out, shown, present } = publication
  const { path, digest, content } = artifact
  if (progress.phase !== 'open') throw new Error(`stage after ${progress.phase}: ${path}`)
  if (!isOutputPath(path)) throw new Error(`not an output path: ${path}`)
  if (progress.staged.has(path)) throw new Error(`staged twice: ${path}`)
  if (present.get(path) === digest) return
  const name = String(progress.writes)
  const file = join(stateFiles(out).stage, name)
  try {
    if (progress.writes++ === 0) mkdirSync(stateFiles(out).stage)
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

/** Copies the bytes only, not the mode or times, and gives their digest; null where the source is no regular file. */
function copy(source: string, descriptor: number): string | null {
  const found = statSync(source, { bigint: true })
  return found.isFile() ? hashFile(source, found.size, (piece) => writeFileSync(descriptor, piece)) : null
}

function abandon(file: string, { copyOf, shown }: { copyOf: string; shown?: string }): Diagnostic {
  attempt(() => unlinkSync(file))
  return problem('file-changed', undefined, inFile(shown ?? copyOf))
}

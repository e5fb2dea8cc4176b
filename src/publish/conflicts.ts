/** The foreign things that keep outputs from being published. */
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { machineFailed } from './machine.ts'
import { type Obstacles, obstacles } from './obstacles.ts'
import type { Publication } from './open.ts'
import { isOutputPath } from './output-path.ts'

/**
 * `foreign-file` for everything in the way of `paths`, and `machine-failed`; may be asked before anything is rendered.
 * A foreign file with the very bytes of the output is no conflict: give the paths as a map with their digests to have
 * that seen before they are staged.
 */
export function conflicts(
  publication: Publication,
  paths: Iterable<string> | ReadonlyMap<string, string>,
  { force }: { force: boolean },
): Diagnostic[] {
  const { staged } = publication.progress
  const wanted = new Map<string, string | null>()
  if (isMap(paths)) for (const [path, digest] of paths) wanted.set(path, digest)
  else for (const path of paths) wanted.set(path, staged.get(path)?.stat.digest ?? null)
  for (const path of wanted.keys()) if (!isOutputPath(path)) throw new Error(`not an output path: ${path}`)
  try {
    return foreignFiles(publication, obstacles(publication, wanted, force))
  } catch (error) {
    return [machineFailed(error, publication, publication.shown)]
  }
}

/** The diagnostics of obstacles, by path. */
export function foreignFiles({ shown }: Publication, { foreign }: Obstacles): Diagnostic[] {
  return [...foreign].sort().map((path) => problem('foreign-file', { path, out: shown }))
}

function isMap(paths: Iterable<string> | ReadonlyMap<string, string>): paths is ReadonlyMap<string, string> {
  return paths instanceof Map
}

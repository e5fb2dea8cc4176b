/** Comparing an output folder with its manifest, byte for byte. */
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { close } from './close.ts'
import { look } from './look.ts'
import { machineFailed } from './machine.ts'
import { openPublication } from './open.ts'
import { stateFiles } from './state-files.ts'

/**
 * Repairs an interrupted publish, then compares every published file by its digest.
 * Returns `output-missing` and `output-differs` by path, `publish-repaired`, `nothing-published` for a folder without
 * a manifest (none is made), and whatever keeps the folder from being opened. Foreign files are nobody's business here.
 */
export function verifyOutput(out: string, shown: string): Diagnostic[] {
  const unpublished = problem('nothing-published', { out: shown })
  try {
    if (look(stateFiles(out).folder) === null) return [unpublished]
  } catch (error) {
    return [machineFailed(error, { out, shown }, shown)]
  }
  const { publication, diagnostics } = openPublication(out, shown, { known: new Map() })
  if (publication === null) return diagnostics
  try {
    const { before, progress } = publication
    if (!progress.published) return [...diagnostics, unpublished]
    const faults = [...before.files.keys()].sort().flatMap((path) => {
      if (progress.found.changed.has(path)) return problem('output-differs', { path })
      return progress.found.digests.has(path) ? [] : problem('output-missing', { path })
    })
    return [...diagnostics, ...faults]
  } finally {
    close(publication)
  }
}

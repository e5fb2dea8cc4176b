/** The end of a publication, however it went. */
import { attempt } from '../lock/system-error.ts'
import { leave, type Publication } from './open.ts'
import { removeTree } from './remove-tree.ts'
import { stateFiles } from './state-files.ts'

/**
 * Abandons what was staged but not committed, gives the lock back, and removes an output folder that was made for
 * nothing. May be called again. What cannot be tidied up is left to the next opening.
 */
export function close(publication: Publication): void {
  const { progress, out } = publication
  if (progress.phase === 'closed') return
  // A journal still needs its stage.
  if (progress.phase !== 'journaled') attempt(() => removeTree(stateFiles(out).stage))
  progress.phase = 'closed'
  leave(out, progress)
}

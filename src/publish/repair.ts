/** Bringing an output folder that a publish was interrupted in to the old site or the new one, whole. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { problem } from '../diagnostics/diagnostic.ts'
import { carryOut } from './carry-out.ts'
import { readJournal } from './journal.ts'
import type { Naming } from './machine.ts'
import { removeTree } from './remove-tree.ts'
import { stateFiles } from './state-files.ts'

/** How an interrupted publish was repaired: `finished` is the new site, `undone` the old one. */
export type Repaired = 'finished' | 'undone'

/**
 * Repairs under the lock; `repaired` is null where nothing had been interrupted.
 * `failed` comes with `manifest-broken` for a journal that cannot be trusted and with `foreign-file` for one that
 * cannot be finished; else there is at most `publish-repaired`.
 */
export function repair(naming: Naming): { repaired: Repaired | null; failed: boolean; diagnostics: Diagnostic[] } {
  const state = stateFiles(naming.out)
  const journal = readJournal(state.journal)
  if (journal === 'broken') {
    const file = `${naming.shown}/.portal/journal`
    return { repaired: null, failed: true, diagnostics: [problem('manifest-broken', { file })] }
  }
  if (journal !== 'absent') {
    const diagnostics = carryOut(journal, naming)
    if (diagnostics.length > 0) return { repaired: null, failed: true, diagnostics }
    return { repaired: 'finished', failed: false, diagnostics: [problem('publish-repaired', { how: 'finished' })] }
  }
  const leftovers = [`${state.journal}.tmp`, `${state.manifest}.tmp`, state.stage].filter((path) => removeTree(path))
  if (leftovers.length === 0) return { repaired: null, failed: false, diagnostics: [] }
  return { repaired: 'undone', failed: false, diagnostics: [problem('publish-repaired', { how: 'undone' })] }
}

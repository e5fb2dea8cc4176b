/** Notes of changes that do not say enough. */
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { type Bulletin, placeIn } from './bulletin.ts'

/** Finds corrections that do not name what was wrong and what is right. Code: `correction-vague`. */
export function vagueCorrections(bulletin: Bulletin): Diagnostic[] {
  return bulletin.facts.changes.flatMap(({ kind, wrong }, index) =>
    kind === 'correction' && wrong === undefined
      ? [problem('correction-vague', {}, placeIn(bulletin, ['changes', index]))]
      : [],
  )
}

/** The diagnostics of one run, gathered as they come, without what is switched off. */
import type { SourceBulletin } from '../content/release.ts'
import { lints } from '../diagnostics/catalogue.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Config } from '../source/settings.ts'
import type { BuildRequest } from './request.ts'

/** `all` are in the order in which they came, each once: two steps may find the same fault. */
export interface Reports {
  add: (found: Iterable<Diagnostic>) => void
  /** Leaves out, from now on and of what came already, what is switched off. */
  leaveOut: (isSwitchedOff: (diagnostic: Diagnostic) => boolean) => void
  /** Takes some of them out again. */
  take: (isTaken: (diagnostic: Diagnostic) => boolean) => void
  /** Whether anything keeps the site from being published; warnings count where `strict`. */
  failing: (strict: boolean) => boolean
  all: () => Diagnostic[]
}

/** Starts with none. */
export function reports(): Reports {
  const byText = new Map<string, Diagnostic>()
  const counts = { error: 0, warning: 0, info: 0 }
  let isOff: (diagnostic: Diagnostic) => boolean = () => false
  const take = (isTaken: (diagnostic: Diagnostic) => boolean) => {
    for (const [text, diagnostic] of byText)
      if (isTaken(diagnostic) && byText.delete(text)) counts[diagnostic.severity]--
  }
  return {
    add(found) {
      for (const diagnostic of found) {
        const text = isOff(diagnostic) ? null : JSON.stringify({ ...diagnostic, edits: [] })
        const known = text === null ? undefined : byText.get(text)
        // The step that knows the fix has the better report of the same fault.
        if (known !== undefined && text !== null && diagnostic.edits.length > known.edits.length)
          byText.set(text, diagnostic)
        if (text === null || known !== undefined) continue
        byText.set(text, diagnostic)
        counts[diagnostic.severity]++
      }
    },
    leaveOut(isSwitchedOff) {
      isOff = isSwitchedOff
      take(isOff)
    },
    take,
    failing: (strict) => counts.error > 0 || (strict && counts.warning > 0),
    all: () => [...byText.values()],
  }
}

/** Faults of a text that is read without the others: what it links to may well be there. */
const ofOthers = ['link-missing', 'link-held', 'fragment-missing']
/** What an author may not switch off for a text of their own: the promises to readers, and the second pair of eyes. */
const ofTrust = /^(?:approval-.*|silent-change)$/

/**
 * Whether a run leaves a diagnostic out: the settings switch it off, or the front matter of the bulletin in which it is (`lint.ignore`), only
 * `check` reports it, or of a text that stands alone the others decide it. An error is never left out, nor one to come.
 */
export function switchedOff(
  { lints: off }: Pick<Config, 'lints'>,
  bulletins: readonly SourceBulletin[],
  { only, alone }: Pick<BuildRequest, 'only' | 'alone'>,
): (diagnostic: Diagnostic) => boolean {
  const ignored = new Map(bulletins.map(({ bulletin: { file, facts } }) => [file, facts.lint?.ignore ?? []]))
  return ({ severity, code, place, ahead }) => {
    if (alone !== null && ofOthers.includes(code)) return true
    if (severity === 'error' || ahead !== undefined) return false
    if (code in off || (only !== 'check' && lints.has(code))) return true
    return place !== null && !ofTrust.test(code) && (ignored.get(place.file)?.includes(code) ?? false)
  }
}

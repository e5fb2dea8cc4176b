/** The diagnostics of one run, gathered as they come. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts'

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
        const text = JSON.stringify(diagnostic)
        if (byText.has(text) || isOff(diagnostic)) continue
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

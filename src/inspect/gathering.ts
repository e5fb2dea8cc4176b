/** Equal faults of many pages, told once: a template's fault is one fault, on however many pages it shows. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts'

/** A fault at the place where it was met first, how many pages have it, and the first of these. */
export interface Gathered {
  diagnostic: Diagnostic
  pages: number
  first: string[]
}

/** How many pages of a fault are named. */
const named = 10

/** Gathers faults page by page; those of one page that are equal count once. */
export function gathering(): { add: (page: string, faults: readonly Diagnostic[]) => void; all: () => Gathered[] } {
  const gathered = new Map<string, Gathered>()
  return {
    add(page, faults) {
      const keyOf = ({ code, args }: Diagnostic) => JSON.stringify([code, args])
      // The first of each, since a later entry of a map takes an earlier one's place.
      for (const [key, diagnostic] of new Map(faults.toReversed().map((fault) => [keyOf(fault), fault]))) {
        const known = gathered.get(key) ?? { diagnostic, pages: 0, first: [] }
        known.pages++
        if (known.first.length < named) known.first.push(page)
        gathered.set(key, known)
      }
    },
    all: () =>
      [...gathered.values()].map(({ diagnostic, pages, first }) => ({
        diagnostic: { ...diagnostic, args: { ...diagnostic.args, pages } },
        pages,
        first,
      })),
  }
}

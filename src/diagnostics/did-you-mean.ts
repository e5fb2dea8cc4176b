/** The known name that a mistyped one most likely stands for. */
import { distance } from 'fastest-levenshtein'

/** Names among which a mistyped one is looked for: indexed once, then asked any number of times. */
export interface KnownNames {
  /**
   * The nearest of them, the first of several; null where none is near enough (four of ten letters of the shorter, at least
   * one, may differ; two swapped letters are two). Among many names only those are looked at that share pieces with the typed one.
   */
  near: (typed: string) => string | null
  /** How many names, and how many entries of the index, were looked at so far. */
  looks: () => number
}

/** Up to so many names are all compared. */
const FEW = 200
/** Among more, so many entries of the index are looked at for one typed name, and so many names are compared. */
const ENTRIES = 600
const CANDIDATES = 50

/** The nearest of a short list; see `KnownNames`. */
export function didYouMean(typed: string, known: readonly string[]): string | null {
  return knownNames(known).near(typed)
}

/** Takes the names; the index is made when it is first needed. */
export function knownNames(names: readonly string[]): KnownNames {
  const longest = names.reduce((most, { length }) => Math.max(most, length), 0)
  let index: Map<string, number[]> | null = null
  let looks = 0
  const candidates = (typed: string): Iterable<number> => {
    if (names.length <= FEW) return names.keys()
    index ??= indexOf(names)
    const lists = [...new Set(pieces(typed))].flatMap((piece) => [index?.get(piece) ?? []])
    // What few names have says most.
    lists.sort((a, b) => a.length - b.length)
    const shared = new Map<number, number>()
    let left = ENTRIES
    for (const list of lists)
      for (const at of list) {
        if (left === 0) break
        left--
        looks++
        shared.set(at, (shared.get(at) ?? 0) + 1)
      }
    const best = [...shared].sort(([a, more], [b, fewer]) => fewer - more || a - b).slice(0, CANDIDATES)
    return best.map(([at]) => at).sort((a, b) => a - b)
  }
  return {
    looks: () => looks,
    near(typed) {
      // Nothing can be near, however long it is.
      if (typed.length > longest * 1.4 + 1) return null
      const lower = typed.toLowerCase()
      let found: string | null = null
      let least = Number.POSITIVE_INFINITY
      for (const at of candidates(typed)) {
        const name = names[at] ?? ''
        const allowed = Math.max(1, Math.floor(Math.min(typed.length, name.length) * 0.4))
        looks++
        if (Math.abs(typed.length - name.length) > allowed) continue
        const far = distance(lower, name.toLowerCase())
        if (far > allowed || far >= least) continue
        found = name
        least = far
      }
      return found
    },
  }
}

/** The names, by their places in the list, that have a piece. */
function indexOf(names: readonly string[]): Map<string, number[]> {
  const index = new Map<string, number[]>()
  for (const [at, name] of names.entries())
    for (const piece of pieces(name)) {
      const list = index.get(piece)
      if (list === undefined) index.set(piece, [at])
      else if (list.at(-1) !== at) list.push(at)
    }
  return index
}

/**
 * Three and six letters at a time, without case and marks: a mark that is missing costs no piece. Short pieces find short names, long
 * ones tell names apart that are made of the same few words.
 */
function pieces(name: string): string[] {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
  const framed = `^${plain}$`
  return [3, 6].flatMap((length) =>
    Array.from({ length: Math.max(framed.length - length + 1, 0) }, (_, from) => framed.slice(from, from + length)),
  )
}

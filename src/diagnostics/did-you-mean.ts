/** The known name that a mistyped one most likely stands for. */
import { closest, distance } from 'fastest-levenshtein'

/** The nearest of `known`, or null where none is near enough (four of ten letters of the shorter, at least one, may differ; two swapped letters are two). */
export function didYouMean(typed: string, known: readonly string[]): string | null {
  if (known.length === 0) return null
  const nearest = closest(
    typed.toLowerCase(),
    known.map((name) => name.toLowerCase()),
  )
  const found = known.find((name) => name.toLowerCase() === nearest)
  if (found === undefined) return null
  return distance(typed.toLowerCase(), nearest) <= Math.max(1, Math.floor(Math.min(typed.length, found.length) * 0.4))
    ? found
    : null
}

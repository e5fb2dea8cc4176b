/** Where in a Markdown body its prose is, as the parser reads it: not in code, addresses, tags or marks. */
import { proseNodes } from '../markdown/prose-nodes.ts'
import type { Finding } from './finding.ts'

/** Tells whether a stretch of a file is within a piece of prose or in the front matter. */
export function proseIn(source: string, bodyStart: number): (start: number, end: number) => boolean {
  // None of them is within another.
  const nodes = proseNodes(source.slice(bodyStart)).sort((a, b) => a.start - b.start)
  return (start, end) => {
    if (start < bodyStart) return true
    let [low, high] = [0, nodes.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (bodyStart + (nodes[middle]?.start ?? 0) <= start) low = middle
      else high = middle
    }
    const node = nodes[low]
    return node !== undefined && bodyStart + node.start <= start && end <= bodyStart + node.end
  }
}

/**
 * The findings that, with all their edits, are within a piece of prose of the body, or in the front matter. The patterns that
 * found them cannot know all of Markdown; the parser does, and is only asked about texts in which something was found.
 */
export function inProse(findings: readonly Finding[], source: string, bodyStart: number): Finding[] {
  if (findings.every(({ offset }) => offset < bodyStart)) return [...findings]
  const isProse = proseIn(source, bodyStart)
  return findings.filter(
    ({ offset, fix }) =>
      isProse(offset, offset + 1) &&
      (fix ?? []).every(({ offset: start, written }) => isProse(start, start + written.length)),
  )
}

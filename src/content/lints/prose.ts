/** Where in a Markdown body its prose is, as the parser reads it: not in code, addresses, tags or marks. */
import { proseNodes } from '../markdown/prose-nodes.ts'
import type { Finding } from './finding.ts'

/**
 * The findings that, with all their edits, are within a piece of prose of the body, or in the front matter. The patterns that
 * found them cannot know all of Markdown; the parser does, and is only asked about texts in which something was found.
 */
export function inProse(findings: readonly Finding[], source: string, bodyStart: number): Finding[] {
  if (findings.every(({ offset }) => offset < bodyStart)) return [...findings]
  const nodes = proseNodes(source.slice(bodyStart))
  const isProse = (start: number, end: number) =>
    start < bodyStart || nodes.some((node) => bodyStart + node.start <= start && end <= bodyStart + node.end)
  return findings.filter(
    ({ offset, fix }) =>
      isProse(offset, offset + 1) &&
      (fix ?? []).every(({ offset: start, written }) => isProse(start, start + written.length)),
  )
}

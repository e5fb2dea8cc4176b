/** How many pages a PDF has, as far as its file tells plainly. */
import { objectStreams } from './pdf-objects.ts'

/** A root with 3,000 children is as long as this; what is made to keep us busy may be longer. */
const NEAR = 50_000
const MOST_NODES = 5000

/**
 * The count of the page tree's root (ISO 32000-1, 7.7.3.2), looked for in the file and in its object streams (7.5.7); null
 * where it is not found, or where the roots of several revisions differ from the last.
 */
export function pdfPages(file: Buffer): number | null {
  if (!file.subarray(0, 1024).includes('%PDF-')) return null
  const plain = file.toString('latin1')
  // A file made for the web says it in its first object (Annex F.3.3); one that was changed afterwards has two ends.
  const linearized = /\/Linearized\b[^>]*?\/N\s+(\d+)/.exec(plain.slice(0, 2048))
  const ends = plain.split('%%EOF').length - 1
  if (linearized && ends <= 2) return sensible(Number(linearized[1]))
  const roots = [...rootCounts(plain), ...objectStreams(file, plain).flatMap(({ text }) => rootCounts(text))]
  const [first] = roots
  return first !== undefined && roots.every((count) => count === first) ? sensible(first) : null
}

/** The counts of page tree nodes that have no parent. */
function rootCounts(text: string): number[] {
  const nodes = [...text.matchAll(/\/Type\s*\/Pages\b/g)]
  return nodes.slice(0, MOST_NODES).flatMap(({ index }) => {
    const node = dictionaryAround(text, index)
    const count = /\/Count\s+(\d+)\b(?!\s+\d+\s+R)/.exec(node)
    return count && !/\/Parent\b/.test(node) ? [Number(count[1])] : []
  })
}

/** The innermost dictionary that an offset lies in, as far as it is near. */
function dictionaryAround(text: string, offset: number): string {
  const from = Math.max(0, offset - NEAR)
  const near = text.slice(from, offset + NEAR)
  const open: number[] = []
  let depth = 0
  for (const { index, 0: sign } of near.matchAll(/<<|>>/g)) {
    if (from + index < offset) {
      if (sign === '<<') open.push(index)
      else open.pop()
    } else if (sign === '<<') depth++
    else if (depth-- === 0) return near.slice(open.at(-1) ?? 0, index)
  }
  return near.slice(open.at(-1) ?? 0)
}

function sensible(count: number): number | null {
  return count >= 1 && count <= 100_000 ? count : null
}

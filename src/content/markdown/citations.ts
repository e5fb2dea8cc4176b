/** The citations of a body: each is found in the text of its block, and marked by a hole where a link may stand. */
import type { Element, ElementContent, Root, Text } from 'hast'
import { type Citation, type FoundCitation, findCitations, mayCite } from '../citation.ts'
import { holeMark } from './references.ts'

/**
 * A citation of a body. `offset` is where it stands in the source: told, where it can be, of those alone that may be
 * talked about, so that an edit elsewhere leaves the facts of a text as they are.
 */
interface TakenCitation {
  citation: Citation
  wrongDay: string | null
  offset: number | null
}

/** A text of the tree within the text of its block; `isOpen` where no link of an author's is around it. */
interface Piece {
  node: Text
  parent: Root | Element
  start: number
  isOpen: boolean
}

/** What a reader reads in one breath: a paragraph, a cell, an item. */
interface Block {
  text: string
  pieces: Piece[]
}

/**
 * Finds the citations, in the order of the document, and puts the marks of their holes around them, counted from
 * `firstHole`. `source` is the Markdown of the tree.
 */
export function takeCitations(tree: Root, firstHole: number, source: string): TakenCitation[] {
  const citations: TakenCitation[] = []
  let searched = 0
  const offsetOf = (written: string): number | null => {
    const offset = source.indexOf(written, searched)
    if (offset >= 0) searched = offset + written.length
    return offset < 0 ? null : offset
  }
  for (const { text, pieces } of blocksOf(tree)) {
    const marks = new Map<Piece, { found: FoundCitation; hole: number }[]>()
    for (const found of findCitations(text)) {
      const { citation, wrongDay } = found
      const isPlaced = citation.symbol === null || wrongDay !== null
      const offset = isPlaced ? offsetOf(text.slice(found.start, found.end)) : null
      const hole = firstHole + citations.push({ citation, wrongDay, offset }) - 1
      const piece = pieces.find(
        ({ start, node, isOpen }) => isOpen && start <= found.from && found.end <= start + node.value.length,
      )
      if (piece) marks.set(piece, [...(marks.get(piece) ?? []), { found, hole }])
    }
    for (const [piece, within] of marks) mark(piece, within)
  }
  return citations
}

/** Elements that are part of the text around them. */
const inline = new Set(
  'a abbr b bdi bdo cite del dfn em i img input ins mark q ruby s small span strong time u var'.split(' '),
)
/** U+FFFC stands in a text for what is none. */
const OBJECT = '\uFFFC'
/** Elements whose text is to be left as it is. */
const literal = new Set(['code', 'kbd', 'samp', 'pre'])

function blocksOf(tree: Root): Block[] {
  const blocks: Block[] = []
  let block: Block = { text: '', pieces: [] }
  const end = () => {
    if (mayCite(block.text)) blocks.push(block)
    block = { text: '', pieces: [] }
  }
  const visit = (parent: Root | Element, isOpen: boolean) => {
    for (const node of parent.children) {
      if (node.type === 'text') {
        block.pieces.push({ node, parent, start: block.text.length, isOpen })
        block.text += node.value
      } else if (node.type !== 'element') continue
      else if (node.tagName === 'br') block.text += '\n'
      else if (literal.has(node.tagName)) block.text += OBJECT
      // The mark of a footnote is no part of the number that it follows.
      else if (node.tagName === 'sup' || node.tagName === 'sub') continue
      else if (inline.has(node.tagName)) visit(node, isOpen && node.tagName !== 'a')
      else {
        end()
        visit(node, isOpen)
        end()
      }
    }
  }
  visit(tree, true)
  end()
  return blocks
}

/** Splits a text at its citations, which stand in order. */
function mark({ node, parent, start }: Piece, within: readonly { found: FoundCitation; hole: number }[]): void {
  const parts: Text[] = []
  let done = 0
  const add = (value: string) => {
    if (value !== '') parts.push({ type: 'text', value })
  }
  for (const { found, hole } of within) {
    const [from, to] = [Math.max(found.start - start, done), found.end - start]
    add(node.value.slice(done, from))
    add(`${holeMark}c${hole}${holeMark}`)
    add(node.value.slice(from, to))
    add(`${holeMark}d${hole}${holeMark}`)
    done = to
  }
  add(node.value.slice(done))
  const children = parent.children as ElementContent[]
  parent.children = children.flatMap((child) => (child === node ? parts : [child]))
}

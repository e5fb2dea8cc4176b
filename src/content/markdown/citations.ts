/** The citations of a body: each is found in the text of its block, and marked by a hole where a link may stand. */
import type { Element, Root, Text } from 'hast'
import { type Citation, type FoundCitation, findCitations, mayCite } from '../citation.ts'
import { holeMark } from './references.ts'

/**
 * A citation of a body. `offset` is where it stands in the source: told, where it can be, of those alone that may be
 * talked about, so that an edit elsewhere leaves the facts of a text as they are.
 */
export interface TakenCitation {
  citation: Citation
  wrongDay: string | null
  offset: number | null
}

/** A text within the text of its block, `at` where it came from; `isOpen` where no link of an author's is around it. */
interface Piece<T> {
  at: T
  value: string
  start: number
  isOpen: boolean
}

/** What a reader reads in one breath: a paragraph, a cell, an item. */
export interface Block<T> {
  text: string
  pieces: Piece<T>[]
}

/**
 * Finds the citations of blocks, in the order of the document, and has each text that holds some written again, with the
 * marks of their holes around them, counted from `firstHole`. `source` is the Markdown of the blocks.
 */
export function takeCitations<T>(
  blocks: readonly Block<T>[],
  firstHole: number,
  source: string,
  write: (at: T, marked: string) => void,
): TakenCitation[] {
  const citations: TakenCitation[] = []
  let searched = 0
  const offsetOf = (written: string): number | null => {
    const offset = source.indexOf(written, searched)
    if (offset >= 0) searched = offset + written.length
    return offset < 0 ? null : offset
  }
  for (const { text, pieces } of blocks) {
    if (!mayCite(text)) continue
    const marks = new Map<Piece<T>, { found: FoundCitation; hole: number }[]>()
    for (const found of findCitations(text)) {
      const { citation, wrongDay } = found
      const isPlaced = citation.symbol === null || wrongDay !== null
      const offset = isPlaced ? offsetOf(text.slice(found.start, found.end)) : null
      const hole = firstHole + citations.push({ citation, wrongDay, offset }) - 1
      const piece = pieces.find(
        ({ start, value, isOpen }) => isOpen && start <= found.from && found.end <= start + value.length,
      )
      if (piece) marks.set(piece, [...(marks.get(piece) ?? []), { found, hole }])
    }
    for (const [piece, within] of marks) write(piece.at, marked(piece, within))
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

/** The blocks of a tree. */
export function blocksOf(tree: Root): Block<Text>[] {
  const blocks: Block<Text>[] = []
  let block: Block<Text> = { text: '', pieces: [] }
  const end = () => {
    blocks.push(block)
    block = { text: '', pieces: [] }
  }
  const visit = (parent: Root | Element, isOpen: boolean) => {
    for (const node of parent.children) {
      if (node.type === 'text') {
        block.pieces.push({ at: node, value: node.value, start: block.text.length, isOpen })
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

/** A text with marks around its citations, which stand in order. */
function marked<T>({ value, start }: Piece<T>, within: readonly { found: FoundCitation; hole: number }[]): string {
  let written = ''
  let done = 0
  for (const { found, hole } of within) {
    const [from, to] = [Math.max(found.start - start, done), found.end - start]
    const [begin, end] = [`${holeMark}c${hole}${holeMark}`, `${holeMark}d${hole}${holeMark}`]
    written += value.slice(done, from) + begin + value.slice(from, to) + end
    done = to
  }
  return written + value.slice(done)
}

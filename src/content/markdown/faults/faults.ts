/** What a body's author meant by their Markdown, and readers will not see so. */
import type { Root } from 'mdast'
import { lineIndex, positionAt } from '../../../diagnostics/line-index.ts'
import type { Found, ReaderFault } from '../fault.ts'
import { walk } from '../walk.ts'
import { type Block, unclosedEmphasis } from './emphasis.ts'
import { foreignMarkup, foreignNotices } from './foreign.ts'
import { joinedLines } from './lines.ts'
import { linkFaults } from './links.ts'
import { listFaults } from './lists.ts'
import { literalOf } from './literal.ts'
import { lostNotes, missingNotes } from './notes.ts'
import { lostCells, unseenTable } from './tables.ts'

/**
 * Looks through the tree of a body. Whatever it finds keeps a text from being plain (`plain.ts`).
 * Codes: `cell-lost`, `note-lost`, `note-missing`, `table-unseen`, `emphasis-unclosed`, `list-renumbered`, `number-as-list`, `lines-joined`,
 * `foreign-markup`, `link-empty`, `markup-shown`.
 */
export function markdownFaults(tree: Root, body: string): ReaderFault[] {
  const blocks: Block[] = []
  const found: Found[] = [...lostCells(tree, body), ...lostNotes(tree), ...listFaults(tree, body), ...linkFaults(tree)]
  const add = (more: readonly Found[]) => {
    for (const one of more) found.push(one)
  }
  walk(tree, ['paragraph', 'heading', 'tableCell'], (node) => {
    const literal = literalOf(node, body)
    if (literal === null) return
    blocks.push({ ...literal, isCell: node.type === 'tableCell' })
    add([...foreignMarkup(literal), ...missingNotes(literal)])
    if (node.type === 'paragraph') add([...unseenTable(literal), ...joinedLines(literal)])
  })
  add([...foreignNotices(tree, body), ...unclosedEmphasis(blocks)])
  if (found.length === 0) return []
  const lines = lineIndex(body)
  return found.map(({ offset, told }) => ({ ...positionAt(lines, offset), told }))
}

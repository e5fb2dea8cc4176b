/** The lines of a Word text's blocks, as a reader sees them: of paragraphs by their breaks, of tables cell by cell. */
import type { Element, ElementContent } from 'hast'
import { oneLine } from '../draft.ts'
import { rowsOf } from './word-tables.ts'

/** Lines that stand in one paragraph's or cell's column; `column` is 0 outside of tables. */
export interface Line {
  text: string
  column: number
}

/** The lines of a block that are not empty; what tabs or many spaces part stands in columns, as in a table. */
export function linesOf(node: Element): Line[] {
  if (node.tagName === 'table')
    return rowsOf(node).flatMap((row) =>
      row.flatMap((cell, column) => textLines(cell).map((text) => ({ text: oneLine(text), column }))),
    )
  return textLines(node).flatMap((line) =>
    line
      .split(/\t+| {4,}(?=\p{Lu})/u)
      .map(oneLine)
      .filter((text) => text !== '')
      .map((text, column) => ({ text, column })),
  )
}

function textLines(node: Element): string[] {
  let text = ''
  const visit = (children: readonly ElementContent[]) => {
    for (const child of children) {
      if (child.type === 'text') text += child.value
      if (child.type !== 'element') continue
      const isBlock = /^(?:p|br|h[1-6]|li|tr|td|th|table)$/.test(child.tagName)
      if (isBlock) text += '\n'
      visit(child.children)
      if (isBlock) text += '\n'
    }
  }
  visit(node.children)
  return text.split('\n').filter((line) => line.trim() !== '')
}

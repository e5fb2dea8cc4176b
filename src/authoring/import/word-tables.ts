/** Word's tables as Markdown has them, or whole as HTML where cells are merged or hold more than lines. */
import type { Element, ElementContent } from 'hast'
import { toString as textIn } from 'hast-util-to-string'
import { elementsOf, hasImage } from './blocks.ts'
import { withoutBold } from './word-tree.ts'

/** The name of an element that goes into Markdown as the HTML of a table. */
export const wholeTable = 'whole-table'
/** The name of an element that parts two lines in a cell. */
export const cellBreak = 'cell-break'

/** The rows of a table, without those of tables within it. */
export function rowsOf(table: Element): Element[][] {
  return elementChildren(table).flatMap((child) =>
    child.tagName === 'tr'
      ? [elementChildren(child)]
      : elementChildren(child).flatMap((row) => (row.tagName === 'tr' ? [elementChildren(row)] : [])),
  )
}

/** A table as Markdown can have it: with a head where its first row is one, its cells as lines; one of images is none. */
export function settledTables(table: Element): Element[] {
  const rows = rowsOf(table)
  return imagesIn(rows) ?? [settledTable(rows)]
}

/** Images that a table only sets side by side, each with what stands below it as its caption; null where it is more than that. */
function imagesIn(rows: readonly Element[][]): Element[] | null {
  const isOfImages = (row: readonly Element[]) => row.length > 0 && row.every(hasImage)
  if (!rows.every((row, index) => isOfImages(row) || isOfImages(rows[index - 1] ?? []))) return null
  return rows.flatMap((row, index) => {
    if (!isOfImages(row)) return []
    const below = rows[index + 1]
    const captions = below === undefined || isOfImages(below) ? [] : below
    return row.flatMap((cell, column): Element[] => {
      const caption = linesIn(captions[column]?.children ?? [])
      const said: Element = { type: 'element', tagName: 'p', properties: { className: ['caption'] }, children: caption }
      return [...elementChildren(cell), ...(caption.length > 0 ? [said] : [])]
    })
  })
}

function settledTable(rows: readonly Element[][]): Element {
  const cells = rows.flat()
  const isWhole = cells.some(
    (cell) =>
      spanOf(cell, 'colSpan') > 1 ||
      spanOf(cell, 'rowSpan') > 1 ||
      ['ul', 'ol', 'table', 'blockquote'].some(
        (name) => elementsOf({ type: 'root', children: cell.children }, name).length > 0,
      ),
  )
  const [first = []] = rows
  const isHead =
    first.some((cell) => cell.tagName === 'th' || isBoldBlock(cell)) &&
    first.every((cell) => cell.tagName === 'th' || isBoldBlock(cell) || textIn(cell).trim() === '')
  // Markdown knows no table without a head.
  const head = !isWhole ? 1 : !isHead ? 0 : first.reduce((most, cell) => Math.max(most, spanOf(cell, 'rowSpan')), 0)
  const settledRows = rows.map((row, index): Element => {
    const isHeadRow = index < head
    const children = row.map((cell): Element => {
      const inside = linesIn(cell.children)
      const spans = Object.fromEntries(
        (['colSpan', 'rowSpan'] as const).flatMap((name) =>
          spanOf(cell, name) > 1 ? [[name, spanOf(cell, name)]] : [],
        ),
      )
      const scope = !isHeadRow || !isWhole ? {} : { scope: spanOf(cell, 'colSpan') > 1 ? 'colgroup' : 'col' }
      return {
        type: 'element',
        tagName: isHeadRow ? 'th' : 'td',
        properties: { ...spans, ...scope },
        children: isHeadRow ? withoutBold(inside) : inside,
      }
    })
    return { type: 'element', tagName: 'tr', properties: {}, children }
  })
  const part = (tagName: string, children: Element[]): Element[] =>
    children.length === 0 ? [] : [{ type: 'element', tagName, properties: {}, children }]
  const children = [...part('thead', settledRows.slice(0, head)), ...part('tbody', settledRows.slice(head))]
  return { type: 'element', tagName: isWhole ? wholeTable : 'table', properties: {}, children }
}

/** Paragraphs as lines with breaks between them; what is more than lines stays. */
function linesIn(children: readonly ElementContent[]): ElementContent[] {
  const blocks = children.filter(
    (child) => child.type === 'element' || (child.type === 'text' && child.value.trim() !== ''),
  )
  if (!blocks.every((child) => child.type !== 'element' || /^(?:p|h[1-6])$/.test(child.tagName) || !isBlock(child)))
    return blocks
  return blocks.flatMap((child, index): ElementContent[] => {
    const isLine = child.type === 'element' && isBlock(child)
    const inside = child.type === 'element' && isLine ? broken(child.children) : broken([child])
    return index > 0 && isLine ? [lineBreak(), ...inside] : inside
  })
}

function broken(children: readonly ElementContent[]): ElementContent[] {
  return children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return [child]
    return child.tagName === 'br' ? [lineBreak()] : [{ ...child, children: broken(child.children) }]
  })
}

function lineBreak(): Element {
  return { type: 'element', tagName: cellBreak, properties: {}, children: [] }
}

function isBlock({ tagName }: Element): boolean {
  return /^(?:p|h[1-6]|ul|ol|table|blockquote)$/.test(tagName)
}

/** Whether all words of an element are bold. */
export function isBoldBlock(node: Element): boolean {
  const bare = (children: readonly ElementContent[]): boolean =>
    children.every((child) =>
      child.type === 'text'
        ? child.value.trim() === ''
        : child.type !== 'element' || child.tagName === 'strong' || bare(child.children),
    )
  return bare(node.children) && elementsOf({ type: 'root', children: node.children }, 'strong').length > 0
}

function spanOf(cell: Element, name: 'colSpan' | 'rowSpan'): number {
  return Math.min(1000, Number(cell.properties[name] ?? 1) || 1)
}

function elementChildren(node: Element): Element[] {
  return node.children.filter((child): child is Element => child.type === 'element')
}

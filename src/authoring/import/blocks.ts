/** A saved page as a row of blocks: paragraphs, headings, lists, tables, figures, without the boxes around them. */
import type { Element, ElementContent, Root, RootContent } from 'hast'
import { toString as textIn } from 'hast-util-to-string'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { oneLine } from '../draft.ts'

/** Something that stands on lines of its own. `boxes` are the elements around it, from the outermost. */
export interface Block {
  node: Element
  text: string
  boxes: readonly Element[]
}

const whole = new Set('p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre figure hr'.split(' '))
const boxes = new Set(
  'html body div main article section header footer nav aside form center font fieldset details tbody thead tfoot tr td th'.split(
    ' ',
  ),
)
const unread = new Set(
  'script style noscript template head svg iframe object embed button select input textarea link meta'.split(' '),
)

const aroundNames =
  /(?:^|[\s_-])(?:nav|menu|footer|sidebar|related|comments?|lien-?quan|share|breadcrumb|banner)(?:$|[\s_-])/i
/** The head of a page; that of an article has its headline and lead. */
const headerName = /(?:^|[\s_-])header(?:$|[\s_-])/i
const aroundTags = new Set(['nav', 'footer', 'aside', 'form'])

const reader = unified().use(rehypeParse).freeze()

/** The tree of a page's HTML. */
export function readHtml(html: string): Root {
  return reader.parse(html)
}

/** The tree of a page that was saved as plain text: every line is a paragraph. */
export function readPlain(text: string): Root {
  const lines = text.split(/\r\n?|\n/).map(oneLine)
  return { type: 'root', children: lines.filter((line) => line !== '').map(paragraph) }
}

/** Every block of a tree in its order; `isPage` where tables may be the columns of a page. */
export function blocksOf(tree: Root, isPage = false): Block[] {
  const blocks: Block[] = []
  const visit = (children: readonly RootContent[], trail: readonly Element[]) => {
    let inline: ElementContent[] = []
    const flush = () => {
      const node: Element = { type: 'element', tagName: 'p', properties: {}, children: inline }
      add(node, trail)
      inline = []
    }
    for (const child of children) {
      if (child.type === 'text') inline.push(child)
      if (child.type !== 'element' || unread.has(child.tagName)) continue
      const isBox = boxes.has(child.tagName) || (!whole.has(child.tagName) && holdsBlocks(child))
      if (whole.has(child.tagName) || isBox || child.tagName === 'br') flush()
      if (whole.has(child.tagName) && !isLayout(child, isPage)) add(child, trail)
      else if (isBox || whole.has(child.tagName)) visit(child.children, [...trail, child])
      else if (child.tagName !== 'br') inline.push(child)
    }
    flush()
  }
  const add = (node: Element, trail: readonly Element[]) => {
    const text = oneLine(textIn(node))
    if (text !== '' || hasImage(node)) blocks.push({ node, text, boxes: trail })
  }
  visit(tree.children, [])
  return blocks
}

/** All text of elements like it, such as the scripts that hold a page's data. */
export function elementsOf(tree: Root, name: string): Element[] {
  const found: Element[] = []
  const visit = (children: readonly RootContent[]) => {
    for (const child of children) {
      if (child.type !== 'element') continue
      if (child.tagName === name) found.push(child)
      visit(child.children)
    }
  }
  visit(tree.children)
  return found
}

export function paragraph(text: string): Element {
  return { type: 'element', tagName: 'p', properties: {}, children: [{ type: 'text', value: text }] }
}

/** A text property of an element; a list of words is joined. */
export function property(node: Element, name: string): string {
  const value = node.properties[name]
  return Array.isArray(value) ? value.join(' ') : typeof value === 'string' ? value : ''
}

export function hasImage(node: Element): boolean {
  return node.tagName === 'img' || node.children.some((child) => child.type === 'element' && hasImage(child))
}

/** Whether a block stands in what goes around a text on every page; only boxes inside `within` count, where it is given. */
export function isAround({ node, boxes }: Block, within: Element | null): boolean {
  const inner = within === null ? boxes : boxes.slice(boxes.indexOf(within) + 1)
  return [node, ...inner].some((one) => {
    const names = `${property(one, 'className')} ${property(one, 'id')}`
    return aroundTags.has(one.tagName) || aroundNames.test(names) || (within === null && headerName.test(names))
  })
}

function holdsBlocks(node: Element): boolean {
  return node.children.some(
    (child) => child.type === 'element' && (whole.has(child.tagName) || boxes.has(child.tagName) || holdsBlocks(child)),
  )
}

/** A table that only places paragraphs or an image with its caption, as old portals do. */
function isLayout(node: Element, isPage: boolean): boolean {
  if (node.tagName !== 'table') return false
  let cells = 0
  let widest = 0
  const visit = (element: Element) => {
    if (element.tagName === 'tr')
      widest = Math.max(widest, element.children.filter((child) => child.type === 'element').length)
    if (element.tagName === 'td' || element.tagName === 'th') cells++
    for (const child of element.children) if (child.type === 'element') visit(child)
  }
  visit(node)
  return cells <= 1 || widest <= 1 || (isPage && (property(node, 'role') === 'presentation' || placesProse(node)))
}

/** A table of the 2000s, whose cells are the columns of a page: one holds another table, or a text of several blocks. */
function placesProse(table: Element): boolean {
  const all: Root = { type: 'root', children: table.children }
  const isBordered = /^[1-9]/.test(property(table, 'border') || String(table.properties.border ?? ''))
  const wide = elementsOf(all, 'tr').filter(
    (row) => row.children.filter((cell) => cell.type === 'element' && textIn(cell).trim() !== '').length > 1,
  )
  const isData = elementsOf(all, 'th').length > 0 || isBordered || wide.length > 2
  if (isData && elementsOf(all, 'table').length === 0) return false
  return elementsOf(all, 'td').some((cell) => {
    const inside: Root = { type: 'root', children: cell.children }
    if (elementsOf(inside, 'table').length > 0) return true
    const parts = ['p', 'div', 'h1', 'h2', 'h3', 'br'].reduce(
      (count, name) => count + elementsOf(inside, name).length,
      0,
    )
    return parts > 1 && textIn(cell).trim().length > 300
  })
}

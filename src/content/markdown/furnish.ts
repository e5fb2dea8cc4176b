/** What a body's HTML needs to be whole for readers: lists, tables that scroll, no nameless links or checkboxes. */
import type { Element, ElementContent, Properties, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { walk } from './walk.ts'

/** Words for parts that have none of their own. */
export interface FurnishWords {
  table: string
  taskDone: string
  taskOpen: string
}

/** Changes the tree in place. */
export function furnish(tree: Root, words: FurnishWords): void {
  loseEmptyLinks(tree)
  holdListItems(tree)
  tables(tree, words)
  checkboxes(tree, words)
}

/** A link with neither text nor picture is a stop without a name for keyboards and screen readers (WCAG 2.4.4). */
function loseEmptyLinks(tree: Root): void {
  walk(tree, 'element', (node) => {
    if (node.tagName !== 'a' || textOf(node).trim() !== '') return
    const shows = node.children.some((child) => child.type === 'element' && child.tagName === 'img')
    if (!shows) delete node.properties.href
  })
  walk(tree, 'element', (node, index, parent) => {
    const { href, id } = node.properties
    if (node.tagName !== 'a' || href !== undefined) return
    if (node.children.length > 0 || id !== undefined) return
    parent.children.splice(index, 1)
    return index
  })
}

/** List items that an author's HTML left without a list get one. */
function holdListItems(tree: Root): void {
  const isItem = (node: Root['children'][number] | undefined) => node?.type === 'element' && node.tagName === 'li'
  const isBlank = (node: Root['children'][number] | undefined) => node?.type === 'text' && node.value.trim() === ''
  const hold = (node: Root | Element) => {
    for (let start = 0; start < node.children.length; start++) {
      if (!isItem(node.children[start])) continue
      let end = start + 1
      while (isItem(node.children[end]) || (isBlank(node.children[end]) && isItem(node.children[end + 1]))) end++
      const items = node.children.slice(start, end) as ElementContent[]
      node.children.splice(start, end - start, element('ul', {}, items))
    }
  }
  hold(tree)
  walk(tree, 'element', (node) => {
    if (node.tagName !== 'ul' && node.tagName !== 'ol') hold(node)
  })
}

/** A wide table scrolls by itself and can be reached with the keyboard (WCAG 1.4.10, 2.1.1); its alignment is a class. */
function tables(tree: Root, words: FurnishWords): void {
  walk(tree, 'element', (node, index, parent) => {
    if (node.tagName === 'th' && node.properties.scope === undefined) node.properties.scope = 'col'
    if (node.tagName === 'td' || node.tagName === 'th') {
      const { align, ...properties } = node.properties
      const aligned = typeof align === 'string' && /^(left|center|right)$/.test(align)
      node.properties = aligned ? { ...properties, className: [`align-${align}`] } : properties
    }
    if (node.tagName !== 'table') return
    if (parent.type === 'element' && parent.properties.className?.toString() === 'table-scroll') return
    parent.children[index] = element(
      'div',
      { className: ['table-scroll'], tabIndex: 0, role: 'group', ariaLabel: words.table },
      [node],
    )
  })
}

function checkboxes(tree: Root, words: FurnishWords): void {
  walk(tree, 'element', (node) => {
    if (node.tagName !== 'input') return
    node.properties.ariaLabel = node.properties.checked ? words.taskDone : words.taskOpen
  })
}

function element(tagName: string, properties: Properties, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}

/** What a body's HTML needs to be whole for readers: figures, tables that scroll, named checkboxes. */
import type { Element, ElementContent, Properties, Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'

/** Words for parts that have none of their own. */
export interface FurnishWords {
  table: string
  taskDone: string
  taskOpen: string
}

/** Changes the tree in place. */
export function furnish(tree: Root, words: FurnishWords): void {
  figures(tree)
  tables(tree, words)
  checkboxes(tree, words)
}

/** A paragraph that holds one image with a title, and nothing else, is a figure; the title is its caption. */
function figures(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'p' || !parent || index === undefined) return
    const [image, ...others] = node.children.filter((child) => !(child.type === 'text' && child.value.trim() === ''))
    if (others.length > 0 || image?.type !== 'element' || image.tagName !== 'img') return
    const { title, ...properties } = image.properties
    if (typeof title !== 'string' || title.trim() === '') return
    const caption = element('figcaption', {}, [{ type: 'text', value: title }])
    const figure = element('figure', {}, [{ ...image, properties }, caption])
    parent.children[index] = { ...figure, position: node.position }
    return SKIP
  })
}

/** A wide table scrolls by itself and can be reached with the keyboard (WCAG 1.4.10, 2.1.1); its alignment is a class. */
function tables(tree: Root, words: FurnishWords): void {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName === 'th' && node.properties.scope === undefined) node.properties.scope = 'col'
    if (node.tagName === 'td' || node.tagName === 'th') {
      const { align, ...properties } = node.properties
      const aligned = typeof align === 'string' && /^(left|center|right)$/.test(align)
      node.properties = aligned ? { ...properties, className: [`align-${align}`] } : properties
    }
    if (node.tagName !== 'table' || !parent || index === undefined) return
    if (parent.type === 'element' && parent.properties.className?.toString() === 'table-scroll') return
    parent.children[index] = element(
      'div',
      { className: ['table-scroll'], tabIndex: 0, role: 'group', ariaLabel: words.table },
      [node],
    )
  })
}

function checkboxes(tree: Root, words: FurnishWords): void {
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'input') return
    node.properties.ariaLabel = node.properties.checked ? words.taskDone : words.taskOpen
  })
}

function element(tagName: string, properties: Properties, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}

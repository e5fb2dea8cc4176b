/** HTML as a browser reads it, for tests. */
import type { Element, Nodes, Root } from 'hast'
import { toString as textContent } from 'hast-util-to-string'
import rehypeRaw from 'rehype-raw'
import { unified } from 'unified'

const parser = unified().use(rehypeRaw)

/** A whole page: its doctype first (a page without one is no page of ours), for that is what makes a document of it. */
export function parsed(html: string): Root {
  const [doctype] = /^<!doctype html>\s*/i.exec(html) ?? []
  if (doctype === undefined) throw new Error(`This page has no doctype: ${html.slice(0, 80)}`)
  return parser.runSync({
    type: 'root',
    children: [{ type: 'doctype' }, { type: 'raw', value: html.slice(doctype.length) }],
  })
}

/** Every element below a node, in the document's order. */
export function elementsOf(node: Nodes): Element[] {
  if (!('children' in node)) return []
  return node.children.flatMap((child) => (child.type === 'element' ? [child, ...elementsOf(child)] : []))
}

/** The elements of a name below a node; with attributes, only those that have them (`true`: with any value). */
export function all(node: Nodes, tagName: string, attributes: Record<string, string | true> = {}): Element[] {
  return elementsOf(node).filter(
    (element) =>
      (tagName === '*' || element.tagName === tagName) &&
      Object.entries(attributes).every(([name, wanted]) => {
        const value = attribute(element, name)
        return value !== null && (wanted === true || value === wanted)
      }),
  )
}

/** The only such element; anything else is an error. */
export function only(node: Nodes, tagName: string, attributes: Record<string, string | true> = {}): Element {
  const found = all(node, tagName, attributes)
  const [first] = found
  if (first === undefined || found.length > 1) {
    throw new Error(`${found.length} elements are ${tagName} ${JSON.stringify(attributes)}, and one should be.`)
  }
  return first
}

/** The value of an attribute, by the name that HTML gives it; empty where it stands without a value, null where absent. */
export function attribute(element: Element, name: string): string | null {
  const property = propertyOf(name)
  const [, value] = Object.entries(element.properties).find(([key]) => key.toLowerCase() === property) ?? []
  if (value === undefined || value === null || value === false) return null
  if (value === true) return ''
  return Array.isArray(value) ? value.join(' ') : String(value)
}

/** The text of a node as it stands in the document, no white space folded. */
export function text(node: Nodes): string {
  return textContent(node)
}

/** The text of a node with white space folded, as a reader sees it. */
export function seen(node: Nodes): string {
  return text(node)
    .replace(/[ \t\n\f\r]+/g, ' ')
    .trim()
}

/** Whether a reader meets the element: neither it nor anything around it is hidden. */
export function isShown(document: Root, element: Element): boolean {
  return !all(document, '*', { hidden: true }).some(
    (hidden) => hidden === element || elementsOf(hidden).includes(element),
  )
}

/** The values of `<meta name=…>` or `<meta property=…>`. */
export function meta(document: Root, name: string): string[] {
  return all(document, 'meta')
    .filter((element) => attribute(element, 'name') === name || attribute(element, 'property') === name)
    .map((element) => attribute(element, 'content') ?? '')
}

/** What the page says of itself in JSON-LD. */
export function linkedData(document: Root): Record<string, unknown>[] {
  return all(document, 'script', { type: 'application/ld+json' }).map((script) => JSON.parse(text(script)))
}

/** What hast calls an attribute, but for the case of its letters. */
function propertyOf(name: string): string {
  return { class: 'classname', for: 'htmlfor' }[name] ?? name.replace(/[-:]/g, '').toLowerCase()
}

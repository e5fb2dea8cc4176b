/** The HTML that mammoth makes of a Word text, as a tree that goes to Markdown whole: notes, numbers of lists, small marks. */
import type { Element, ElementContent, Root } from 'hast'
import { toString as textIn } from 'hast-util-to-string'
import { elementsOf, property, readHtml } from './blocks.ts'
import { startMark } from './word-model.ts'

/** Before every id that mammoth makes. */
export const idPrefix = 'word-'

/** The address of an image that has no file that a page can show. */
export const noImage = 'word-no-image'

const noteId = new RegExp(`^#?${idPrefix}((?:foot|end)note-\\d+)$`)
const inlineMarks = new Set(['strong', 'em', 's', 'sup', 'sub'])

/** The tree and, apart from it, its notes as elements `footnote-text`; references to them are elements `footnote-ref`. */
export function wordTree(html: string): { tree: Root; notes: Element[] } {
  const tree = readHtml(html)
  const items = elementsOf(tree, 'li').flatMap((item) => {
    const id = noteId.exec(property(item, 'id'))?.[1]
    return id === undefined ? [] : ([[id, item]] as const)
  })
  // A note that is referred to twice stands there twice.
  const byId = new Map(items)
  const labels = new Map([...byId.keys()].map((id, index) => [id, String(index + 1)]))
  const notes = [...byId].map(([id, item]): Element => {
    const children = settled(withoutWayBack(item.children), labels)
    return { type: 'element', tagName: 'footnote-text', properties: { label: labels.get(id) }, children }
  })
  tree.children = settled(tree.children as ElementContent[], labels)
  return { tree, notes }
}

/** Settles what stands within blocks; `labels` are the notes' by the ends of their ids. */
function settled(children: readonly ElementContent[], labels: ReadonlyMap<string, string>): ElementContent[] {
  return children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return [child]
    const { tagName } = child
    if (tagName === 'ol' && child.children.some((one) => one.type === 'element' && noteId.test(property(one, 'id'))))
      return []
    // Whoever reads only the words finds a space there.
    if (tagName === 'br') return [child, { type: 'text', value: '\n' }]
    const inside = settled(child.children, labels)
    if (tagName === 'a') {
      const label = labels.get(noteId.exec(property(child, 'href'))?.[1] ?? '')
      if (label !== undefined)
        return [{ type: 'element', tagName: 'footnote-ref', properties: { label }, children: [] }]
      // A place that a link may lead to: a page has its own.
      const href = fieldAddress(property(child, 'href')).replace(`#${idPrefix}`, '#')
      return href === '' ? inside : [{ ...child, properties: { href }, children: inside }]
    }
    if (tagName === 'img' && property(child, 'src') === noImage) return space(property(child, 'alt'))
    if (tagName === 'sup' && inside.some((one) => one.type === 'element' && one.tagName === 'footnote-ref'))
      return inside
    if (inlineMarks.has(tagName)) return marked({ ...child, children: inside })
    if (/^h[1-6]$/.test(tagName)) return [{ ...child, children: withoutBold(inside) }]
    if (tagName === 'ol') return [started(child, inside)]
    return [{ ...child, children: inside }]
  })
}

/** A field says its link as `"address" \\l "part" \\o "tip"`, of which mammoth takes all within the outermost quotation marks. */
function fieldAddress(href: string): string {
  const [address = ''] = href.split('"')
  const part = /"\s*\\l\s+"([^"]+)/.exec(href)?.[1]
  return part === undefined || address.includes('#') ? address : `${address}#${part}`
}

/** Spaces at the edges of a mark belong outside of it, where Markdown can tell the mark from the words. */
function marked(node: Element): ElementContent[] {
  const text = textIn(node)
  if (node.children.length > 0 && text.trim() === '') return node.children
  const children = [...node.children]
  const first = children[0]
  const last = children.at(-1)
  const [before = ''] = first?.type === 'text' ? (/^\s+/.exec(first.value) ?? []) : []
  if (first?.type === 'text') children[0] = { ...first, value: first.value.trimStart() }
  const end = children.at(-1)
  const [after = ''] = last?.type === 'text' ? (/\s+$/.exec(last.value) ?? []) : []
  if (end?.type === 'text') children[children.length - 1] = { ...end, value: end.value.trimEnd() }
  const square = { 2: '²', 3: '³' }[node.tagName === 'sup' ? text.trim() : '']
  const inner: ElementContent = square === undefined ? { ...node, children } : { type: 'text', value: square }
  return [...space(before), inner, ...space(after)]
}

function space(value: string): ElementContent[] {
  return value === '' ? [] : [{ type: 'text', value }]
}

/** A heading is bold by itself. */
export function withoutBold(children: readonly ElementContent[]): ElementContent[] {
  return children.flatMap((child) =>
    child.type === 'element' && child.tagName === 'strong' ? withoutBold(child.children) : [child],
  )
}

/** A list that goes on after other paragraphs starts where Word counted on. */
function started(list: Element, children: ElementContent[]): Element {
  const [item] = list.children.filter((child) => child.type === 'element')
  const mark =
    item &&
    elementsOf({ type: 'root', children: [item] }, 'a').find(({ properties: { id } }) => String(id).includes(startMark))
  const start = mark === undefined ? 1 : Number(String(mark.properties.id).split(startMark)[1])
  return { ...list, properties: start === 1 ? {} : { start }, children }
}

function withoutWayBack(children: readonly ElementContent[]): ElementContent[] {
  return children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return [child]
    if (child.tagName === 'a' && property(child, 'href').startsWith(`#${idPrefix}`) && textIn(child) === '↑') return []
    return [{ ...child, children: withoutWayBack(child.children) }]
  })
}

/** Lists of a page that Word saved: paragraphs with a mark of their own become lists. */
import type { Element, Root, RootContent } from 'hast'
import { toString as textIn } from 'hast-util-to-string'
import { property } from './blocks.ts'

/** Turns runs of Word's list paragraphs (`mso-list:l0 level1 lfo1`) into lists, in place. Marks that are no bullet or plain number stay as text. */
export function wordLists(tree: Root): void {
  const visit = (parent: Root | Element) => {
    const made: RootContent[] = []
    // The open lists, the outermost first.
    let open: { level: number; list: Element }[] = []
    for (const child of parent.children as RootContent[]) {
      const item = child.type === 'element' ? itemIn(child) : null
      if (item === null) {
        if (child.type === 'element' || (child.type === 'text' && child.value.trim() !== '')) open = []
        if (child.type === 'element') visit(child)
        made.push(child)
        continue
      }
      open = open.filter(
        ({ level, list }) => level < item.level || (level === item.level && list.tagName === item.tagName),
      )
      if (open.at(-1)?.level !== item.level) {
        const list: Element = {
          type: 'element',
          tagName: item.tagName,
          properties: item.start > 1 ? { start: item.start } : {},
          children: [],
        }
        const above = open.at(-1)?.list.children.at(-1)
        if (above?.type === 'element') above.children.push(list)
        else made.push(list)
        open.push({ level: item.level, list })
      }
      open.at(-1)?.list.children.push({ type: 'element', tagName: 'li', properties: {}, children: item.children })
    }
    parent.children = made as typeof parent.children
  }
  visit(tree)
}

function itemIn(
  node: Element,
): { tagName: string; level: number; start: number; children: Element['children'] } | null {
  if (!/^(?:p|h[1-6]|div)$/.test(node.tagName)) return null
  const level = /mso-list:\s*\w+\s+level(\d)/i.exec(property(node, 'style'))?.[1]
  if (level === undefined) return null
  const marks: string[] = []
  const without = (children: Element['children']): Element['children'] =>
    children.flatMap((child): Element['children'] => {
      if (child.type !== 'element') return [child]
      if (!/mso-list:\s*ignore/i.test(property(child, 'style')))
        return [{ ...child, children: without(child.children) }]
      marks.push(textIn(child).trim())
      return []
    })
  const children = without(node.children)
  const mark = marks.join('')
  const number = /^(\d+)[.)]$/.exec(mark)?.[1]
  if (number === undefined && /[\p{L}\p{N}]{2}|[\p{L}\p{N}][.)]/u.test(mark)) return null
  return { tagName: number === undefined ? 'ul' : 'ol', level: Number(level), start: Number(number ?? 1), children }
}

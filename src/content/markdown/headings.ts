/** Heading levels of a body below the page's h1, and ids that fold Vietnamese. */

import GithubSlugger from 'github-slugger'
import type { Element, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { slugOf } from '../../source/fold.ts'
import { walk } from './walk.ts'

const heading = /^h([1-6])$/

/**
 * Shifts the headings so that the highest is h2 and no level is skipped (WCAG 1.3.1); `skipped` is told of each jump
 * by the levels as written. The label of the footnotes is left alone.
 */
export function settleHeadings(tree: Root, skipped: (from: number, to: number, node: Element) => void): void {
  const settle = levels()
  for (const node of bodyHeadings(tree)) {
    const written = levelOf(node)
    const { level, from } = settle(written)
    if (from !== null) skipped(from, written, node)
    node.tagName = `h${level}`
  }
}

/** What settles the level of each heading in its turn; `from` is the level as written that it jumps from, if it does. */
export function levels(): (written: number) => { level: number; from: number | null } {
  // The levels, as written, of the headings that the present one stands under.
  const above: number[] = []
  let last = 0
  return (written) => {
    while ((above.at(-1) ?? 0) >= written) above.pop()
    const parent = above.at(-1)
    const from = parent !== undefined && written > last + 1 ? parent : null
    above.push(written)
    last = written
    return { level: Math.min(above.length + 1, 6), from }
  }
}

/** What makes the id of each heading from its text in its turn; none is one of `taken`. */
export function headingIds(taken: Iterable<string>): (text: string) => string {
  const slugger = new GithubSlugger()
  for (const id of taken) slugger.slug(id)
  return (text) => slugger.slug(slugOf(text) || 'muc')
}

/**
 * Gives every heading an id from its folded text, the same for NFC and NFD, and returns all ids of the tree.
 * An id that an author gave in HTML stays unless it is taken: by the page's own (`reserved`) or by an earlier element.
 */
export function giveIds(tree: Root, reserved: readonly string[]): string[] {
  const ids = new Set<string>()
  for (const node of bodyHeadings(tree)) takeNamedId(node)
  walk(tree, 'element', (node) => {
    const { id } = node.properties
    if (typeof id !== 'string') return
    if (id === '' || /\s/.test(id) || ids.has(id) || reserved.includes(id) || id.startsWith('p_'))
      delete node.properties.id
    else ids.add(id)
  })
  const idOf = headingIds([...reserved, ...ids])
  for (const node of bodyHeadings(tree)) {
    if (typeof node.properties.id === 'string') continue
    const id = idOf(textOf(node))
    node.properties.id = id
    ids.add(id)
  }
  return [...ids]
}

/** `## Kết quả {#ket-qua}`: the id that an author names at a heading's end, as in Hugo, Pandoc and kramdown. */
function takeNamedId(node: Element): void {
  const last = node.children.at(-1)
  const named = last?.type === 'text' ? /^(.*?)\s*\{#([A-Za-z][\w:.-]*)\}\s*$/s.exec(last.value) : null
  if (!named || last?.type !== 'text') return
  last.value = named[1] ?? ''
  node.properties.id = named[2] ?? ''
}

function bodyHeadings(tree: Root): Element[] {
  const headings: Element[] = []
  walk(tree, 'element', (node) => {
    if (node.properties.dataFootnotes !== undefined) return 'skip'
    if (heading.test(node.tagName)) headings.push(node)
  })
  return headings
}

function levelOf(node: Element): number {
  return Number(heading.exec(node.tagName)?.[1])
}

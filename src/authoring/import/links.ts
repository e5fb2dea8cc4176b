/** Where the links between imported texts lead, once every text of the run has its place. */
import { posix } from 'node:path'
import type { Element, ElementContent, Root } from 'hast'
import { slugOf } from '../../source/fold.ts'
import { property } from './blocks.ts'
import type { Note, WaitingLink } from './findings.ts'

/** A text that links may lead to: its path under content/, whether a build gives it a page now, and what a `#part` may name. */
export interface LinkTarget {
  path: string
  isHeld: boolean
  parts: () => readonly string[]
}

/** Finds the text that a link of `from`, the absolute path of a source, means. */
export type FindTarget = (link: WaitingLink, from: string) => LinkTarget | null

/** Takes links down while a text is settled. */
export function waitingLinks(): { links: WaitingLink[]; wait: (link: WaitingLink) => string } {
  const links: WaitingLink[] = []
  return { links, wait: (link) => waiting(links.push(link) - 1) }
}

/**
 * The tree with every waiting link led to its text, or to its full address, or gone where it has neither, and what became of each.
 * `own` is the text itself.
 */
export function linkedTree(
  { tree, links }: { tree: Root; links: readonly WaitingLink[] },
  own: LinkTarget,
  from: string,
  find: FindTarget,
): { tree: Root; notes: Note[]; led: Led[] } {
  const notes: Note[] = []
  const led: Led[] = []
  const lead = (node: Element, link: WaitingLink): ElementContent[] => {
    const before = notes.length
    const to = addressOf(link, own, from, find, notes) ?? link.url
    led.push({ href: link.href, to })
    if (to === null && notes.length === before) notes.push({ fate: 'dropped', name: 'linkText', value: link.href })
    else if (to !== null && to !== link.href)
      notes.push({ fate: 'changed', name: 'link', value: `${link.href} → ${to}` })
    const children = visit(node.children)
    return to === null ? children : [{ type: 'element', tagName: 'a', properties: { href: to }, children }]
  }
  const visit = (children: readonly ElementContent[]): ElementContent[] =>
    children.flatMap((child): ElementContent[] => {
      if (child.type !== 'element') return [child]
      const link = child.tagName === 'a' ? links[waitingIndex(property(child, 'href'))] : undefined
      return link === undefined ? [{ ...child, children: visit(child.children) }] : lead(child, link)
    })
  return { tree: { type: 'root', children: visit(tree.children as ElementContent[]) }, notes, led }
}

/** The Markdown with its links led, all else as its author wrote it; null where that cannot be done by their addresses alone. */
export function relinked(written: string, led: readonly Led[]): string | null {
  const addresses = new Map<string, { to: string; times: number }>()
  for (const { href, to } of led) {
    const before = addresses.get(href)
    if (to === null || (before !== undefined && before.to !== to)) return null
    addresses.set(href, { to, times: (before?.times ?? 0) + 1 })
  }
  const places = /(?<=\]\()[^()\s]+(?=[ \t]*["')])/g
  const found = written.match(places) ?? []
  for (const [href, { to, times }] of addresses) {
    // An address that stands elsewhere too, as in code, is no link there.
    const isPlain = found.filter((one) => one === href).length === times && written.split(href).length - 1 === times
    if (href !== to && !isPlain) return null
  }
  return written.replace(places, (href) => addresses.get(href)?.to ?? href)
}

/** Where a link leads that stood in a text; null where it is a text alone now. */
export interface Led {
  href: string
  to: string | null
}

/** The relative address of the text that a link means; null where it means none that has a page. */
function addressOf(link: WaitingLink, own: LinkTarget, from: string, find: FindTarget, notes: Note[]): string | null {
  const target = /^#/.test(link.href) ? own : find(link, from)
  if (target === null) return null
  if (target.isHeld && target.path !== own.path) {
    notes.push({ fate: 'dropped', name: 'linkHeld', value: link.href })
    return null
  }
  const written = /#(.*)$/s.exec(link.href)?.[1] ?? ''
  const part = written === '' ? null : partOf(target, written)
  const path = target.path === own.path ? '' : relativePath(own.path, target.path)
  if (written !== '' && part === null && path !== '')
    notes.push({ fate: 'dropped', name: 'linkPart', value: link.href })
  const to = path + (part === null ? '' : `#${part}`)
  return to === '' ? null : to
}

/** The id that a part has now: as it was, or folded as headings are. */
function partOf(target: LinkTarget, written: string): string | null {
  const part = decoded(written) ?? written
  const parts = target.parts()
  return [part, slugOf(part)].find((id) => id !== '' && parts.includes(id)) ?? null
}

function relativePath(from: string, to: string): string {
  const path = encodeURI(posix.relative(posix.dirname(from), to)).replace(/[?#]/g, encodeURIComponent)
  // What stands before a colon would be read as a scheme.
  return /^[^/]*:/.test(path) ? `./${path}` : path
}

/** Percent-decodes, NFC; null where the text is no valid encoding. */
export function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text).normalize('NFC')
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

function waiting(index: number): string {
  return `import-link-${index}-`
}

function waitingIndex(href: string): number {
  return Number(/^import-link-(\d+)-$/.exec(href)?.[1] ?? -1)
}

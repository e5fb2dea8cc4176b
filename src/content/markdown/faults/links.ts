/** Links that no reader can see, and captions with marks in them. */
import type { Html, Link, LinkReference, PhrasingContent, Root } from 'mdast'
import { problem } from '../../../diagnostics/diagnostic.ts'
import { markupIn } from '../../shown-markup.ts'
import type { Found } from '../fault.ts'
import { walk } from '../walk.ts'

/** Codes: `link-empty`, `markup-shown`. */
export function linkFaults(tree: Root): Found[] {
  const found: Found[] = []
  const empty = (target: string, pictured: boolean, offset: number) =>
    found.push({ offset, told: (place) => problem('link-empty', { target: target.slice(0, 100), pictured }, place) })
  walk(tree, ['link', 'linkReference', 'html', 'image'], (node, index, parent) => {
    const offset = node.position?.start.offset
    if (offset === undefined) return
    if (node.type === 'image') {
      const [mark] = markupIn(node.title ?? '')
      const written = mark?.written
      if (written !== undefined && mark?.kind !== 'entity')
        found.push({ offset, told: (place) => problem('markup-shown', { kind: mark?.kind ?? 'tag', written }, place) })
      return
    }
    if (node.type === 'html') {
      const target = emptyAnchor(node, parent.children[index + 1] as PhrasingContent | undefined)
      if (target !== null) empty(target.url, false, offset + target.at)
      return
    }
    const nothing = nothingIn(node)
    if (nothing !== null) empty(node.type === 'link' ? node.url : (node.label ?? ''), nothing === 'picture', offset)
  })
  return found
}

/** What a link has instead of words; null where it has some. */
function nothingIn({ children }: Link | LinkReference): 'nothing' | 'picture' | null {
  let pictured = false
  for (const child of children) {
    if (child.type === 'image' || child.type === 'imageReference') {
      if ((child.alt ?? '').trim() !== '') return null
      pictured = true
    } else if (child.type === 'break' || (child.type === 'text' && child.value.replace(/\p{DI}/gu, '').trim() === ''))
      continue
    else if (child.type === 'strong' || child.type === 'emphasis' || child.type === 'delete') {
      const inner = nothingIn(child as unknown as Link)
      if (inner === null) return null
      pictured ||= inner === 'picture'
    } else return null
  }
  return pictured ? 'picture' : 'nothing'
}

const opening = /<a\s(?:[^<>]{0,1000}\s)?href\s{0,9}=\s{0,9}["']?([^"'\s<>]{1,2000})[^<>]{0,1000}>/i

/** The address of an `<a>` that is closed at once, in one piece of HTML or two. */
function emptyAnchor({ value }: Html, next: PhrasingContent | undefined): { url: string; at: number } | null {
  const whole = new RegExp(`${opening.source}\\s*</a\\s*>`, 'i').exec(value)
  if (whole) return { url: whole[1] ?? '', at: whole.index }
  const open =
    next?.type === 'html' && /^<\/a\s*>/i.test(next.value) ? new RegExp(`${opening.source}$`, 'i').exec(value) : null
  return open && { url: open[1] ?? '', at: open.index }
}

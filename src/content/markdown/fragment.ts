/** The HTML of a body as text with holes: what other files decide is filled in when a page is made. */
import type { Root } from 'hast'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { holeMark } from './references.ts'

/** A place in the text for reference `reference`: its address, or its width and height as attributes. */
export interface Hole {
  reference: number
  part: 'url' | 'size'
}

/** Finished, safe HTML around holes. */
export type Fragment = readonly (string | Hole)[]

/** What fills the holes of one reference. `url` is not yet escaped; `size` is null where it is not known. */
export interface HoleValue {
  url: string
  size: { width: number; height: number } | null
}

const holes = new RegExp(` data-size="${mark()}(\\d+)${mark()}"|${mark()}(\\d+)${mark()}`, 'g')

const writer = unified().use(rehypeStringify, { closeSelfClosing: false }).freeze()

/** Writes the tree as a fragment. */
export function writeFragment(tree: Root): Fragment {
  const html = writer.stringify(tree)
  const parts: (string | Hole)[] = []
  let end = 0
  for (const match of html.matchAll(holes)) {
    if (match.index > end) parts.push(html.slice(end, match.index))
    const [all, size, url] = match
    parts.push(size === undefined ? { reference: Number(url), part: 'url' } : { reference: Number(size), part: 'size' })
    end = match.index + all.length
  }
  if (end < html.length) parts.push(html.slice(end))
  return parts
}

/** The HTML of a fragment with its holes filled; pages, feeds and every other output go through here. */
export function fillFragment(fragment: Fragment, values: readonly HoleValue[]): string {
  return fragment
    .map((part) => {
      if (typeof part === 'string') return part
      const value = values[part.reference]
      if (!value) throw new Error(`no value for reference ${part.reference}`)
      if (part.part === 'url') return attribute(value.url)
      return value.size ? ` width="${value.size.width}" height="${value.size.height}"` : ''
    })
    .join('')
}

function attribute(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** The hole's mark as the HTML writer prints it, raw or as a character reference. */
function mark(): string {
  return `(?:${holeMark}|&#x0;)`
}

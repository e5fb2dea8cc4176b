/** A plain body, read in one pass over its HTML: what `readTree` gives of it, without a tree. */
import { problem } from '../../diagnostics/diagnostic.ts'
import { type LineIndex, lineIndex, positionAt } from '../../diagnostics/line-index.ts'
import { ownTarget } from '../own-address.ts'
import { type Block, takeCitations } from './citations.ts'
import { shortened } from './excerpt.ts'
import type { ReaderFault } from './fault.ts'
import { cutAtHoles } from './fragment.ts'
import { type Around, type Gathered, reservedIds } from './gathered.ts'
import { headingIds, levels } from './headings.ts'
import { holeMark, judge, type OwnLink, type Reference } from './references.ts'
import { clipAt } from './shown.ts'

/** A tag: its name, and its attributes as they are written. Their values may hold angle brackets. */
const tags = /<(\/?[a-z]+[1-6]?)((?: [a-z-]+(?:="[^"]*")?)*)>/g

/**
 * Reads the HTML that a fast reader has made of `source`; null for what only the tree can be asked about: galleries, films,
 * links that cannot stand, ids that an author gave.
 */
export function readPlain(html: string, source: string, around: Around): Gathered | null {
  if (source.includes('{#')) return null
  const shown = html.includes('<p><img') ? withFigures(html) : html
  if (shown === null) return null
  const lines = lineIndex(source)
  const links = linkReader(source, lines, around)
  const headings = headingReader(source, lines)
  const parts: string[] = []
  const blocks: Block<number>[] = []
  let block: Block<number> = { text: '', pieces: [] }
  let [end, isOpen] = [0, true]
  const text = (written: string) => {
    const value = decoded(written)
    block.pieces.push({ at: parts.push(written) - 1, value, start: block.text.length, isOpen })
    block.text += value
  }
  for (const { 0: tag, 1: name = '', 2: attributes = '', index } of shown.matchAll(tags)) {
    if (index > end) text(shown.slice(end, index))
    end = index + tag.length
    if (name === 'a' || name === 'img') {
      const link = links.next(attributes, name === 'a' ? shown.slice(end, shown.indexOf('</a>', end)) : null)
      if (link === null) return null
      isOpen = name !== 'a'
      if (link.hole !== null) text(`${holeMark}p${link.hole}${holeMark}`)
      parts.push(link.tag)
      if (link.hole !== null) text(`${holeMark}q${link.hole}${holeMark}`)
      continue
    }
    if (name === '/a') isOpen = true
    else if (name === 'br') block.text += '\n'
    else if (!inline.has(name)) {
      blocks.push(block)
      block = { text: '', pieces: [] }
    }
    const level = name.at(-1) ?? ''
    if (level >= '1' && level <= '6')
      parts.push(
        name[0] === '/' ? headings.end() : headings.begin(Number(level), shown.slice(end, shown.indexOf('</h', end))),
      )
    else parts.push(furnished(tag, name, attributes, around))
  }
  const { references, own } = links
  const citations = takeCitations(blocks, references.length, source, (at, marked) => {
    parts[at] = encoded(marked)
  })
  const fragment = cutAtHoles(asWritten(parts.join('')))
  return { fragment, references, own, ids: headings.ids, excerpt: excerptIn(html), citations, faults: headings.faults }
}

/** Elements that are part of the text around them. */
const inline = new Set('em /em strong /strong del /del br input /a'.split(' '))

/** A tag as `furnish` leaves its element. */
function furnished(tag: string, name: string, attributes: string, { words }: Around): string {
  switch (name) {
    case 'table':
      return `<div class="table-scroll" tabindex="0" role="group" aria-label="${words.table}"><table>`
    case '/table':
      return '</table></div>'
    case 'th':
    case 'td': {
      const align = /text-align: (\w+)/.exec(attributes)?.[1]
      return `<${name}${name === 'th' ? ' scope="col"' : ''}${align === undefined ? '' : ` class="align-${align}"`}>`
    }
    case 'input':
      return `${tag.slice(0, -1)} aria-label="${attributes.includes(' checked') ? words.taskDone : words.taskOpen}">`
  }
  return tag
}

/** Reads headings in their order: levels settled, ids from their texts. */
function headingReader(source: string, lines: LineIndex) {
  const [settle, idOf] = [levels(), headingIds(reservedIds)]
  const ids: string[] = []
  const faults: ReaderFault[] = []
  let [level, offset] = [0, 0]
  return {
    ids,
    faults,
    begin(written: number, inner: string): string {
      const settled = settle(written)
      const { from } = settled
      level = settled.level
      // Every line that begins with a hash is a heading.
      if (ids.length > 0 || source[0] !== '#') offset = source.indexOf('\n#', offset) + 1
      const id = idOf(textOf(inner))
      ids.push(id)
      if (from !== null)
        faults.push({
          ...positionAt(lines, offset),
          told: (place) => problem('heading-skipped', { from, to: written }, place),
        })
      return `<h${level} id="${id}">`
    },
    end: () => `</h${level}>`,
  }
}

/** Reads links and images in their order; each is looked for in the source from the end of the one before it. */
function linkReader(source: string, lines: LineIndex, { folder, imageHosts, homes }: Around) {
  const references: Reference[] = []
  const own: OwnLink[] = []
  let searched = 0
  let close = source.indexOf('](')
  const offsetOf = (shown: string | null): number => {
    const from = searched
    if (close >= 0 && close < from) close = source.indexOf('](', from)
    // Words in brackets hold no address.
    const isAddress = shown !== null && /:\/\/|www\.|@/i.test(shown)
    const bare = isAddress ? source.slice(from, close < 0 ? undefined : close).indexOf(shown) : -1
    if (isAddress && bare >= 0) {
      searched = from + bare + shown.length
      return from + bare - (source[from + bare - 1] === '<' ? 1 : 0)
    }
    const begin = source.lastIndexOf('[', close) - (shown === null ? 1 : 0)
    searched = source.indexOf(')', close)
    return close < 0 || begin < from ? -1 : begin
  }
  return {
    references,
    own,
    /** The tag, its address a hole, where it has one; `inner` is the HTML in a link, null for an image. Null for what cannot stand. */
    next(attributes: string, inner: string | null): { tag: string; hole: number | null } | null {
      const image = inner === null
      const [all, url = '', others = ''] = (image ? imageAttributes : linkAttributes).exec(attributes) ?? []
      if (all === undefined) return null
      const written = decoded(url)
      const offset = offsetOf(inner === null ? null : textOf(inner))
      if (offset < 0 || inner?.trim() === '' || (image && clipAt(written) !== null)) return null
      const judged = judge(written, folder, { image, gallery: false, clip: null })
      if (judged === 'outside' || judged === 'unsafe') return null
      const at = positionAt(lines, offset)
      const name = image ? 'img src' : 'a href'
      if (judged === 'away') {
        const target = ownTarget(written.trim(), homes)
        if (target !== null) own.push({ ...target, written: written.trim(), ...at })
        if (image && !imageHosts.includes(new URL(written, 'https://localhost').hostname)) return null
        return { tag: `<${name}="${url}"${others}>`, hole: null }
      }
      const hole = references.push({ ...judged, ...at }) - 1
      const mark = `${holeMark}${hole}${holeMark}`
      const isSized = image && judged.to !== 'self'
      return {
        tag: `<${name}="${mark}"${others}${isSized ? ` data-size="${mark}"` : ''}>`,
        hole: isSized ? hole : null,
      }
    },
  }
}

// An angle bracket in one could be taken for a tag.
const linkAttributes = /^ href="([^"<]*)"((?: title="[^"<]*")?)$/
const imageAttributes = /^ src="([^"<]*)"( alt="[^"<]*"(?: title="[^"<]*")?)$/

const gallery = /<p>(?:<img(?: [a-z]+="[^"]*")*>(?:<br>|\s)*){2,}<\/p>/
const titled = /<p><img( src="[^"]*" alt="[^"]*") title="([^"]*)">\s*<\/p>/g

/** Images that stand alone with a title as figures, as `showMedia` makes them; null where there is a gallery. */
function withFigures(html: string): string | null {
  if (gallery.test(html)) return null
  return html.replace(titled, (paragraph: string, image: string, title: string) => {
    const caption = decoded(title).trim()
    return caption === '' ? paragraph : `<figure><img${image}><figcaption>${encoded(caption)}</figcaption></figure>`
  })
}

/** As `excerptOf`. */
function excerptIn(html: string): string {
  for (let at = html.indexOf('<p>'); at >= 0; at = html.indexOf('<p>', at + 3)) {
    const text = readable(html.slice(at, html.indexOf('</p>', at)))
    if (text !== '') return shortened(text)
  }
  return shortened(readable(html))
}

function readable(html: string): string {
  return textOf(html.replaceAll('<br>', ' ')).replace(/\s+/g, ' ').trim()
}

/** The text of HTML. */
function textOf(html: string): string {
  return decoded(html.includes('<') ? html.replace(tags, '') : html)
}

const signs: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" }

function decoded(html: string): string {
  return html.includes('&') ? html.replace(/&(?:amp|lt|gt|quot|#x27);/g, (sign) => signs[sign] ?? sign) : html
}

/** A text or an attribute's value as the fast reader would write it. */
function encoded(text: string): string {
  return /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text
}

/** The fast reader's HTML with its signs as `writeFragment` writes them. */
function asWritten(html: string): string {
  if (!html.includes('&')) return html
  return html
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '&#x3C;')
    .replaceAll('&quot;', '&#x22;')
    .replaceAll('&amp;', '&#x26;')
}

/** A drawing (SVG) written again from what in it draws, so that nothing of it can run or load anything; or why it is refused. */
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { activeElements, animatedAttributes, drawingAttributes, drawingElements } from './allowed.ts'
import { safeDeclarations, safeStyles, safeValue } from './css.ts'
import { drawnElements, type Shown } from './expansion.ts'

/**
 * Why a drawing is not published. `active`: it runs code or shows another document; `entities`: its DOCTYPE declares some;
 * `external`: it shows a picture that is not in it; `syntax`: it is no well-formed SVG; `complex`: it is too large to be drawn.
 */
export type DrawingFault = 'active' | 'entities' | 'external' | 'syntax' | 'complex'

/** `what` is the element, attribute or fault of XML; `line` counts from 1, null where the whole file is meant. */
export interface RefusedDrawing {
  refused: DrawingFault
  what: string
  line: number | null
}

const SVG = 'http://www.w3.org/2000/svg'
const XLINK = 'http://www.w3.org/1999/xlink'
const XHTML = 'http://www.w3.org/1999/xhtml'
const XML = 'http://www.w3.org/XML/1998/namespace'

/** Bytes, elements (written, and drawn by `use`) and levels; renderers call themselves for each level. */
const LARGEST = 32 * 1024 * 1024
const MOST = 500_000
const DEEPEST = 200
const PIECE = 4096

interface Element extends Shown {
  name: string
  attributes: [name: string, value: string][]
  children: (Element | string)[]
  /** A `foreignObject` in a `switch` that nothing stands for yet, with its line. */
  unreplaced: number | null
}

/** Cleans a drawing. What no browser draws (metadata, editors' own elements, links) is left out; the same file gives the same text. */
export function cleanSvg(bytes: Uint8Array): { text: string } | RefusedDrawing {
  if (bytes.length > LARGEST)
    return { refused: 'complex', what: `${Math.round(bytes.length / 2 ** 20)} MB`, line: null }
  const text = decoded(bytes)
  if (text === null) return { refused: 'syntax', what: 'encoding', line: 1 }
  const read = readDrawing(text)
  if ('refused' in read) return read
  const drawn = drawnElements(read.root)
  if (drawn > MOST) return { refused: 'complex', what: 'use', line: null }
  const parts: string[] = []
  write(read.root, parts)
  return { text: `${parts.join('')}\n` }
}

/** The text of the bytes by their mark or declaration (XML 1.0, appendix F); null where they are not in that encoding. */
function decoded(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const marked = head.startsWith('\xff\xfe') ? 'utf-16le' : head.startsWith('\xfe\xff') ? 'utf-16be' : null
  const declared = head.startsWith('\xef\xbb\xbf') ? null : /^<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)/.exec(head)?.[1]
  try {
    return new TextDecoder(marked ?? declared ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    // An encoding that is not known, or bytes that are not in it.
    if (error instanceof RangeError || error instanceof TypeError) return null
    throw error
  }
}

function readDrawing(text: string): { root: Element } | RefusedDrawing {
  const parser = new SaxesParser({ xmlns: true, position: true })
  let fault: RefusedDrawing | null = null
  let root: Element | null = null
  let count = 0
  /** How many levels deep in something that is left out. */
  let skipped = 0
  /** Where the tag began that is being read. */
  let line = 1
  const open: Element[] = []
  const refuse = (refused: DrawingFault, what: string, at = line) => {
    fault ??= { refused, what: what.slice(0, 60), line: at }
  }

  parser.on('error', (error) => refuse('syntax', error.message.replace(/^\d+:\d+: |\.$/g, ''), parser.line))
  parser.on('doctype', (doctype) => {
    // A plain one, as matplotlib, LibreOffice and draw.io write it, only names the kind of document.
    if (doctype.includes('[')) refuse('entities', 'DOCTYPE', parser.line)
  })
  parser.on('opentagstart', () => {
    line = parser.line
  })
  parser.on('opentag', (tag) => {
    if (fault !== null) return
    const parent = open.at(-1)
    if (++count > MOST || open.length + skipped === DEEPEST) refuse('complex', tag.name)
    else if (skipped > 0) skipped++
    else {
      const kept = parent && isVerbatim(parent) ? null : drawing(tag, parent, line, refuse)
      if (kept === null) skipped = 1
      else {
        parent?.children.push(kept)
        if (parent) parent.unreplaced = null
        root ??= kept
        open.push(kept)
      }
    }
  })
  parser.on('closetag', () => {
    if (fault !== null) return
    if (skipped > 0) {
      skipped--
      return
    }
    const closed = open.pop()
    if (closed && closed.unreplaced !== null) refuse('active', 'foreignObject', closed.unreplaced)
  })
  const said = (words: string) => {
    const parent = open.at(-1)
    if (skipped > 0 || parent === undefined || !open.some(({ name }) => /^(?:text|title|desc|style)$/.test(name)))
      return
    parent.children.push(words)
  }
  parser.on('text', said)
  parser.on('cdata', said)
  // Piece by piece: after a fault nothing more is read, however deep it goes on.
  for (let at = 0; at < text.length && fault === null; at += PIECE) parser.write(text.slice(at, at + PIECE))
  if (fault === null) parser.close()
  if (fault !== null) return fault
  return root === null ? { refused: 'syntax', what: 'svg', line: 1 } : { root }
}

/** Elements that hold text alone here. */
function isVerbatim({ name }: Element): boolean {
  return name === 'title' || name === 'desc' || name === 'style'
}

/** An element as it may stay, or null where it draws nothing. */
function drawing(
  { name: written, local, uri, attributes }: SaxesTagNS,
  parent: Element | undefined,
  line: number,
  refuse: (refused: DrawingFault, what: string) => void,
): Element | null {
  if (parent === undefined && (uri !== SVG || local !== 'svg')) refuse('syntax', written)
  if ((uri === SVG || uri === XHTML) && activeElements.has(local)) {
    // draw.io and others put a picture or text beside it for whoever cannot show HTML.
    if (local !== 'foreignObject' || parent?.name !== 'switch') refuse('active', written)
    else parent.unreplaced ??= line
    return null
  }
  if (uri === XHTML) refuse('active', written)
  if (uri !== SVG || !drawingElements.has(local)) return null
  const element: Element = { name: local, attributes: [], id: null, uses: null, children: [], unreplaced: null }
  for (const { name, local: key, uri: space, value } of Object.values(attributes)) {
    if (space === '' && /^on/i.test(key)) refuse('active', name)
    if (key === 'href' && (space === '' || space === XLINK)) {
      const to = target(local, value, name, refuse)
      if (to === null) continue
      if (local === 'use' && to.startsWith('#')) element.uses = fragment(to)
      element.attributes.push([space === XLINK ? 'xlink:href' : 'href', to])
    } else if (space === XML && (key === 'space' || key === 'lang')) element.attributes.push([name, value])
    else if (space === '') {
      const kept = attribute(key, value)
      if (kept === null) continue
      if (key === 'id') element.id = kept
      element.attributes.push([key, kept])
    }
  }
  const changed = attributes.attributeName?.value
  return changed !== undefined && !animatedAttributes.has(changed) ? null : element
}

/** Where a reference may lead: into the same drawing, or to a picture of points that it holds itself. */
function target(
  element: string,
  value: string,
  name: string,
  refuse: (refused: DrawingFault, what: string) => void,
): string | null {
  const url = value.replace(/[\s\p{Cc}]+/gu, '')
  if (url.startsWith('#')) return url
  if (/^(?:javascript|vbscript|data:(?!image\/(?!svg)))/i.test(url)) refuse('active', name)
  if (element === 'image' || element === 'feImage') {
    if (/^data:image\/(?:png|jpe?g|gif|webp|avif);base64,[\w+/]*={0,2}$/i.test(url)) return url
    refuse('external', url.replace(/^data:.*/, 'data:'))
  } else if (element !== 'a' && url !== '') refuse('external', url)
  return null
}

/** The id that a reference means, as browsers read it. */
function fragment(to: string): string {
  try {
    return decodeURIComponent(to.slice(1))
  } catch (error) {
    if (error instanceof URIError) return to.slice(1)
    throw error
  }
}

function attribute(name: string, value: string): string | null {
  if (name === 'style') return safeDeclarations(value) || null
  if (/^(?:aria-[a-z]+|role|id|class|lang)$/.test(name)) return value
  return drawingAttributes.has(name) ? safeValue(value) : null
}

function write({ name, attributes, children }: Element, parts: string[]): void {
  parts.push(`<${name}`)
  if (parts.length === 1) parts.push(` xmlns="${SVG}" xmlns:xlink="${XLINK}"`)
  for (const [key, value] of attributes) parts.push(` ${key}="${escaped(value)}"`)
  if (name === 'style') {
    const styles = safeStyles(children.filter((child) => typeof child === 'string').join(''))
    parts.push(`>${escaped(styles, inText)}</style>`)
    return
  }
  if (children.length === 0) {
    parts.push('/>')
    return
  }
  parts.push('>')
  for (const child of children) {
    if (typeof child === 'string') parts.push(escaped(child, inText))
    else write(child, parts)
  }
  parts.push(`</${name}>`)
}

const inText = /[<>&\r]/g

function escaped(text: string, signs = /[<>&"\t\n\r]/g): string {
  return text.replace(signs, (sign) => `&#${sign.charCodeAt(0)};`)
}

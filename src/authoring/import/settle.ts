/** Links and images of an imported text, so that the build refuses none of them. */
import type { Element, ElementContent, Root } from 'hast'
import { toString as textIn } from 'hast-util-to-string'
import { oneLine } from '../draft.ts'
import { hasImage, property } from './blocks.ts'
import type { Note, WaitingLink } from './findings.ts'
import { pictureAddresses } from './page-media.ts'

/** Where a text comes from: the address that its links are read against, and its images where they are at hand. */
export interface Around {
  base: string | null
  /** Takes an image along by its written address; its new name, or null where there is none. */
  take: (src: string) => string | null
  /** Whether pictures of another site may be shown from there (`imageHosts`). */
  allows?: (host: string) => boolean
  /** Takes a document along that a link offers, by its address as written or its path on the old site; as `take`. */
  attach?: (href: string) => string | null
  /** Whether a relative link names a source file, which has no address on any site. */
  isPage?: (href: string) => boolean
  /** Whether a link names a file wherever it lies. */
  byName?: (href: string) => boolean
  /** Sets a link aside until all texts are known; gives the address that stands for it meanwhile. */
  wait?: (link: WaitingLink) => string
}

/** Settles every link and image of a tree, in place, and brings a caption to its image. */
export function settle(tree: Root, around: Around, notes: Note[]): void {
  const visit = (children: ElementContent[]): ElementContent[] =>
    children.flatMap((child): ElementContent[] => {
      if (child.type !== 'element') return [child]
      if (child.tagName === 'a') return settledLink(child, visit(child.children), around, notes)
      if (child.tagName === 'img') return settledImage(child, null, around, notes)
      if (child.tagName === 'figure' && hasImage(child)) return [settledFigure(child, around, notes)]
      return [{ ...child, children: visit(child.children) }]
    })
  tree.children = joined(visit(tree.children as ElementContent[]), notes)
}

function settledLink(node: Element, children: ElementContent[], around: Around, notes: Note[]): ElementContent[] {
  // A footnote's marks, where its text is written anew, are plain numbers.
  if (node.properties.dataFootnoteBackref !== undefined) return []
  if (node.properties.dataFootnoteRef !== undefined) return [{ type: 'text', value: `[${textIn(node)}]` }]
  const written = property(node, 'href').trim()
  const isMail = /^[^\s@/:?#<>"]+@[^\s@/:?#<>"]+\.[a-z]{2,}$/i.test(written)
  const href = isMail ? `mailto:${written}` : written
  if (isMail) notes.push({ fate: 'changed', name: 'link', value: `${written} → ${href}` })
  if (href === '') return children
  if (/^(?:mailto|tel):[^\s<>"]+$/i.test(href)) return [{ ...node, properties: { href }, children }]
  const given = /^https?:\/\//i.test(href)
    ? href
    : href.startsWith('#') || around.base === null || around.isPage?.(href)
      ? null
      : absolute(href, around.base)
  const url = given !== null && URL.canParse(given) && /^https?:/i.test(given) ? given : null
  const isFile = url !== null || !/^[a-z][a-z\d+.-]*:/i.test(href)
  const isOwn = url !== null && around.base !== null && new URL(url).host === new URL(around.base).host
  const taken = around.attach?.(href) ?? (isOwn ? around.attach?.(new URL(url).pathname) : null) ?? null
  if (children.length > 0 && taken !== null) {
    notes.push({ fate: 'kept', name: 'attachment', value: href })
    return [{ type: 'element', tagName: 'a', properties: { href: taken }, children }]
  }
  if (children.length > 0 && isFile && around.wait !== undefined) {
    const waiting = around.wait({ href, url, isOwn, byName: around.byName?.(href) ?? false })
    return [{ type: 'element', tagName: 'a', properties: { href: waiting }, children }]
  }
  if (url === null || children.length === 0) {
    notes.push({ fate: 'dropped', name: 'linkText', value: href })
    return children
  }
  if (url !== href) notes.push({ fate: 'changed', name: 'link', value: `${href} → ${url}` })
  return [{ type: 'element', tagName: 'a', properties: { href: url }, children }]
}

function absolute(href: string, base: string): string | null {
  return URL.canParse(href, base) ? new URL(href, base).href : null
}

function settledFigure(node: Element, around: Around, notes: Note[]): Element {
  const parts = node.children.filter((child): child is Element => child.type === 'element')
  const caption = parts.find(({ tagName }) => tagName === 'figcaption')
  const said = caption === undefined ? null : oneLine(textIn(caption))
  const images = imagesOf(node)
  const children = images.flatMap((image, index) =>
    settledImage(image, index === images.length - 1 ? said : null, around, notes),
  )
  return { type: 'element', tagName: 'p', properties: {}, children }
}

/** An image at hand, with its caption; else its alternative text, and the caption after it. */
function settledImage(node: Element, caption: string | null, around: Around, notes: Note[]): ElementContent[] {
  const alt = oneLine(property(node, 'alt'))
  let src = property(node, 'src')
  let taken: string | null = null
  for (const address of pictureAddresses(node)) {
    taken = takenImage(address, around)
    if (src === '' || taken !== null) src = address
    if (taken !== null) break
  }
  if (caption) notes.push({ fate: 'kept', name: 'caption', value: caption })
  if (taken !== null) {
    notes.push({ fate: 'kept', name: 'image', value: /^data:/i.test(src) ? src.slice(0, 40) : src })
    const title = caption || oneLine(property(node, 'title')) || undefined
    return [{ type: 'element', tagName: 'img', properties: { src: taken, alt, title }, children: [] }]
  }
  const remote = pictureAddresses(node).find((one) => isAllowed(one, around))
  if (remote !== undefined) {
    notes.push({ fate: 'kept', name: 'image', value: remote })
    const title = caption || oneLine(property(node, 'title')) || undefined
    return [{ type: 'element', tagName: 'img', properties: { src: remote, alt, title }, children: [] }]
  }
  notes.push({ fate: 'dropped', name: 'imageText', value: (src.length > 100 ? `${src.slice(0, 100)}…` : src) || alt })
  const texts = [...new Set([alt, caption ?? ''])].filter((one) => one !== '')
  return texts.length === 0 ? [] : [{ type: 'text', value: texts.join(' – ') }]
}

/** Whether an image may be shown from where it is. */
export function isAllowed(address: string, { allows }: Pick<Around, 'allows'>): boolean {
  return /^https:\/\//i.test(address) && URL.canParse(address) && (allows?.(new URL(address).hostname) ?? false)
}

/** Takes an image by its address as written, or by its path where that is the old site's own. */
export function takenImage(address: string, around: Around): string | null {
  const taken = around.take(address)
  if (taken !== null || around.base === null || !/^(?:https?:)?\/\//i.test(address)) return taken
  const url = absolute(address, around.base)
  if (url === null || new URL(url).host !== new URL(around.base).host) return null
  const { pathname } = new URL(url)
  // The old site may have been below a path itself.
  const below = new URL(around.base).pathname.replace(/[^/]*$/, '')
  return around.take(pathname) ?? (pathname.startsWith(below) ? around.take(`/${pathname.slice(below.length)}`) : null)
}

/** A short paragraph in italics below an image is its caption. */
function joined(children: ElementContent[], notes: Note[]): ElementContent[] {
  const result: ElementContent[] = []
  for (const child of children) {
    const before = result.at(-1)
    const image = before?.type === 'element' ? onlyImage(before) : null
    const caption = child.type === 'element' && child.tagName === 'p' ? captionIn(child) : null
    if (image !== null && caption !== null && !image.properties.title) {
      image.properties.title = caption
      notes.push({ fate: 'kept', name: 'caption', value: caption })
    } else if (child.type !== 'element' || child.tagName === 'hr' || textIn(child).trim() !== '' || hasImage(child))
      result.push(child)
  }
  return result
}

function onlyImage(node: Element): Element | null {
  const images = imagesOf(node)
  return images.length === 1 && textIn(node).trim() === '' ? (images[0] ?? null) : null
}

function captionIn(node: Element): string | null {
  const text = oneLine(textIn(node))
  if (text === '' || text.length > 200 || hasImage(node)) return null
  if (/caption|chu-?thich/i.test(property(node, 'className'))) return text
  const inside = node.children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
  const [only] = inside
  return inside.length === 1 && only?.type === 'element' && /^(?:em|i)$/.test(only.tagName) ? text : null
}

function imagesOf(node: Element): Element[] {
  if (node.tagName === 'img') return [node]
  return node.children.flatMap((child) => (child.type === 'element' ? imagesOf(child) : []))
}

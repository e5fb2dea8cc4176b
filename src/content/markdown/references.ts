/** The links and images of a body: each is judged, and what depends on other files becomes a hole. */
import { posix } from 'node:path'
import type { Element, Root, Text } from 'hast'
import { ownTarget, type SiteTarget } from '../own-address.ts'
import { walk } from './walk.ts'

/**
 * Something in the text that points elsewhere in the portal; `line` and `column` are the body's own, from 1.
 * `query` is encoded and begins with `?`, or is empty. `self`: a part of this page. `file`: a file under content/, by its path there. `site`: a path of the finished site.
 */
export type Reference =
  | { to: 'self'; query: string; fragment: string; line: number; column: number }
  | ({ to: 'file'; line: number; column: number } & FileReference)
  | { to: 'site'; path: string; query: string; fragment: string | null; image: boolean; line: number; column: number }

/** How a file is referred to: `image` where it is shown (small, in a gallery), `clip` where it is played, else a link. */
interface FileReference {
  path: string
  written: string
  query: string
  fragment: string | null
  image: boolean
  gallery: boolean
  clip: 'video' | 'audio' | null
}

/** A link by a full address of the site itself. */
export interface OwnLink extends SiteTarget {
  written: string
  line: number
  column: number
}

/** A link that cannot stand, and why. */
export type RefusedReference =
  | { code: 'url-unsafe'; url: string; line: number; column: number }
  | { code: 'path-outside'; path: string; line: number; column: number }
  | { code: 'image-host'; host: string; line: number; column: number }
  | { code: 'image-alt-missing'; src: string; line: number; column: number }

/** Marks a hole in an attribute. U+0000 cannot come from an author: Markdown and HTML both turn it into U+FFFD. */
export const holeMark = '\0'

/**
 * Replaces every reference's address by the mark of its hole, in place.
 * `folder` is the folder of the file under content/ (`2023/01/slug`, or empty), `homes` the addresses of the site's home.
 */
export function takeReferences(
  tree: Root,
  folder: string,
  imageHosts: readonly string[],
  homes: readonly string[],
): { references: Reference[]; own: OwnLink[]; refused: RefusedReference[] } {
  const references: Reference[] = []
  const own: OwnLink[] = []
  const refused: RefusedReference[] = []

  walk(tree, 'element', (node, index, parent) => {
    const image = node.tagName === 'img'
    const clip = node.tagName === 'video' || node.tagName === 'audio' ? node.tagName : null
    const name = image || clip ? 'src' : 'href'
    if (!image && !clip && node.tagName !== 'a') return
    const written = node.properties[name]
    if (typeof written !== 'string') {
      if (image) node.tagName = 'span'
      return
    }
    const at = { line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 }
    const refuse = (fault: RefusedReference): undefined => {
      refused.push(fault)
      delete node.properties[name]
      if (image || clip) becomeText(node)
    }
    const gallery = node.properties.dataGallery !== undefined
    if (image) {
      delete node.properties.width
      delete node.properties.height
      delete node.properties.dataGallery
      const { alt, decorative } = node.properties
      delete node.properties.decorative
      if (decorative !== undefined) node.properties.alt = ''
      else if (typeof alt !== 'string' || alt.trim() === '') {
        refused.push({ code: 'image-alt-missing', src: written, ...at })
        node.properties.alt = ''
      }
    }

    const judged = judge(written, folder, { image, gallery, clip })
    if (judged === 'outside') return refuse({ code: 'path-outside', path: written, ...at })
    if (judged === 'unsafe') return refuse({ code: 'url-unsafe', url: written.slice(0, 100), ...at })
    if (judged === 'away') {
      const target = ownTarget(written.trim(), homes)
      if (target !== null) own.push({ ...target, written: written.trim(), ...at })
      if (!image) return
      const host = new URL(written, 'https://localhost').hostname
      if (!imageHosts.includes(host)) refuse({ code: 'image-host', host, ...at })
      return
    }
    const hole = references.push({ ...judged, ...at }) - 1
    const mark = `${holeMark}${hole}${holeMark}`
    node.properties[name] = mark
    if (judged.to === 'self') return
    if (image || clip) node.properties.dataSize = mark
    if (image) {
      parent.children.splice(index, 1, holeText('p', hole), node, holeText('q', hole))
      return index + 3
    }
    if (clip) {
      node.children.unshift(holeText('t', hole))
      // The link inside, for browsers that play nothing, leads to the same file.
      for (const child of node.children) if (child.type === 'element') child.properties.href = mark
      return 'skip'
    }
  })
  return { references, own, refused }
}

/** A hole between elements: what other forms of an image stand before (`p`) and after (`q`) it, or a film's tracks (`t`). */
function holeText(kind: 'p' | 'q' | 't', hole: number): Text {
  return { type: 'text', value: `${holeMark}${kind}${hole}${holeMark}` }
}

type Judged =
  | { to: 'self'; query: string; fragment: string }
  | ({ to: 'file' } & FileReference)
  | { to: 'site'; path: string; query: string; fragment: string | null; image: boolean }

/** What an address means; `outside` and `unsafe` cannot stand, `away` leads to other sites. */
export function judge(
  written: string,
  folder: string,
  shown: Pick<FileReference, 'image' | 'gallery' | 'clip'>,
): Judged | 'outside' | 'unsafe' | 'away' {
  const image = shown.image || shown.clip !== null
  const url = written.trim()
  if (/^(https?:)?\/\//i.test(url)) return URL.canParse(url, 'https://localhost') ? 'away' : 'unsafe'
  if (isOnDisk(url)) return 'outside'
  if (/^[a-z][a-z\d+.-]*:/i.test(url)) return !image && /^(mailto|tel|sms|ftp):/i.test(url) ? 'away' : 'unsafe'
  const hash = url.indexOf('#')
  const fragment = hash < 0 ? null : decoded(url.slice(hash + 1))
  const [before = '', asked = ''] = (hash < 0 ? url : url.slice(0, hash)).split(/\?(.*)/s)
  const path = decoded(before)
  const query = asked === '' ? '' : encodedQuery(asked)
  if (fragment === undefined || path === undefined || /[\p{Cc}\\]/u.test(path)) return 'outside'
  if (path === '') return { to: 'self', query, fragment: fragment ?? '' }
  if (path.startsWith('/')) {
    if (path.split('/').includes('..')) return 'outside'
    return { to: 'site', path: path.normalize('NFC'), query, fragment, image }
  }
  const target = resolveContentPath(folder, path)
  if (target === null) return 'outside'
  return { to: 'file', path: target, written: path, query, fragment, ...shown }
}

/** A query as browsers write it: what is encoded stays so. */
function encodedQuery(query: string): string {
  return new URL(`?${query.replace(/%(?![\da-f]{2})/gi, '%25')}`, 'https://localhost').search
}

/** Whether an address is a path of its author's own machine: `C:\Users\Lan\hop.jpg`, as Markdown's readers write it too. */
export function isOnDisk(address: string): boolean {
  return /^(?:[a-z]:(?:[\\/]|%5c)|file:)/i.test(address)
}

/** The path under content/ that a relative path means; null where it leaves content/. */
export function resolveContentPath(folder: string, written: string): string | null {
  const path = posix.normalize(posix.join(folder, written.normalize('NFC'))).replace(/^\.\/|\/$/g, '')
  return path === '..' || path.startsWith('../') || path.startsWith('/') ? null : path
}

/** Percent-decodes; undefined where the text is no valid encoding. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

/** What cannot be shown or played leaves its description. */
function becomeText(node: Element): void {
  const { alt = node.properties.ariaLabel } = node.properties
  node.tagName = 'span'
  node.properties = {}
  node.children = [{ type: 'text', value: typeof alt === 'string' ? alt : '' }]
}

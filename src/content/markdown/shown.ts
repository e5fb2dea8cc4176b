/** What a body shows beside its text: figures with captions, galleries, films and recordings. */
import type { Element, ElementContent, Properties, Root } from 'hast'
import { walk } from './walk.ts'

/** Endings of the files that browsers play. */
const films = /\.(?:mp4|m4v|webm|ogv)(?:[?#]|$)/i
const recordings = /\.(?:mp3|m4a|oga|ogg|opus|wav|flac)(?:[?#]|$)/i

/** Whether a file is played rather than looked at, and how. */
export function clipKind(path: string): 'video' | 'audio' | null {
  return films.test(path) ? 'video' : recordings.test(path) ? 'audio' : null
}

/**
 * Changes the tree in place: `![…](clip.mp4)` becomes a player, an image with a title that stands alone in its paragraph a
 * figure, a paragraph of several images and nothing else a gallery. Images of a gallery have the property `dataGallery`.
 */
export function showMedia(tree: Root): void {
  walk(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'p') return
    const images = soleImages(node)
    const [first, ...others] = images
    if (first === undefined) return
    const shown = others.length === 0 ? alone(first) : gallery(images)
    if (shown === null) return
    parent.children[index] = { ...shown, position: node.position }
    return 'skip'
  })
  walk(tree, 'element', (node, index, parent) => {
    // What is a figure already holds its player or its image.
    if (node.tagName !== 'img' || clipOf(node) === null) return
    parent.children[index] = player(node)
  })
}

/** The images of a paragraph that holds nothing else. */
function soleImages(paragraph: Element): Element[] {
  const images: Element[] = []
  for (const child of paragraph.children) {
    if (child.type === 'element' && child.tagName === 'img') images.push(child)
    else if (child.type === 'element' ? child.tagName !== 'br' : child.type === 'text' && child.value.trim() !== '')
      return []
  }
  return images
}

/** The figure of one image, film or recording; null where there is nothing to say under it. */
function alone(image: Element): Element | null {
  const clip = clipOf(image)
  const caption = textOf(image.properties.title) || (clip === null ? '' : textOf(image.properties.alt))
  return caption === '' ? null : figure(image, caption)
}

function gallery(images: readonly Element[]): Element {
  const items = images.map((image) => {
    const caption = textOf(image.properties.title)
    if (clipOf(image) === null) image.properties.dataGallery = ''
    return caption === '' ? playable(image) : figure(image, caption)
  })
  return element('div', { className: ['gallery', 'cards'] }, items)
}

function figure(image: Element, caption: string): Element {
  const { title: _, ...properties } = image.properties
  const figcaption = element('figcaption', {}, [{ type: 'text', value: caption }])
  return element('figure', {}, [playable({ ...image, properties }), figcaption])
}

function playable(image: Element): Element {
  return clipOf(image) === null ? image : player(image)
}

/** Nothing plays by itself; where a browser plays nothing, the file can be had by its name. */
function player(image: Element): Element {
  const label = textOf(image.properties.alt)
  const src = String(image.properties.src)
  const link = element('a', { href: src }, [{ type: 'text', value: label || nameOf(src) }])
  const properties = { controls: true, ...(label === '' ? {} : { ariaLabel: label }), src }
  return { ...element(clipOf(image) ?? 'video', properties, [link]), position: image.position }
}

function clipOf({ properties: { src } }: Element): 'video' | 'audio' | null {
  return typeof src === 'string' ? clipAt(src) : null
}

/** How the file at an image's address is played; null where it is none, or another site's. */
export function clipAt(src: string): 'video' | 'audio' | null {
  return /^([a-z][a-z\d+.-]*:|\/\/)/i.test(src) ? null : clipKind(src)
}

function nameOf(src: string): string {
  return src.replace(/[?#].*$/, '').replace(/^.*\//, '')
}

function textOf(value: Properties[string]): string {
  return typeof value === 'string' ? value.trim() : ''
}

function element(tagName: string, properties: Properties, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}

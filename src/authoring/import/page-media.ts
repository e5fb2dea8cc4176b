/** Frames, films and pictures of a saved page in forms that a text can carry: links to what is embedded, pictures with every address they have. */
import type { Element, Root, RootContent } from 'hast'
import { elementsOf, property } from './blocks.ts'
import type { Note } from './findings.ts'

/** What counts readers, sells, or shares, and shows nothing of the article. */
const trackers =
  /googletagmanager|google-analytics|doubleclick|googlesyndication|addthis|sharethis|facebook\.com\/(?:plugins|tr)|zalo\.me\/plugins|platform\.twitter/i

/** Turns every frame, embedded file and film with an address into a link there, in place, and reports it with its address. */
export function linkedMedia(tree: Root, notes: Note[]): void {
  const visit = (parent: Root | Element) => {
    parent.children = (parent.children as RootContent[]).flatMap((child): RootContent[] => {
      // What only Word or old browsers read.
      if (child.type === 'comment') return []
      if (child.type !== 'element') return [child]
      const address = addressIn(child)
      // A page of frames has no text of its own.
      if (child.tagName === 'frame' && address !== null) {
        notes.push({ fate: 'dropped', name: 'embed', value: address })
        return []
      }
      if (address === null) {
        visit(child)
        return [child]
      }
      const isTracker = trackers.test(address)
      notes.push({ fate: isTracker ? 'dropped' : 'changed', name: 'embed', value: address })
      if (isTracker) return []
      const named = property(child, 'title') || property(child, 'ariaLabel') || nameIn(address)
      const link: Element = {
        type: 'element',
        tagName: 'a',
        properties: { href: address },
        children: [{ type: 'text', value: named }],
      }
      return [{ type: 'element', tagName: 'p', properties: { dataEmbed: '' }, children: [link] }]
    }) as typeof parent.children
  }
  visit(tree)
}

/** The address of what an element embeds; null where it embeds nothing. */
function addressIn(node: Element): string | null {
  const { tagName } = node
  const written =
    tagName === 'iframe' || tagName === 'frame' || tagName === 'embed'
      ? property(node, 'src') || property(node, 'dataSrc')
      : tagName === 'object'
        ? property(node, 'data') || inner(node, 'embed', 'src')
        : tagName === 'video' || tagName === 'audio'
          ? property(node, 'src') || inner(node, 'source', 'src')
          : ''
  const address = written.trim()
  if (address === '' || /^(?:about|javascript|data|blob):/i.test(address)) return null
  const whole = address.replace(/^\/\//, 'https://')
  const film = /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]+)/i.exec(whole)?.[1]
  if (film !== undefined) return `https://www.youtube.com/watch?v=${film}`
  const viewed = /^https?:\/\/(?:docs\.google\.com\/(?:viewer|gview)|view\.officeapps\.live\.com\/)/i.test(whole)
    ? (new URL(whole).searchParams.get('url') ?? new URL(whole).searchParams.get('src'))
    : null
  return viewed ?? whole
}

function inner(node: Element, name: string, key: string): string {
  const [found] = elementsOf({ type: 'root', children: node.children }, name)
  return found === undefined ? '' : property(found, key)
}

/** The name of a file at an address, else the address. */
function nameIn(address: string): string {
  return /([^/?#]+\.(?:pdf|docx?|xlsx?|pptx?|mp4|mp3|m4a|webm|ogg|wav))(?:[?#]|$)/i.exec(address)?.[1] ?? address
}

const lazy = [
  'dataSrc',
  'dataOriginal',
  'dataLazySrc',
  'dataLazy',
  'dataOriginalSrc',
  'dataFullSrc',
  'dataEcho',
  'dataUrl',
]

/** The addresses of a picture, the fullest first; one within the page itself (`data:`), which may only hold the place, comes last. */
export function pictureAddresses(node: Element, sources: readonly Element[] = []): string[] {
  const own = [property(node, 'src'), ...lazy.map((name) => property(node, name))]
  const sets = [node, ...sources].flatMap((one) => [
    ...setIn(one.properties.srcSet),
    ...setIn(one.properties.dataSrcSet),
    ...setIn(one.properties.dataSrcset),
  ])
  const all = [...new Set([...own, ...sets].map((one) => one.trim()).filter((one) => one !== ''))]
  return [...all.filter((one) => !/^data:/i.test(one)), ...all.filter((one) => /^data:/i.test(one))]
}

/** The addresses of a `srcset`, the widest first. */
function setIn(value: unknown): string[] {
  const written = Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : ''
  return written
    .split(/,\s+/)
    .map((one) => /^(\S+)(?:\s+([\d.]+)[wx])?$/.exec(one.trim()))
    .flatMap((found) => (found?.[1] ? [{ address: found[1].replace(/,$/, ''), size: Number(found[2] ?? 0) }] : []))
    .sort((a, b) => b.size - a.size)
    .map(({ address }) => address)
}

/** Gives every image the addresses that the `picture` around it names, in place. */
export function gatheredPictures(tree: Root): void {
  for (const picture of elementsOf(tree, 'picture')) {
    const children: Root['children'] = picture.children
    const sources = elementsOf({ type: 'root', children }, 'source')
    for (const image of elementsOf({ type: 'root', children }, 'img'))
      image.properties.dataSrcSet = sources.flatMap((one) => setIn(one.properties.srcSet)).join(', ')
  }
}

/** A table's caption as a paragraph above it, in place: Markdown has none. */
export function hoistedCaptions(tree: Root): void {
  const visit = (parent: Root | Element) => {
    parent.children = (parent.children as RootContent[]).flatMap((child): RootContent[] => {
      if (child.type !== 'element') return [child]
      visit(child)
      if (child.tagName !== 'table') return [child]
      const caption = child.children.find((one): one is Element => one.type === 'element' && one.tagName === 'caption')
      if (caption === undefined) return [child]
      child.children = child.children.filter((one) => one !== caption)
      return [{ type: 'element', tagName: 'p', properties: {}, children: caption.children }, child]
    }) as typeof parent.children
  }
  visit(tree)
}

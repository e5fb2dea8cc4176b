/** Every address that a page or a stylesheet names, and what for. */
import type { PageElement } from './document.ts'

/** `loads` says what a browser fetches for the page by itself; null for a link that a reader may follow. */
export interface Reference {
  address: string
  loads: 'style' | 'script' | 'image' | 'other' | null
  line: number
  column: number
}

/** Attributes that hold one address, by element; `*` is any element. */
const single: readonly [element: string, attribute: string, loads: Reference['loads']][] = [
  ['a', 'href', null],
  ['area', 'href', null],
  ['form', 'action', null],
  ['button', 'formaction', null],
  ['input', 'formaction', null],
  ['blockquote', 'cite', null],
  ['q', 'cite', null],
  ['ins', 'cite', null],
  ['del', 'cite', null],
  ['img', 'src', 'image'],
  ['input', 'src', 'image'],
  ['image', 'href', 'image'],
  ['script', 'src', 'script'],
  ['audio', 'src', 'other'],
  ['video', 'src', 'other'],
  ['video', 'poster', 'other'],
  ['source', 'src', 'other'],
  ['track', 'src', 'other'],
  ['iframe', 'src', 'other'],
  ['embed', 'src', 'other'],
  ['object', 'data', 'other'],
  ['use', 'href', 'other'],
  ['use', 'xlink:href', 'other'],
]

/** Names of `<meta>` whose content is an address. */
const metaAddresses = ['og:url', 'og:image', 'og:audio', 'og:video', 'twitter:image']

/** The references of a page. */
export function referencesOf(elements: readonly PageElement[]): Reference[] {
  return elements.flatMap((element) => {
    const { name, attributes, placeOf, text } = element
    const found: Reference[] = []
    const add = (attribute: string, address: string | undefined, loads: Reference['loads']) => {
      if (address !== undefined && address.trim() !== '')
        found.push({ address: address.trim(), loads, ...placeOf(attribute) })
    }
    for (const [owner, attribute, loads] of single) if (owner === name) add(attribute, attributes.get(attribute), loads)
    if (name === 'link') add('href', attributes.get('href'), linkLoads(attributes.get('rel') ?? ''))
    if (name === 'meta') add('content', addressOfMeta(attributes), null)
    // Each picture of a set stands for the one in src, whose weight is counted.
    for (const candidate of (attributes.get('srcset') ?? '').split(/,\s+/))
      add('srcset', candidate.trim().split(/\s+/)[0], 'other')
    for (const { address } of styleReferences(attributes.get('style') ?? '')) add('style', address, 'other')
    if (name === 'style') for (const { address } of styleReferences(text)) add('', address, 'other')
    return found
  })
}

/** The addresses that a stylesheet loads, with their lines and columns. */
export function styleReferences(css: string): Omit<Reference, 'loads'>[] {
  const found = [...css.matchAll(/url\(\s*(["']?)(.*?)\1\s*\)|@import\s+(["'])(.*?)\3/g)]
  return found.flatMap((match) => {
    const address = match[2] ?? match[4] ?? ''
    if (address === '' || address.startsWith('#')) return []
    const before = css.slice(0, match.index).split('\n')
    return [{ address, line: before.length, column: (before.at(-1) ?? '').length + 1 }]
  })
}

function linkLoads(rel: string): Reference['loads'] {
  const words = rel.toLowerCase().split(/\s+/)
  if (words.includes('stylesheet')) return words.includes('alternate') ? 'other' : 'style'
  return words.some((word) => ['icon', 'preload', 'modulepreload', 'manifest'].includes(word)) ? 'other' : null
}

function addressOfMeta(attributes: ReadonlyMap<string, string>): string | undefined {
  const content = attributes.get('content')
  if (attributes.get('http-equiv')?.toLowerCase() === 'refresh')
    return /^\s*[\d.]+\s*[;,]\s*url\s*=\s*['"]?(.*?)['"]?\s*$/i.exec(content ?? '')?.[1]
  return metaAddresses.includes(attributes.get('name') ?? attributes.get('property') ?? '') ? content : undefined
}

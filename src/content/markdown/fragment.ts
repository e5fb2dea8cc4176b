/** The HTML of a body as text with holes: what other files decide is filled in when a page is made. */
import type { Root } from 'hast'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { holeMark } from './references.ts'

/**
 * A place in the text for reference `reference`: its address, what more its element says (size, loading), other forms of an
 * image before and after it, the tracks of a film; or for a citation, whose numbers follow those of the references: the
 * beginning and the end of its mark.
 */
export interface Hole {
  reference: number
  part: 'url' | 'attributes' | 'before' | 'after' | 'tracks' | 'cite' | 'cited'
}

/** Finished, safe HTML around holes. */
export type Fragment = readonly (string | Hole)[]

/**
 * What fills the holes of one reference or citation. Addresses are not yet escaped, that of a citation is empty where its
 * document has no page; `size` is null where it is not known.
 * `picture` is for images on pages: the other forms, best first; `first` is the first image of the page.
 * `clip` is for films and recordings.
 */
export interface HoleValue {
  url: string
  size: { width: number; height: number } | null
  picture?: { sources: { type: string; srcset: string }[]; sizes: string; first: boolean }
  clip?: { poster: string | null; tracks: { url: string; language: string; label: string }[] }
}

const parts = { p: 'before', q: 'after', t: 'tracks', c: 'cite', d: 'cited', '': 'url' } as const

/** The attribute that a hole of the kind `attributes` stands for, up to its mark. */
const sizes = ' data-size="'

const writer = unified().use(rehypeStringify, { closeSelfClosing: false }).freeze()

/** Writes the tree as a fragment. */
export function writeFragment(tree: Root): Fragment {
  return cutAtHoles(writer.stringify(tree).replaceAll('&#x0;', holeMark))
}

/** The fragment of HTML that has the marks of its holes in it. */
export function cutAtHoles(html: string): Fragment {
  const written: (string | Hole)[] = []
  let isSize = false
  for (const [index, part] of html.split(holeMark).entries()) {
    if (index % 2 === 1) {
      const [, kind = '', reference] = /^([pqtcd]?)(\d+)$/.exec(part) ?? []
      written.push({ reference: Number(reference), part: isSize ? 'attributes' : parts[kind as keyof typeof parts] })
      continue
    }
    // The quotation mark that ends the attribute before it.
    const begin = isSize ? 1 : 0
    isSize = part.endsWith(sizes)
    const text = part.slice(begin, isSize ? -sizes.length : undefined)
    if (text !== '') written.push(text)
  }
  return written
}

/** The HTML of a fragment with its holes filled; pages, feeds and every other output go through here. */
export function fillFragment(fragment: Fragment, values: readonly HoleValue[]): string {
  return fragment
    .map((part) => {
      if (typeof part === 'string') return part
      const value = values[part.reference]
      if (!value) throw new Error(`no value for reference ${part.reference}`)
      return filling[part.part](value)
    })
    .join('')
}

const filling: Record<Hole['part'], (value: HoleValue) => string> = {
  url: ({ url }) => attribute(url),
  attributes({ size, picture, clip }) {
    const dimensions = size ? ` width="${size.width}" height="${size.height}"` : ''
    if (clip) {
      const poster = clip.poster === null ? ' preload="metadata"' : ` preload="none" poster="${attribute(clip.poster)}"`
      return dimensions + poster
    }
    return dimensions + (picture ? (picture.first ? ' fetchpriority="high"' : ' loading="lazy"') : '')
  },
  before({ picture }) {
    if (!picture || picture.sources.length === 0) return ''
    const sizes = attribute(picture.sizes)
    const sources = picture.sources.map(
      ({ type, srcset }) => `<source type="${attribute(type)}" srcset="${attribute(srcset)}" sizes="${sizes}">`,
    )
    return `<picture>${sources.join('')}`
  },
  after: ({ picture }) => (picture && picture.sources.length > 0 ? '</picture>' : ''),
  tracks: ({ clip }) =>
    (clip?.tracks ?? [])
      .map(({ url, language, label }, index) => {
        const names = `srclang="${attribute(language)}" label="${attribute(label)}"`
        return `<track kind="captions" src="${attribute(url)}" ${names}${index === 0 ? ' default' : ''}>`
      })
      .join(''),
  cite: ({ url }) => (url === '' ? '<span data-decision>' : `<a href="${attribute(url)}" data-decision>`),
  cited: ({ url }) => (url === '' ? '</span>' : '</a>'),
}

function attribute(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** Letters of a page's tree that are codes of the .Vn and VNI fonts, or UTF-8 that was read wrongly, as Unicode. */
import type { Element, Root, RootContent, Text } from 'hast'
import { fromLegacy, type LegacyName, legacyEncodingOf, legacyStretches } from '../../source/legacy-text.ts'
import { property } from './blocks.ts'

/** Part of a stretch of text, which is in one encoding unless an element names a font. */
interface Piece {
  text: string
  font: Font | null
  set: (text: string) => void
}

interface Font {
  name: LegacyName
  /** The fonts whose name ends in H show small letters as capitals. */
  capitals: boolean
}

const inline = new Set('a abbr b big code em font i small span strike strong sub sup tt u ins del'.split(' '))
const unread = new Set(['script', 'style', 'template'])
const readAloud = ['alt', 'title', 'content'] as const

/** Brings a tree's texts and attributes to Unicode, in place; gives the encodings that were found. */
export function unicodeTree(tree: Root): LegacyName[] {
  const stretches = stretchesOf(tree)
  const said = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('')
  const names = new Set<LegacyName>()
  const turn = ({ text, font, set }: Piece, name: LegacyName) => {
    const turned = fromLegacy(text, name)
    if (turned === null || (turned === text && !font?.capitals)) return
    names.add(name)
    set((font?.capitals ? turned.toUpperCase() : turned).normalize('NFC'))
  }
  // A font's name is a strong sign and no proof: many a page was turned to Unicode and kept its fonts.
  for (const name of ['TCVN3', 'VNI'] as const) {
    const named = stretches.map((pieces) => pieces.filter(({ font }) => font?.name === name))
    const held = named.filter((pieces) => pieces.length > 0)
    const are = legacyStretches(held.map(said), name, true)
    for (const [index, pieces] of held.entries()) if (are[index]) for (const piece of pieces) turn(piece, name)
  }
  const others = stretches
    .map((pieces) => pieces.filter(({ font }) => font === null))
    .filter(({ length }) => length > 0)
  const found = legacyEncodingOf(others.map(said).join('\n'))
  if (found === null) return [...names]
  const are = legacyStretches(others.map(said), found, false)
  for (const [index, pieces] of others.entries()) if (are[index]) for (const piece of pieces) turn(piece, found)
  return [...names]
}

function stretchesOf(tree: Root): Piece[][] {
  const stretches: Piece[][] = []
  let open: Piece[] = []
  const cut = () => {
    if (open.length > 0) stretches.push(open)
    open = []
  }
  const visit = (children: readonly RootContent[], font: Font | null) => {
    for (const child of children) {
      if (child.type === 'text') open.push(pieceOf(child, font))
      if (child.type !== 'element') continue
      for (const name of readAloud) {
        const text = property(child, name)
        if (!/[^\p{ASCII}]/u.test(text)) continue
        const set = (turned: string) => {
          child.properties[name] = turned
        }
        stretches.push([{ text, font: null, set }])
      }
      if (unread.has(child.tagName) && property(child, 'type') !== 'application/ld+json') continue
      const isInline = inline.has(child.tagName)
      if (!isInline) cut()
      visit(child.children, fontOf(child) ?? font)
      if (!isInline) cut()
    }
  }
  visit(tree.children, null)
  cut()
  return stretches
}

function pieceOf(node: Text, font: Font | null): Piece {
  return {
    text: node.value,
    font,
    set(turned) {
      node.value = turned
    },
  }
}

function fontOf(node: Element): Font | null {
  const named = `${property(node, 'face')};${/font-family\s*:\s*([^;]*)/i.exec(property(node, 'style'))?.[1] ?? ''}`
  const tcvn3 = /(?:^|[;,"'\s])\.Vn[\w ]*/i.exec(named)?.[0]
  if (tcvn3 !== undefined) return { name: 'TCVN3', capitals: /H\s*$/.test(tcvn3) }
  return /(?:^|[;,"'\s])VNI[- ]/i.test(named) ? { name: 'VNI', capitals: false } : null
}

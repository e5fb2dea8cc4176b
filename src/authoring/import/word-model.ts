/** A Word text as mammoth reads it, prepared for HTML: labels as text, lists at their depth, paragraphs that stand right or centred. */
import { isPlainLabel, labelMark } from './word-marks.ts'

/** A part of mammoth's document; what is not named here is left as it is. */
export interface Part {
  type: string
  children?: Part[]
  name?: string
  value?: string
  styleId?: string | null
  styleName?: string | null
  alignment?: string | null
  numbering?: { isOrdered: boolean; level: string } | null
}

/** The bookmark of a list's first item that does not count from one. */
export const startMark = 'build-portal-start-'

/** How the prepared paragraphs, and Word's own styles, become HTML. */
export const styleMap = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name='caption'] => p.caption:fresh",
  "p[style-name='heading 7'] => h6:fresh",
  "p[style-name='heading 8'] => h6:fresh",
  "p[style-name='heading 9'] => h6:fresh",
  "p[style-name='build-portal-right'] => p.right:fresh",
  "p[style-name='build-portal-center'] => p.center:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "r[style-name='Emphasis'] => em",
  "r[style-name='Strong Emphasis'] => strong",
]

/** Prepares a document in place; tables of contents are taken out. Gives their lines. */
export function prepared(document: Part): string[] {
  const contents: string[] = []
  const visit = (part: Part) => {
    // Word's levels of the list that is going on, from its outermost: one may be left out, but not in HTML.
    let levels: number[] = []
    part.children = part.children?.filter((child) => {
      if (child.type !== 'paragraph') {
        levels = []
        visit(child)
        return true
      }
      if (/^(?:toc (?:\d|heading)|table of figures|contents \d)$/i.test(child.styleName ?? '')) {
        contents.push(wordsIn(child))
        return false
      }
      const numbering = settledLabel(child)
      if (numbering === null) levels = []
      else {
        const level = Number(numbering.level) || 0
        levels = [...levels.filter((one) => one < level), level]
        child.numbering = { ...numbering, level: String(Math.min(4, levels.length - 1)) }
      }
      if (numbering === null && !/title|heading|caption/i.test(child.styleName ?? '')) alignedStyle(child)
      return true
    })
  }
  visit(document)
  return contents
}

/** The words of a part. */
function wordsIn({ value = '', children = [] }: Part): string {
  return value + children.map(wordsIn).join('')
}

/** Writes a label that no list of Markdown prints before its paragraph; gives the list that the paragraph is still in. */
function settledLabel(paragraph: Part): NonNullable<Part['numbering']> | null {
  const { children = [], numbering = null } = paragraph
  const mark = children.findLast(({ type, name }) => type === 'bookmarkStart' && name?.startsWith(labelMark))
  if (mark === undefined) return numbering
  const label = decodeURIComponent((mark.name ?? '').slice(labelMark.length))
  const rest = children.filter(({ type, name }) => !(type === 'bookmarkStart' && name?.startsWith(labelMark)))
  const isHeading = /^(?:title|heading)/i.test(paragraph.styleName ?? '')
  if (numbering !== null && isPlainLabel(label) && !isHeading) {
    paragraph.children = [{ ...mark, name: startMark + Number.parseInt(label, 10) }, ...rest]
    return numbering
  }
  paragraph.children = label === '' ? rest : [{ type: 'text', value: `${label} ` }, ...rest]
  paragraph.numbering = null
  return null
}

function alignedStyle(paragraph: Part): void {
  const side =
    paragraph.alignment === 'center' ? 'center' : /^(?:right|end)$/.test(paragraph.alignment ?? '') ? 'right' : null
  if (side === null) return
  paragraph.styleId = `build-portal-${side}`
  paragraph.styleName = paragraph.styleId
}

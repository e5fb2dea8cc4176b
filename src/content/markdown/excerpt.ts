/** The beginning of a text, as lists and cards have it. */
import type { Element, Nodes, Root } from 'hast'
import { walk } from './walk.ts'

const LONGEST = 240

/** The first paragraph's text, else the text's beginning: at most 240 characters, cut at a word. */
export function excerptOf(tree: Root): string {
  let text = ''
  walk(tree, 'element', (node) => {
    if (isAside(node)) return 'skip'
    if (node.tagName === 'p') text = readable(node)
    return text === '' ? undefined : 'stop'
  })
  return shortened(text === '' ? readable(tree) : text)
}

/** A text whose words have one space between them, at most 240 characters of it, cut at a word. */
export function shortened(text: string): string {
  let end = 0
  for (let letters = 0; letters < LONGEST && end < text.length; letters++)
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  if (end === text.length) return text
  const space = text.lastIndexOf(' ', end - 1)
  return `${text.slice(0, space < 0 ? end : space)}…`
}

/** Notices and notes stand beside the text. */
function isAside({ properties }: Element): boolean {
  return properties.dataFootnotes !== undefined || [properties.className ?? []].flat().includes('notice')
}

/** Text as it is read aloud: without the marks of footnotes, every run of white space one space. */
function readable(node: Nodes): string {
  const parts: string[] = []
  walk(node, ['text', 'element'], (part) => {
    if (part.type === 'text') parts.push(part.value)
    else if (part.properties.dataFootnoteRef !== undefined || isAside(part)) return 'skip'
    else if (part.tagName === 'br') parts.push(' ')
  })
  return parts.join('').replace(/\s+/g, ' ').trim()
}

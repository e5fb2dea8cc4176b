/** Addresses that are links without any sign end before closing quotes and full-width punctuation, which the specification of GFM (6.9) does not know. */
import type { Link, Root } from 'mdast'
import { walk } from './walk.ts'

/**
 * Quotation marks, the ellipsis, CJK brackets and punctuation, full-width punctuation: no address has them but percent-encoded. The
 * typographic apostrophe is among them.
 */
const end = /[‘’“”‚„‟«»‹›…、。〈-】〔-〟！＂＇（），．：；？［］｛｝｟-､]/u

/** What GFM takes off the end of an address, without its brackets, which must be balanced. */
const trailing = /[?!.,:*_~"']+$/

/** Shortens the addresses in place; `source` is the Markdown of the tree. */
export function endAddresses(tree: Root, source: string): void {
  if (!end.test(source)) return
  walk(tree, 'link', (node, index, parent) => {
    const [text, ...others] = node.children
    if (text?.type !== 'text' || others.length > 0 || !isLiteral(node, text.value, source)) return 'skip'
    const cut = end.exec(text.value)?.index
    if (cut === undefined) return 'skip'
    const shown = text.value.slice(0, cut).replace(trailing, '')
    const rest = { type: 'text' as const, value: text.value.slice(shown.length) }
    node.url = node.url.slice(0, node.url.length - text.value.length) + shown
    text.value = shown
    const { position } = node
    if (position) {
      const { line, column, offset = 0 } = position.start
      const point = { line, column: column + shown.length, offset: offset + shown.length }
      Object.assign(rest, { position: { start: point, end: position.end } })
      position.end = point
    }
    parent.children.splice(index + 1, 0, rest)
    return index + 2
  })
}

/** Whether a link is an address that is only written there: not in `<…>` or `[…](…)`. */
function isLiteral({ url, position }: Link, text: string, source: string): boolean {
  if (url !== text && url !== `http://${text}`) return false
  return position === undefined || !/[<[]/.test(source[position.start.offset ?? 0] ?? '')
}

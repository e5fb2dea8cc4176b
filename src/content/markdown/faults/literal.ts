/** The letters of a block that Markdown takes for plain text, each at its place in the body; all else is covered. */
import type { Paragraph, PhrasingContent, RootContent, TableCell } from 'mdast'

/** Covers what is no plain text (a code point that Unicode leaves to programs): marks of emphasis, code, addresses, HTML, escaped signs. */
export const COVER = '\ufdd0'
/** Stands for a line break that readers see. */
export const BREAK = '\ufdd1'

/** A block's letters; `offset` is where they begin in the body. Lines end with a line feed where readers see a space. */
export interface Literal {
  text: string
  offset: number
}

/** Null where the parser gives no place. */
export function literalOf(block: Paragraph | TableCell | RootContent, body: string): Literal | null {
  const [from, to] = rangeOf(block) ?? []
  if (from === undefined || to === undefined || !('children' in block)) return null
  const open = coverInside(block.children as PhrasingContent[], from, to, body)
  return {
    text: open.replace(/\\[!-/:-@[-`{-~]/g, COVER + COVER).replace(/\r\n?/g, (end) => '\n'.repeat(end.length)),
    offset: from,
  }
}

function coverInside(children: readonly PhrasingContent[], from: number, to: number, body: string): string {
  let text = ''
  let at = from
  for (const child of children) {
    const [start, end] = rangeOf(child) ?? []
    if (start === undefined || end === undefined || start < at) continue
    text += body.slice(at, start) + letters(child, start, end, body)
    at = end
  }
  return text + body.slice(at, to)
}

function letters(node: PhrasingContent, start: number, end: number, body: string): string {
  if (node.type === 'text') return body.slice(start, end)
  if (node.type === 'break') return covered(body.slice(start, end)).replace(/\n/, BREAK)
  const [first, last] = 'children' in node ? [node.children[0], node.children.at(-1)] : []
  const [inside] = (first && rangeOf(first)) ?? []
  const [, behind] = (last && rangeOf(last)) ?? []
  if (!('children' in node) || inside === undefined || behind === undefined) return covered(body.slice(start, end))
  // An address that is a link by itself reads like text, and holds none.
  if (node.type === 'link' && inside === start) return covered(body.slice(start, end))
  return (
    covered(body.slice(start, inside)) +
    coverInside(node.children, inside, behind, body) +
    covered(body.slice(behind, end))
  )
}

function covered(text: string): string {
  return text.replace(/[^\n]/g, COVER)
}

function rangeOf({ position }: RootContent | TableCell): [start: number, end: number] | null {
  const [start, end] = [position?.start.offset, position?.end.offset]
  return start === undefined || end === undefined ? null : [start, end]
}

/** The text of a literal from an offset on, as it is quoted: one line, without covers, at most so many letters. */
export function quoted(text: string, longest = 60): string {
  const line =
    text
      .slice(0, 4 * longest)
      .replaceAll(COVER, '')
      .trimStart()
      .split(/[\n\ufdd1]/)[0] ?? ''
  const all = [...line.trimEnd()]
  return all.length <= longest ? all.join('') : `${all.slice(0, longest).join('')}…`
}

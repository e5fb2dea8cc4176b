/** A built page as a browser parses it: its elements in order, each with its place in the file. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5'

/** An element of a page. Lines and columns count from 1. */
export interface PageElement {
  name: string
  attributes: ReadonlyMap<string, string>
  /** The place of an attribute, or of the start tag where there is no such attribute. */
  placeOf: (attribute?: string) => { line: number; column: number }
  /** The text directly in it. */
  text: string
}

/** The elements of a page, in the document's order. */
export function elementsOf(html: string): PageElement[] {
  const found: PageElement[] = []
  // What stands in <noscript> is read as readers without script see it.
  const document = parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false })
  const open: DefaultTreeAdapterTypes.ChildNode[] = [...document.childNodes].reverse()
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!('tagName' in node)) continue
    const { tagName, attrs, sourceCodeLocation } = node
    found.push({
      name: tagName,
      attributes: new Map(attrs.map(({ name, value, prefix }) => [prefix ? `${prefix}:${name}` : name, value])),
      placeOf: (attribute) => {
        const at = sourceCodeLocation?.attrs?.[attribute ?? ''] ?? sourceCodeLocation?.startTag ?? sourceCodeLocation
        return { line: at?.startLine ?? 1, column: at?.startCol ?? 1 }
      },
      text: node.childNodes.map((child) => ('value' in child ? child.value : '')).join(''),
    })
    const children = 'content' in node ? node.content.childNodes : node.childNodes
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index]
      if (child) open.push(child)
    }
  }
  return found
}

/** Whether a page only sends its reader on to another. */
export function isRedirect(elements: readonly PageElement[]): boolean {
  return elements.some(
    ({ name, attributes }) => name === 'meta' && attributes.get('http-equiv')?.toLowerCase() === 'refresh',
  )
}

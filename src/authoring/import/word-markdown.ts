/** What of a Word text Markdown writes in its own way: footnotes, whole tables, raised and lowered letters. */
import type { Element, ElementContent } from 'hast'
import { toString as textIn } from 'hast-util-to-string'
import type { RootContent } from 'mdast'
import type { Options } from 'rehype-remark'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { elementsOf, property } from './blocks.ts'
import { cellBreak, wholeTable } from './word-tables.ts'

type Handler = NonNullable<NonNullable<Options['handlers']>[string]>
type State = Parameters<Handler>[0]

const html = (value: string): RootContent => ({ type: 'html', value })
/** The mark of a note, which is in brackets by itself, needs no raising. */
const between =
  (tag: string): Handler =>
  (state, node) =>
    /^\[.*\]$/.test(textIn(node).trim()) ? state.all(node) : [html(`<${tag}>`), ...state.all(node), html(`</${tag}>`)]

/** How elements become Markdown, by their names. */
export const wordHandlers: Record<string, Handler> = {
  'footnote-ref': (_, node) => ({
    type: 'footnoteReference',
    identifier: property(node, 'label'),
    label: property(node, 'label'),
  }),
  'footnote-text': (state, node) => ({
    type: 'footnoteDefinition',
    identifier: property(node, 'label'),
    label: property(node, 'label'),
    children: state.toFlow(state.all(node)),
  }),
  [cellBreak]: () => html('<br>'),
  [wholeTable]: (state, node) => htmlTable(state, node),
  sup: between('sup'),
  sub: between('sub'),
}

const writer = unified().use(rehypeStringify, { closeSelfClosing: false }).freeze()

/** A table as HTML, row by row; a cell with footnotes stands between empty lines, where Markdown is read again. */
function htmlTable(state: State, table: Element): RootContent[] {
  const nodes: RootContent[] = []
  let text = '<table>\n'
  const flush = (next: string) => {
    nodes.push(html(text.trimEnd()))
    text = next
  }
  for (const part of elements(table)) {
    text += `<${part.tagName}>\n`
    for (const row of elements(part)) {
      text += '<tr>\n'
      for (const cell of elements(row)) {
        const [opening = ''] = /^<[^>]*>/.exec(written([{ ...cell, children: [] }])) ?? []
        text += opening
        const children = withBreaks(cell.children)
        if (elementsOf({ type: 'root', children }, 'footnote-ref').length > 0) {
          flush('')
          for (const node of state.toFlow(state.all({ ...cell, children })) as RootContent[]) nodes.push(node)
        } else text += written(children)
        text += `</${cell.tagName}>\n`
      }
      text += '</tr>\n'
    }
    text += `</${part.tagName}>\n`
  }
  text += '</table>'
  flush('')
  return nodes
}

function written(children: ElementContent[]): string {
  return writer.stringify({ type: 'root', children }).replace(/\s*\n\s*/g, ' ')
}

function withBreaks(children: readonly ElementContent[]): ElementContent[] {
  return children.map((child): ElementContent => {
    if (child.type !== 'element') return child
    return {
      ...child,
      tagName: child.tagName === cellBreak ? 'br' : child.tagName,
      children: withBreaks(child.children),
    }
  })
}

function elements(node: Element): Element[] {
  return node.children.filter((child): child is Element => child.type === 'element')
}

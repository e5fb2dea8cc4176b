/** An HTML tree as Markdown that the build reads as the same text. */
import type { Root } from 'hast'
import { toString as textIn } from 'hast-util-to-string'
import type { Root as Markdown } from 'mdast'
import rehypeRemark from 'rehype-remark'
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { oneLine } from '../draft.ts'
import { property } from './blocks.ts'
import { wordHandlers } from './word-markdown.ts'

/** Three colons at a line's beginning open a notice. */
const notice = { character: ':', after: '::', atBreak: true }

/** A notice as the block that it was written as. */
const notices: typeof wordHandlers = {
  div(state, node) {
    const kind = /(?:^| )notice-(\w+)/.exec(property(node, 'className'))?.[1]
    if (kind === undefined) return state.all(node)
    const [title, ...rest] = node.children.filter(({ type }) => type === 'element')
    const said = title?.type === 'element' ? oneLine(textIn(title)).replace(/[[\]]/g, '') : ''
    const html = (value: string) => ({ type: 'html' as const, value })
    return [html(`:::${kind}[${said}]`), ...state.toFlow(state.all({ ...node, children: rest })), html(':::')]
  },
}

const converter = unified()
  .use(rehypeRemark, { document: true, handlers: { ...wordHandlers, ...notices } })
  .use(remarkGfm, { singleTilde: false })
  .use(remarkStringify, { bullet: '-', rule: '-', emphasis: '*', listItemIndent: 'one', unsafe: [notice] })
  .freeze()

/** Writes a tree as Markdown. */
export async function toMarkdown(tree: Root): Promise<string> {
  const markdown = (await converter.run(tree)) as unknown as Markdown
  return converter.stringify(markdown).normalize('NFC')
}

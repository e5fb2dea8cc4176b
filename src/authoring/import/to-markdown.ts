/** An HTML tree as Markdown that the build reads as the same text. */
import type { Root } from 'hast'
import type { Root as Markdown } from 'mdast'
import rehypeRemark from 'rehype-remark'
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { wordHandlers } from './word-markdown.ts'

/** Three colons at a line's beginning open a notice. */
const notice = { character: ':', after: '::', atBreak: true }

const converter = unified()
  .use(rehypeRemark, { document: true, handlers: wordHandlers })
  .use(remarkGfm, { singleTilde: false })
  .use(remarkStringify, { bullet: '-', rule: '-', emphasis: '*', listItemIndent: 'one', unsafe: [notice] })
  .freeze()

/** Writes a tree as Markdown. */
export async function toMarkdown(tree: Root): Promise<string> {
  const markdown = (await converter.run(tree)) as unknown as Markdown
  return converter.stringify(markdown).normalize('NFC')
}

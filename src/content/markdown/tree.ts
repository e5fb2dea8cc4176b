/** Markdown (CommonMark, GFM, `:::` blocks) to a syntax tree, through unified. */
import type { Root } from 'mdast'
import { directiveFromMarkdown } from 'mdast-util-directive'
import { directive } from 'micromark-extension-directive'
import type { Construct } from 'micromark-util-types'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { type Processor, unified } from 'unified'
import { endAddresses } from './address-ends.ts'

/** Parses a body. A single tilde strikes nothing out: `10~20 … 30~40` are ranges. */
export function parseMarkdown(body: string): Root {
  const tree = (body.includes(':::') ? withNotices : plain).parse(body)
  endAddresses(tree, body)
  return tree
}

const plain = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).freeze()
const withNotices = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(containerDirectives).freeze()

/** Only the block form `:::name`: the text form would eat `8:30`, the leaf form any line that begins with `::`. */
export function containerDirectives(this: Processor): void {
  const data = this.data()
  const [container] = [directive().flow?.[58] ?? []].flat() as Construct[]
  if (!container) throw new Error('micromark-extension-directive has no container construct')
  data.micromarkExtensions ??= []
  data.fromMarkdownExtensions ??= []
  data.micromarkExtensions.push({ flow: { 58: container } })
  data.fromMarkdownExtensions.push(directiveFromMarkdown())
}

/** The places of a Markdown body's words: texts, pictures with their descriptions, HTML. */
import type { Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { type Processor, unified } from 'unified'
import { containerDirectives } from './tree.ts'
import { walk } from './walk.ts'

/** Offsets in UTF-16 units; an address that is a link without any sign is no prose. */
export function proseNodes(body: string): { start: number; end: number }[] {
  const nodes: { start: number; end: number }[] = []
  walk(parser.parse(body) as Root, ['text', 'image', 'imageReference', 'html', 'link'], (node) => {
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    if (start === undefined || end === undefined) throw new Error(`a ${node.type} without its place`)
    if (node.type === 'link') return body[start] === '[' ? undefined : 'skip'
    nodes.push({ start, end })
  })
  return nodes
}

const parser = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(containerDirectives)
  .use(withoutTransforms)
  .freeze()

/** What is changed after the parsing has no places. */
function withoutTransforms(this: Processor): void {
  const data = this.data()
  data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? []).flat().map(({ transforms: _, ...others }) => others)
}

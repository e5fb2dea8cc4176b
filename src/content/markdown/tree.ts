/** Markdown (CommonMark, GFM, `:::` blocks) to a syntax tree, through unified with one of two parsers. */
import type { Root } from 'mdast'
import { directiveFromMarkdown } from 'mdast-util-directive'
import { directive } from 'micromark-extension-directive'
import type { Construct } from 'micromark-util-types'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { type Processor, unified } from 'unified'
import { isPlain } from './plain.ts'

/**
 * Parses a body to mdast with positions (UTF-16 columns). A single tilde strikes nothing out: `10~20 … 30~40` are ranges.
 */
export type MarkdownParser = (body: string) => Root

/** `fast` is satteri where it runs; `remark` is the reference, whose HTML the other has to match byte for byte. */
export type ParserName = 'fast' | 'remark'

/** Gives a parser by its name, loaded only now; `remark` where this platform has no binary of the fast one. */
export async function markdownParser(name: ParserName): Promise<MarkdownParser> {
  return (name === 'fast' ? await satteriParser() : null) ?? remarkParser
}

/** remark-parse with remark-gfm. */
export const remarkParser: MarkdownParser = (body) => (body.includes(':::') ? withNotices : plain).parse(body)

/**
 * satteri as unified's parser, for plain texts: what is not goes to the reference. Null where there is no binary of it.
 */
export async function satteriParser(): Promise<MarkdownParser | null> {
  let markdownToMdast: typeof import('satteri')['markdownToMdast']
  try {
    ;({ markdownToMdast } = await import('satteri'))
  } catch {
    // Whatever keeps a native library from loading (no package, no binary, an old libc), the reference does its work.
    return null
  }
  const processor = unified()
    .use(function satteri() {
      this.parser = (text) => markdownToMdast(text, { features, position: true })
    })
    .freeze()
  return (body) => (isPlain(body) ? (processor.parse(body) as Root) : remarkParser(body))
}

const features = { gfm: true, smartPunctuation: false, frontmatter: false }

const plain = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).freeze()
const withNotices = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(containerDirectives).freeze()

/** Only the block form `:::name`: the text form would eat `8:30`, the leaf form any line that begins with `::`. */
function containerDirectives(this: Processor): void {
  const data = this.data()
  const [container] = [directive().flow?.[58] ?? []].flat() as Construct[]
  if (!container) throw new Error('micromark-extension-directive has no container construct')
  data.micromarkExtensions ??= []
  data.fromMarkdownExtensions ??= []
  data.micromarkExtensions.push({ flow: { 58: container } })
  data.fromMarkdownExtensions.push(directiveFromMarkdown())
}

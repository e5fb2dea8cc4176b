/** A body as its page has it: read, with every hole filled by a plain address. */
import type { Element, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import rehypeRaw from 'rehype-raw'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { type Body, readBody } from '../../src/content/body.ts'
import { fillFragment } from '../../src/content/markdown/fragment.ts'
import { type MarkdownReader, referenceReader } from '../../src/content/markdown/reader.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import type { SiteLanguage } from '../../src/source/language/labels.ts'

/** A read body. `told` words each diagnostic as `code line:column`, by place. */
interface Read {
  body: Body
  html: string
  tree: Root
  told: string[]
  diagnostics: Diagnostic[]
}

/** Reads a body that begins on line 10 of its file, `content/2024/a.md`. Hole n is filled with `/hole-n`. */
export function read(
  markdown: string,
  options: {
    language?: SiteLanguage
    imageHosts?: string[]
    folder?: string
    firstLine?: number
    reader?: MarkdownReader
  } = {},
): Read {
  const { language = 'vi', imageHosts = [], folder = '2024', firstLine = 10, reader = referenceReader } = options
  const { body, diagnostics } = readBody(
    markdown,
    { file: 'content/2024/a.md', folder, firstLine },
    { language, imageHosts, homes: ['https://thu.example.gov.vn/tin/'] },
    reader,
  )
  const html = fillFragment(
    body.fragment,
    [...body.references, ...body.citations].map((_, index) => ({
      url: `/hole-${index}`,
      size: { width: 4, height: 3 },
    })),
  )
  const told = [...diagnostics]
    .sort((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0))
    .map(({ code, place }) => `${code} ${place?.line}:${place?.column}`)
  return { body, html, tree: parseHtml(html), told, diagnostics }
}

/** HTML as a browser parses it. */
export function parseHtml(html: string): Root {
  return unified()
    .use(rehypeRaw)
    .runSync({ type: 'root', children: [{ type: 'raw', value: html }] }) as Root
}

/** Every element of a name, in order. */
export function elements(tree: Root | Element, name: string): Element[] {
  const found: Element[] = []
  visit(tree, 'element', (node) => {
    if (node.tagName === name) found.push(node)
  })
  return found
}

/** Headings as `h2#id text`. */
export function headings(tree: Root): string[] {
  const found: string[] = []
  visit(tree, 'element', (node) => {
    if (/^h[1-6]$/.test(node.tagName)) found.push(`${node.tagName}#${node.properties.id} ${textOf(node)}`)
  })
  return found
}

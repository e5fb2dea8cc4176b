/** Markdown to HTML in which nothing can run: to a tree by the reference, or for plain texts to a text by a native reader. */
import type { Root } from 'hast'
import { problem } from '../../diagnostics/diagnostic.ts'
import type { Label, Labels } from '../../source/language/labels.ts'
import type { ReaderFault } from './fault.ts'
import { markdownFaults } from './faults/faults.ts'
import { makeNotices, noticeLabels } from './notices.ts'
import { isPlain } from './plain.ts'
import { safeHtml } from './safe-html.ts'
import { parseMarkdown } from './tree.ts'

/**
 * The HTML of a plain body, by a fast reader: `p`, `h1` to `h6`, lists, quotes, tables, emphasis, links, images and breaks,
 * well formed. Null where the reference is to read the body.
 */
export type MarkdownReader = (body: string) => string | null

/** `fast` is satteri where it runs, `remark` the reference: any difference between the two is a fault. */
export type ParserName = 'fast' | 'remark'

/** Gives a reader by the name of its parser, loaded only now; the reference where there is no binary of the fast one. */
export async function markdownReader(parser: ParserName): Promise<MarkdownReader> {
  return (parser === 'fast' ? await fastReader() : null) ?? referenceReader
}

/** remark-parse, remark-gfm, remark-rehype, rehype-raw and rehype-sanitize. Codes: `html-removed`, `notice-unknown`, those of `markdownFaults`. */
export function referenceTree(body: string, words: Labels): { tree: Root; faults: ReaderFault[] } {
  const at = (node: { position?: { start: { line: number; column: number } } | undefined }) => ({
    line: node.position?.start.line ?? 1,
    column: node.position?.start.column ?? 1,
  })
  const markdown = parseMarkdown(body)
  const faults = markdownFaults(markdown, body)
  const all = Object.keys(noticeLabels).map((known) => `:::${known}`)
  makeNotices(
    markdown,
    (key: Label) => words[key],
    (name, node) =>
      faults.push({
        ...at(node),
        removed: name,
        told: (place) => problem('notice-unknown', { name, all: all.join(', ') }, place),
      }),
  )
  const tree = safeHtml(markdown, words, (what, node) =>
    faults.push({ ...at(node), removed: what, told: (place) => problem('html-removed', { what }, place) }),
  )
  return { tree, faults }
}

/** Leaves every body to the reference. */
export const referenceReader: MarkdownReader = () => null

/**
 * satteri for plain texts: what is not goes to the reference. Plain texts have no HTML, thus nothing to take out.
 * Null where there is no binary of it.
 */
export async function fastReader(): Promise<MarkdownReader | null> {
  let satteri: typeof import('satteri')
  try {
    satteri = await import('satteri')
  } catch {
    // Whatever keeps a native library from loading (no package, no binary, an old libc), the reference does its work.
    return null
  }
  const options = { features: { gfm: true, smartPunctuation: false, frontmatter: false } }
  return (body) => (isPlain(body) ? satteri.markdownToHtml(body, options).html : null)
}

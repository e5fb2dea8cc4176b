/** Markdown to an HTML tree in which nothing can run: by the reference, or for plain texts by a native reader. */
import type { Element, Root } from 'hast'
import { type Processor, unified } from 'unified'
import { problem } from '../../diagnostics/diagnostic.ts'
import { type Label, labels, type SiteLanguage } from '../../source/language/labels.ts'
import type { ReaderFault } from './fault.ts'
import { markdownFaults } from './faults/faults.ts'
import { makeNotices, noticeLabels } from './notices.ts'
import { isPlain } from './plain.ts'
import { safeHtml } from './safe-html.ts'
import { parseMarkdown } from './tree.ts'
import { walk } from './walk.ts'

/**
 * Reads a body. Its elements have positions (UTF-16 columns) where `located` is asked for, or costs nothing: half of the
 * fast reader's time is spent on them, and few bodies have anything that must be placed.
 */
export type MarkdownReader = (
  body: string,
  language: SiteLanguage,
  located: boolean,
) => { tree: Root; faults: ReaderFault[]; located: boolean }

/** `fast` is satteri where it runs, `remark` the reference: any difference between the two is a fault. */
export type ParserName = 'fast' | 'remark'

/** Gives a reader by the name of its parser, loaded only now; the reference where there is no binary of the fast one. */
export async function markdownReader(parser: ParserName): Promise<MarkdownReader> {
  return (parser === 'fast' ? await fastReader() : null) ?? referenceReader
}

/** remark-parse, remark-gfm, remark-rehype, rehype-raw and rehype-sanitize. Codes: `html-removed`, `notice-unknown`, those of `markdownFaults`. */
export const referenceReader: MarkdownReader = (body, language) => {
  const at = (node: { position?: { start: { line: number; column: number } } | undefined }) => ({
    line: node.position?.start.line ?? 1,
    column: node.position?.start.column ?? 1,
  })
  const words = labels(language)
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
  const tree = safeHtml(markdown, language, (what, node) =>
    faults.push({ ...at(node), removed: what, told: (place) => problem('html-removed', { what }, place) }),
  )
  return { tree, faults, located: true }
}

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
  const features = { gfm: true, smartPunctuation: false, frontmatter: false }
  const processor = (position: boolean) =>
    unified()
      .use(function (this: Processor) {
        this.parser = (text) => satteri.markdownToHast(text, { features, position })
      })
      .freeze()
  const [placed, unplaced] = [processor(true), processor(false)]
  return (body, language, located) => {
    if (!isPlain(body)) return referenceReader(body, language, located)
    const tree = (located ? placed : unplaced).parse(body) as Root
    alignByAttribute(tree)
    return { tree, faults: [], located }
  }
}

/** satteri aligns cells by a style, the reference by an attribute. */
function alignByAttribute(tree: Root): void {
  for (const table of tree.children) {
    if (table.type !== 'element' || table.tagName !== 'table') continue
    walk(table, 'element', (cell: Element) => {
      const { style, ...properties } = cell.properties
      if (typeof style === 'string') cell.properties = { ...properties, align: style.replace('text-align: ', '') }
    })
  }
}

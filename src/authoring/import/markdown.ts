/** A Markdown file of another generator to what a bulletin says. */
import type { Root } from 'hast'
import { nameOf } from '../../content/bulletin.ts'
import { splitFrontMatter } from '../../content/front-matter.ts'
import { referenceTree } from '../../content/markdown/reader.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { slugOf } from '../../source/fold.ts'
import { labels } from '../../source/language/labels.ts'
import type { SiteConfig } from '../../source/settings.ts'
import { blocksOf, readHtml } from './blocks.ts'
import { visibleText } from './conservation.ts'
import { type Imported, LONGEST, type Note } from './findings.ts'
import { foreignFrontMatter } from './foreign-front-matter.ts'
import { withOwnMarkup } from './foreign-markup.ts'
import { translatedKeys } from './front-matter-keys.ts'
import { type Led, relinked, waitingLinks } from './links.ts'
import { gatheredPictures, hoistedCaptions, linkedMedia } from './page-media.ts'
import { type Around, settle } from './settle.ts'
import { withoutShortcodes } from './shortcodes.ts'
import { toMarkdown } from './to-markdown.ts'

/** Reads a file, whose body may be HTML; `file` is its name in messages. Codes: `import-front-matter` and those of `splitFrontMatter`. */
export async function importMarkdown(
  text: string,
  file: string,
  isHtml: boolean,
  config: SiteConfig,
  around: Around,
): Promise<Imported | { diagnostics: Diagnostic[] }> {
  const foreign = await foreignFrontMatter(text, file)
  if (foreign !== null && 'diagnostic' in foreign) return { diagnostics: [foreign.diagnostic] }
  const { frontMatter, diagnostics } =
    foreign === null ? leniently(text.replace(/^\s+(?=---)/, ''), file) : { frontMatter: foreign, diagnostics: [] }
  if (frontMatter === null) return { diagnostics }
  const notes: Note[] = []
  const values = translatedKeys(frontMatter.values, config, around, notes)
  const named = /(?:^|\/)(\d{4}-\d{2}-\d{2})[-_ ][^/]*$/.exec(file)?.[1]
  if (values.date === undefined && named !== undefined) {
    values.date = named
    notes.push({ fate: 'kept', name: 'date', value: named })
  }
  const { slug } = values
  delete values.slug
  const name =
    typeof slug === 'string'
      ? slugOf(
          slug
            .replace(/\/+$/, '')
            .replace(/^.*\//, '')
            .replace(/\.html?$/, ''),
        )
      : ''
  // Where its address is said as a path, that path leads here from now on.
  if (typeof slug === 'string' && /^\/[^\s?#]+$/.test(slug))
    values.aliases = [...((values.aliases ?? []) as string[]), slug]
  return {
    values,
    name: name || slugOf(nameOf(file.replace(/\.html?$/i, '.md'))),
    ...(frontMatter.body.length > LONGEST
      ? { body: '', isTooLong: true }
      : await (isHtml ? settledHtml : settledBody)(frontMatter.body, around, notes)),
    cited: null,
    mayBeEmpty: true,
    notes,
  }
}

/**
 * As the parsers of other generators take it: a quoted value may go on at the head of the next line (YAML 1.2, 8.1: it must not, but js-yaml and
 * Psych let it).
 */
function leniently(text: string, file: string): ReturnType<typeof splitFrontMatter> {
  const strict = splitFrontMatter(text, file)
  if (strict.frontMatter !== null) return strict
  const end = /\n---[ \t]*(?:\r?\n|$)/.exec(text)?.index ?? 0
  const lines = text.slice(0, end).split('\n')
  let open = ''
  const indented = lines.map((line) => {
    const isInside = open !== ''
    const start = isInside ? 0 : (/^[\w-]+:[ \t]*(?=["'])/.exec(line)?.[0].length ?? -1)
    if (start >= 0) open = openQuote(line.slice(start), open)
    return isInside && /^\S/.test(line) ? `  ${line}` : line
  })
  const again = splitFrontMatter(indented.join('\n') + text.slice(end), file)
  return again.frontMatter === null ? strict : again
}

/** The quotation mark that is still open at a line's end; `open` is that of its beginning. */
function openQuote(text: string, open: string): string {
  let quote = open
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (quote === '' && at === 0 && (sign === '"' || sign === "'")) quote = sign
    else if (quote === '"' && sign === '\\') at++
    else if (quote !== '' && sign === quote) {
      if (quote === "'" && text[at + 1] === "'") at++
      else return ''
    }
  }
  return quote
}

/** The body of a post that is written in HTML. */
async function settledHtml(
  written: string,
  around: Around,
  notes: Note[],
): Promise<Pick<Imported, 'body' | 'open' | 'visible'>> {
  const tree = readHtml(withoutShortcodes(written, notes, new Set()))
  hoistedCaptions(tree)
  gatheredPictures(tree)
  const visible = visibleText(tree.children)
  linkedMedia(tree, notes)
  const root: Root = { type: 'root', children: blocksOf(tree).map(({ node }) => node) }
  const { links, wait } = waitingLinks()
  settle(root, { ...around, wait }, notes)
  return {
    body: await toMarkdown(root),
    visible,
    ...(links.length > 0 && { open: { tree: root, links, written: null } }),
  }
}

/** A body in which nothing had to be settled stays as its author wrote it. */
async function settledBody(
  written: string,
  around: Around,
  notes: Note[],
): Promise<Pick<Imported, 'body' | 'open' | 'visible'>> {
  const references = new Set<string>()
  const body = withOwnMarkup(withoutShortcodes(written, notes, references), notes)
  const before = notes.length
  const { tree, faults } = referenceTree(body, labels('vi'))
  for (const { removed } of faults)
    if (removed !== undefined) notes.push({ fate: 'dropped', name: 'html', value: removed })
  const root: Root = { type: 'root', children: tree.children }
  const visible = visibleText(root.children)
  const { links, wait } = waitingLinks()
  const isPage = (href: string) => /\.(?:md|markdown)(?:[?#]|$)/i.test(href)
  const moved: Led[] = []
  const recorded = (take: ((href: string) => string | null) | undefined) => (href: string) => {
    const to = take?.(href) ?? null
    if (to !== null) moved.push({ href, to })
    return to
  }
  const [take, attach] = [recorded(around.take), recorded(around.attach)]
  settle(root, { ...around, take, attach, isPage, byName: (href) => isPage(href) || references.has(href), wait }, notes)
  // Where files came along and nothing else changed, new addresses are all that the text needs.
  const isMoved = notes.slice(before).every(({ fate, name }) => fate === 'kept' && name !== 'caption')
  const unchanged = isMoved ? (relinked(body.trimStart(), moved)?.normalize('NFC') ?? null) : null
  if (links.length === 0 && unchanged !== null) return { body: unchanged, visible }
  const footnotes = new Set(body.match(/\[\^[^\]\s]+\](?=:)/g))
  if (unchanged === null)
    for (const footnote of footnotes) notes.push({ fate: 'changed', name: 'footnote', value: footnote })
  return {
    body: unchanged ?? (await toMarkdown(root)),
    visible,
    ...(links.length > 0 && { open: { tree: root, links, written: unchanged } }),
  }
}

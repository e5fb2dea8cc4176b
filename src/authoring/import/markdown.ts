/** A Markdown file of another generator to what a bulletin says. */
import type { Root } from 'hast'
import { nameOf } from '../../content/bulletin.ts'
import { splitFrontMatter } from '../../content/front-matter.ts'
import { referenceTree } from '../../content/markdown/reader.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { slugOf } from '../../source/fold.ts'
import type { SiteConfig } from '../../source/settings.ts'
import { visibleText } from './conservation.ts'
import { type Imported, LONGEST, type Note } from './findings.ts'
import { foreignFrontMatter } from './foreign-front-matter.ts'
import { translatedKeys } from './front-matter-keys.ts'
import { waitingLinks } from './links.ts'
import { type Around, settle } from './settle.ts'
import { withoutShortcodes } from './shortcodes.ts'
import { toMarkdown } from './to-markdown.ts'

/** Reads a file; `file` is its name in messages. Codes: `import-front-matter` and those of `splitFrontMatter`. */
export async function importMarkdown(
  text: string,
  file: string,
  config: SiteConfig,
  around: Around,
): Promise<Imported | { diagnostics: Diagnostic[] }> {
  const foreign = await foreignFrontMatter(text, file)
  if (foreign !== null && 'diagnostic' in foreign) return { diagnostics: [foreign.diagnostic] }
  const { frontMatter, diagnostics } =
    foreign === null
      ? splitFrontMatter(text.replace(/^\s+(?=---)/, ''), file)
      : { frontMatter: foreign, diagnostics: [] }
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
    name: name || slugOf(nameOf(file)),
    ...(frontMatter.body.length > LONGEST
      ? { body: '', isTooLong: true }
      : await settledBody(frontMatter.body, around, notes)),
    cited: null,
    mayBeEmpty: true,
    notes,
  }
}

/** A body in which nothing had to be settled stays as its author wrote it. */
async function settledBody(
  written: string,
  around: Around,
  notes: Note[],
): Promise<Pick<Imported, 'body' | 'open' | 'visible'>> {
  const before = notes.length
  const references = new Set<string>()
  const body = withoutShortcodes(written, notes, references)
  const { tree, faults } = referenceTree(body, 'vi')
  for (const { removed } of faults)
    if (removed !== undefined) notes.push({ fate: 'dropped', name: 'html', value: removed })
  const root: Root = { type: 'root', children: tree.children }
  const visible = visibleText(root.children)
  const { links, wait } = waitingLinks()
  const isPage = (href: string) => /\.(?:md|markdown)(?:[?#]|$)/i.test(href)
  settle(root, { ...around, isPage, byName: (href) => isPage(href) || references.has(href), wait }, notes)
  const unchanged = notes.length === before ? written.trimStart().normalize('NFC') : null
  if (links.length === 0 && unchanged !== null) return { body: unchanged }
  const footnotes = new Set(body.match(/\[\^[^\]\s]+\](?=:)/g))
  if (unchanged === null)
    for (const footnote of footnotes) notes.push({ fate: 'changed', name: 'footnote', value: footnote })
  return {
    body: unchanged ?? (await toMarkdown(root)),
    visible,
    ...(links.length > 0 && { open: { tree: root, links, written: unchanged } }),
  }
}

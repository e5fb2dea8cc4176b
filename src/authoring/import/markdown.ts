/** A Markdown file of another generator to what a bulletin says. */
import type { Root } from 'hast'
import { nameOf } from '../../content/bulletin.ts'
import { splitFrontMatter } from '../../content/front-matter.ts'
import { referenceReader } from '../../content/markdown/reader.ts'
import { type Diagnostic, inFile, problem } from '../../diagnostics/diagnostic.ts'
import { slugOf } from '../../source/fold.ts'
import type { SiteConfig } from '../../source/settings.ts'
import type { Imported, Note } from './findings.ts'
import { translatedKeys } from './front-matter-keys.ts'
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
  const other = /^(?:\+\+\+|---[ \t]*toml)[ \t]*\r?\n/i.test(text)
    ? 'TOML'
    : /^(?:\{|---[ \t]*json)/i.test(text)
      ? 'JSON'
      : null
  if (other !== null) return { diagnostics: [problem('import-front-matter', { language: other }, inFile(file))] }
  const { frontMatter, diagnostics } = splitFrontMatter(text.replace(/^\s+(?=---)/, ''), file)
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
    body: await settledBody(frontMatter.body, around, notes),
    cited: null,
    mayBeEmpty: true,
    notes,
  }
}

/** A body in which nothing had to be settled stays as its author wrote it. */
async function settledBody(written: string, around: Around, notes: Note[]): Promise<string> {
  const before = notes.length
  const body = withoutShortcodes(written, notes)
  const { tree, faults } = referenceReader(body, 'vi', false)
  for (const fault of faults)
    notes.push({ fate: 'dropped', name: 'html', value: fault.code === 'html-removed' ? fault.what : fault.name })
  const root: Root = { type: 'root', children: tree.children }
  settle(root, { ...around, isPage: (href) => /\.(?:md|markdown)(?:[?#]|$)/i.test(href) }, notes)
  if (notes.length === before) return written.trimStart().normalize('NFC')
  const footnotes = new Set(body.match(/\[\^[^\]\s]+\](?=:)/g))
  for (const footnote of footnotes) notes.push({ fate: 'changed', name: 'footnote', value: footnote })
  return toMarkdown(root)
}

/** A Word file to what a bulletin says: facts, text, footnotes and images. */
import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import type { Element, Root } from 'hast'
import { toString as textIn } from 'hast-util-to-string'
import { type DecisionNumber, documentType, printDecisionNumber } from '../../content/decision-number.ts'
import { type Diagnostic, inFile, problem } from '../../diagnostics/diagnostic.ts'
import { slugOf } from '../../source/fold.ts'
import type { SiteConfig } from '../../source/settings.ts'
import { categoryId, oneLine } from '../draft.ts'
import { type Block, blocksOf, elementsOf } from './blocks.ts'
import { visibleText } from './conservation.ts'
import type { Imported, Note, Picture } from './findings.ts'
import { unicodeTree } from './font-codes.ts'
import { lowered } from './page.ts'
import { isLabel, latestCited } from './page-facts.ts'
import { settle } from './settle.ts'
import { toMarkdown } from './to-markdown.ts'
import { listed } from './word-changes.ts'
import { wordHtml } from './word-html.ts'
import { issuerIn } from './word-issuer.ts'
import { officeDocument } from './word-office.ts'
import { openWord } from './word-package.ts'
import { pressText } from './word-press.ts'
import { commonSigns } from './word-signs.ts'
import { settledTables, wholeTable } from './word-tables.ts'
import { wordTree } from './word-tree.ts'

/**
 * Reads a file; `file` is its name in messages. `keep` takes an image along and gives the name that stands for it in the
 * text, `attach` a document that the text links to, null where it is not at hand. Code: `import-word`.
 */
export async function importWord(
  bytes: Buffer,
  file: string,
  config: SiteConfig,
  { keep, attach }: { keep: (picture: Picture) => string; attach: (href: string) => string | null },
): Promise<Imported | { diagnostics: Diagnostic[] }> {
  const opened = await openWord(bytes)
  if ('fault' in opened) return { diagnostics: [problem('import-word', { fault: opened.fault }, inFile(file))] }
  const beside: Note[] = []
  const pictures = new Map<string, Picture>()
  const byDigest = new Map<string, string>()
  const made = await wordHtml(opened, beside, (picture) => {
    const digest = createHash('sha256').update(picture.bytes).digest('hex')
    const src = byDigest.get(digest) ?? `image-${pictures.size + 1}${extname(picture.name)}`
    byDigest.set(digest, src)
    pictures.set(src, picture)
    return src
  })
  if ('fault' in made) return { diagnostics: [problem('import-word', { fault: made.fault }, inFile(file))] }
  const { tree, notes: footnotes } = wordTree(commonSigns(made.html))
  const encodings = unicodeTree({ type: 'root', children: [...tree.children, ...footnotes] })
  const all = blocksOf(tree)
  const notes = encodings.map((value): Note => ({ fate: 'changed', name: 'encoding', value }))
  const { values, blocks, day } = factsIn(all, config, notes)
  const labels = all.flatMap(({ text }): Note[] =>
    isLabel(text) ? [{ fate: 'kept', name: 'fact', value: text, words: text }] : [],
  )
  const body = bodyOf(blocks, footnotes, notes)
  const taken = new Map<string, string>()
  const take = (src: string): string | null => {
    const picture = pictures.get(src)
    const name = taken.get(src) ?? (picture === undefined ? null : keep(picture))
    if (name !== null) taken.set(src, name)
    return name
  }
  settle(body, { base: null, take, attach }, notes)
  lowered(body)
  return {
    values,
    body: await toMarkdown(body),
    // A document may set terms for later; it is out from its own day on.
    cited: day ?? latestCited(all),
    notes: [...notes, ...labels, ...beside],
    // Codes of fonts before Unicode are other letters in the file than in what becomes of it.
    visible: encodings.length > 0 ? visibleText([...tree.children, ...footnotes]) : made.said,
  }
}

/** Front matter by its keys, and the text without the lines that say it; `day` is that of an office document. */
function factsIn(all: readonly Block[], config: SiteConfig, notes: Note[]) {
  const office = officeDocument(all)
  const press = pressText(office?.blocks ?? all, config.timezone, office)
  const named = office?.title ?? press.title ?? (office?.number ? numbered(office.number) : undefined)
  // Word shows small letters as capitals where its author asked for that.
  const title = named?.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
  const tell = (fate: Note['fate'], name: Note['name'], value: string | undefined) => {
    if (value !== undefined && value !== '') notes.push({ fate, name, value })
  }
  tell('kept', 'title', title)
  tell('kept', 'date', press.date)
  tell('kept', 'author', press.author)
  const category = press.section === undefined ? undefined : categoryId(press.section, config.categories)
  const isKnown = config.categories.some(({ id }) => id === category)
  tell(isKnown ? 'kept' : 'dropped', 'category', press.section)
  const issuer = issuerIn(office?.office ?? [], config)
  const number = office?.number ? printDecisionNumber(office.number) : undefined
  const said = [number, office?.date, issuer, office?.abstract].filter((one) => one !== undefined)
  // Without its number nothing is known to be a document's.
  tell(number === undefined ? 'dropped' : 'kept', 'decision', said.join('; '))
  tell('kept', 'signer', office?.signer)
  tell('dropped', 'heading', office?.heading.join(' | '))
  // What comes from Word has been seen by nobody in its new form.
  tell('changed', 'draft', 'draft: true')
  const kind = office?.number ? documentType(office.number, 'vi') : undefined
  const values = {
    draft: true,
    title,
    date: press.date,
    author: press.author,
    category: isKnown ? category : kindSection(kind ?? title, config),
    decision: number === undefined ? undefined : { number, date: office?.date, issuer, title: office?.abstract },
  }
  return { values, blocks: press.blocks, day: office?.date }
}

/** The section that is called as the kind of a document: "Thông báo" for a notice. */
function kindSection(said: string | null | undefined, { categories }: SiteConfig): string | undefined {
  const words = slugOf(said ?? '')
  return categories.find(({ id, title }) =>
    [id, slugOf(title)].some((name) => words === name || words.startsWith(`${name}-`)),
  )?.id
}

/** A document that names no subject is named by its number. */
function numbered(number: DecisionNumber): string {
  return `${documentType(number, 'vi') ?? 'Văn bản'} số ${printDecisionNumber(number)}`
}

/** The text with its footnotes at its end; one that only a dropped line referred to goes with it. */
function bodyOf(blocks: readonly Block[], footnotes: readonly Element[], notes: Note[]): Root {
  const children = blocks.flatMap(({ node }) => (node.tagName === 'table' ? settledTables(node) : [node]))
  const whole = children.filter(({ tagName }) => tagName === wholeTable).length
  if (whole > 0) notes.push({ fate: 'changed', name: 'table', value: String(whole) })
  const referred = new Set(
    elementsOf({ type: 'root', children }, 'footnote-ref').map(({ properties }) => properties.label),
  )
  const kept = footnotes.filter(({ properties }) => referred.has(properties.label))
  if (kept.length > 0) notes.push({ fate: 'kept', name: 'wordFootnotes', value: String(kept.length) })
  const lost = footnotes.filter((footnote) => !kept.includes(footnote)).map((footnote) => oneLine(textIn(footnote)))
  if (lost.length > 0) notes.push({ fate: 'dropped', name: 'wordFootnotes', value: listed(lost) })
  return { type: 'root', children: [...children, ...kept] }
}

/** A Word file to what a bulletin says: facts, text, footnotes and images. */
import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import type { Root } from 'hast'
import { printDecisionNumber } from '../../content/decision-number.ts'
import { issuerOf, knownIssuers } from '../../content/issuer.ts'
import { type Diagnostic, inFile, problem } from '../../diagnostics/diagnostic.ts'
import type { SiteConfig } from '../../source/settings.ts'
import { categoryId } from '../draft.ts'
import { blocksOf } from './blocks.ts'
import type { Imported, Note, Picture } from './findings.ts'
import { lowered } from './page.ts'
import { latestCited } from './page-facts.ts'
import { settle } from './settle.ts'
import { toMarkdown } from './to-markdown.ts'
import { wordHtml } from './word-html.ts'
import { officeDocument } from './word-office.ts'
import { openWord } from './word-package.ts'
import { pressText } from './word-press.ts'
import { settledTable, wholeTable } from './word-tables.ts'
import { wordTree } from './word-tree.ts'

/**
 * Reads a file; `file` is its name in messages, `keep` takes an image along and gives the name that stands for it in the
 * text. Code: `import-word`.
 */
export async function importWord(
  bytes: Buffer,
  file: string,
  config: SiteConfig,
  keep: (picture: Picture) => string,
): Promise<Imported | { diagnostics: Diagnostic[] }> {
  const opened = await openWord(bytes)
  if ('fault' in opened) return { diagnostics: [problem('import-word', { fault: opened.fault }, inFile(file))] }
  const notes: Note[] = []
  const taken = new Map<string, string>()
  const byDigest = new Map<string, string>()
  const html = await wordHtml(opened, notes, ({ bytes, name }) => {
    const digest = createHash('sha256').update(bytes).digest('hex')
    const src = byDigest.get(digest) ?? `image-${taken.size + 1}${extname(name)}`
    byDigest.set(digest, src)
    if (!taken.has(src)) taken.set(src, keep({ bytes, name }))
    return src
  })
  if (html === null) return { diagnostics: [problem('import-word', { fault: 'damaged' }, inFile(file))] }
  const { tree, notes: footnotes } = wordTree(html)
  const all = blocksOf(tree)
  const office = officeDocument(all)
  const press = pressText(office?.blocks ?? all, config.timezone, office?.title !== undefined)
  const title = office?.title ?? press.title

  const found: Note[] = []
  const kept = (name: Note['name'], value: string | undefined) => {
    if (value !== undefined && value !== '') found.push({ fate: 'kept', name, value })
  }
  kept('title', title)
  kept('date', press.date)
  kept('author', press.author)
  const category = press.section === undefined ? undefined : categoryId(press.section, config.categories)
  const isKnown = config.categories.some(({ id }) => id === category)
  if (press.section !== undefined)
    found.push({ fate: isKnown ? 'kept' : 'dropped', name: 'category', value: press.section })
  const issuer = issuerIn(office?.office ?? [], config)
  const number = office === null || office.number === null ? undefined : printDecisionNumber(office.number)
  kept('decision', [number, office?.date, issuer, office?.abstract].filter((one) => one !== undefined).join('; '))
  kept('signer', office?.signer)
  if (office !== null) found.push({ fate: 'dropped', name: 'heading', value: office.heading.join(' | ') })

  const body: Root = { type: 'root', children: [...press.blocks.map(({ node }) => node), ...footnotes] }
  body.children = body.children.map((node) =>
    node.type === 'element' && node.tagName === 'table' ? settledTable(node) : node,
  )
  const whole = body.children.filter((node) => node.type === 'element' && node.tagName === wholeTable).length
  if (whole > 0) found.push({ fate: 'changed', name: 'table', value: String(whole) })
  if (footnotes.length > 0) found.push({ fate: 'kept', name: 'wordFootnotes', value: String(footnotes.length) })
  settle(body, { base: null, take: (src) => taken.get(src) ?? null }, found)
  lowered(body)
  return {
    values: {
      title,
      date: press.date,
      author: press.author,
      category: isKnown ? category : undefined,
      decision: number === undefined ? undefined : { number, date: office?.date, issuer, title: office?.abstract },
    },
    body: await toMarkdown(body),
    // A document may set terms for later; it is out from its own day on.
    cited: office?.date ?? latestCited(all),
    notes: [...found, ...notes],
  }
}

const place = /(?:^|\s)((?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN)\s.+)$/u

/**
 * The office that a heading names: its last line, or two where the last is only the place. As the settings spell it, where
 * they know it, else in the heading's capitals.
 */
function issuerIn(lines: readonly string[], config: SiteConfig): string | undefined {
  const names: string[] = []
  for (const line of lines) {
    const before = place.exec(line)?.index === 0 ? names.pop() : undefined
    names.push(before === undefined ? line : `${before} ${line}`)
  }
  const own = names.at(-1)
  if (own === undefined) return undefined
  const known = knownIssuers(config)
  const where = place.test(own) ? undefined : place.exec(names.at(-2) ?? '')?.[1]
  const full = where === undefined ? own : `${own} ${where}`
  return (
    [full, own].map((name) => issuerOf(name, known)).find(({ name }) => name !== full && name !== own)?.name ?? full
  )
}

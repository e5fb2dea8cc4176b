/** A saved page of a portal to what a bulletin says: facts, text and images. */
import type { Root } from 'hast'
import { categoryId, type DraftSettings, oneLine } from '../draft.ts'
import { blocksOf, elementsOf, hasImage, readHtml, readPlain } from './blocks.ts'
import { visibleText } from './conservation.ts'
import { type Imported, LONGEST, type Note } from './findings.ts'
import { unicodeTree } from './font-codes.ts'
import { waitingLinks } from './links.ts'
import { pageBody } from './page-body.ts'
import { latestCited, pageFacts } from './page-facts.ts'
import { gatheredPictures, hoistedCaptions, linkedMedia } from './page-media.ts'
import { wordLists } from './page-word-lists.ts'
import { type Around, settle } from './settle.ts'
import { toMarkdown } from './to-markdown.ts'

/** Each weighs kilobytes while a page is read; no article has a hundredth of them. */
const MOST_TAGS = 400_000

/** Reads a page: HTML, or the plain text of one. `base` stands for the page's own address where it does not say it. */
export async function importPage(
  text: string,
  kind: 'html' | 'text',
  settings: DraftSettings,
  site: Around,
): Promise<Imported> {
  if (kind === 'html' && text.split('<', MOST_TAGS).length === MOST_TAGS)
    return { values: {}, body: '', isTooLong: true, cited: null, notes: [] }
  const tree = kind === 'html' ? readHtml(text) : readPlain(text)
  const encodings = kind === 'html' ? unicodeTree(tree) : []
  const notes: Note[] = encodings.map((value) => ({ fate: 'changed', name: 'encoding', value }))
  wordLists(tree)
  hoistedCaptions(tree)
  gatheredPictures(tree)
  const visible = visibleText(tree.children)
  linkedMedia(tree, notes)
  const all = blocksOf(tree, true)
  const facts = pageFacts(tree, all, text, settings.timezone)
  const {
    blocks,
    signed,
    section: below,
    furniture,
    ...left
  } = pageBody(
    all,
    facts.title,
    settings.categories.map(({ title }) => title),
  )
  const keep = (name: Note['name'], value: string | number | undefined) => {
    if (value !== undefined) notes.push({ fate: 'kept', name, value: String(value) })
  }
  const author = facts.author ?? signed
  if (signed !== undefined && author !== signed) notes.push({ fate: 'dropped', name: 'furniture', value: signed })
  const section = facts.section ?? below
  const category = section === undefined ? undefined : categoryId(section, settings.categories)
  const isKnown = settings.categories.some(({ id }) => id === category)
  keep('title', facts.title)
  keep('date', facts.date)
  keep('author', author)
  keep('views', facts.views)
  if (section !== undefined)
    notes.push({ fate: isKnown ? 'kept' : 'dropped', name: 'category', value: section, words: below ?? '' })
  keep('url', facts.url)
  const aliases = facts.url === undefined ? [] : aliasesOf(facts.url, notes)
  for (const { node, text: line } of blocks)
    if (kind === 'text' && line.length <= 80 && imageLine.test(line) && !hasImage(node))
      notes.push({ fate: 'dropped', name: 'imageText', value: line })
  if (furniture.length > 0) notes.push({ fate: 'dropped', name: 'furniture', value: furniture.join(' | ') })
  for (const line of left.facts) notes.push({ fate: 'kept', name: 'fact', value: line, words: line })
  if (left.outside.length > 0) notes.push({ fate: 'dropped', name: 'outside', value: left.outside.join(' | ') })
  const around = [...left.around, ...controlsIn(tree)]
  if (around.length > 0)
    notes.push({ fate: 'dropped', name: 'around', value: summaryOf(around), words: around.join('\n') })

  const body: Root = { type: 'root', children: blocks.map(({ node }) => node) }
  const isTooLong = blocks.reduce((letters, block) => letters + block.text.length, 0) > LONGEST
  if (isTooLong) body.children = []
  const { links, wait } = waitingLinks()
  settle(body, { ...site, base: facts.url ?? site.base, wait }, notes)
  lowered(body)
  const legacy = { url: facts.url, views: facts.views }
  return {
    values: {
      title: facts.title,
      date: facts.date,
      author,
      category: isKnown ? category : undefined,
      aliases: aliases.length > 0 ? aliases : undefined,
      legacy: legacy.url === undefined && legacy.views === undefined ? undefined : legacy,
    },
    body: await toMarkdown(body),
    ...(isTooLong && { isTooLong }),
    ...(links.length > 0 && { open: { tree: body, links, written: null } }),
    cited: latestCited(blocks),
    notes,
    visible,
  }
}

/** The words on buttons and in drawings, which are no text of an article. */
function controlsIn(tree: Root): string[] {
  return ['button', 'svg', 'object'].flatMap((name) =>
    elementsOf(tree, name)
      .map((node) => oneLine(visibleText([node])))
      .filter((text) => text !== ''),
  )
}

/** The first of many texts. */
function summaryOf(texts: readonly string[]): string {
  const all = texts.join(' | ')
  return all.length > 200 ? `${all.slice(0, 200)}…` : all
}

/** What stands in a saved text where the page had an image: its alternative text, on a line of its own. */
const imageLine = /^(?:ảnh|anh|hình|image)(?!\p{L})[^.!?:]*$/iu

/** The old address as one of this site's, where it is a plain path: a server alone can answer for a query. */
function aliasesOf(url: string, notes: Note[]): string[] {
  const { pathname, search } = new URL(url)
  if (search !== '') notes.push({ fate: 'dropped', name: 'query', value: pathname + search })
  if (search !== '' || pathname === '/') return []
  notes.push({ fate: 'changed', name: 'alias', value: pathname })
  return [pathname]
}

/** Headings of the text begin below the page's title, without a step left out. */
export function lowered(tree: Root): void {
  let [before, level] = [0, 1]
  for (const node of tree.children) {
    if (node.type !== 'element' || !/^h[1-6]$/.test(node.tagName)) continue
    const own = Number(node.tagName[1])
    level = before === 0 ? 2 : own > before ? Math.min(level + 1, 6) : Math.max(2, level - (before - own))
    before = own
    node.tagName = `h${level}`
  }
}

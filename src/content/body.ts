/** A Markdown body to its fragment and the facts that other pages and checks need of it. */
import type { Element, Nodes, Root } from 'hast'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import { lineIndex, positionAt } from '../diagnostics/line-index.ts'
import { labels, type SiteLanguage } from '../source/language/labels.ts'
import type { Citation } from './citation.ts'
import { takeCitations } from './markdown/citations.ts'
import { type Fragment, writeFragment } from './markdown/fragment.ts'
import { furnish } from './markdown/furnish.ts'
import { giveIds, settleHeadings } from './markdown/headings.ts'
import type { MarkdownReader } from './markdown/reader.ts'
import { type OwnLink, type Reference, takeReferences } from './markdown/references.ts'
import { showMedia } from './markdown/shown.ts'
import { walk } from './markdown/walk.ts'

/**
 * `references` and then `citations` stand in the order of the fragment's holes, their lines those of the file. `ids` are all that a
 * `#fragment` may name. `excerpt` is the first paragraph's text, cut at a word. `empty` where there is no text at all.
 */
export interface Body {
  fragment: Fragment
  references: Reference[]
  /** Links by full addresses of the site, which are no holes. */
  own: OwnLink[]
  ids: string[]
  excerpt: string
  citations: CitationInBody[]
  empty: boolean
}

/** `line` and `column` are those of the file, null for all but citations without a symbol. */
export interface CitationInBody extends Citation {
  line: number | null
  column: number | null
}

/** Ids that the page's frame has; those of its parts begin with `p_`, which no heading's id can. */
const reservedIds = ['noi-dung', 'menu', 'top', 'footnote-label']

/**
 * Reads a body. `folder` is the file's folder under content/; `firstLine` the file's line on which the body begins.
 * Codes: those of the reader, `heading-skipped`, `url-unsafe`, `path-outside`, `image-host`, `image-alt-missing`,
 * `citation-day-impossible`.
 */
export function readBody(
  body: string,
  at: { file: string; folder: string; firstLine: number },
  settings: { language: SiteLanguage; imageHosts: readonly string[]; homes: readonly string[] },
  reader: MarkdownReader,
): { body: Body; diagnostics: Diagnostic[] } {
  const first = readTree(body, at, settings, reader, mayNeedPlaces.test(body))
  const { references, own } = first.body
  const isPlaced = first.located || (first.diagnostics.length === 0 && references.length + own.length === 0)
  return isPlaced ? first : readTree(body, at, settings, reader, true)
}

/** What links, pictures and addresses cannot do without. */
const mayNeedPlaces = /\]\(|:\/\/|www\.|@/

/** Reads the body, with or without the places of what is in it. */
function readTree(
  body: string,
  at: { file: string; folder: string; firstLine: number },
  settings: { language: SiteLanguage; imageHosts: readonly string[]; homes: readonly string[] },
  reader: MarkdownReader,
  locate: boolean,
): { body: Body; diagnostics: Diagnostic[]; located: boolean } {
  const diagnostics: Diagnostic[] = []
  const words = labels(settings.language)
  const fileLine = (line: number) => line + at.firstLine - 1
  const placeOf = (position: { line: number; column: number } | undefined) => ({
    file: at.file,
    line: fileLine(position?.line ?? 1),
    column: position?.column ?? 1,
  })

  const { tree: html, faults, located } = reader(body, settings.language, locate)
  for (const { told, ...at } of faults) diagnostics.push(told(placeOf(at)))
  settleHeadings(html, (from, to, node) =>
    diagnostics.push(problem('heading-skipped', { from, to }, placeOf(node.position?.start))),
  )
  const excerpt = excerptOf(html)
  const ids = giveIds(html, reservedIds)
  showMedia(html)
  const { references, own, refused } = takeReferences(html, at.folder, settings.imageHosts, settings.homes)
  for (const fault of refused) {
    const place = placeOf(fault)
    if (fault.code === 'url-unsafe') diagnostics.push(problem('url-unsafe', { url: fault.url }, place))
    else if (fault.code === 'path-outside')
      diagnostics.push(problem('path-outside', { key: 'link', path: fault.path }, place))
    else if (fault.code === 'image-host') diagnostics.push(problem('image-host', { host: fault.host }, place))
    else diagnostics.push(problem('image-alt-missing', { src: fault.src }, place))
  }
  const citations = takeCitations(html, references.length, body).map(({ citation, wrongDay, offset }) => {
    const { line, column } = offset === null ? inFile(at.file) : placeOf(positionAt(lineIndex(body), offset))
    if (wrongDay !== null)
      diagnostics.push(problem('citation-day-impossible', { day: wrongDay }, { file: at.file, line, column }))
    // Of the others no place is told later: an edit above them leaves the facts as they are.
    return { ...citation, ...(citation.symbol === null ? { line, column } : { line: null, column: null }) }
  })
  furnish(html, { table: words.tableRegion, taskDone: words.taskDone, taskOpen: words.taskOpen })

  return {
    body: {
      fragment: writeFragment(html),
      references: references.map((reference) => ({ ...reference, line: fileLine(reference.line) })),
      own: own.map((link) => ({ ...link, line: fileLine(link.line) })),
      ids: [...ids, 'footnote-label'],
      excerpt,
      citations,
      empty: body.trim() === '',
    },
    diagnostics,
    located,
  }
}

/** The first paragraph's text, else the text's beginning: at most 240 characters, cut at a word. */
function excerptOf(tree: Root): string {
  let text = ''
  walk(tree, 'element', (node) => {
    if (isAside(node)) return 'skip'
    if (node.tagName === 'p') text = readable(node)
    return text === '' ? undefined : 'stop'
  })
  if (text === '') text = readable(tree)
  const letters = [...text]
  if (letters.length <= 240) return text
  return `${letters
    .slice(0, 240)
    .join('')
    .replace(/\s+\S*$/, '')}…`
}

/** Notices and notes stand beside the text. */
function isAside({ properties }: Element): boolean {
  return properties.dataFootnotes !== undefined || [properties.className ?? []].flat().includes('notice')
}

/** Text as it is read aloud: without the marks of footnotes, every run of white space one space. */
function readable(node: Nodes): string {
  const parts: string[] = []
  walk(node, ['text', 'element'], (part) => {
    if (part.type === 'text') parts.push(part.value)
    else if (part.properties.dataFootnoteRef !== undefined || isAside(part)) return 'skip'
    else if (part.tagName === 'br') parts.push(' ')
  })
  return parts.join('').replace(/\s+/g, ' ').trim()
}

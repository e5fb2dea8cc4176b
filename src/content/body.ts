/** A Markdown body to its fragment and the facts that other pages and checks need of it. */
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import { lineIndex, positionAt } from '../diagnostics/line-index.ts'
import { type OwnLabels, type SiteLanguage, wordsOf } from '../source/language/labels.ts'
import type { Citation } from './citation.ts'
import type { Fragment } from './markdown/fragment.ts'
import { readPlain } from './markdown/plain-body.ts'
import type { MarkdownReader } from './markdown/reader.ts'
import type { OwnLink, Reference } from './markdown/references.ts'
import { readTree } from './markdown/tree-body.ts'

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

/**
 * Reads a body. `folder` is the file's folder under content/; `firstLine` the file's line on which the body begins.
 * Codes: those of `readTree`, `citation-day-impossible`.
 */
export function readBody(
  body: string,
  at: { file: string; folder: string; firstLine: number },
  settings: {
    language: SiteLanguage
    imageHosts: readonly string[]
    homes: readonly string[]
    labels?: OwnLabels
  },
  reader: MarkdownReader,
): { body: Body; diagnostics: Diagnostic[] } {
  const labels = wordsOf(settings.language, settings.labels)
  const { tableRegion: table, taskDone, taskOpen } = labels
  const { imageHosts, homes } = settings
  const around = { folder: at.folder, imageHosts, homes, words: { table, taskDone, taskOpen } }
  const html = reader(body)
  const { fragment, references, own, ids, excerpt, citations, faults } =
    (html === null ? null : readPlain(html, body, around)) ?? readTree(body, labels, around)

  const fileLine = (line: number) => line + at.firstLine - 1
  const placeOf = ({ line, column }: { line: number; column: number }) => ({
    file: at.file,
    line: fileLine(line),
    column,
  })
  const diagnostics = faults.map(({ told, ...place }) => told(placeOf(place)))
  const lines = citations.some(({ offset }) => offset !== null) ? lineIndex(body) : []
  const placed = citations.map(({ citation, wrongDay, offset }) => {
    const { line, column } = offset === null ? inFile(at.file) : placeOf(positionAt(lines, offset))
    if (wrongDay !== null)
      diagnostics.push(problem('citation-day-impossible', { day: wrongDay }, { file: at.file, line, column }))
    // Of the others no place is told later: an edit above them leaves the facts as they are.
    return { ...citation, ...(citation.symbol === null ? { line, column } : { line: null, column: null }) }
  })
  return {
    body: {
      fragment,
      references: references.map((reference) => ({ ...reference, line: fileLine(reference.line) })),
      own: own.map((link) => ({ ...link, line: fileLine(link.line) })),
      ids: [...ids, 'footnote-label'],
      excerpt,
      citations: placed,
      empty: body.trim() === '',
    },
    diagnostics,
  }
}

/** What reading a body's Markdown gathers, whichever way it is read. */
import type { TakenCitation } from './citations.ts'
import type { ReaderFault } from './fault.ts'
import type { Fragment } from './fragment.ts'
import type { FurnishWords } from './furnish.ts'
import type { OwnLink, Reference } from './references.ts'

/** Lines and columns are the body's own. `ids` are those of the text's elements, `excerpt` is the first paragraph's text. */
export interface Gathered {
  fragment: Fragment
  references: Reference[]
  own: OwnLink[]
  ids: string[]
  excerpt: string
  citations: TakenCitation[]
  faults: ReaderFault[]
}

/** What a body is read with: the folder of its file under content/, the hosts of images, the addresses of the site's home. */
export interface Around {
  folder: string
  imageHosts: readonly string[]
  homes: readonly string[]
  words: FurnishWords
}

/** Ids that the page's frame has; those of its parts begin with `p_`, which no heading's id can. */
export const reservedIds = ['noi-dung', 'menu', 'top', 'footnote-label']

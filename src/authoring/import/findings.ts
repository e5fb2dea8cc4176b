/** What an import tells of one file: what was kept, changed and dropped. */
import type { Root } from 'hast'

/** What a note is about; worded by the command. */
export type NoteName =
  | 'title'
  | 'date'
  | 'author'
  | 'views'
  | 'category'
  | 'url'
  | 'image'
  | 'attachment'
  | 'caption'
  | 'alias'
  | 'link'
  | 'noDate'
  | 'furniture'
  | 'fact'
  | 'outside'
  | 'around'
  | 'embed'
  | 'linkText'
  | 'linkPart'
  | 'linkHeld'
  | 'imageText'
  | 'query'
  | 'key'
  | 'shortcode'
  | 'html'
  | 'footnote'
  | 'encoding'
  | WordNoteName

/** What only a Word file has. */
type WordNoteName =
  | 'comment'
  | 'contents'
  | 'crop'
  | 'draft'
  | 'altMissing'
  | 'decision'
  | 'deletion'
  | 'drawing'
  | 'element'
  | 'equation'
  | 'formatting'
  | 'headerFooter'
  | 'heading'
  | 'hidden'
  | 'imageFormat'
  | 'insertion'
  | 'linkedImage'
  | 'macros'
  | 'move'
  | 'numbering'
  | 'properties'
  | 'signer'
  | 'table'
  | 'textBox'
  | 'wordFootnotes'

/** One fact of the source, as it was found, or as `from → to`. `words` is all the text that it accounts for, where the value is shorter. */
export interface Note {
  fate: 'kept' | 'changed' | 'dropped'
  name: NoteName
  value: string
  words?: string
}

/** An image or a document that goes beside the bulletin; `path` is where it can be read again. */
export interface Picture {
  name: string
  bytes: Uint8Array
  path?: string
}

/**
 * A link that may lead to another text of the run: as it is written, and the full address that it has otherwise, if any.
 * `isOwn` where that is on the old site itself; `byName` where the file that is meant may lie in another folder.
 */
export interface WaitingLink {
  href: string
  url: string | null
  isOwn: boolean
  byName: boolean
}

/**
 * What a source says; front matter by its keys. `cited` is the latest day that it cites. `name` is the end of its address, where
 * the source has one of its own.
 */
export interface Imported {
  values: Record<string, unknown>
  name?: string
  body: string
  /** The text's tree while links wait in it; `written` is what stays where none of them changes. */
  open?: { tree: Root; links: WaitingLink[]; written: string | null }
  /** A text that no build reads is not turned into Markdown. */
  isTooLong?: true
  /** A page without a text is none; a file with front matter may be all that there is. */
  mayBeEmpty?: boolean
  cited: string | null
  notes: Note[]
  /** Every word that the source shows; absent where its text came in as it was written. */
  visible?: string
}

/** In letters: the build reads no longer text. */
export const LONGEST = 5_000_000

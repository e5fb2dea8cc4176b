/** What an import tells of one file: what was kept, changed and dropped. */

/** What a note is about; worded by the command. */
export type NoteName =
  | 'title'
  | 'date'
  | 'author'
  | 'views'
  | 'category'
  | 'url'
  | 'image'
  | 'caption'
  | 'alias'
  | 'link'
  | 'noDate'
  | 'furniture'
  | 'linkText'
  | 'imageText'
  | 'query'
  | 'key'
  | 'shortcode'
  | 'html'
  | 'footnote'
  | WordNoteName

/** What only a Word file has. */
type WordNoteName =
  | 'comment'
  | 'contents'
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

/** One fact of the source, as it was found, or as `from → to`. */
export interface Note {
  fate: 'kept' | 'changed' | 'dropped'
  name: NoteName
  value: string
}

/** A file of images that goes beside the bulletin. */
export interface Picture {
  name: string
  bytes: Uint8Array
}

/**
 * What a source says; front matter by its keys. `cited` is the latest day that it cites. `name` is the end of its address, where
 * the source has one of its own.
 */
export interface Imported {
  values: Record<string, unknown>
  name?: string
  body: string
  /** A page without a text is none; a file with front matter may be all that there is. */
  mayBeEmpty?: boolean
  cited: string | null
  notes: Note[]
}

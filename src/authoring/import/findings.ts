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

/** How one form of an image, or a drawn card, is to be made. */

/** One form of an image: its format, and its width in pixels. */
export interface Recipe {
  format: keyof typeof encodings
  width: number
}

/** How each format is written; part of every form's name, so that another setting is another file. */
export const encodings = {
  avif: { quality: 50, effort: 2 },
  webp: { quality: 75 },
  jpeg: { quality: 80, mozjpeg: true },
  png: { compressionLevel: 9, adaptiveFiltering: true },
}

/** The widest form: twice the width of a column of text. */
export const WIDEST = 1200

/** Pixels: what Open Graph asks of a large card. */
export const cardSize = { width: 1200, height: 630 }

/** How it is written: sixteen colours hold flat areas and the smooth edges of white letters. */
export const cardEncoding = { palette: true, colours: 16, dither: 0, compressionLevel: 9 }

/** All that decides a card's look; colours as `#rrggbb`. */
export interface DrawnCard {
  office: string
  title: string
  /** The category and the date, in the words of the page's language. */
  below: string
  brand: string
  accent: string
}

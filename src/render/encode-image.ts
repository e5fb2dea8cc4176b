/** Makes the forms of an image: decoded once, upright, without metadata, in sRGB. */
import type sharpOf from 'sharp'
import { cardEncoding, encodings, type Recipe, WIDEST } from '../plan/recipe.ts'

/** The library, loaded by whoever has an image to encode. */
export type Encoder = typeof sharpOf

/** Thrown where an image cannot be decoded; `reason` is a reason of `image-broken`. */
export class UndecodableImage extends Error {
  readonly reason: string

  constructor(reason: string, cause: unknown) {
    super(reason, { cause })
    this.reason = reason
  }
}

/** More than a file with so many pixels is refused before it is read (`image-too-large`). */
const limits = { limitInputPixels: 200_000_000, failOn: 'error', sequentialRead: true } as const

/** Encodes an image in several forms, in their order. The same bytes and recipe give the same bytes, whatever else is asked for. */
export async function encodeImage(file: Buffer, recipes: readonly Recipe[], sharp: Encoder): Promise<Buffer[]> {
  // All forms come from the widest: a photograph of 12 megapixels is decoded once.
  const widest = await decoded(file, sharp)
  const { data, info } = widest
  const raw = { width: info.width, height: info.height, channels: info.channels }
  const made: Buffer[] = []
  for (const { format, width } of recipes) {
    const image = sharp(data, { raw, limitInputPixels: false })
    if (width < info.width) image.resize({ width })
    if (format === 'jpeg') image.flatten({ background: '#ffffff' })
    made.push(await image.toFormat(format, encodings[format]).toBuffer())
  }
  return made
}

/** A card's drawing as PNG. */
export async function encodeCard(svg: string, sharp: Encoder): Promise<Buffer> {
  return sharp(Buffer.from(svg)).png(cardEncoding).toBuffer()
}

async function decoded(file: Buffer, sharp: Encoder) {
  try {
    return await sharp(file, limits)
      .autoOrient()
      .resize({ width: WIDEST, withoutEnlargement: true })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new UndecodableImage(
      /premature|truncated|end of/i.test(error.message) ? 'incomplete file' : 'damaged file',
      error,
    )
  }
}

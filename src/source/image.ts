/** The dimensions of an image file, as it is seen after its EXIF orientation. */
import { imageSize } from 'image-size'

/** Pixels; null where a drawing (SVG) states none. */
export interface Dimensions {
  width: number | null
  height: number | null
}

/** Reads the dimensions, or says why they cannot be read; `scripted` is a drawing that would run code if opened by itself. */
export function readDimensions(bytes: Uint8Array): Dimensions | { broken: string } {
  if (looksLikeSvg(bytes) && canRun(bytes)) return { broken: 'scripted' }
  try {
    const { width, height, orientation } = imageSize(bytes)
    const turned = orientation !== undefined && orientation >= 5
    return turned ? { width: height, height: width } : { width, height }
  } catch (error) {
    // The library throws TypeError for unknown formats, RangeError or Error for torn ones: all are answers here.
    if (!(error instanceof Error)) throw error
    if (looksLikeSvg(bytes)) return { width: null, height: null }
    return { broken: error instanceof TypeError ? 'unknown format' : 'incomplete file' }
  }
}

/** The file name endings that are taken for images. */
export const imageEnding = /\.(?:avif|gif|jpe?g|png|svg|webp)$/i

function canRun(bytes: Uint8Array): boolean {
  return /<(?:[\w-]+:)?(?:script|foreignObject|iframe|handler)\b|[\s"'/]on\w+\s*=|javascript:/i.test(
    new TextDecoder().decode(bytes),
  )
}

function looksLikeSvg(bytes: Uint8Array): boolean {
  return /<svg[\s>]/i.test(new TextDecoder().decode(bytes.subarray(0, 4096)))
}

/** The facts of an image file: its format, its dimensions as it is seen after its EXIF orientation, whether it moves. */
import { imageSize } from 'image-size'
import { jpegSegments } from './jpeg.ts'
import { cleanSvg, type RefusedDrawing } from './svg/clean-svg.ts'

/** What a browser can show. */
export type ImageFormat = 'avif' | 'gif' | 'jpeg' | 'png' | 'svg' | 'webp'

/** Pixels; null where a drawing (SVG) states none. `moves` where it holds more than one picture. */
export interface ImageFacts {
  format: ImageFormat
  width: number | null
  height: number | null
  moves: boolean
}

const formats: Record<string, ImageFormat> = {
  avif: 'avif',
  gif: 'gif',
  jpg: 'jpeg',
  png: 'png',
  webp: 'webp',
}

/** Reads the facts of a picture of points, or says why they cannot be read. */
export function readImage(bytes: Uint8Array): ImageFacts | { broken: string } {
  try {
    const { width, height, orientation, type } = imageSize(bytes)
    const format = formats[type ?? '']
    if (format === undefined) return { broken: 'unknown format' }
    if (isCut(format, bytes)) return { broken: 'incomplete file' }
    const turned = orientation !== undefined && orientation >= 5
    return { format, ...(turned ? { width: height, height: width } : { width, height }), moves: moves(format, bytes) }
  } catch (error) {
    // The library throws TypeError for unknown formats, RangeError or Error for torn ones: all are answers here.
    if (!(error instanceof Error)) throw error
    return { broken: error instanceof TypeError ? 'unknown format' : 'incomplete file' }
  }
}

/** Reads the facts of a drawing as it will be published, or says why it will not be. */
export function readDrawing(bytes: Uint8Array): ImageFacts | RefusedDrawing {
  const clean = cleanSvg(bytes)
  if ('refused' in clean) return clean
  try {
    const { width, height } = imageSize(Buffer.from(clean.text))
    return { format: 'svg', width, height, moves: false }
  } catch (error) {
    // It states no size, or none in a unit of its own: browsers give it one.
    if (!(error instanceof Error)) throw error
    return { format: 'svg', width: null, height: null, moves: false }
  }
}

/** Width and height where both are known. */
export function sizeOf(image: ImageFacts | null): { width: number; height: number } | null {
  return image?.width && image.height ? { width: image.width, height: image.height } : null
}

/** The file name endings that are taken for images. */
export const imageEnding = /\.(?:avif|gif|jpe?g|jpe|jfif|pjpeg|pjp|png|svg|webp)$/i

/** Other endings of JPEG files (Chrome on Windows, WhatsApp and Zalo save `.jfif`); few servers know their type. */
export const rareJpegEnding = /\.(?:jpe|jfif|pjpeg|pjp)$/i

/** Whether a file is published as a drawing: servers and browsers go by its name. */
export function isDrawing(path: string): boolean {
  return /\.svg$/i.test(path)
}

/** Whether the end of a file is missing, as after a broken upload. */
function isCut(format: ImageFormat, bytes: Uint8Array): boolean {
  const file = asBuffer(bytes)
  if (format === 'jpeg') return jpegSegments(file).end === null
  if (format === 'png') return file.lastIndexOf('IEND', undefined, 'latin1') < 0
  if (format === 'webp') return file.length < file.readUInt32LE(4) + 8
  return false
}

function moves(format: ImageFormat, bytes: Uint8Array): boolean {
  const file = asBuffer(bytes)
  const has = (mark: string) => file.subarray(0, 65_536).includes(mark, 0, 'latin1')
  // A graphic control extension stands before each picture of an animation (GIF89a, 23).
  if (format === 'gif') return file.indexOf('21f904', file.indexOf('21f904', 0, 'hex') + 3, 'hex') > 0
  if (format === 'png') return has('acTL')
  if (format === 'webp') return has('ANIM')
  return format === 'avif' && file.subarray(8, 12).toString('latin1') === 'avis'
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

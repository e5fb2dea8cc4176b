/** The facts of an image file: its format, its dimensions as it is seen after its EXIF orientation, whether it moves. */
import { imageSize } from 'image-size'
import { jpegSegments } from './jpeg.ts'

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
  svg: 'svg',
  webp: 'webp',
}

/** Reads the facts, or says why they cannot be read; `scripted` is a drawing that would run code if opened by itself. */
export function readImage(bytes: Uint8Array): ImageFacts | { broken: string } {
  if (looksLikeSvg(bytes) && canRun(bytes)) return { broken: 'scripted' }
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
    if (looksLikeSvg(bytes)) return { format: 'svg', width: null, height: null, moves: false }
    return { broken: error instanceof TypeError ? 'unknown format' : 'incomplete file' }
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

function canRun(bytes: Uint8Array): boolean {
  return /<(?:[\w-]+:)?(?:script|foreignObject|iframe|handler)\b|[\s"'/]on\w+\s*=|javascript:/i.test(
    new TextDecoder().decode(bytes),
  )
}

function looksLikeSvg(bytes: Uint8Array): boolean {
  return /<svg[\s>]/i.test(new TextDecoder().decode(bytes.subarray(0, 4096)))
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

/** An image file without what its camera or editor wrote about it: place, time, device, names, comments, previews. */
import { isDrawing } from '../source/image.ts'
import { jpegSegments } from '../source/jpeg.ts'
import { cleanSvg } from '../source/svg/clean-svg.ts'

/** Gives an image as it is published at `path`: a drawing written again, a picture without its metadata. Throws for a drawing that is refused. */
export function cleanImage(path: string, file: Buffer): Buffer {
  if (!isDrawing(path)) return withoutMetadata(file)
  const clean = cleanSvg(file)
  if ('refused' in clean) throw new Error(`${path} is refused: ${clean.what}`)
  return Buffer.from(clean.text)
}

/**
 * Gives the file without its metadata; the picture's own bytes stay as they are, colour profile and, of a JPEG, the
 * orientation included. What is no JPEG, PNG, WebP or GIF, or has none, is given back as it came.
 */
export function withoutMetadata(file: Buffer): Buffer {
  if (file[0] === 0xff && file[1] === 0xd8) return cleanJpeg(file)
  if (file.subarray(1, 4).toString('latin1') === 'PNG') return cleanPng(file)
  if (file.subarray(8, 12).toString('latin1') === 'WEBP') return cleanWebp(file)
  if (file.subarray(0, 3).toString('latin1') === 'GIF') return cleanGif(file)
  return file
}

/** Application segments 1 (Exif, XMP), 13 (IPTC) and so on go; what decoders need stays: JFIF, ICC profile, Adobe's colour transform. */
function cleanJpeg(file: Buffer): Buffer {
  const { segments, end } = jpegSegments(file)
  const kept = segments.filter(({ marker, start }) => {
    if (marker === 0xe2) return file.subarray(start + 4, start + 15).toString('latin1') === 'ICC_PROFILE'
    return marker === 0xe0 || marker === 0xee || marker < 0xe0 || (marker > 0xef && marker !== 0xfe)
  })
  if (kept.length === segments.length && end === file.length) return file
  const turned = segments.flatMap(({ marker, start, end: stop }) =>
    marker === 0xe1 ? (orientationOf(file.subarray(start + 4, stop)) ?? []) : [],
  )
  const parts = [file.subarray(0, 2)]
  const [orientation = 1] = turned
  if (orientation > 1) parts.push(orientationSegment(orientation))
  for (const segment of kept) {
    // After a scan its picture data follow, up to the next segment.
    const next = segments[segments.indexOf(segment) + 1]?.start ?? (end === null ? file.length : end - 2)
    parts.push(file.subarray(segment.start, segment.marker === 0xda ? next : segment.end))
  }
  parts.push(Buffer.from([0xff, 0xd9]))
  return Buffer.concat(parts)
}

/** Tag 0x0112 of the first directory (Exif 3.0, 4.6.2): 1 to 8. */
function orientationOf(exif: Buffer): number | null {
  if (exif.subarray(0, 6).toString('latin1') !== 'Exif\0\0') return null
  const tiff = exif.subarray(6)
  if (tiff.length < 14) return null
  const little = tiff.subarray(0, 2).toString('latin1') === 'II'
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let entry = 0; entry < short(directory); entry++) {
    const at = directory + 2 + entry * 12
    if (at + 12 > tiff.length) return null
    if (short(at) !== 0x0112) continue
    const value = short(at + 8)
    return value >= 1 && value <= 8 ? value : null
  }
  return null
}

/** An Exif segment with the orientation and nothing else. */
function orientationSegment(orientation: number): Buffer {
  const segment = Buffer.from(
    'ffe1002245786966 00004d4d002a00000008 0001 0112000300000001 00000000 00000000'.replace(/ /g, ''),
    'hex',
  )
  segment.writeUInt16BE(orientation, 28)
  return segment
}

/** Chunks of text, time and Exif go (PNG, third edition, 11.3). */
function cleanPng(file: Buffer): Buffer {
  const parts = [file.subarray(0, 8)]
  for (let at = 8; at + 12 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at)
    const name = file.subarray(at + 4, at + 8).toString('latin1')
    if (!/^(?:tEXt|zTXt|iTXt|tIME|eXIf)$/.test(name)) parts.push(file.subarray(at, end))
    at = name === 'IEND' ? file.length : end
  }
  return smaller(parts, file)
}

/** The chunks `EXIF` and `XMP ` go, with their flags in `VP8X` (RFC 9649, 2.7). */
function cleanWebp(file: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.from(file.subarray(0, 12))]
  for (let at = 12; at + 8 <= file.length; ) {
    const length = file.readUInt32LE(at + 4)
    const end = at + 8 + length + (length & 1)
    const name = file.subarray(at, at + 4).toString('latin1')
    if (name !== 'EXIF' && name !== 'XMP ') {
      const chunk = Buffer.from(file.subarray(at, end))
      if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~0x0c
      parts.push(chunk)
    }
    at = end
  }
  const size = parts.reduce((sum, { length }) => sum + length, 0)
  if (size >= file.length) return file
  parts[0]?.writeUInt32LE(size - 8, 4)
  return Buffer.concat(parts)
}

/** Comments and the extensions of applications go, but for those that say how an animation repeats (GIF89a, 15 to 27). */
function cleanGif(file: Buffer): Buffer {
  const table = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  const header = 13 + table(file[10] ?? 0)
  const parts = [file.subarray(0, header)]
  for (let at = header; at < file.length; ) {
    const [kind, label] = [file[at], file[at + 1]]
    if (kind === 0x21) {
      const end = afterBlocks(file, at + 2)
      const application = file.subarray(at + 3, at + 14).toString('latin1')
      const isPlain = label !== 0xfe && (label !== 0xff || /^(?:NETSCAPE2\.0|ANIMEXTS1\.0)$/.test(application))
      if (isPlain) parts.push(file.subarray(at, end))
      at = end
    } else if (kind === 0x2c) {
      const end = afterBlocks(file, at + 11 + table(file[at + 9] ?? 0))
      parts.push(file.subarray(at, end))
      at = end
    } else {
      if (kind === 0x3b) parts.push(file.subarray(at, at + 1))
      at = file.length
    }
  }
  return smaller(parts, file)
}

function afterBlocks(file: Buffer, from: number): number {
  let at = from
  while ((file[at] ?? 0) > 0) at += 1 + (file[at] ?? 0)
  return at + 1
}

function smaller(parts: readonly Buffer[], file: Buffer): Buffer {
  const size = parts.reduce((sum, { length }) => sum + length, 0)
  return size < file.length ? Buffer.concat(parts) : file
}

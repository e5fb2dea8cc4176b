/** The segments of a JPEG file (ITU-T T.81, annex B), up to the end of its first picture. */

/** `marker` is its second byte; `start` where the marker stands; `end` where the next segment, or picture data, begins. */
export interface JpegSegment {
  marker: number
  start: number
  end: number
}

const START_OF_SCAN = 0xda
const END_OF_IMAGE = 0xd9

/**
 * Lists the segments; what stands between a scan and the next segment is its picture data. `end` is where the picture
 * ends, null where its end is missing. Whatever follows is none of the picture: phones put further ones there.
 */
export function jpegSegments(file: Uint8Array): { segments: JpegSegment[]; end: number | null } {
  const segments: JpegSegment[] = []
  for (let at = 2; at + 4 <= file.length + 2; ) {
    const marker = file[at + 1] ?? 0
    if (file[at] !== 0xff) return { segments, end: null }
    if (marker === END_OF_IMAGE) return { segments, end: at + 2 }
    // Fill bytes may precede a marker.
    if (marker === 0xff) {
      at++
      continue
    }
    const end = at + 2 + (((file[at + 2] ?? 0) << 8) | (file[at + 3] ?? 0))
    if (end <= at + 2 || end > file.length) return { segments, end: null }
    segments.push({ marker, start: at, end })
    at = marker === START_OF_SCAN ? afterData(file, end) : end
  }
  return { segments, end: null }
}

/** Where picture data ends: at a marker that is neither an escaped 0xFF nor a restart. */
function afterData(file: Uint8Array, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return file.length
}

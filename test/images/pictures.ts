/** Images made for a test, small files of any size, with what cameras and editors write into them. */
import sharp, { type Sharp } from 'sharp'

/** A flat picture, a light file, with a red corner at its upper left, so that turning it can be seen. */
export function drawn(width: number, height: number, background = '#285078'): Sharp {
  const corner = {
    width: Math.ceil(width / 4),
    height: Math.ceil(height / 4),
    channels: 3 as const,
    background: '#e01010',
  }
  return sharp({ create: { width, height, channels: 3, background } }).composite([
    { input: { create: corner }, top: 0, left: 0 },
  ])
}

/** A picture as rich in detail as a photograph, too heavy a file to be left as it is. */
export function photo(width: number, height: number): Sharp {
  const noise = { type: 'gaussian' as const, mean: 110, sigma: 50 }
  const corner = {
    width: Math.ceil(width / 4),
    height: Math.ceil(height / 4),
    channels: 3 as const,
    background: '#e01010',
  }
  return sharp({ create: { width, height, channels: 3, background: '#285078', noise } })
    .composite([{ input: { create: corner }, top: 0, left: 0 }])
    .jpeg({ quality: 100 })
}

/** What a phone writes: where, when, with what, and that it was held upright (`orientation` 6: turned by 90°). */
export const phoneExif = {
  IFD0: { Make: 'Phone', Artist: 'Lừ Chương', ImageDescription: 'riêng' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 2/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '104/1 18/1 0/1' },
}

/** A photograph of a phone that was held upright: stored lying, 1600 × 1200, seen standing, the mark at the right. */
export function phonePhoto(): Promise<Buffer> {
  return photo(1600, 1200).withMetadata({ orientation: 6 }).withExifMerge(phoneExif).jpeg({ quality: 90 }).toBuffer()
}

/** An animation of three frames. */
export async function animation(width: number, height: number, format: 'gif' | 'webp' = 'gif'): Promise<Buffer> {
  const frames = await Promise.all(
    ['#300000', '#003000', '#000030'].map((color) => drawn(width, height, color).png().toBuffer()),
  )
  return sharp(frames, { join: { animated: true } })
    [format]({ delay: [100, 100, 100], loop: 0 })
    .toBuffer()
}

/** What an image tells of itself, and at which upper corner its red mark is seen. */
export async function seen(bytes: Uint8Array): Promise<{
  format: string
  width: number
  height: number
  pages: number
  orientation: number | null
  tells: string[]
  mark: 'left' | 'right' | 'none'
}> {
  const { format, width, height, pages = 1, orientation, exif, xmp, iptc, comments } = await sharp(bytes).metadata()
  const { data, info } = await sharp(bytes).autoOrient().removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const isRed = (x: number) => {
    const at = (2 * info.width + x) * info.channels
    return (data[at] ?? 0) > 150 && (data[at + 1] ?? 0) < 80
  }
  const mark = isRed(2) ? 'left' : isRed(info.width - 3) ? 'right' : 'none'
  const tells = Object.entries({ exif, xmp, iptc, comments }).flatMap(([name, value]) => (value ? [name] : []))
  return { format, width, height, pages, orientation: orientation ?? null, tells, mark }
}

/** What a camera or an editor wrote into a file reaches no reader; what is seen stays as it was. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { withoutMetadata } from '../../src/render/clean-image.ts'
import { buildPortal, bulletin, portal } from '../support/portal.ts'
import { animation, drawn, phoneExif, phonePhoto, seen } from './pictures.ts'

/** Every file of the built site that is an image, as bytes. */
function imagesOf(root: string): Map<string, Buffer> {
  const site = join(root, '_site')
  const paths = readdirSync(site, { recursive: true, encoding: 'utf8' })
  return new Map(
    paths
      .filter((path) => /\.(?:avif|gif|jpg|png|webp)$/.test(path))
      .map((path) => [path, readFileSync(join(site, path))]),
  )
}

test('the photograph of a phone held upright is published standing, and tells nothing of where it was taken', async () => {
  const photo = await phonePhoto()
  expect(await seen(photo)).toMatchObject({ width: 1600, height: 1200, orientation: 6, tells: ['exif'], mark: 'right' })
  const root = portal({
    'content/a.md': bulletin({ attachments: 'goc.jpg' }, '![Ảnh](anh.jpg)\n\n[Ảnh gốc](anh.jpg)\n'),
    'content/anh.jpg': photo,
    'content/goc.jpg': photo,
  })
  expect((await buildPortal(root)).diagnostics).toEqual([])
  const images = imagesOf(root)
  expect([...images.keys()].filter((path) => !path.startsWith('assets/'))).toEqual([
    '2024/05/a/anh.jpg',
    '2024/05/a/goc.jpg',
  ])
  for (const [path, bytes] of images) {
    expect(bytes.includes('GPSLatitude')).toBe(false)
    expect(bytes.includes('Phone')).toBe(false)
    expect(bytes.includes('Lừ Chương')).toBe(false)
    const { width, height, mark, orientation, tells } = await seen(bytes)
    expect([path, mark]).toEqual([path, 'right'])
    if (path.startsWith('assets/')) {
      expect(orientation).toBeNull()
      expect(tells).toEqual([])
      expect(height).toBeGreaterThan(width)
    } else {
      // The file itself keeps its pixels as they were stored, and the one fact that browsers turn it by.
      const { exif } = await sharp(bytes).metadata()
      expect([width, height, orientation, exif?.length]).toEqual([1600, 1200, 6, 32])
    }
  }
  const page = readFileSync(join(root, '_site/2024/05/a/index.html'), 'utf8')
  expect(page).toContain('width="1200" height="1600"')
})

describe('a file that is published itself', () => {
  const xmp =
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'

  test.each(['jpeg', 'png', 'webp'] as const)('%s: the same picture without Exif and XMP', async (format) => {
    const told = await drawn(300, 200).withExif(phoneExif).withXmp(xmp).toFormat(format).toBuffer()
    const plain = await drawn(300, 200).toFormat(format).toBuffer()
    expect((await seen(told)).tells).toEqual(['exif', 'xmp'])
    const clean = withoutMetadata(told)
    expect((await seen(clean)).tells).toEqual([])
    expect(await sharp(clean).raw().toBuffer()).toEqual(await sharp(plain).raw().toBuffer())
    expect(withoutMetadata(clean)).toEqual(clean)
  })

  test('a colour profile stays', async () => {
    const wide = await drawn(40, 40).withIccProfile('p3').withExifMerge(phoneExif).jpeg().toBuffer()
    const { icc, exif } = await sharp(withoutMetadata(wide)).metadata()
    expect(icc?.length).toBe((await sharp(wide).metadata()).icc?.length)
    expect(exif).toBeUndefined()
  })

  test('further pictures behind the first, as phones put there, are not published', async () => {
    const [first, second] = await Promise.all([drawn(40, 40).jpeg().toBuffer(), phonePhoto()])
    expect(withoutMetadata(Buffer.concat([first, second]))).toEqual(first)
  })

  test('a GIF loses its comments and keeps its frames', async () => {
    const plain = await animation(60, 40)
    const comment = Buffer.concat([Buffer.from([0x21, 0xfe, 5]), Buffer.from('rieng'), Buffer.from([0])])
    const told = Buffer.concat([plain.subarray(0, -1), comment, plain.subarray(-1)])
    expect(told.includes('rieng')).toBe(true)
    expect(withoutMetadata(told)).toEqual(plain)
    expect((await seen(withoutMetadata(told))).pages).toBe(3)
  })

  test('a text of a PNG is left out', async () => {
    const plain = await drawn(20, 20).png().toBuffer()
    const text = Buffer.from('0000000d744558744175746f720072696e6700', 'hex')
    const chunk = Buffer.concat([text.subarray(0, 8), Buffer.from('Author\0Chuong'), Buffer.alloc(4)])
    const told = Buffer.concat([plain.subarray(0, 33), chunk, plain.subarray(33)])
    expect(withoutMetadata(told)).toEqual(plain)
  })

  test('torn and random bytes never throw, and never grow by more than an end', async () => {
    const files = [
      await phonePhoto(),
      await drawn(30, 20).withExif(phoneExif).png().toBuffer(),
      await drawn(30, 20).withExif(phoneExif).webp().toBuffer(),
      await animation(30, 20),
    ]
    fc.assert(
      fc.property(
        fc.nat(files.length - 1),
        fc.nat(20_000),
        fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 4 }),
        (index, end, changes) => {
          const file = files[index] ?? Buffer.of()
          const torn = Buffer.from(file.subarray(0, Math.max(16, end)))
          for (const [at, value] of changes) if (at < torn.length) torn[at] = value
          expect(withoutMetadata(torn).length).toBeLessThanOrEqual(torn.length + 40)
        },
      ),
      { numRuns: 500 },
    )
  })
})

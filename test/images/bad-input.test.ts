/** Images and attachments as they come: too large, torn, scripted, missing. A diagnostic or a page that reads well, never a crash. */
import { closeSync, openSync, readFileSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { buildPortal, bulletin, page, portal } from '../support/portal.ts'
import { photo, seen } from './pictures.ts'

/** What a build of one bulletin with files beside it tells. */
async function told(files: Record<string, Uint8Array | string>, body: string, front: Record<string, string> = {}) {
  const beside = Object.entries(files).map(([name, content]) => [`content/${name}`, content])
  const root = portal({ 'content/a.md': bulletin(front, body), ...Object.fromEntries(beside) })
  const { exit, diagnostics } = await buildPortal(root)
  return { root, exit, told: diagnostics.map(({ code, args, place }) => [code, args, place?.file]) }
}

/** A whole page with its image, as small forms. */
async function formOf(root: string) {
  const html = page(root, '2024/05/a/index.html')
  expect(html).toContain('</html>')
  const [, name = ''] = /<img src="\/(assets\/images\/[^"]+)"/.exec(html) ?? []
  return seen(readFileSync(join(root, '_site', name)))
}

test('100 megapixels become a page', async () => {
  const large = await sharp({ create: { width: 12_500, height: 8000, channels: 3, background: '#285078' } })
    .png()
    .toBuffer()
  const { root, exit, told: words } = await told({ 'a.png': large }, '![Bản đồ](a.png)\n')
  expect([exit, words]).toEqual([0, []])
  expect(await formOf(root)).toMatchObject({ width: 1200, height: 768 })
})

test('more than any page or memory needs is refused before it is decoded', async () => {
  const huge = await sharp({ create: { width: 20_000, height: 8000, channels: 3, background: '#285078' } })
    .png()
    .toBuffer()
  const { exit, told: words } = await told({ 'a.png': huge }, '![Bản đồ](a.png)\n')
  expect([exit, words]).toEqual([1, [['image-too-large', { megabytes: 2, megapixels: 160 }, 'content/a.png']]])
})

describe('a torn image is told', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('%s, wherever it was cut', async (format) => {
    const whole = await sharp({
      create: { width: 640, height: 480, channels: 3, background: '#285078', noise: { type: 'gaussian', sigma: 40 } },
    })
      .toFormat(format)
      .toBuffer()
    for (const share of [0.3, 0.7, 0.99]) {
      const torn = whole.subarray(0, Math.floor(whole.length * share))
      const { exit, told: words } = await told({ 'a.jpg': torn }, '![Ảnh](a.jpg)\n')
      expect([exit, words]).toEqual([1, [['image-broken', { reason: 'incomplete file' }, 'content/a.jpg']]])
    }
  })

  test('by the decoder, where the file looks whole', async () => {
    const whole = await photo(300, 200).png().toBuffer()
    const damaged = Buffer.from(whole)
    damaged.fill(0x55, 60, damaged.length - 20)
    const { exit, told: words } = await told({ 'a.png': damaged }, '![Ảnh](a.png)\n')
    expect([exit, words.map(([code, , file]) => [code, file])]).toEqual([1, [['image-broken', 'content/a.png']]])
  })
})

test('a drawing with a script is refused', async () => {
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
  const { exit, told: words } = await told({ 'a.svg': drawing }, '![Ảnh](a.svg)\n')
  expect([exit, words]).toEqual([1, [['drawing-refused', { reason: 'active', what: 'script' }, 'content/a.svg']]])
})

test('a format that browsers cannot show is told', async () => {
  const { exit, told: words } = await told({ 'a.heic': 'x', 'b.pdf': 'x' }, '![Ảnh](a.heic)\n\n![Tệp](b.pdf)\n')
  expect([exit, words.map(([code, args]) => [code, args])]).toEqual([
    1,
    [
      ['image-unshowable', { path: 'a.heic' }],
      ['image-unshowable', { path: 'b.pdf' }],
    ],
  ])
})

test('higher than any format holds is left as it is', async () => {
  const strip = await sharp({ create: { width: 300, height: 17_000, channels: 3, background: '#285078' } })
    .jpeg()
    .toBuffer()
  const { root, exit } = await told({ 'a.jpg': strip }, '![Dải](a.jpg)\n')
  expect(exit).toBe(0)
  expect(page(root, '2024/05/a/index.html')).toContain('src="/2024/05/a/a.jpg"')
})

test.each([
  ['CMYK', (image: Sharp) => image.toColourspace('cmyk').jpeg()],
  ['grey', (image: Sharp) => image.grayscale().jpeg()],
  ['16 bits', (image: Sharp) => image.toColourspace('rgb16').png()],
  ['half transparent', (image: Sharp) => image.ensureAlpha(0.5).webp()],
  ['palette', (image: Sharp) => image.png({ palette: true })],
])('%s is a picture like any other', async (_, write) => {
  const {
    root,
    exit,
    told: words,
  } = await told({ 'a.png': await write(photo(400, 300)).toBuffer() }, '![Ảnh](a.png)\n')
  expect([exit, words]).toEqual([0, []])
  expect(await formOf(root)).toMatchObject({ width: 400, height: 300 })
})

test('an attachment that is missing is told at its place', async () => {
  const { exit, told: words } = await told({}, 'Chữ.\n', { attachments: '[khong-co.pdf]' })
  expect([exit, words.map(([code, , file]) => [code, file])]).toEqual([1, [['file-missing', 'content/a.md']]])
})

test('an attachment of 2 GB is copied piece by piece, and its size is told', async () => {
  const root = portal({ 'content/a.md': bulletin({ attachments: '{file: lon.zip, title: Bản vẽ}' }) })
  const file = join(root, 'content/lon.zip')
  writeFileSync(file, 'PK')
  truncateSync(file, 2 ** 31 + 5)
  const before = process.resourceUsage().maxRSS
  const { exit, diagnostics } = await buildPortal(root)
  expect([exit, diagnostics]).toEqual([0, []])
  expect(statSync(join(root, '_site/2024/05/a/lon.zip')).size).toBe(2 ** 31 + 5)
  expect(page(root, '2024/05/a/index.html')).toContain('ZIP, 2 GB')
  // Kilobytes: nothing near the file's size.
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(300_000)
})

test('a large PDF is not read for its pages', async () => {
  const root = portal({ 'content/a.md': bulletin({ attachments: 'lon.pdf' }) })
  const file = openSync(join(root, 'content/lon.pdf'), 'w')
  writeSync(file, '%PDF-1.4\n1 0 obj <</Type /Pages /Count 9>>')
  closeSync(file)
  truncateSync(join(root, 'content/lon.pdf'), 65 * 2 ** 20)
  expect((await buildPortal(root)).exit).toBe(0)
  expect(page(root, '2024/05/a/index.html')).toContain('PDF, 65 MB<')
})

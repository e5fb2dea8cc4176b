/** Encoding is spared: each form is made once, kept by what it was made of, and never differs from what a cold build makes. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { BuildRequest } from '../../src/build.ts'
import { buildPortal, bulletin, portal, tree, write } from '../support/portal.ts'
import { photo } from './pictures.ts'

function warm(root: string, options: Partial<BuildRequest> = {}) {
  return buildPortal(root, { cache: join(root, '.build-portal/cache'), ...options })
}

/** What a build without a cache makes of a portal. */
async function cold(root: string): Promise<Map<string, string>> {
  expect((await buildPortal(root, { out: join(root, '_cold') })).exit).toBe(0)
  const made = tree(join(root, '_cold'))
  rmSync(join(root, '_cold'), { recursive: true })
  return made
}

const wide = (width: number) => photo(width, 200).toBuffer()
const site = (root: string) => tree(join(root, '_site'))
const store = (root: string) => join(root, '.build-portal/cache/images')

/** Three bulletins, two of them with an image. */
async function three(): Promise<string> {
  const root = portal({
    'content/a.md': bulletin({ title: 'Một' }, '![Ảnh](a.jpg "Chú thích")\n'),
    'content/a.jpg': await wide(260),
    'content/b.md': bulletin({ title: 'Hai', image: '{src: b.jpg, alt: Ảnh}' }),
    'content/b.jpg': await wide(280),
    'content/c.md': bulletin({ title: 'Ba' }),
  })
  const { exit, work } = await warm(root)
  expect([exit, work.encoded]).toEqual([0, 2])
  return root
}

test('a second build encodes nothing, and one more bulletin its own image alone', async () => {
  const root = await three()
  const again = await warm(root)
  expect([again.work.encoded, again.changed]).toEqual([0, []])
  write(root, { 'content/d.md': bulletin({ title: 'Bốn' }, '![Ảnh](d.jpg)\n'), 'content/d.jpg': await wide(300) })
  const more = await warm(root)
  expect(more.work.encoded).toBe(1)
  expect(site(root)).toEqual(await cold(root))
  // An edit of a text takes the short way, and the images stay.
  write(root, { 'content/a.md': bulletin({ title: 'Một' }, '![Ảnh](a.jpg "Chú thích khác")\n') })
  const edited = await warm(root)
  expect(edited.work).toMatchObject({ parsed: 1, encoded: 0 })
  expect(site(root)).toEqual(await cold(root))
})

test('an image that changes, moves or goes takes its forms with it', async () => {
  const root = await three()
  write(root, { 'content/a.jpg': await wide(320) })
  expect((await warm(root)).work.encoded).toBe(1)
  expect(site(root)).toEqual(await cold(root))
  const same = readFileSync(join(root, 'content/b.jpg'))
  write(root, { 'content/b.jpg': null, 'content/khac/b.jpg': same })
  write(root, { 'content/b.md': bulletin({ title: 'Hai', image: '{src: khac/b.jpg, alt: Ảnh}' }) })
  // The same bytes under another name are the same forms.
  expect((await warm(root)).work.encoded).toBe(0)
  expect(site(root)).toEqual(await cold(root))
  write(root, { 'content/a.jpg': null, 'content/a.md': bulletin({ title: 'Một' }) })
  const { removed, work } = await warm(root)
  expect(removed.filter((url) => url.startsWith('/assets/images/')).length).toBeGreaterThan(0)
  expect(site(root)).toEqual(await cold(root))
  // Nothing was encoded, and yet the cache keeps only what the site still shows.
  const kept = readdirSync(store(root)).map((name) => name.replace(/(\.[0-9a-f]{32,64})+$/, ''))
  expect([work.encoded, kept.sort()]).toEqual([0, readdirSync(join(root, '_site/assets/images')).sort()])
})

test('without the site the forms come from the cache; without the cache they are encoded again, for the site may have come from elsewhere', async () => {
  const root = await three()
  const made = site(root)
  rmSync(join(root, '_site'), { recursive: true })
  expect((await warm(root)).work.encoded).toBe(0)
  expect(site(root)).toEqual(made)
  rmSync(join(root, '.build-portal'), { recursive: true })
  const { work, changed } = await warm(root)
  expect([work.encoded, changed]).toEqual([2, []])
  expect(site(root)).toEqual(made)
})

test('--no-cache encodes all, and the site is the same', async () => {
  const root = await three()
  const { work, changed } = await buildPortal(root)
  expect([work.encoded, changed]).toEqual([2, []])
})

test('a form that was damaged, in the cache or in the site, is made anew', async () => {
  const root = await three()
  const made = site(root)
  for (const [round, name] of readdirSync(store(root)).entries()) {
    const file = join(store(root), name)
    writeFileSync(file, round % 2 === 0 ? '' : readFileSync(file).fill(7))
  }
  rmSync(join(root, '_site'), { recursive: true })
  expect((await warm(root)).work.encoded).toBe(2)
  expect(site(root)).toEqual(made)
  const [form = ''] = readdirSync(join(root, '_site/assets/images'))
  writeFileSync(join(root, '_site/assets/images', form), 'x')
  const { work, diagnostics } = await warm(root)
  expect([work.encoded, diagnostics.map(({ code }) => code)]).toEqual([0, ['output-changed']])
  expect(site(root)).toEqual(made)
})

test('the cache holds the forms of the last build and no others', async () => {
  const root = await three()
  const before = readdirSync(store(root)).length
  write(root, { 'content/a.jpg': await wide(270) })
  await warm(root)
  expect(readdirSync(store(root)).length).toBe(before)
})

test('what fails publishes nothing, and what was encoded is not lost', async () => {
  const root = await three()
  const made = site(root)
  const broken = Buffer.from(await photo(300, 200).png().toBuffer())
  broken.fill(0x55, 60, broken.length - 20)
  write(root, {
    'content/d.md': bulletin({ title: 'Bốn' }, '![Ảnh](d.jpg)\n\n![Ảnh](e.png)\n'),
    'content/d.jpg': await wide(300),
    'content/e.png': broken,
  })
  const failed = await warm(root)
  expect([failed.exit, failed.diagnostics.map(({ code }) => code)]).toEqual([1, ['image-broken']])
  expect(site(root)).toEqual(made)
  write(root, { 'content/e.png': await photo(310, 200).png().toBuffer() })
  expect((await warm(root)).work.encoded).toBe(1)
  expect(site(root)).toEqual(await cold(root))
})

test('the preview shows images as they are', async () => {
  const root = await three()
  const { exit, work } = await buildPortal(root, { encodesImages: false, out: join(root, '_xem') })
  expect([exit, work.encoded]).toEqual([0, 0])
  expect(readFileSync(join(root, '_xem/2024/05/a/index.html'), 'utf8')).toContain('src="/2024/05/a/a.jpg"')
})

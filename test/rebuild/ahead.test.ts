/** Pages made ahead of the build that follows an edit: the same bytes, and nothing for that build to correct. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildPortal, portal, tree, write } from '../support/portal.ts'
import { archive } from './archive.ts'

const file = 'content/2020/tin-00004.md'
const address = '2020/01/tin-00004/index.html'
const written = archive(30)[file] ?? ''

/** A portal that was built, and how it is built again. */
async function built() {
  const root = portal(archive(30))
  const build = () => buildPortal(root, { cache: join(root, '.build-portal/cache'), preview: true })
  const { ahead } = await build()
  if (!ahead) throw new Error('nothing was prepared for edits')
  return { root, build, ahead: () => ahead([join(root, file)]), site: () => tree(join(root, '_site')) }
}

test('the page of an edited text is what the next build would write, and all that is written', async () => {
  const { root, build, ahead, site } = await built()
  const before = site()
  write(root, { [file]: written.replace('Đạt **4**', 'Đạt **40**') })
  expect(await ahead()).toBe(true)
  const between = site()
  expect([...between].filter(([path, text]) => before.get(path) !== text).map(([path]) => path)).toEqual([address])
  const { changed, diagnostics, work } = await build()
  expect(changed).toEqual(['/chuyen-muc/kinh-te/feed.xml'])
  expect(diagnostics).toEqual([])
  expect(work.parsed).toBe(1)
  expect(site().get(address)).toBe(between.get(address))
  await buildPortal(root, { out: join(root, '_cold') })
  expect(site()).toEqual(tree(join(root, '_cold')))
})

test('a text that is put back before the build is as it was', async () => {
  const { root, build, ahead, site } = await built()
  const before = site()
  write(root, { [file]: written.replace('Đạt **4**', 'Đạt **40**') })
  expect(await ahead()).toBe(true)
  write(root, { [file]: written })
  expect(await ahead()).toBe(true)
  expect(site()).toEqual(before)
  expect((await build()).changed).toEqual([])
})

test('a page that ran ahead and whose text was put back unseen is mended, whatever else was edited', async () => {
  const { root, build, ahead, site } = await built()
  write(root, { [file]: written.replace('Đạt **4**', 'Đạt **40**') })
  await ahead()
  const other = 'content/2020/tin-00005.md'
  write(root, { [file]: written, [other]: (archive(30)[other] ?? '').replace('Đạt **5**', 'Đạt **50**') })
  await build()
  await buildPortal(root, { out: join(root, '_cold') })
  expect(site()).toEqual(tree(join(root, '_cold')))
})

test.each([
  ['a title', written.replace('title: ', 'title: Mới ')],
  ['a new link', written.replace('Đạt **4**', '[Đạt](tin-00005.md) **4**')],
  ['a mistake', written.replace('---\n', '---\ndate: 2024-02-30\n')],
  ['no text', ''],
])('%s is left to the build', async (_, text) => {
  const { root, ahead, site } = await built()
  const before = site()
  write(root, { [file]: text })
  expect(await ahead()).toBe(false)
  expect(site()).toEqual(before)
})

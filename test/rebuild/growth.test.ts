/** One more bulletin costs the same in a small archive and in a large one. */
import { expect, test } from 'vitest'
import { buildPortal, portal, write } from '../support/portal.ts'
import { archive, archived } from './archive.ts'

/** The outputs that one more newest bulletin changes, in an archive of `length`. */
async function changedByOneMore(length: number): Promise<string[]> {
  const root = portal(archive(length))
  const cache = `${root}/.build-portal/cache`
  expect((await buildPortal(root, { cache })).exit).toBe(0)
  write(root, Object.fromEntries([archived(length)]))
  const { exit, changed, removed } = await buildPortal(root, { cache })
  expect(exit).toBe(0)
  expect(removed).toEqual([])
  return changed
}

/** The kind of an output: its path without what names one bulletin, page, year or month. */
function kind(url: string): string {
  return url.replace(/\d+/g, '0')
}

test('adding the newest bulletin changes as many files at 60 as at 600, in the same phase of the numbered pages', async () => {
  // 60 and 600 are both multiples of pageSize, of the sections and of the tags' period, and neither day begins a month:
  // no list is in another phase.
  const small = await changedByOneMore(60)
  const large = await changedByOneMore(600)
  expect(large.length).toBe(small.length)
  expect(large.map(kind).sort()).toEqual(small.map(kind).sort())
  expect(small.length).toBeLessThan(40)
})

test('a bulletin page that is not next to the new one stays as it is', async () => {
  const changed = await changedByOneMore(60)
  const bulletins = changed.filter((url) => /^\/\d{4}\/\d{2}\/tin-/.test(url))
  // The new one and its older neighbour in the section.
  expect(bulletins.sort()).toEqual(['/2020/03/tin-00057/', '/2020/03/tin-00060/'])
})

test('the full page that a head sheds is the only new numbered page, and old ones link to no total', async () => {
  const changed = await changedByOneMore(69)
  const numbered = changed.filter((url) => /^\/trang\/\d+\/$/.test(url))
  // 70 bulletins of pageSize 5: page 13 is new, page 12 gets it as its newer neighbour.
  expect(numbered.sort()).toEqual(['/trang/12/', '/trang/13/'])
})

test('a backdated bulletin moves only the pages after it', async () => {
  const root = portal(archive(60))
  const cache = `${root}/.build-portal/cache`
  await buildPortal(root, { cache })
  const [, text] = archived(31)
  write(root, { 'content/2020/xen-vao.md': text })
  const { changed } = await buildPortal(root, { cache })
  const pages = changed.flatMap((url) => /^\/trang\/(\d+)\/$/.exec(url)?.[1] ?? []).map(Number)
  expect(Math.min(...pages)).toBe(7)
})

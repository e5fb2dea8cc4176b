/** The cache after many edits: as large as the archive, not as the number of edits. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildPortal, portal, tree, write } from '../support/portal.ts'
import { archive } from './archive.ts'

test('an edit at a time, with search, leaves a cache of the same size, and every site is that of a cold build', async () => {
  const bulletins = archive(120)
  const root = portal(bulletins)
  const cache = join(root, '.build-portal/cache')
  const size = () => readdirSync(cache).reduce((sum, name) => sum + statSync(join(cache, name)).size, 0)
  const warm = () => buildPortal(root, { cache, search: true })
  await warm()
  await warm()
  const before = size()
  let short = 0
  let largest = 0
  for (let edit = 0; edit < 40; edit++) {
    const path = `content/2020/tin-000${String(10 + (edit % 7))}.md`
    write(root, { [path]: `${bulletins[path]}\nSửa lần thứ ${edit} của bài này.\n` })
    const { work, exit } = await warm()
    expect([exit, work.indexed]).toEqual([0, 1])
    if (work.read === 1) short++
    largest = Math.max(largest, size())
  }
  // Pruned now and then, by a build that looks at everything: most edits need none.
  expect(short).toBe(40)
  // A pack is let grow by a megabyte and its own size.
  expect(largest).toBeLessThan(2 * before + 1_500_000)
  const published = tree(join(root, '_site'))
  await buildPortal(root, { cache: null, search: true, out: join(root, '_cold') })
  expect([...published]).toEqual([...tree(join(root, '_cold'))])
  expect(readFileSync(join(root, '_site/.portal/manifest.json'), 'utf8').length).toBeGreaterThan(0)
})

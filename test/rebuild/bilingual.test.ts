/** A site in two languages with twins: a warm build gives what a cold one gives, and an edited text takes the short way. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bilingual, buildBilingual, remove } from '../languages/bilingual.ts'
import { bulletin, page, tree, write } from '../support/portal.ts'

let root = ''
beforeEach(async () => {
  root = bilingual()
  await warm()
})
afterEach(() => remove(root))

const warm = () => buildBilingual(root, { cache: join(root, '.build-portal/cache') })

/** Changes one file, and gives what the warm build did, once the cold one agrees. */
async function after(path: string, change: (text: string) => string) {
  write(root, { [path]: change(readFileSync(join(root, path), 'utf8')) })
  return agreed()
}

async function agreed() {
  const result = await warm()
  rmSync(join(root, '_cold'), { recursive: true, force: true })
  const cold = await buildBilingual(root, { out: join(root, '_cold') })
  expect([result.exit, cold.exit]).toEqual([0, 0])
  expect(tree(join(root, '_site'))).toEqual(tree(join(root, '_cold')))
  return result
}

const english = 'content/en/2023-01-18-group-a.md'

test('nothing changed: nothing is made', async () => {
  expect((await agreed()).work).toEqual({
    read: 0,
    parsed: 0,
    rendered: 0,
    indexed: 0,
    searched: 0,
    encoded: 0,
    looks: 0,
  })
})

test('a text is on its page, in the feeds of its language and in its twin, and nowhere else', async () => {
  const { work, changed } = await after(english, (text) => text.replace('Read [about', 'Do read [about'))
  expect(work).toEqual({ read: 1, parsed: 1, rendered: 6, indexed: 0, searched: 0, encoded: 0, looks: 0 })
  expect(changed).toEqual([
    '/en/2023/01/group-a/',
    '/en/2023/01/group-a/index.json',
    '/en/atom.xml',
    '/en/category/tin-tuc/feed.xml',
    '/en/feed.json',
    '/en/feed.xml',
  ])
  expect(JSON.parse(page(root, 'en/2023/01/group-a/index.json')).html).toContain('Do read')
})

test.each([
  ['a headline', english, (text: string) => text.replace('title: Yen', 'title: Once more, Yen')],
  ['a key of translations', english, (text: string) => text.replace('translationKey: group-a-2022\n', '')],
  ['a language', 'content/en/2024-05-06-visit.md', (text: string) => text.replace('tags:', 'lang: vi\ntags:')],
  [
    'an expiry',
    'content/vi/2024-06-01-duong.md',
    (text: string) => text.replace('date:', 'expiresAt: 2024-07-01\ndate:'),
  ],
  ['a site’s name', 'portal.yaml', (text: string) => text.replace('Yen Chau District Portal', 'Portal of Yen Chau')],
  ['the outputs', 'portal.yaml', (text: string) => text.replace('outputs: [html, json]', 'outputs: [html]')],
])('%s changes', async (_, path, change) => {
  await after(path, change)
})

test('a translation comes and goes', async () => {
  write(root, { 'content/en/mango.md': bulletin({ date: '2024-05-09', lang: 'en', translationKey: 'xoai' }) })
  await after('content/2024/2024-05-07-xoai.md', (text) => text.replace('date:', 'translationKey: xoai\ndate:'))
  expect(page(root, '2024/05/xoai/index.html')).toContain(
    'hreflang="en" href="https://yenchau.example.gov.vn/en/2024/05/mango/"',
  )
  write(root, { 'content/en/mango.md': null })
  await agreed()
  expect(page(root, '2024/05/xoai/index.html')).not.toContain('/en/2024/05/mango/')
})

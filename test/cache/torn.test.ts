/** A cache that was damaged anywhere: the next build gives the site that a cold one gives, and so does the one after it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildPortal, bulletin, portal, tree, write } from '../support/portal.ts'
import { shortTheme } from '../support/short-theme.ts'

/** So many bytes lie between those that are damaged; each build takes its time. */
const stride = { index: Number(process.env.STRIDE ?? 499), pack: Number(process.env.STRIDE ?? 9973) }

const settings = `title: Trang thử
url: https://thu.example.gov.vn/
languages: [vi, en]
timezone: Asia/Ho_Chi_Minh
categories: [{id: tin-tuc, title: Tin tức}]
outputs: [html, json]
`

/** The text that is edited; its words stand in the page, the twin and the feeds. */
const text = (word: string) => ({
  'content/b.md': bulletin({ title: 'Hai', summary: 'Tóm tắt.' }, `Nội dung ${word}.\n\nXem [một](a.md#phan).\n`),
})

const files = {
  'portal.yaml': settings,
  'content/a.md': bulletin(
    { title: 'Một', decision: '94/QĐ-TTg', attachments: 'bang.csv' },
    'Đoạn.\n\n## Phần\n\nHết.\n',
  ),
  'content/bang.csv': 'a,b\n',
  'content/en/c.md': bulletin({ title: 'Three', lang: 'en' }, '![Drawing](ve.svg)\n'),
  'content/en/ve.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>',
  'content/pages/gioi-thieu.md': '---\ntitle: Giới thiệu\n---\n\nGiới thiệu.\n',
  ...text('đầu'),
}

test.each([
  ['index', 'cut'],
  ['index', 'changed'],
  ['pack', 'cut'],
  ['pack', 'changed'],
] as const)('the %s %s at any byte', async (name, how) => {
  const root = portal(files)
  const places = shortTheme(root)
  const cache = join(root, '.build-portal/cache')
  const site = (out: string) => [tree(join(root, out)), readFileSync(join(root, out, '.portal/manifest.json'), 'utf8')]
  const cold = new Map<string, unknown>()
  for (const word of ['một', 'hai', 'đầu']) {
    write(root, text(word))
    const { exit, diagnostics } = await buildPortal(root, { places, out: join(root, word) })
    expect([exit, diagnostics]).toEqual([0, []])
    cold.set(word, site(word))
  }
  const warm = async (word: string) => {
    write(root, text(word))
    const { exit, diagnostics } = await buildPortal(root, { places, cache })
    expect([exit, diagnostics.filter(({ code }) => !['silent-change', 'cache-unverified'].includes(code))]).toEqual([
      0,
      [],
    ])
    expect(site('_site')).toEqual(cold.get(word))
  }
  await warm('đầu')
  await warm('một')
  let tried = 0
  for (let at = 0; ; at += stride[name], tried++) {
    const file = join(cache, readdirSync(cache).find((one) => one.startsWith(name)) ?? '')
    const bytes = readFileSync(file)
    if (at >= bytes.length) break
    if (how === 'changed') bytes.writeUInt8((bytes[at] ?? 0) ^ 0xff, at)
    writeFileSync(file, how === 'cut' ? bytes.subarray(0, at) : bytes)
    await warm('hai')
    await warm('một')
  }
  process.stdout.write(`${name} ${how}: ${tried}\n`)
  expect(tried).toBeGreaterThan(5)
})

/** The embargo, whatever a held bulletin has and whatever stands beside it: the site is byte for byte the one without it. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { photo } from '../images/pictures.ts'
import { buildPortal, bulletin, portal, write } from '../support/portal.ts'

const now = Date.parse('2026-01-01T00:00:00Z')
const settings = `title: {vi: Trang thử, en: Test site}
url: https://thu.example.gov.vn/tin/
languages: [vi, en]
timezone: Asia/Ho_Chi_Minh
categories:
  - {id: tin-tuc, title: {vi: Tin tức, en: News}, agedAfter: P1Y}
  - {id: thong-bao, title: {vi: Thông báo, en: Notices}}
agency: {name: {vi: UBND huyện, en: District}}
issuers: [{name: {vi: UBND tỉnh Sơn La, en: Sơn La province}, alias: [Ủy ban nhân dân tỉnh Sơn La]}]
authors: [{name: Lừ Chương, slug: lu-chuong, role: Biên tập viên}]
offices:
  - {name: UBND huyện cũ, from: 1976-01-01, until: 2025-06-30, successors: [{name: UBND xã, url: https://xa.example.gov.vn/}]}
outputs: [html, json, broadcast]
pageSize: 2
counter: {provider: portal, endpoint: https://dem.example.gov.vn/, site: thu}
theme: {drawnCards: true}
`
let picture: Uint8Array
beforeAll(async () => {
  picture = await photo(300, 200).toBuffer()
})

/** What is open: each kind of page, in both languages. */
const open = (): Record<string, string | Uint8Array> => ({
  'portal.yaml': settings,
  'content/mo/index.md': bulletin(
    {
      title: 'Bài mở',
      date: '2025-12-20',
      tags: '[Chè, Cà phê]',
      author: 'Lừ Chương',
      translationKey: 'mo',
      image: '{src: anh.jpg, alt: Đồi chè}',
      attachments: '[bang.csv]',
      decision: '{number: 93/QĐ-UBND, date: 2023-01-12, issuer: UBND tỉnh Sơn La}',
    },
    'Theo Quyết định số 94 ngày 12/01/2023 của UBND tỉnh Sơn La và 95/QĐ-UBND.\n\n[tệp](bang.csv)\n',
  ),
  'content/mo/anh.jpg': picture,
  'content/mo/bang.csv': 'a,b\n',
  'content/hai.md': bulletin(
    {
      title: 'Bài hai',
      date: '2025-12-31',
      tags: '[Chè]',
      changes: '[{at: 2026-01-01, kind: correction, note: Sửa.}]',
    },
    'Quyết định số 94/QĐ-UBND ngày 12/01/2023 của UBND tỉnh Sơn La.\n',
  ),
  'content/ba.md': bulletin({
    title: 'Bài ba',
    date: '2023-05-06',
    category: 'thong-bao',
    withdrawn: '{at: 2024-01-01, reason: Sai.}',
  }),
  'content/bon.md': bulletin({ title: 'Bài bốn', removed: '{at: 2025-01-01, reason: Nhầm.}' }),
  'content/nam.md': bulletin({
    title: 'Bài năm',
    date: '2025-12-25',
    aliases: '/nam-cu/',
    legacy: '{url: /nam.php, views: 3}',
  }),
  'content/en/one.md': bulletin({ title: 'One', lang: 'en', tags: '[Tea]', date: '2025-12-21' }),
  'content/pages/gioi-thieu.md': '---\ntitle: Giới thiệu\ntranslationKey: gt\n---\n\nTheo 94/QĐ-UBND.\n',
  'content/decisions.yaml':
    'decisions: [{number: 90/QĐ-UBND, date: 2022-01-05, issuer: UBND tỉnh Sơn La, title: Về việc cũ}]\n',
})

/** Every file of the output folder, build-portal's own included. */
function everything(root: string, folder = '_site'): Map<string, string> {
  const files = new Map<string, string>()
  for (const name of readdirSync(join(root, folder)).sort()) {
    const below = `${folder}/${name}`
    if (lstatSync(join(root, below)).isDirectory())
      for (const [path, text] of everything(root, below)) files.set(path, text)
    else files.set(below, readFileSync(join(root, below), 'latin1'))
  }
  return files
}

/** By them a server makes its ETags. */
const stamps = (root: string) =>
  [...everything(root).keys()].map((path) => {
    const { ino, mtimeMs, ctimeMs } = lstatSync(join(root, path))
    return [path, ino, path.startsWith('_site/.portal/') ? 0 : mtimeMs, path.startsWith('_site/.portal/') ? 0 : ctimeMs]
  })

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
/** The front matter of a held bulletin: each key by itself, with values that open ones have too. */
const front = fc.record({
  title: fc.constantFrom('Kín', 'Bài mở'),
  date: fc.constantFrom('2023-05-06', '2025-12-31', '2026-01-01', '2031-02-03'),
  author: fc.constantFrom('Lừ Chương', 'LỪ CHƯƠNG', 'Người kín', '{name: Kín, penName: Bút danh, role: Kín}'),
  tags: maybe(fc.constantFrom('[Chè]', '[CHÈ, chè, Cà Phê, Cà Phê]', '[Che]', '[Tea, Kín]')),
  category: maybe(fc.constantFrom('thong-bao', 'tin-tuc')),
  lang: maybe(fc.constantFrom('en', 'vi', 'fr')),
  translationKey: maybe(fc.constantFrom('mo', 'gt', 'kin')),
  slug: maybe(fc.constantFrom('hai', 'mo', 'kin')),
  aliases: maybe(fc.constantFrom('/kin-cu/', '/nam-cu/', '/2025/12/mo/')),
  legacy: maybe(fc.constantFrom('{url: /kin.php, views: 9}', '{url: /nam.php}')),
  decision: maybe(
    fc.constantFrom(
      '{number: 94/QĐ-UBND, date: 2023-01-12, issuer: UBND tỉnh Sơn La, title: Về việc kín, file: kin.pdf}',
      '{number: 95/QĐ-UBND, date: 2023-01-12, issuer: UBND tỉnh Sơn La}',
      '{number: 90/QĐ-UBND, date: 2022-01-05, issuer: UBND tỉnh Sơn La, title: Về việc khác}',
      '[94/QĐ-UBND, 12/KH-UBND]',
    ),
  ),
  image: maybe(fc.constantFrom('{src: anh-kin.jpg, alt: Kín}', '{src: @mo/anh.jpg, alt: Kín}')),
  attachments: maybe(fc.constantFrom('[bang.csv]', '[@mo/bang.csv, kin.pdf]')),
  summary: maybe(fc.constant('Tóm tắt kín.')),
  changes: maybe(fc.constant('[{at: 2031-12-31, kind: correction, note: Kín., wrong: a, right: b}]')),
  withdrawn: maybe(
    fc.constantFrom('{at: 2025-12-31, reason: Kín.}', '{at: 2025-12-31, reason: Kín., replacedBy: @hai.md}'),
  ),
  removed: maybe(fc.constant('{at: 2025-12-31, reason: Kín.}')),
  pinnedUntil: maybe(fc.constant('2027-01-01')),
  expiresAt: maybe(fc.constant('2040-01-01')),
  noindex: maybe(fc.constant('true')),
  hold: fc.constantFrom({ publishAt: '2031-01-01' }, { publishAt: '2026-01-01T07:00:01+07:00' }, { draft: 'true' }),
})
const body = fc.constantFrom(
  'Kín, theo Quyết định số 94 ngày 12/01/2023 của UBND tỉnh Sơn La.\n',
  '[hai](@hai.md) và ![Kín](anh-kin.jpg)\n\n95/QĐ-UBND, 93/QĐ-UBND.\n',
  '## Phần kín\n\n[xem](/2025/12/hai/) :::\n',
)
const path = fc.constantFrom(
  'content/kin/index.md',
  'content/kin/2026-01-01-a.md',
  'content/pages/kin.md',
  'content/a.md',
  'content/en/z.md',
)

test('a held bulletin of any kind changes no byte, no file and no time of a file', async () => {
  const without = portal(open())
  expect((await buildPortal(without, { now, search: true })).exit).toBe(0)
  const expected = everything(without)
  const root = portal(open())
  const cache = join(root, '.build-portal/cache')
  await buildPortal(root, { now, search: true, cache })
  expect(everything(root)).toEqual(expected)
  const before = stamps(root)
  await fc.assert(
    fc.asyncProperty(front, body, path, async ({ hold, ...keys }, text, at) => {
      const given = Object.fromEntries(Object.entries({ ...keys, ...hold }).filter(([, value]) => value !== undefined))
      const folder = at.replace(/[^/]*$/, '')
      const files = {
        // `@` is the way up to content/.
        [at]: bulletin(given as Record<string, string>, text).replaceAll(
          '@',
          '../'.repeat(folder.split('/').length - 2),
        ),
        [`${folder}anh-kin.jpg`]: picture,
        [`${folder}bang.csv`]: 'kín\n',
        [`${folder}kin.pdf`]: '%PDF-1.4\n',
      }
      write(root, files)
      const { exit, diagnostics, work } = await buildPortal(root, { now, search: true, cache })
      expect([exit, diagnostics.filter(({ severity }) => severity === 'error')]).toEqual([0, []])
      expect(work).toMatchObject({ rendered: 0, indexed: 0, encoded: 0 })
      expect(everything(root)).toEqual(expected)
      expect(stamps(root)).toEqual(before)
      write(root, Object.fromEntries(Object.keys(files).map((file) => [file, null])))
    }),
    { numRuns: 60 },
  )
}, 600_000)

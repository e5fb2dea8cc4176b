/** Addresses of the site in menus, services, the urgent notice and in full: kept as written, and checked like links in texts. */
import { describe, expect, test } from 'vitest'
import { writtenHref } from '../../src/content/address.ts'
import { siteTarget } from '../../src/content/own-address.ts'
import { buildPortal, bulletin, page, plainSettings, portal } from '../support/portal.ts'
import { read } from './body.ts'

const standing = '---\ntitle: Giới thiệu\n---\n\n## Liên hệ\n\nNội dung.\n'
const menu = (...urls: string[]) =>
  `${plainSettings}navigation:\n${urls.map((url) => `  - {title: Mục, url: ${JSON.stringify(url)}}\n`).join('')}`

describe('an address as written becomes an href', () => {
  test.each([
    ['/gioi-thieu/#lien-he', '/gioi-thieu/#lien-he'],
    ['/gioi-thieu/#liên-hệ', '/gioi-thieu/#li%C3%AAn-h%E1%BB%87'],
    ['/tim-kiem/?q=đất&a=1+2', '/tim-kiem/?q=%C4%91%E1%BA%A5t&a=1+2'],
    ['/tim-kiem/?q=%C4%91%20%2B#x', '/tim-kiem/?q=%C4%91%20%2B#x'],
    ['/Bi%E1%BB%83u%20m%E1%BA%ABu%201.pdf', '/Bi%E1%BB%83u%20m%E1%BA%ABu%201.pdf'],
    ['/Biểu mẫu 1.pdf', '/Bi%E1%BB%83u%20m%E1%BA%ABu%201.pdf'],
    ['/a%3Fb%23c/', '/a%3Fb%23c/'],
    ['/100%/', '/100%25/'],
    ['/', '/'],
  ])('%s', (written, href) => {
    expect(writtenHref(written, '')).toBe(href)
    expect(writtenHref(written, '/xa')).toBe(`/xa${href}`)
  })
})

test.each([
  ['/a/?x=1#b', '/a/', 'b', true],
  ['/B%C3%A0i%201/', '/Bài 1/', null, true],
  ['https://www.thu.example.gov.vn/xa/a/?x#%C4%91', '/a/', 'đ', true],
  ['http://THU.example.gov.vn:8080/xa/', '/', null, true],
  ['http://localhost:4000/xa/a/', '/a/', null, false],
])('%s means a page of the site', (written, path, fragment, isSure) => {
  expect(siteTarget(written, ['https://thu.example.gov.vn/xa/'])).toEqual({ path, fragment, isSure })
})

test.each([
  'https://thu.example.gov.vn/khac/',
  'https://dvc.gov.vn/xa/',
  '//dvc.gov.vn/xa/',
  'mailto:a@b.vn',
  'tel:113',
])('%s leads elsewhere', (written) => {
  expect(siteTarget(written, ['https://thu.example.gov.vn/xa/'])).toBeNull()
})

test.each([
  ['[x](/tim-kiem/?q=đất&section=tin-tuc)', '?q=%C4%91%E1%BA%A5t&section=tin-tuc'],
  ['<a href="/tim-kiem/?q=đất%20đai">x</a>', '?q=%C4%91%E1%BA%A5t%20%C4%91ai'],
  ['[x](/trang/?utm_source=zalo#top)', '?utm_source=zalo'],
  ['[x](/a/?q=100%)', '?q=100%25'],
  ['[x](b.md?in=1#x)', '?in=1'],
  ['[x](?p=2)', '?p=2'],
  ['[x](/a/)', ''],
])('a link in a text keeps its query: %s', (markdown, query) => {
  expect(read(markdown).body.references).toMatchObject([{ query }])
})

test('pages and feeds have the query and the part that were written', async () => {
  const text =
    '[a](/tim-kiem/?q=đất&section=tin-tuc) [b](/gioi-thieu/?utm=1#lien-he) [c](b.md?x=1#top) [d](?p=2) [e](t.pdf#page=3)\n'
  const root = portal({
    'portal.yaml': menu('/gioi-thieu/#lien-he', '/tim-kiem/?q=a+b&c=%2B', '/Biểu mẫu 1.pdf'),
    'content/pages/gioi-thieu.md': standing,
    'content/a.md': bulletin({}, text),
    'content/b.md': bulletin(),
    'content/t.pdf': '%PDF-1.4\n',
    'static/Biểu mẫu 1.pdf': '%PDF-1.4\n',
  })
  expect((await buildPortal(root)).diagnostics).toEqual([])
  const hrefs = (html: string) =>
    [...html.matchAll(/href="([^"]*)"/g)].map(([, url = '']) => url.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'))
  const shown = hrefs(page(root, '2024/05/a/index.html'))
  expect(shown).toEqual(
    expect.arrayContaining([
      ...['/gioi-thieu/#lien-he', '/tim-kiem/?q=a+b&c=%2B', '/Bi%E1%BB%83u%20m%E1%BA%ABu%201.pdf'],
      ...['/tim-kiem/?q=%C4%91%E1%BA%A5t&section=tin-tuc', '/gioi-thieu/?utm=1#lien-he', '/2024/05/b/?x=1#top', '?p=2'],
      '/2024/05/a/t.pdf#page=3',
    ]),
  )
  expect(page(root, 'feed.json')).toContain(
    'https://thu.example.gov.vn/tim-kiem/?q=%C4%91%E1%BA%A5t&amp;section=tin-tuc',
  )
})

test('what a menu, a service, the notice or a full address of the site names is there, or is an error at its place', async () => {
  const root = portal({
    'portal.yaml': `${menu('/gioi-thieu/#khong', '/khong-co/', 'https://thu.example.gov.vn/khong-co-2/')}services:
  - {title: Một, url: https://www.thu.example.gov.vn/gioi-thieu/#sai}
  - {title: Hai, url: https://dvc.gov.vn/khong-co/}
  - {title: Ba, url: http://localhost:8080/khong-co/}
offices: [{name: A, until: 2026-01-31, successors: [{name: B, url: https://thu.example.gov.vn/b/}]}]
`,
    'static/notice.json': '{"text": "Bão",\n "url": "/bao/?a#b"}\n',
    'content/pages/gioi-thieu.md': standing,
    'content/a.md': bulletin(
      { source: '{name: Báo, url: https://thu.example.gov.vn/nguon/}' },
      'Xem [một](https://thu.example.gov.vn/mot/), [hai](//thu.example.gov.vn/gioi-thieu/#hai), [ba](https://thu.example.gov.vn/gioi-thieu/#lien-he).\n',
    ),
  })
  const { exit, diagnostics } = await buildPortal(root)
  expect(exit).toBe(1)
  expect(diagnostics.map(({ code, place }) => `${code} ${place?.file}:${place?.line}:${place?.column}`)).toEqual([
    'link-missing content/a.md:5:26',
    'link-missing content/a.md:8:5',
    'fragment-missing content/a.md:8:45',
    'fragment-missing portal.yaml:9:23',
    'link-missing portal.yaml:10:23',
    'link-missing portal.yaml:11:23',
    'fragment-missing portal.yaml:13:23',
    'link-missing portal.yaml:16:68',
    'link-missing static/notice.json:2:9',
  ])
})

test('a full address with a space is refused by the space’s name, an alias with one is taken', async () => {
  const refused = portal({ 'portal.yaml': menu('https://dvc.gov.vn/Biểu mẫu.pdf'), 'content/a.md': bulletin() })
  expect((await buildPortal(refused)).diagnostics).toMatchObject([
    { code: 'setting-invalid', args: { key: 'navigation.0.url', expected: 'unspaced' } },
  ])
  const root = portal({ 'content/a.md': bulletin({ aliases: '["/tin/Bài viết.aspx"]' }) })
  expect((await buildPortal(root)).diagnostics).toEqual([])
  expect(page(root, 'tin/Bài viết.aspx/index.html')).toContain('/2024/05/a/')
})

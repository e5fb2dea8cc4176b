/** A site in two languages from one content folder: addresses, words, lists, feeds, alternates, the way from one to the other. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuildResult } from '../../src/build.ts'
import { buildPortal, bulletin, page, plainSettings, portal, tree, write } from '../support/portal.ts'
import { bilingual, buildBilingual, found, home, pageAt, remove } from './bilingual.ts'

let root = ''
let built: BuildResult
beforeAll(async () => {
  root = bilingual()
  built = await buildBilingual(root)
})
afterAll(() => remove(root))

const alternates = (html: string) => found(html, /<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g)
const languages = (html: string) =>
  found(html, /<a href="([^"]+)" lang="([^"]+)" hreflang="[^"]+"( aria-current="true")?>([^<]+)<\/a>/g)

test('it builds without a word of warning', () => {
  expect(built.diagnostics).toEqual([])
  expect(built.exit).toBe(0)
})

describe('addresses', () => {
  test.each([
    ['/', '/en/'],
    ['/2023/01/nhom-a/', '/en/2023/01/group-a/'],
    ['/gioi-thieu/', '/en/about/'],
    ['/trang/', '/en/page/'],
    ['/trang/1/', '/en/page/1/'],
    ['/chuyen-muc/tin-tuc/', '/en/category/tin-tuc/'],
    ['/tu-khoa/cai-cach-hanh-chinh/', '/en/tag/administrative-reform/'],
    ['/tac-gia/lu-chuong/', '/en/author/lu-chuong/'],
    ['/luu-tru/2024/06/', '/en/archive/2024/06/'],
    ['/van-ban/ubnd-tinh-son-la/2023/94-qd-ubnd/', '/en/decisions/ubnd-tinh-son-la/2023/94-qd-ubnd/'],
    ['/dinh-chinh/', '/en/corrections/'],
    ['/tim-kiem/', '/en/search/'],
    ['/404.html', '/en/404.html'],
  ])('%s and %s are each in its language', (vi, en) => {
    expect(pageAt(root, vi)).toContain('<html lang="vi">')
    expect(pageAt(root, en)).toContain('<html lang="en">')
  })

  test('a page of the English site links to the English site, the other language and static files alone', () => {
    for (const [path, text] of tree(join(root, '_site'))) {
      if (!path.startsWith('en/') || !path.endsWith('.html')) continue
      const links = found(text, /<a [^>]*href="(\/[^"]*)"[^>]*>/g).map(([url = '']) => url)
      const away = links.filter((url) => !url.startsWith('/en/'))
      const own = languages(text).flatMap(([url = '', language]) => (language === 'vi' ? [url] : []))
      // One text links to its Vietnamese original by itself.
      expect([...new Set(away)].filter((url) => !own.includes(url) && url !== '/2023/01/nhom-a/')).toEqual([])
    }
  })

  test('no page has a label of the other language', () => {
    const frame = (html: string) => html.slice(html.indexOf('<footer'))
    expect(frame(pageAt(root, '/en/'))).toMatch(/Back to top[\s\S]*/)
    expect(frame(pageAt(root, '/en/'))).not.toMatch(/Lên đầu trang|Thống kê|Tin theo tháng/)
    expect(frame(pageAt(root, '/'))).not.toMatch(/Back to top|Archive/)
  })
})

describe('lists', () => {
  test('hold the bulletins of their language', () => {
    expect(pageAt(root, '/en/page/1/')).toContain('Farmers show')
    expect(pageAt(root, '/en/page/')).not.toContain('Xoài đầu mùa')
    expect(pageAt(root, '/trang/1/')).toContain('Xoài đầu mùa')
    expect(pageAt(root, '/trang/')).not.toContain('Farmers show')
  })

  test('a text in a language that the site has not stands in the first, marked', () => {
    expect(pageAt(root, '/trang/')).toMatch(/lang="hmn"[\s\S]{0,60}Tshaj tawm/)
    expect(pageAt(root, '/2024/05/hmong/')).toMatch(/<h1 [^>]*lang="hmn"/)
  })

  test('wherever such a text is named its language stands with it', () => {
    expect(pageAt(root, '/2024/05/xoai/')).toContain('lang="hmn">Tshaj tawm')
    expect(pageAt(root, '/2024/05/hmong/')).toContain('<div class="signature" lang="vi">')
    expect(pageAt(root, '/2023/01/nhom-a/')).toContain('<span lang="en">“Yen Chau in group A”</span>')
    expect(pageAt(root, '/en/2023/01/group-a/')).toMatch(/href="[^"]+index-2022.txt" hreflang="vi"/)
  })

  test('months have names', () => {
    expect(pageAt(root, '/en/archive/2024/')).toMatch(/>May<span/)
    expect(pageAt(root, '/en/archive/2024/05/')).toContain('<h1 dir="auto">May 2024</h1>')
    expect(pageAt(root, '/luu-tru/2024/')).toMatch(/>Tháng 05<span/)
  })

  test('numbers and dates are the language’s', () => {
    expect(pageAt(root, '/')).toContain('1.069.733')
    expect(pageAt(root, '/en/')).toContain('1,069,733')
    expect(pageAt(root, '/en/2023/01/group-a/')).toContain('18 January 2023')
    expect(pageAt(root, '/2023/01/nhom-a/')).toContain('17/01/2023')
  })

  test('labels inside a text are its language’s', () => {
    expect(pageAt(root, '/en/2023/01/group-a/')).toContain('Back to reference 1')
    expect(pageAt(root, '/2023/01/nhom-a/')).toContain('Quay lại chỗ dẫn chú thích 1')
  })
})

describe('the register', () => {
  test('names an office in each language, whichever name a bulletin gives it, at one address', () => {
    const path = 'ubnd-tinh-son-la/2023/94-qd-ubnd/'
    expect(pageAt(root, `/en/decisions/${path}`)).toContain('<dd>People’s Committee of Son La Province</dd>')
    expect(pageAt(root, `/en/decisions/${path}`)).toContain('<h1>Decision <span data-decision>')
    expect(pageAt(root, `/van-ban/${path}`)).toContain('<dd>UBND tỉnh Sơn La</dd>')
    expect(pageAt(root, `/van-ban/${path}`)).toContain('<h1>Quyết định <span data-decision>')
  })
})

describe('feeds', () => {
  test('each language has its own', () => {
    expect(page(root, 'en/feed.xml')).toContain('<language>en</language>')
    expect(page(root, 'en/feed.xml')).toContain('/en/2024/05/visit/')
    expect(page(root, 'en/feed.xml')).not.toContain('/2024/05/xoai/')
    expect(JSON.parse(page(root, 'en/feed.json'))).toMatchObject({ language: 'en', feed_url: `${home}/en/feed.json` })
    expect(page(root, 'feed.xml')).toContain('<language>vi</language>')
    expect(page(root, 'feed.xml')).not.toContain('/en/')
    expect(existsSync(join(root, '_site/en/category/tin-tuc/feed.xml'))).toBe(true)
  })
})

describe('alternates', () => {
  const versions = (vi: string, en: string) => [
    ['vi', home + vi],
    ['en', home + en],
    ['x-default', home + vi],
  ]
  test.each([
    ['/', '/en/'],
    ['/2023/01/nhom-a/', '/en/2023/01/group-a/'],
    ['/gioi-thieu/', '/en/about/'],
    ['/trang/', '/en/page/'],
    ['/chuyen-muc/thong-bao/', '/en/category/thong-bao/'],
    ['/van-ban/ubnd-tinh-son-la/2023/94-qd-ubnd/', '/en/decisions/ubnd-tinh-son-la/2023/94-qd-ubnd/'],
  ])('%s and %s name one another, in the head and in the sitemap', (vi, en) => {
    expect(alternates(pageAt(root, vi))).toEqual(versions(vi, en))
    expect(alternates(pageAt(root, en))).toEqual(versions(vi, en))
    const links = versions(vi, en).map(
      ([lang, url]) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${url}"/>`,
    )
    const sitemaps = [...tree(join(root, '_site'))].filter(([path]) => path.startsWith('sitemap-'))
    const told = sitemaps.flatMap(([, text]) =>
      found(text, /<url><loc>([^<]+)<\/loc>(?:<lastmod>[^<]+<\/lastmod>)?(.*?)<\/url>/g),
    )
    for (const url of [vi, en]) expect(told).toContainEqual([home + url, links.join('')])
  })

  test('what search engines are not to know is no alternate, yet readers find it', () => {
    const html = pageAt(root, '/2024/06/duong/')
    expect(alternates(html)).toEqual([
      ['vi', `${home}/2024/06/duong/`],
      ['hmn', `${home}/2024/05/hmong/`],
      ['x-default', `${home}/2024/06/duong/`],
    ])
    expect(languages(html)).toEqual([
      ['/2024/06/duong/', 'vi', ' aria-current="true"', 'Tiếng Việt'],
      ['/en/2024/06/road/', 'en', '', 'English'],
    ])
  })

  test('the switch leads to the translation, else to the other home', () => {
    expect(languages(pageAt(root, '/en/2023/01/group-a/'))).toEqual([
      ['/2023/01/nhom-a/', 'vi', '', 'Tiếng Việt'],
      ['/en/2023/01/group-a/', 'en', ' aria-current="true"', 'English'],
    ])
    expect(languages(pageAt(root, '/en/2024/05/visit/'))[0]?.[0]).toBe('/')
    expect(languages(pageAt(root, '/404.html'))[1]?.[0]).toBe('/en/')
    expect(languages(pageAt(root, '/tim-kiem/'))[1]?.[0]).toBe('/en/search/')
    expect(alternates(pageAt(root, '/tim-kiem/'))).toEqual([])
  })
})

describe('one language', () => {
  test('knows of no other', async () => {
    const only = portal({ 'content/tin.md': bulletin() })
    await buildPortal(only)
    const html = page(only, 'index.html')
    expect(html).not.toMatch(/hreflang|class="languages"/)
    expect(page(only, 'sitemap-pages.xml')).not.toContain('xhtml')
  })

  test('names by language are those of the site’s', async () => {
    const settings = plainSettings.replace('Trang thử', '{vi: Trang thử, en: A test site}')
    const only = portal({
      'portal.yaml': settings.replace('language: vi', 'language: en'),
      'content/tin.md': bulletin(),
    })
    const { diagnostics } = await buildPortal(only)
    expect(diagnostics).toEqual([])
    expect(page(only, 'index.html')).toContain('<title>A test site</title>')
  })
})

describe('collisions', () => {
  test.each([
    ['a standing page at the folder of another language', { 'content/pages/en.md': '---\ntitle: Anh\n---\n\nA.\n' }],
    [
      'a page that takes a word of its own language',
      { 'content/pages/en/search.md': '---\ntitle: S\nlang: en\n---\n\nA.\n' },
    ],
  ])('%s is refused', async (_, files) => {
    const own = bilingual()
    try {
      write(own, files)
      const { diagnostics } = await buildBilingual(own)
      expect(diagnostics.map(({ code }) => code)).toEqual(['path-reserved'])
    } finally {
      remove(own)
    }
  })

  test('an alias in the other language’s folder may stand there', async () => {
    const own = bilingual()
    try {
      write(own, { 'content/2024/2024-05-09-moi.md': bulletin({ aliases: '[/en/old/]' }) })
      expect((await buildBilingual(own)).exit).toBe(0)
      expect(page(own, 'en/old/index.html')).toContain('<html lang="vi">')
    } finally {
      remove(own)
    }
  })
})

describe('settings', () => {
  const told = async (settings: string) =>
    (await buildPortal(portal({ 'portal.yaml': settings, 'content/tin.md': bulletin() }))).diagnostics.map(
      ({ code, args }) => [code, Object.values(args)[0]],
    )
  test.each([
    ['languages: [vi, en]', []],
    ['language: vi\nlanguages: [vi, en]', []],
    ['language: en\nlanguages: [vi, en]', [['setting-invalid', 'languages']]],
    ['languages: [vi, vi]', [['setting-invalid', 'languages']]],
    ['languages: []', [['setting-invalid', 'languages']]],
    ['languages: [vi, fr]', [['setting-invalid', 'languages.1']]],
    ['', [['setting-missing', 'language']]],
  ])('%j', async (line, expected) => {
    expect(await told(plainSettings.replace('language: vi', line))).toEqual(expected)
  })

  test('a name in a language that no site has is no name', async () => {
    const settings = plainSettings.replace('title: Trang thử', 'title: {vi: Trang thử, fr: Site}')
    expect(await told(settings)).toEqual([['setting-invalid', 'title']])
  })
})

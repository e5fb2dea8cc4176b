/** Bulletins together: addresses and their collisions, tags and authors, defaults of folders. */
import { describe, expect, test } from 'vitest'
import { aliasUrl, outputAt } from '../../src/content/address.ts'
import { language } from '../../src/diagnostics/catalogue/language.ts'
import { buildPortal, bulletin, plainSettings, portal } from '../support/portal.ts'

/** Checks a portal: its addresses by file, and what is told but for advice on language. */
async function checked(files: Record<string, string>, settings = '') {
  const root = portal({ 'portal.yaml': plainSettings + settings, ...files })
  const { site, exit, plan, ...found } = await buildPortal(root, { only: 'check' })
  const diagnostics = found.diagnostics.filter(({ code }) => !(code in language))
  const pages = [...(site?.bulletins ?? []), ...(site?.standing ?? []), ...(site?.removed ?? [])]
  return {
    exit,
    site,
    diagnostics,
    urls: Object.fromEntries(pages.map(({ bulletin: { file }, url }) => [file.replace('content/', ''), url])),
    codes: diagnostics.map(({ code }) => code),
    outputs: plan?.entries.map(({ path }) => path) ?? [],
  }
}

describe('addresses', () => {
  test('come from the file’s name, its date and folder left out', async () => {
    const { urls, codes } = await checked({
      'content/a.md': bulletin(),
      'content/2023/01/2023-01-17-hop-bao.md': bulletin(),
      'content/x/2023-01-17_Đẩy mạnh CCHC.md': bulletin(),
      'content/x/2023-01-17.md': bulletin(),
      'content/le-hoi/index.md': bulletin(),
      'content/2023-02-01-tet/index.md': bulletin(),
      'content/b.markdown': bulletin(),
      'content/c.md': bulletin({ slug: 'rieng' }),
      'content/d.md': bulletin({ date: '2023-12-31T23:30:00Z' }),
      'content/pages/gioi-thieu.md': '---\ntitle: x\n---\n\nchữ\n',
      'content/pages/gioi-thieu/so-do.md': '---\ntitle: x\n---\n\nchữ\n',
      'content/pages/Liên hệ/index.md': '---\ntitle: x\n---\n\nchữ\n',
    })
    expect(codes).toEqual([])
    expect(urls).toEqual({
      'a.md': '/2024/05/a/',
      '2023/01/2023-01-17-hop-bao.md': '/2024/05/hop-bao/',
      'x/2023-01-17_Đẩy mạnh CCHC.md': '/2024/05/day-manh-cchc/',
      'x/2023-01-17.md': '/2024/05/2023-01-17/',
      'le-hoi/index.md': '/2024/05/le-hoi/',
      '2023-02-01-tet/index.md': '/2024/05/tet/',
      'b.markdown': '/2024/05/b/',
      'c.md': '/2024/05/rieng/',
      'd.md': '/2024/01/d/',
      'pages/gioi-thieu.md': '/gioi-thieu/',
      'pages/gioi-thieu/so-do.md': '/gioi-thieu/so-do/',
      'pages/Liên hệ/index.md': '/lien-he/',
    })
  })

  test('do not change with the headline', async () => {
    const before = await checked({ 'content/a.md': bulletin({ title: 'Một' }) })
    const after = await checked({ 'content/a.md': bulletin({ title: 'Hai' }) })
    expect(after.urls).toEqual(before.urls)
  })

  test.each([
    ['/:year/:month/:slug/', '/2024/05/a/'],
    ['/:slug/', '/a/'],
    ['/tin/:category/:slug/', '/tin/thong-bao/a/'],
    ['/:year/:month/:day/:slug/', '/2024/05/06/a/'],
    ['/:year-:month-:day-:slug/', '/2024-05-06-a/'],
  ])('follow the pattern %s', async (pattern, url) => {
    const { urls } = await checked({ 'content/a.md': bulletin({ category: 'thong-bao' }) }, `permalink: ${pattern}\n`)
    expect(urls).toEqual({ 'a.md': url })
  })

  test.each([
    '/:year/',
    ':slug/',
    '/:slug',
    '/../:slug/',
    '/:slug/../',
    '/./:slug/',
    '/:title/:slug/',
    '/a b/:slug/',
    '/%2e%2e/:slug/',
    '//:slug/',
  ])('a pattern of %s is refused', async (pattern) => {
    const { codes, exit } = await checked({ 'content/a.md': bulletin() }, `permalink: "${pattern}"\n`)
    expect(codes).toEqual(['setting-invalid'])
    expect(exit).toBe(2)
  })

  test.each([
    ['content/中国.md', bulletin()],
    ['content/!!!.md', bulletin()],
    ['content/2024-01-01-中.md', bulletin()],
    ['content/pages/中国.md', '---\ntitle: x\n---\n\nchữ\n'],
  ])('%s has none, and needs a slug', async (path, text) => {
    const { codes, exit, diagnostics } = await checked({ 'content/a.md': bulletin(), [path]: text })
    expect(codes).toEqual(['slug-empty'])
    expect(diagnostics[0]?.place?.file).toBe(path)
    expect(exit).toBe(1)
    const named = await checked({ 'content/a.md': bulletin(), [path]: text.replace('title:', 'slug: co-ten\ntitle:') })
    expect(named.codes).toEqual([])
  })

  test('of two files that are one are an error naming both', async () => {
    const pairs: [string, string, string, string][] = [
      ['content/x/a.md', bulletin(), 'content/y/a.md', bulletin()],
      ['content/x/tết.md', bulletin(), 'content/y/tet.md', bulletin()],
      ['content/x/tết.md'.normalize('NFC'), bulletin(), 'content/y/tết.md'.normalize('NFD'), bulletin()],
      ['content/x/A.md', bulletin(), 'content/y/a.md', bulletin()],
      ['content/x/a.md', bulletin(), 'content/a/index.md', bulletin()],
      ['content/x/a.md', bulletin(), 'content/y/2024-05-06-a.md', bulletin()],
      ['content/x/a.md', bulletin(), 'content/y/b.md', bulletin({ slug: 'a' })],
      ['content/pages/a.md', '---\ntitle: x\n---\n\nchữ\n', 'content/pages/a/index.md', '---\ntitle: x\n---\n\nchữ\n'],
      ['content/x/a.md', bulletin(), 'content/y/a.md', bulletin({ removed: '{at: 2024-06-01, reason: x}' })],
    ]
    for (const [one, oneText, other, otherText] of pairs) {
      const { codes, diagnostics, exit } = await checked({
        'content/nen.md': bulletin(),
        [one]: oneText,
        [other]: otherText,
      })
      expect(codes).toEqual(['url-collision'])
      const named = [diagnostics[0]?.place?.file, diagnostics[0]?.related[0]?.file]
      expect(named.sort()).toEqual([one, other].map((path) => path.normalize('NFC')).sort())
      expect(exit).toBe(1)
    }
  })

  test('that differ by case alone are one', async () => {
    const { codes } = await checked(
      { 'content/x/a.md': bulletin({ date: '2024-05-06' }), 'content/y/a.md': bulletin({ date: '2024-05-07' }) },
      'permalink: /TIN/:slug/\n',
    )
    expect(codes).toEqual(['url-collision'])
  })

  test('of a bulletin that is held take no one else’s: a check reports it ahead, a build goes on', async () => {
    const root = portal({ 'content/x/a.md': bulletin(), 'content/y/a.md': bulletin({ draft: 'true' }) })
    const ahead = { file: 'content/y/a.md', reason: 'draft', until: null }
    const { exit, diagnostics } = await buildPortal(root, { only: 'check' })
    expect([exit, diagnostics]).toMatchObject([1, [{ code: 'url-collision', severity: 'error', ahead }]])
    expect(await buildPortal(root)).toMatchObject({
      exit: 0,
      diagnostics: [{ code: 'url-collision', severity: 'warning' }],
    })
  })

  test.each(['trang', 'chuyen-muc', 'tu-khoa', 'tac-gia', 'luu-tru', 'van-ban', 'dinh-chinh', 'tim-kiem', 'assets'])(
    'a standing page may not be /%s/, nor lie below it',
    async (word) => {
      const text = '---\ntitle: x\n---\n\nchữ\n'
      for (const path of [
        `content/pages/${word}.md`,
        `content/pages/${word}/x.md`,
        `content/pages/${word.toUpperCase()}.md`,
      ]) {
        const { codes, diagnostics } = await checked({ 'content/a.md': bulletin(), [path]: text })
        expect(codes).toEqual(['path-reserved'])
        expect(diagnostics[0]?.place?.file).toBe(path)
      }
    },
  )

  test('a word of the settings is kept, the usual one then is free', async () => {
    const text = '---\ntitle: x\n---\n\nchữ\n'
    const settings = 'paths: {decisions: so-van-ban}\n'
    expect(
      (await checked({ 'content/a.md': bulletin(), 'content/pages/so-van-ban.md': text }, settings)).codes,
    ).toEqual(['path-reserved'])
    expect((await checked({ 'content/a.md': bulletin(), 'content/pages/van-ban.md': text }, settings)).codes).toEqual(
      [],
    )
  })

  test('of bulletins may not be those of generated pages', async () => {
    for (const slug of ['van-ban', 'trang', 'chuyen-muc', 'feed.xml']) {
      const { exit } = await checked({ [`content/${slug}.md`]: bulletin() }, 'permalink: /:slug/\n')
      expect(exit).toBe(slug === 'feed.xml' ? 0 : 1)
    }
  })
})

describe('aliases', () => {
  test.each([
    ['/cu/', '/cu/', 'cu/index.html'],
    ['/cu', '/cu', 'cu/index.html'],
    ['/cu.html', '/cu.html', 'cu.html'],
    ['/tin/1.aspx', '/tin/1.aspx', 'tin/1.aspx/index.html'],
    ['/Tin-T%E1%BB%A9c/', '/Tin-Tức/', 'Tin-Tức/index.html'],
    ['/tin tức/', '/tin tức/', 'tin tức/index.html'],
  ])('%s', (alias, url, output) => {
    expect(aliasUrl(alias)).toBe(url)
    expect(outputAt(url)).toBe(output)
  })

  test.each([
    '/',
    '//host/x',
    '/a//b/',
    '/../x',
    '/a/../x',
    '/%2e%2e/x',
    '/%2E%2E%2Fx',
    '/a%2f..%2fx',
    '/..%5cx',
    '/a\\b',
    '/%5c..%5cx',
    '/.git/config',
    '/.htaccess',
    '/.portal/manifest.json',
    '/a?b=c',
    '/a#b',
    '/a%00b',
    '/a%0ab',
    '/a%',
    '/%ff',
    '/con:x',
    '/a*',
    `/${'a'.repeat(300)}/`,
  ])('%s is none', (alias) => {
    expect(aliasUrl(alias)).toBeNull()
  })

  test.each(['/../x', '/%2e%2e/x', '//host/x', '/a\\\\b', '/..', '/a/../../x', '/%2e%2e%2fx', '/.portal/lock', '/a?b'])(
    '%s in front matter is refused, at its place',
    async (alias) => {
      const { exit, diagnostics } = await checked({ 'content/a.md': bulletin({ aliases: `["${alias}"]` }) })
      expect(exit).toBe(1)
      expect(diagnostics).toMatchObject([
        { code: 'value-invalid', place: { file: 'content/a.md', line: 5, column: 11 } },
      ])
    },
  )

  test('redirect to the page, below the prefix too', async () => {
    const root = portal({
      'portal.yaml': plainSettings.replace('gov.vn/', 'gov.vn/huyen/'),
      'content/a.md': bulletin({ aliases: '[/cu/, /huyen/cu-hon/, /huyen-cu/]' }),
    })
    const { site, exit } = await buildPortal(root)
    expect(exit).toBe(0)
    expect(site?.redirects.map(({ output }) => output)).toEqual([
      'cu-hon/index.html',
      'cu/index.html',
      'huyen-cu/index.html',
    ])
  })

  test.each([
    ['a page', '/2024/05/b/'],
    ['a page by case', '/2024/05/B/'],
    ['a page without its slash', '/2024/05/b'],
    ['a page’s file', '/2024/05/b/index.html'],
    ['its own page', '/2024/05/a/'],
    ['another alias', '/cu/'],
    ['another alias by case', '/CU/'],
    ['another alias in NFD', `/${'tết'.normalize('NFD')}/`],
    ['another alias percent-encoded', `/${encodeURIComponent('tết')}/`],
    ['a standing page', '/gioi-thieu/'],
  ])('may not take the address of %s', async (_, alias) => {
    const { codes, diagnostics, exit } = await checked({
      'content/a.md': bulletin({ aliases: `["${alias}"]` }),
      'content/b.md': bulletin({ aliases: '[/cu/, /tết/]' }),
      'content/pages/gioi-thieu.md': '---\ntitle: x\n---\n\nchữ\n',
    })
    expect(codes).toEqual(['alias-collision'])
    expect(diagnostics[0]?.related).toHaveLength(1)
    expect(exit).toBe(1)
  })

  test.each(['/', '/van-ban/', '/feed.xml', '/404.html', '/chuyen-muc/tin-tuc/', '/robots.txt', '/index.html'])(
    'may not take the generated %s',
    async (alias) => {
      const { exit, codes } = await checked({ 'content/a.md': bulletin({ aliases: `["${alias}"]` }) })
      expect(codes.length).toBeGreaterThan(0)
      expect(exit).toBe(1)
    },
  )

  test('of a page that is removed lead nowhere and free no address', async () => {
    const { site } = await checked({
      'content/a.md': bulletin({ aliases: '/cu/', removed: '{at: 2024-06-01, reason: x}' }),
      'content/b.md': bulletin(),
    })
    expect(site?.redirects.map(({ output }) => output)).toEqual(['cu/index.html'])
  })
})

test.each(['2024/05/a/index.html', 'index.html', '2024/05/A/index.html', 'feed.xml', 'van-ban/index.html'])(
  'static/%s over a page is an error naming it',
  async (path) => {
    const { exit, diagnostics } = await checked({ 'content/a.md': bulletin(), [`static/${path}`]: 'x' })
    expect(exit).toBe(1)
    expect(JSON.stringify(diagnostics)).toContain(`static/${path}`)
  },
)

describe('tags', () => {
  test('of one address are one page under the commonest spelling', async () => {
    const { site, diagnostics, outputs } = await checked({
      'content/a.md': bulletin({ tags: '[Đất]' }),
      'content/b.md': bulletin({ tags: '[Đạt]' }),
      'content/c.md': bulletin({ tags: '[Đất, Dat]' }),
    })
    expect(diagnostics).toMatchObject([
      {
        code: 'tag-merged',
        severity: 'warning',
        args: { tag: 'Đạt', shown: 'Đất', slug: 'dat' },
        place: { file: 'content/b.md', line: 5, column: 8 },
      },
      { code: 'tag-merged', args: { tag: 'Dat', shown: 'Đất' }, place: { file: 'content/c.md' } },
    ])
    for (const page of site?.bulletins ?? []) expect(page.tags).toEqual([{ title: 'Đất', slug: 'dat' }])
    expect(outputs.filter((path) => path.startsWith('tu-khoa/'))).toContain('tu-khoa/dat/index.html')
  })

  test('of one spelling go without a word', async () => {
    const { codes, site } = await checked({
      'content/a.md': bulletin({ tags: '[Chuyển đổi số]' }),
      'content/b.md': bulletin({ tags: `["chuyển  ĐỔI số", "${'Chuyển đổi số'.normalize('NFD')}"]` }),
    })
    expect(codes).toEqual([])
    expect(site?.bulletins.map(({ tags }) => tags.length)).toEqual([1, 1])
  })

  test('without an address are an error', async () => {
    const { codes, exit } = await checked({ 'content/a.md': bulletin({ tags: '["!!!"]' }) })
    expect(codes).toEqual(['slug-empty'])
    expect(exit).toBe(1)
  })
})

describe('authors', () => {
  test('who share an address are an error that the settings solve', async () => {
    const files = {
      'content/a.md': bulletin({ author: 'Lò Văn Đạt' }),
      'content/b.md': bulletin({ author: 'Lò Văn Đất' }),
    }
    const clash = await checked(files)
    expect(clash.diagnostics).toMatchObject([
      {
        code: 'author-collision',
        severity: 'error',
        args: { name: 'Lò Văn Đất', other: 'Lò Văn Đạt', slug: 'lo-van-dat' },
        place: { file: 'content/b.md', line: 4, column: 9 },
      },
    ])
    expect(clash.exit).toBe(1)
    const solved = await checked(files, 'authors: [{name: Lò Văn Đất, slug: lo-van-dat-2, role: CTV}]\n')
    expect(solved.codes).toEqual([])
    expect(solved.site?.bulletins.flatMap(({ authors }) => authors)).toEqual(
      expect.arrayContaining([
        { name: 'Lò Văn Đất', role: 'CTV', slug: 'lo-van-dat-2' },
        { name: 'Lò Văn Đạt', role: null, slug: 'lo-van-dat' },
      ]),
    )
  })

  test('of one spelling are one', async () => {
    const { codes, site } = await checked({
      'content/a.md': bulletin({ author: 'Lừ Chương' }),
      'content/b.md': bulletin({ author: `"lừ  CHƯƠNG"` }),
      'content/c.md': bulletin({ author: 'Lừ Chương'.normalize('NFD') }),
    })
    expect(codes).toEqual([])
    expect(new Set(site?.bulletins.flatMap(({ authors }) => authors.map(({ slug }) => slug)))).toEqual(
      new Set(['lu-chuong']),
    )
  })

  test('are known by their pen name', async () => {
    const { site } = await checked({ 'content/a.md': bulletin({ author: '{name: Lừ Chương, penName: Hoa Ban}' }) })
    expect(site?.bulletins[0]?.authors).toEqual([{ name: 'Hoa Ban', role: null, slug: 'hoa-ban' }])
  })

  test('without an address are an error', async () => {
    expect((await checked({ 'content/a.md': bulletin({ author: '"!!!"' }) })).codes).toEqual(['slug-empty'])
  })
})

describe('categories', () => {
  test('are the first where none is named', async () => {
    const { site } = await checked({ 'content/a.md': bulletin() })
    expect(site?.bulletins[0]?.category).toEqual({ id: 'tin-tuc', title: 'Tin tức' })
  })

  test('that the settings do not have are an error', async () => {
    const { diagnostics } = await checked({ 'content/a.md': bulletin({ category: 'thong-bo' }) })
    expect(diagnostics).toMatchObject([
      { code: 'category-unknown', args: { value: 'thong-bo', known: 'thong-bao' }, place: { line: 5, column: 11 } },
    ])
  })
})

describe('defaults', () => {
  const bare = '---\ntitle: x\ndate: 2024-05-06\n---\n\nchữ\n'

  test('of the nearest folder win over those above, and over the settings', async () => {
    const { site, codes } = await checked(
      {
        'content/a.md': bare,
        'content/x/_defaults.yaml': 'author: Ban X\ncategory: thong-bao\n',
        'content/x/b.md': bare,
        'content/x/y/_defaults.yaml': 'author: Ban Y\n',
        'content/x/y/c.md': bare,
        'content/x/y/d.md': bulletin(),
        'content/xy/e.md': bare,
      },
      'defaults: {author: Ban Biên tập}\n',
    )
    expect(codes).toEqual([])
    const found = site?.bulletins.map(({ bulletin: { path }, authors, category }) => [
      path,
      authors[0]?.name,
      category.id,
    ])
    expect(found?.sort()).toEqual([
      ['a.md', 'Ban Biên tập', 'tin-tuc'],
      ['x/b.md', 'Ban X', 'thong-bao'],
      ['x/y/c.md', 'Ban Y', 'thong-bao'],
      ['x/y/d.md', 'Lừ Chương', 'thong-bao'],
      ['xy/e.md', 'Ban Biên tập', 'tin-tuc'],
    ])
  })

  test.each([
    ['auhtor: x\n', 'key-unknown', 1],
    ['author: a: b\n', 'front-matter-syntax', 1],
    ['chỉ là chữ\n', 'front-matter-scalar', 1],
    ['author: a\nauthor: b\n', 'front-matter-syntax', 2],
  ])('of %j are told at their place', async (text, code, line) => {
    const { diagnostics } = await checked({ 'content/x/_defaults.yaml': text, 'content/x/a.md': bulletin() })
    expect(diagnostics).toMatchObject([{ code, place: { file: 'content/x/_defaults.yaml', line } }])
  })

  test('that are faulty are told, wherever they stand', async () => {
    const { diagnostics, exit } = await checked({
      'content/x/_defaults.yaml': 'draft: có\n',
      'content/x/a.md': bulletin(),
    })
    expect(exit).toBe(1)
    expect(diagnostics[0]).toMatchObject({ code: 'value-invalid', args: { key: 'draft' } })
    expect(diagnostics[0]?.place?.file).toBe('content/x/_defaults.yaml')
  })
})

/** What servers are given beside the site: tables of old and removed addresses, and settings with which a real nginx serves it. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nginxSettings } from '../../src/authoring/starter/server-settings.ts'
import { objections, shippedSettings, startNginx } from '../support/nginx.ts'
import { buildPortal, bulletin, page, plainSettings, portal, repository, runCli, tree } from '../support/portal.ts'

const table = (root: string, name: string) => readFileSync(join(root, '_server', name), 'utf8')
const legacy = (url: string) => ({ legacy: `{url: ${JSON.stringify(url)}}` })

test('the tables tell which addresses have moved and which are gone, outside the site', async () => {
  const root = portal({
    'portal.yaml': plainSettings.replace('.vn/', '.vn/cong/'),
    'content/a.md': bulletin({
      aliases: '[/tin/cu/, /tin/bài%20cũ/]',
      ...legacy('http://cu.example.gov.vn/index.php?id=68&x="y"'),
    }),
    'content/b.md': bulletin({ removed: '{at: 2024-06-01, reason: Đăng nhầm.}' }),
    'content/c.md': bulletin({ date: '2030-01-01', ...legacy('/bi-mat.php'), aliases: '/bi-mat/' }),
    'content/d.md': bulletin(legacy('/index.php')),
  })
  await buildPortal(root)
  expect(table(root, 'moved.map').split('\n')).toEqual([
    '"/cong/tin/bài cũ/" "/cong/2024/05/a/";',
    '"/cong/tin/cu/" "/cong/2024/05/a/";',
    '"/index.php?" "/cong/2024/05/d/";',
    '"/index.php?id=68&x=%22y%22" "/cong/2024/05/a/";',
    '',
  ])
  expect(table(root, 'gone.map')).toBe('"/cong/2024/05/b/" "1";\n"/cong/2024/05/b/index.html" "1";\n')
  expect(table(root, 'successor.map')).toBe('')
  expect([...tree(join(root, '_site')).keys()].filter((path) => /\.(?:map|conf)$/.test(path))).toEqual([])
})

test('they are the same from a warm build, and written again where one is missing', async () => {
  const root = portal({ 'content/a.md': bulletin(legacy('/cu.html')), 'content/b.md': bulletin() })
  const cache = join(root, '.build-portal/cache')
  await buildPortal(root, { cache })
  const first = tree(join(root, '_server'))
  writeFileSync(join(root, 'content/b.md'), bulletin({}, 'Nội dung khác.\n'))
  expect((await buildPortal(root, { cache })).work.read).toBeLessThan(2)
  expect(tree(join(root, '_server'))).toEqual(first)
  rmSync(join(root, '_server'), { recursive: true })
  await buildPortal(root, { cache })
  expect(tree(join(root, '_server'))).toEqual(first)
})

test('neither a check nor a preview writes them; the site cannot lie among them', async () => {
  const root = portal({ 'content/a.md': bulletin(legacy('/cu.html')) })
  await buildPortal(root, { only: 'check' })
  await buildPortal(root, { preview: true })
  expect(existsSync(join(root, '_server'))).toBe(false)
  const { status, stderr, stdout } = runCli(['build', '--root', root, '--out', join(root, '_server')])
  expect([status, `${stdout}${stderr}`]).toEqual([2, expect.stringContaining('out-unsafe')])
})

test('a table that cannot be written is told, by the next build too', async () => {
  const root = portal({ 'content/a.md': bulletin(legacy('/cu.html')), _server: 'x' })
  const cache = join(root, '.build-portal/cache')
  for (const _ of ['cold', 'warm']) {
    const { exit, diagnostics } = await buildPortal(root, { cache })
    expect(exit).toBe(0)
    expect(diagnostics).toMatchObject([{ code: 'server-files-unwritten', args: { path: '_server/moved.map' } }])
  }
  expect(page(root, '2024/05/a/index.html')).toContain('</html>')
})

describe('an old address', () => {
  test.each([
    ...[
      '/2024/05/b/',
      '/2024/05/b',
      '/2024/05/b/index.html',
      '/2024/05/B/',
      '/2024/05/%62/',
      '/2024//05/b/',
      '/2024/05/x/../b/',
    ],
    ...[
      'https://cu.example.gov.vn/2024/05/b/?fbclid=1',
      '\\2024\\05\\b\\',
      '/',
      '/index.html',
      '/?',
      '/feed.xml',
      '/tim-kiem/?q=x',
    ],
    ...['/chuyen-muc/tin-tuc/', '/robots.txt', '/404.html', '/hinh.png', '/assets/theme.css/../../2024/05/b/'],
  ])('%s cannot take the place of a page or file', async (url) => {
    const root = portal({
      'content/a.md': bulletin(legacy(url)),
      'content/b.md': bulletin(),
      'static/hinh.png': 'x',
    })
    const { exit, diagnostics } = await buildPortal(root)
    expect(exit).toBe(0)
    expect(diagnostics).toMatchObject([
      { code: 'legacy-unmoved', args: { reason: 'page' }, place: { file: 'content/a.md' } },
    ])
    expect(table(root, 'moved.map')).toBe('')
  })

  test.each([
    ...[
      'include:x',
      'default:/a',
      'mailto:a@example.org',
      'javascript:/x',
      'ftp://x/a',
      'data:~^/',
      '/a%0Ab',
      '/%00',
      '/%FF',
      '/a%3Fb',
      '/a%2F..%2Fb',
    ],
    ...[`/${'a'.repeat(2001)}`, 'http://', '//'],
  ])('%s that no browser could have asked for is told', async (url) => {
    const root = portal({ 'content/a.md': bulletin(legacy(url)) })
    const { exit, diagnostics } = await buildPortal(root)
    expect([exit, diagnostics.map(({ code, args }) => [code, 'reason' in args && args.reason])]).toEqual([
      0,
      [['legacy-unmoved', 'form']],
    ])
    expect(table(root, 'moved.map')).toBe('')
  })

  test('leads to one page; to its own page it need not lead', async () => {
    const root = portal({
      'content/a.md': bulletin({ ...legacy('/Tin/Cu.aspx'), aliases: '/xa/' }),
      'content/b.md': bulletin(legacy('/tin/cu.aspx')),
      'content/c.md': bulletin(legacy('/2024/05/c')),
      'content/d.md': bulletin(legacy('/xa/')),
      'content/e.md': bulletin({ ...legacy('/xe'), aliases: '/xe/' }),
      'content/f.md': bulletin(legacy('/?p=1')),
    })
    const { diagnostics } = await buildPortal(root)
    expect(diagnostics.map(({ code, args, place }) => [code, args, place?.file])).toEqual([
      ['legacy-unmoved', { url: '/tin/cu.aspx', reason: 'twice', other: 'content/a.md' }, 'content/b.md'],
      ['legacy-unmoved', { url: '/xa/', reason: 'twice', other: 'content/a.md' }, 'content/d.md'],
    ])
    expect(table(root, 'moved.map').split('\n')).toEqual([
      '"/?p=1" "/2024/05/f/";',
      '"/Tin/Cu.aspx" "/2024/05/a/";',
      '"/xa/" "/2024/05/a/";',
      '"/xe/" "/2024/05/e/";',
      '',
    ])
  })
})

describe('nginx, set as shipped', () => {
  const long = `/vi/tin-tuc-su-kien/${'thong-bao-ve-viec-'.repeat(10)}/Default.aspx?ItemID=1234`
  const odd = [
    '/include',
    '/default',
    '/hostnames',
    '/volatile',
    '/~^a.*',
    "/a'b;c{d}e",
    '/$uri',
    '/a"b\\c',
    '/Bài viết cũ.html',
    '/x?a=$host&b={}',
  ]
  const site = () =>
    portal({
      'portal.yaml': `${plainSettings}counter: {provider: none}\n`,
      'content/a.md': bulletin(
        { aliases: '/tin/cu/', ...legacy(long) },
        '[Tệp](ghi-chu.txt), ![Vẽ](ve.svg), [PDF](a.pdf)\n',
      ),
      'content/ghi-chu.txt': '<script>alert(1)</script>',
      'content/ve.svg':
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
      'content/a.pdf': '%PDF-1.4\n',
      'content/b.md': bulletin({ removed: '{at: 2024-06-01, reason: Đăng nhầm.}' }),
      'content/c.md': bulletin(legacy('/index.php?id=5')),
      'content/d.md': bulletin(legacy('/chi-tiet.html')),
      ...Object.fromEntries(
        odd.map((url, at) => [`content/odd-${at}.md`, bulletin(legacy(encodeURI(url).replaceAll('%5C', '%5c')))]),
      ),
    })

  test('has no objection to any address, few or many', async () => {
    const root = site()
    expect((await buildPortal(root)).diagnostics).toEqual([])
    expect(objections(shippedSettings(root, 8099))).toBe('')
    const empty = portal({ 'content/a.md': bulletin() })
    await buildPortal(empty)
    expect(objections(shippedSettings(empty, 8099))).toBe('')
    const lines = Array.from(
      { length: 20_000 },
      (_, at) => `"/${`${at}`.padStart(200, 'dia-chi-cu-')}" "/2024/05/a/";\n`,
    )
    writeFileSync(join(root, '_server/moved.map'), lines.join(''))
    expect(objections(shippedSettings(root, 8099))).toBe('')
  })

  test('a table that holds a directive is refused whole', async () => {
    const root = site()
    await buildPortal(root)
    writeFileSync(
      join(root, '_server/gone.map'),
      '} server { listen 127.0.0.1:8098; location / { alias /etc/; } } map $uri $x {\n',
    )
    expect(objections(shippedSettings(root, 8099))).toMatch(/emerg/)
  })

  test('redirects, tells what is gone, and sends the headers', async () => {
    const root = site()
    await buildPortal(root)
    const origin = await startNginx((port) => shippedSettings(root, port))
    const ask = async (path: string) => {
      const answer = await fetch(origin + path, { redirect: 'manual' })
      return { status: answer.status, to: answer.headers.get('location'), body: await answer.text(), answer }
    }
    const moves: [string, string | null][] = [
      [long, '/2024/05/a/'],
      [`${long}&fbclid=IwAR0abc`, '/2024/05/a/'],
      ['/tin/cu/', '/2024/05/a/'],
      ['/tin/cu/?utm_source=zalo&utm_medium=zalo&utm_campaign=zalo', '/2024/05/a/'],
      ['/index.php?id=5', '/2024/05/c/'],
      ['/index.php?id=5&fbclid=IwAR0abc', '/2024/05/c/'],
      ['/index.php?id=5&zarsrc=30&gidzl=x', '/2024/05/c/'],
      ['/index.php?id=6', null],
      ['/index.php?fbclid=x', null],
      ['/index.php', null],
      ['/chi-tiet.html', '/2024/05/d/'],
      ['/chi-tiet.html?la=gi&khac', '/2024/05/d/'],
      ['/CHI-TIET.html?fbclid=x', '/2024/05/d/'],
      ['//chi%2Dtiet.html', '/2024/05/d/'],
      ...odd.map((url, at): [string, string] => [encodeURI(url), `/2024/05/odd-${at}/`]),
    ]
    for (const [path, to] of moves) {
      const { status, to: led } = await ask(path)
      expect([path, status, led]).toEqual([path, to === null ? 404 : 301, to])
    }
    for (const path of ['/2024/05/b/', '/2024/05/b/?fbclid=x', '/2024/05/b/index.html']) {
      const { status, body, answer } = await ask(path)
      expect([path, status]).toEqual([path, 410])
      expect(body, path).toContain('Bài viết đã được gỡ bỏ')
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
    }
    for (const path of ['/moved.map', '/gone.map', '/gone.conf', '/.portal/manifest.json', '/_server/moved.map'])
      expect([path, (await ask(path)).status]).toEqual([path, 404])

    const policyOf = async (path: string) => {
      const { answer, status } = await ask(path)
      expect([path, status, answer.headers.get('x-content-type-options')]).toEqual([path, 200, 'nosniff'])
      return answer.headers.get('content-security-policy')
    }
    for (const path of ['/2024/05/a/ve.svg', '/2024/05/a/ghi-chu.txt', '/feed.xml', '/robots.txt'])
      expect(await policyOf(path)).toMatch(/^sandbox; default-src 'none';/)
    for (const path of ['/', '/2024/05/a/'])
      expect(await policyOf(path)).toMatch(/^default-src 'none'; script-src 'self';/)
    expect(await policyOf('/tim-kiem/')).toContain("script-src 'self' 'wasm-unsafe-eval'")
    expect(await policyOf('/2024/05/a/a.pdf')).toBeNull()
    const [script = ''] = readdirSync(join(root, '_site/assets')).filter((name) => name.endsWith('.js'))
    const { answer } = await ask(`/assets/${script}`)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('cache-control')).toContain('max-age=315360000')
  })
})

test('the settings that the page about servers prints are those that are shipped', () => {
  const docs = readFileSync(join(repository, 'docs/servers.md'), 'utf8')
  expect(docs).toContain(nginxSettings('en', 'portal.example.gov.vn'))
})

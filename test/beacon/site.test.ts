/** What a build makes of the setting `counter`: the beacon in pages, the list of pages that count, the block of numbers. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { all, attribute, only, parsed, text } from '../sample/document.ts'
import { buildPortal, bulletin, page, plainSettings, portal, tree, write } from '../support/portal.ts'

const endpoint = 'https://dem.example.gov.vn'
const byPortal = `counter: {provider: portal, endpoint: '${endpoint}/', site: thu}\n`
const files = {
  'content/a.md': bulletin({ title: 'Một' }),
  'content/b.md': bulletin({ title: 'Hai', counter: 'false' }),
  'content/c.md': bulletin({ title: 'Ba', removed: '{at: 2024-06-01, reason: Trùng}', aliases: '[/cu/]' }),
  'content/d.md': bulletin({ title: 'Bốn', draft: 'true' }),
  'content/e.md': bulletin({ title: 'Năm', publishAt: '2030-01-01' }),
  'content/pages/gioi-thieu.md': '---\ntitle: Giới thiệu\n---\n\nTrang.\n',
}

/** Builds a portal with more settings; its root. */
async function built(settings: string, options: Parameters<typeof buildPortal>[1] = {}): Promise<string> {
  const root = portal({ ...files, 'portal.yaml': plainSettings + settings })
  const { diagnostics } = await buildPortal(root, options)
  expect(diagnostics).toEqual([])
  return root
}

const scriptOf = (root: string, path: string) => all(parsed(page(root, path)), 'script', { 'data-as-of': true })
const paths = (root: string) => JSON.parse(page(root, 'counter-paths.json')) as string[]
const assets = (root: string) => readdirSync(join(root, '_site/assets')).filter((name) => /^(beacon|counts)/.test(name))

describe('a counted site', () => {
  test('has its beacon once, which pages ask for by its digest', async () => {
    const root = await built(byPortal)
    const [script, ...more] = scriptOf(root, '2024/05/a/index.html')
    expect(more).toEqual([])
    if (script === undefined) throw new Error('no beacon')
    const lists = only(parsed(page(root, 'trang/index.html')), 'script', { type: 'module' })
    for (const one of [script, lists]) {
      const file = attribute(one, 'src') ?? ''
      expect(file).toMatch(/^\/assets\/(beacon|counts)\.[0-9a-f]{10}\.js$/)
      const digest = createHash('sha256')
        .update(page(root, file.slice(1)))
        .digest('base64')
      expect(attribute(one, 'integrity')).toBe(`sha256-${digest}`)
    }
    expect(assets(root)).toHaveLength(2)
    expect(attribute(script, 'data-hits')).toBe(`${endpoint}/v1/hits`)
    expect(attribute(script, 'data-hit')).toBe('{"site":"thu","path":"/2024/05/a/"}')
    expect(attribute(script, 'data-counts')).toBe(`${endpoint}/v1/counts?site=thu&path=/2024/05/a/`)
    expect(attribute(script, 'data-lists')).toBe(attribute(lists, 'src'))
    expect(attribute(script, 'data-fallback')).toBe('/views.json')
  })

  test('counts what readers come to, and nothing else', async () => {
    const root = await built(byPortal)
    for (const path of ['index.html', 'trang/index.html', 'gioi-thieu/index.html', 'van-ban/index.html'])
      expect({ path, scripts: scriptOf(root, path).length }).toEqual({ path, scripts: 1 })
    for (const path of ['404.html', '2024/05/b/index.html', '2024/05/c/index.html'])
      expect({ path, scripts: scriptOf(root, path).length }).toEqual({ path, scripts: 0 })
    expect(page(root, '2024/05/b/index.html')).not.toContain('data-view-count')
  })

  test('lists the pages with a beacon, and those alone', async () => {
    const root = await built(byPortal)
    const withBeacon = [...tree(join(root, '_site'))]
      .filter(([path, html]) => path.endsWith('.html') && html.includes('data-as-of='))
      .map(([path]) => `/${path.replace(/index\.html$/, '')}`)
    expect(paths(root)).toEqual(withBeacon.sort())
    expect(paths(root)).toContain('/2024/05/a/')
  })

  test('lives under a path', async () => {
    const root = portal({
      ...files,
      'portal.yaml': plainSettings.replace('.vn/', '.vn/portal/') + byPortal,
    })
    await buildPortal(root)
    expect(paths(root)).toContain('/portal/2024/05/a/')
    const [script] = scriptOf(root, '2024/05/a/index.html')
    expect(script && attribute(script, 'data-fallback')).toBe('/portal/views.json')
    expect(script && attribute(script, 'data-hit')).toContain('"/portal/2024/05/a/"')
  })

  test('one more bulletin changes the list and what it would change anyway', async () => {
    const cache = 'cache'
    const more = async (settings: string) => {
      const root = portal({ ...files, 'portal.yaml': plainSettings + settings })
      await buildPortal(root, { cache: join(root, cache) })
      write(root, { 'content/f.md': bulletin({ title: 'Sáu', date: '2024-05-07' }) })
      return (await buildPortal(root, { cache: join(root, cache) })).changed
    }
    expect(await more(byPortal)).toEqual([...(await more('')), '/counter-paths.json'].sort())
  })

  test('is the same from a warm cache as from none, where a text alone was changed too', async () => {
    const root = portal({ ...files, 'portal.yaml': plainSettings + byPortal })
    const cache = join(root, 'cache')
    await buildPortal(root, { cache })
    write(root, { 'content/a.md': bulletin({ title: 'Một' }, 'Nội dung khác.\n') })
    const { changed } = await buildPortal(root, { cache })
    expect(changed).toContain('/2024/05/a/')
    expect(changed).not.toContain('/counter-paths.json')
    const warm = tree(join(root, '_site'))
    await buildPortal(root, { cache: null, out: join(root, 'cold') })
    expect(warm).toEqual(tree(join(root, 'cold')))
    write(root, { 'portal.yaml': plainSettings })
    const without = await buildPortal(root, { cache })
    expect(without.removed).toEqual(expect.arrayContaining(['/counter-paths.json']))
    expect(existsSync(join(root, '_site/counter-paths.json'))).toBe(false)
  })

  test('leaves views.json alone', async () => {
    const root = await built(byPortal)
    write(root, { '_site/views.json': '{"pages":{}}' })
    const { diagnostics, removed } = await buildPortal(root)
    expect([diagnostics, removed]).toEqual([[], []])
    expect(page(root, 'views.json')).toBe('{"pages":{}}')
    expect(page(root, '.portal/manifest.json')).not.toContain('views.json')
  })
})

describe('what is not counted', () => {
  test.each(['', 'counter: {provider: none}\n', `counter: {provider: none, endpoint: '${endpoint}', site: thu}\n`])(
    'has no beacon and no list: %s',
    async (settings) => {
      const root = await built(settings)
      expect(assets(root)).toEqual([])
      expect(existsSync(join(root, '_site/counter-paths.json'))).toBe(false)
      for (const html of tree(join(root, '_site')).values()) expect(html).not.toMatch(/data-as-of|data-site-stats/)
    },
  )
})

describe('the block of numbers', () => {
  const shown = (root: string, hook: string) => {
    const document = parsed(page(root, 'index.html'))
    return all(document, '*', { 'data-stat': true })
      .filter((dd) => {
        const [row] = all(document, 'div').filter(({ children }) => children.includes(dd))
        return row && String(attribute(row, 'class')).includes(hook)
      })
      .map((dd) => attribute(dd, 'data-stat'))
  }

  test.each([
    [byPortal, ['total', 'week', 'today', 'online']],
    [
      `counter: {provider: umami, endpoint: '${endpoint}', site: 6f1c2d3e, share: HdVBrs2T}\n`,
      ['total', 'week', 'today', 'online'],
    ],
    [`counter: {provider: goatcounter, endpoint: '${endpoint}'}\n`, ['total']],
    ['counter: {legacy: {total: 5}}\n', []],
  ])('awaits what the provider gives: %s', async (settings, names) => {
    expect(shown(await built(settings), 'due')).toEqual(names)
  })

  test('is not there where a provider shows nothing to anybody', async () => {
    const root = await built(`counter: {provider: umami, endpoint: '${endpoint}', site: 6f1c2d3e}\n`)
    expect(page(root, 'index.html')).not.toContain('data-site-stats')
    expect(scriptOf(root, 'index.html')).toHaveLength(1)
  })

  test('shows no number that is not known, and is hidden while there is none', async () => {
    const document = parsed(page(await built(byPortal), 'index.html'))
    const block = only(document, '*', { 'data-site-stats': true })
    expect(attribute(block, 'hidden')).not.toBeNull()
    expect(all(block, '*', { 'data-stat': true }).map(text)).toEqual(['', '', '', ''])
  })

  test('says what its numbers mean in the language of the page', async () => {
    const legacy = `counter: {provider: portal, endpoint: '${endpoint}', site: thu, legacy: {total: 1069733, asOf: 2023-01-17}}\n`
    const root = portal({ ...files, 'portal.yaml': plainSettings.replace('language: vi', 'language: en') + legacy })
    await buildPortal(root)
    const meanings = all(only(parsed(page(root, 'index.html')), '*', { 'data-site-stats': true }), 'li').map(text)
    expect(meanings).toContain(
      'Total: Views of all pages since counting began. The site before this one had counted 1,069,733 views as of 17 January 2023.',
    )
  })
})

describe('policies and trackers', () => {
  const tracker = 'https://thongke.example.gov.vn/js/thongke.js?id=12'
  const policyOf = (root: string) =>
    /http-equiv="Content-Security-Policy" content="([^"]+)"/
      .exec(page(root, 'tim-kiem/index.html'))?.[1]
      ?.replaceAll('&#x27;', "'")

  test('the search page lets through the endpoint’s origin, exactly', async () => {
    const root = await built(`counter: {provider: portal, endpoint: '${endpoint}:8443/dem', site: thu}\n`, {
      search: true,
    })
    expect(policyOf(root)).toContain(`; connect-src 'self' ${endpoint}:8443;`)
    expect(policyOf(root)).toContain("; img-src 'self';")
  })

  test('a tracker is loaded where it is asked for, and the policy names it', async () => {
    const root = await built(`tracker: '${tracker}'\n`, { search: true })
    expect(page(root, 'index.html')).toContain(`<script src="${tracker.replace('=', '&#x3D;')}" async></script>`)
    expect(policyOf(root)).toContain("script-src 'self' https://thongke.example.gov.vn 'wasm-unsafe-eval'")
    expect(policyOf(root)).toContain("; connect-src 'self' https://thongke.example.gov.vn;")
    expect(page(await built(''), 'index.html')).not.toContain('async')
  })

  test('the preview counts at its own endpoint and loads no tracker', async () => {
    const root = await built(`${byPortal}tracker: '${tracker}'\n`, { previewCounter: '/.build-portal/counter' })
    const [script] = scriptOf(root, 'index.html')
    expect(script && attribute(script, 'data-hits')).toBe('/.build-portal/counter/v1/hits')
    expect(script && attribute(script, 'data-local')).toBe('')
    expect(page(root, 'index.html')).not.toContain('thongke')
  })
})

/** The preview as an officer runs it: the real program, a real folder, real saves. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bulletin, plainSettings, portal, write } from '../support/portal.ts'
import { eventually, type Preview, preview } from '../support/preview.ts'

const page = (title: string, body = 'Nội dung.\n', front: Record<string, string> = {}) =>
  bulletin({ title, ...front }, body)
const one = '/2024/05/mot/'

function small(files: Record<string, string> = {}): string {
  return portal({ 'content/2024/mot.md': page('Tin một'), 'content/2024/hai.md': page('Tin hai'), ...files })
}

describe('the preview shows', () => {
  test('the site, drafts and held bulletins marked, nothing of it in the output folder', async () => {
    const root = small({
      'content/nhap.md': page('Tin nháp', 'Chưa xong.\n', { draft: 'true' }),
      'content/cho.md': page('Tin chờ', 'Chưa tới giờ.\n', { publishAt: '2099-01-01T08:00:00+07:00' }),
    })
    const at = await preview(root)
    const { status, body, headers } = await at.get(one)
    expect([status, headers.get('x-robots-tag'), headers.get('cache-control')]).toEqual([
      200,
      'noindex, nofollow',
      'no-store',
    ])
    expect(body).toMatch(/<script src="\/\.build-portal\/client\.js\?build=[\w-]+"><\/script><\/body>/)
    expect((await at.get('/2024/05/nhap/')).body).toContain('Bản nháp')
    expect((await at.get('/2024/05/nhap/')).body).toContain('<meta name="robots" content="noindex')
    expect((await at.get('/2024/05/cho/')).body).toContain('01/01/2099')
    expect((await at.get('/khong-co/')).status).toBe(404)
    expect((await at.get('/2024/05/mot')).status).toBe(302)
    expect(await at.stop('SIGINT')).toBe(0)
    expect(existsSync(join(root, '_site'))).toBe(false)
    expect(readdirSync(join(root, '.build-portal'))).toEqual(['preview'])
    expect(existsSync(join(root, '.build-portal/preview/site/.portal/lock'))).toBe(false)
  })

  test('a site under a prefix', async () => {
    const root = small({ 'portal.yaml': plainSettings.replace('gov.vn/', 'gov.vn/huyen/') })
    const at = await preview(root)
    expect(at.url).toMatch(/\/huyen\/$/)
    expect((await at.get('/')).headers.get('location')).toBe('/huyen/')
    expect((await at.get(`/huyen${one}`)).body).toContain('Tin một')
    expect((await at.get(one)).status).toBe(404)
  })
})

describe('a save', () => {
  test.each<[string, (file: string, text: string) => void]>([
    ['in place', (file, text) => writeFileSync(file, text)],
    [
      'by writing beside and renaming over',
      (file, text) => {
        writeFileSync(`${file}.tmp~`, text)
        renameSync(`${file}.tmp~`, file)
      },
    ],
    [
      'as vim does it, with a backup and a probe',
      (file, text) => {
        writeFileSync(join(file, '../4913'), '')
        unlinkSync(join(file, '../4913'))
        renameSync(file, `${file}~`)
        writeFileSync(file, text)
        unlinkSync(`${file}~`)
      },
    ],
  ])('%s', async (_, save) => {
    const root = small()
    const at = await preview(root)
    const before = await at.told()
    for (const text of ['Lần thứ nhất.', 'Lần thứ hai.', 'Lần thứ ba.']) {
      save(join(root, 'content/2024/mot.md'), page('Tin một', `${text}\n`))
      await at.until(one, text)
    }
    const after = await at.told()
    expect(after.overlay).toBeNull()
    expect(after.build).not.toBe(before.build)
  })

  test('of a title reaches lists and feeds', async () => {
    const root = small()
    const at = await preview(root)
    write(root, { 'content/2024/mot.md': page('Tin đã đổi tên') })
    await at.until('/', 'Tin đã đổi tên')
    await at.until('/feed.xml', 'Tin đã đổi tên')
  })

  test('of settings, a template, a static file, defaults', async () => {
    const root = small({ 'static/ghi-chu.txt': 'cũ' })
    const at = await preview(root)
    write(root, { 'portal.yaml': plainSettings.replace('Trang thử', 'Cổng mới') })
    await at.until('/', 'Cổng mới')
    write(root, { 'templates/partials/footer.hbs': '<footer>Chân trang riêng</footer>\n' })
    await at.until(one, 'Chân trang riêng')
    write(root, { 'templates/partials/footer.hbs': null })
    await at.until(one, 'Chân trang riêng', false)
    write(root, { 'static/ghi-chu.txt': 'mới' })
    await at.until('/ghi-chu.txt', 'mới')
    write(root, { 'content/2024/_defaults.yaml': 'category: thong-bao\n' })
    await at.until('/chuyen-muc/thong-bao/', 'Tin một')
  })
})

describe('folders', () => {
  test('are renamed, emptied, deleted and made again', async () => {
    const root = small({ 'content/2023/ba.md': page('Tin ba', 'Ba.\n', { date: '2023-02-03' }) })
    const at = await preview(root)
    renameSync(join(root, 'content/2024'), join(root, 'content/nam-2024'))
    await at.until('/', 'Tin một')
    rmSync(join(root, 'content/2023/ba.md'))
    await at.until('/', 'Tin ba', false)
    rmSync(join(root, 'content/nam-2024'), { recursive: true })
    // Nothing is left: that is a mistake to be told, and the last good site stays.
    await eventually(async () => (await at.told()).overlay, at.output)
    expect((await at.get('/')).body).toContain('Tin một')
    mkdirSync(join(root, 'content/moi'))
    write(root, { 'content/moi/bon.md': page('Tin bốn') })
    await at.until('/', 'Tin bốn')
    expect((await at.told()).overlay).toBeNull()
  })

  test('five hundred renames at once', async () => {
    const names = Array.from({ length: 500 }, (_, index) => `tin-${index}`)
    const root = portal(Object.fromEntries(names.map((name) => [`content/${name}.md`, page(`Bài ${name}`)])))
    const at = await preview(root)
    for (const name of names) renameSync(join(root, `content/${name}.md`), join(root, `content/doi-${name}.md`))
    await at.until('/2024/05/doi-tin-499/', 'Bài tin-499')
    await eventually(async () => ((await at.get('/2024/05/tin-0/')).status === 404 ? true : null), at.output)
  })
})

describe('what is wrong', () => {
  test('is shown over the page with every excerpt, escaped, and goes when it is mended', async () => {
    const root = small()
    const at = await preview(root)
    write(root, {
      'content/2024/mot.md': page('<script>alert(1)</script>', 'Chữ.\n', { date: '2023-02-31' }),
      'content/2024/hai.md': page('Tin hai', 'Xem [đây](javascript:alert(1)).\n', { author: '""' }),
    })
    const overlay = await eventually(async () => {
      const { overlay } = await at.told()
      return overlay?.includes('mot.md') && overlay.includes('hai.md') ? overlay : null
    }, at.output)
    expect(overlay).toContain('content/2024/mot.md:3:7')
    expect(overlay).toContain('&gt; 3 | date: 2023-02-31')
    expect(overlay).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(overlay).not.toContain('<script>')
    expect((await at.get(one)).body).toContain('Tin một')
    write(root, { 'content/2024/mot.md': page('Tin lành'), 'content/2024/hai.md': page('Tin hai') })
    await at.until(one, 'Tin lành')
    expect((await at.told()).overlay).toBeNull()
  })

  test('from the start: settings and content that are mended later', async () => {
    const root = small({ 'portal.yaml': 'title: [\n' })
    const at = await preview(root)
    expect((await at.told()).overlay).toContain('portal.yaml')
    expect((await at.get('/')).body).toContain('/.build-portal/client.js')
    write(root, { 'portal.yaml': plainSettings })
    await at.until(one, 'Tin một')
  })
})

describe('the search', () => {
  const entry = '/pagefind/2024/pagefind-entry.json'
  const found = async (at: Preview): Promise<number> => JSON.parse((await at.get(entry)).body).languages.vi.page_count

  test('is on every page; its indexes are made when one asks, of what readers would find, and again after a save', async () => {
    const root = small({
      'content/nhap.md': page('Tin nháp', 'Chưa xong.\n', { draft: 'true' }),
      'content/cho.md': page('Tin chờ', 'Chưa tới giờ.\n', { publishAt: '2099-01-01T08:00:00+07:00' }),
    })
    const at = await preview(root)
    expect((await at.get(one)).body).toContain('<form class="search" role="search"')
    expect((await at.get('/tim-kiem/')).body).toContain('data-search="/pagefind/2024/"')
    const made = join(root, '.build-portal/preview')
    expect(existsSync(join(made, 'search'))).toBe(false)

    expect(await found(at)).toBe(2)
    const { status, headers } = await at.get('/pagefind/2024/pagefind.js')
    expect([status, headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8'])
    expect((await at.get('/pagefind/2024/khong-co.pf_index')).status).toBe(404)
    expect((await at.get('/pagefind/../../cache/')).status).toBe(404)

    const before = (await at.get(entry)).body
    write(root, { 'content/2024/mot.md': page('Tin một', 'Chữ khác hẳn.\n') })
    await eventually(async () => ((await at.get(entry)).body === before ? null : true), at.output)
    write(root, { 'content/2024/ba.md': page('Tin ba') })
    await eventually(async () => ((await found(at)) === 3 ? true : null), at.output)
    expect(await at.stop()).toBe(0)
    expect(
      [join(root, '_site'), join(made, 'site/pagefind'), join(made, 'search/site/index.html')].map(existsSync),
    ).toEqual([...[false, false, false]])
  })

  test('is nowhere where the settings say so', async () => {
    const at = await preview(small({ 'portal.yaml': `${plainSettings}search: {engine: none}\n` }))
    expect((await at.get(one)).body).not.toContain('role="search"')
    expect((await at.get(entry)).status).toBe(404)
  })
})

test('a port in use: the next one, and a word about it', async () => {
  const first = await preview(small())
  const { port } = new URL(first.url)
  const second = await preview(small(), '--port', port)
  expect(second.url).not.toBe(first.url)
  expect(second.output()).toContain('[port-in-use]')
  expect((await second.get(one)).status).toBe(200)
})

test('a second preview of the same folder takes turns with the first', async () => {
  const root = small()
  await preview(root)
  const second = await preview(root)
  write(root, { 'content/2024/mot.md': page('Tin chung') })
  await second.until(one, 'Tin chung')
  expect(await second.stop()).toBe(0)
})

describe('the view counter of the preview', () => {
  const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

  test('counts what is previewed beside the preview, keeps its numbers, and asks nobody else', async () => {
    const root = small({
      'portal.yaml': `${plainSettings}counter: {provider: portal, endpoint: 'https://dem.example.gov.vn', site: thu}\n`,
    })
    const hit = async (dev: Preview) => {
      const { body } = await dev.get(one)
      expect(body).not.toContain('dem.example.gov.vn')
      const [, address = ''] = / data-hits="([^"]+)"/.exec(body) ?? []
      const [, json = ''] = / data-hit="([^"]+)"/.exec(body) ?? []
      const response = await fetch(new URL(address, dev.url), {
        method: 'POST',
        body: json.replaceAll('&quot;', '"'),
        headers: { 'user-agent': chrome, origin: new URL(dev.url).origin },
      })
      return { status: response.status, ...((await response.json()) as object) }
    }
    const first = await preview(root)
    expect(await hit(first)).toMatchObject({ status: 200, page: { views: 1 }, site: { online: 1, total: 1 } })
    expect(await hit(first)).toMatchObject({ status: 200, page: { views: 1 } })
    expect(await first.stop()).toBe(0)
    const second = await preview(root)
    expect(await hit(second)).toMatchObject({ status: 200, page: { views: 1 }, site: { total: 1 } })
    expect(await second.stop()).toBe(0)
    expect(existsSync(join(root, '_site'))).toBe(false)
  })
})

/** Succession and archive: what becomes of a site whose office is no more. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuildResult } from '../../src/build.ts'
import { buildPortal, bulletin, page, plainSettings, portal, repository, tree } from '../support/portal.ts'

const end = '2025-07-01T00:00:00+07:00'
const [lastSecond, firstSecond] = [Date.parse(end) - 1000, Date.parse(end)]

describe('bulletins of a former office', () => {
  const settings = `${plainSettings}offices:
  - name: UBND huyện A
    from: 2000-01-01
    until: 2025-06-30
    successors: [{name: UBND xã B, url: "https://xab.example.gov.vn/", area: Thị trấn A}, {name: UBND xã C}]
  - {name: UBND xã D, from: 2025-07-01}
`
  const files = {
    'portal.yaml': settings,
    'content/cu.md': bulletin({ date: '2025-06-30T23:59:59+07:00' }),
    'content/xua.md': bulletin({ date: '1999-12-31' }),
    'content/moi.md': bulletin({ date: '2025-07-01' }),
  }
  const name = 'Nội dung do UBND huyện A (trước đây) đăng tải'

  test('lead to who is responsible now, from the day after its last', async () => {
    const root = portal(files)
    const before = await buildPortal(root, { now: lastSecond })
    expect(before.diagnostics).toEqual([])
    expect(before.due).toContainEqual({ at: { text: end, instant: firstSecond }, file: 'portal.yaml', what: 'succeed' })
    expect(page(root, '2025/06/cu/index.html')).not.toContain('trước đây')
    expect(before.plan?.entries.some(({ path }) => path.startsWith('co-quan-phu-trach/'))).toBe(false)

    const after = await buildPortal(root, { now: firstSecond })
    expect(after.due.filter(({ what }) => what === 'succeed')).toEqual([])
    const own = page(root, '2025/06/cu/index.html')
    expect(own).toContain(name)
    expect(own).toContain('Cơ quan này hoạt động đến hết ngày 30/06/2025.')
    expect(own).toContain('<a href="/co-quan-phu-trach/">Cơ quan tiếp nhận nhiệm vụ</a>')
    for (const other of ['1999/12/xua', '2025/07/moi'])
      expect(page(root, `${other}/index.html`)).not.toContain('trước đây')
    const who = page(root, 'co-quan-phu-trach/index.html')
    expect(who).toContain('UBND huyện A (từ ngày 01/01/2000 đến hết ngày 30/06/2025)')
    expect(who).toContain('Thị trấn A: <a href="https://xab.example.gov.vn/">UBND xã B</a>')
    expect(who).toContain('<b>UBND xã C</b>')
    expect(who).not.toContain('UBND xã D')
    expect(page(root, 'sitemap-pages.xml')).toContain('/co-quan-phu-trach/')
  })

  test('are told of in both languages of a site', async () => {
    const bilingual = settings
      .replace('language: vi', 'languages: [vi, en]')
      .replace('name: UBND huyện A', 'name: {vi: UBND huyện A, en: People’s Committee of A District}')
    const root = portal({
      ...files,
      'portal.yaml': bilingual,
      'content/en.md': bulletin({ lang: 'en', date: '2025-01-01' }),
    })
    expect((await buildPortal(root, { now: firstSecond })).diagnostics).toEqual([])
    expect(page(root, '2025/06/cu/index.html')).toContain(name)
    const english = page(root, 'en/2025/01/en/index.html')
    expect(english).toContain('Published by the former People’s Committee of A District')
    expect(english).toContain('<a href="/en/responsible-offices/">Find the office now responsible</a>')
    expect(page(root, 'en/responsible-offices/index.html')).toContain('(1 January 2000 to 30 June 2025)')
  })

  test('comes with at most two banners: an older one gives way', async () => {
    const root = portal({
      ...files,
      'content/cu.md': bulletin({
        expiresAt: '2025-01-01',
        date: '2024-06-01',
        withdrawn: '{at: 2025-01-01, reason: Sai.}',
      }),
    })
    await buildPortal(root, { now: firstSecond })
    const own = page(root, '2024/06/cu/index.html')
    expect(own.match(/<section class="banner /g)?.length).toBe(3) // with the place of the urgent notice
    expect(own).not.toContain('trước đây')
  })
})

test('an office that ends before it begins is refused', async () => {
  const offices = 'offices: [{name: A, from: 2025-07-01, until: 2025-06-30}]\n'
  const root = portal({ 'portal.yaml': plainSettings + offices, 'content/a.md': bulletin() })
  expect(await buildPortal(root)).toMatchObject({
    exit: 2,
    diagnostics: [{ code: 'setting-invalid', args: { key: 'offices.0' } }],
  })
})

describe('an archive', () => {
  let source: string
  let folder: string
  let site: Map<string, string>
  let result: BuildResult

  const build = (now: string, out: string) => {
    const places = {
      root: source,
      content: join(source, 'content'),
      templates: join(source, 'templates'),
      static: join(source, 'static'),
      theme: repository,
    }
    return buildPortal(source, {
      places,
      settings: join(source, 'portal.yaml'),
      out,
      now: Date.parse(now),
      search: true,
    })
  }
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'archive-'))
    source = join(folder, 'portal')
    cpSync(join(repository, 'test/sites/archive'), source, { recursive: true })
    result = await build('2025-07-01T00:00:00+07:00', join(folder, 'first'))
    site = tree(join(folder, 'first'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const pages = () => [...site].filter(([path]) => path.endsWith('.html') && !path.startsWith('thong-bao/'))

  test('builds without a word, and is due never again', () => {
    expect(result).toMatchObject({ exit: 0, diagnostics: [], due: [] })
    expect(result.skipped).toEqual([{ file: 'content/2025/06/2025-06-20-tin-chua-dang.md', reason: 'scheduled' }])
  })

  test('says on every page that it is one, first of all, and leads to who is responsible now', () => {
    expect(pages().length).toBeGreaterThan(15)
    for (const [path, html] of pages()) {
      const [, head] = /<header class="top">\n(.*?<\/section>)/s.exec(html) ?? []
      expect(head, path).toContain('Trang lưu trữ, không còn cập nhật')
      expect(head, path).toContain('ngừng cập nhật sau ngày 30/06/2025')
      expect(head, path).toContain('href="/co-quan-phu-trach/"')
    }
  })

  test('has no form, no search index and counts nothing; its numbers stay', () => {
    for (const [path, html] of pages()) expect(html, path).not.toMatch(/<form|beacon|dem\.example/)
    expect([...site.keys()].filter((path) => /^pagefind|opensearch|counter-paths|beacon/.test(path))).toEqual([])
    expect(site.get('2025/06/chia-tay/index.html')).toContain('1.204')
    expect(site.get('index.html')).toContain('402.118')
  })

  test('stands still: the years change no byte', async () => {
    for (const now of ['2025-12-31T00:00:00Z', '2040-01-01T00:00:00Z']) {
      const later = join(folder, now.slice(0, 4))
      expect((await build(now, later)).due).toEqual([])
      expect(tree(later)).toEqual(site)
    }
    expect(site.get('2025/06/lich-tiep-dan/index.html')).toContain('Thông tin đã hết hạn')
    expect(site.get('2025/06/ban-giao-ho-so/index.html')).not.toContain('Thông tin đã hết hạn')
    expect(site.get('news-sitemap.xml')).not.toContain('<loc>')
  })

  test('tells its successor’s server where every page has gone', () => {
    const lines = readFileSync(join(source, '_server/successor.map'), 'utf8').trimEnd().split('\n')
    expect(lines).toContain('"/" "https://sonla.example.gov.vn/";')
    expect(lines).toContain('"/2025/06/chia-tay/" "https://sonla.example.gov.vn/";')
    expect(lines.map((line) => line.split(' ')[1])).toEqual(lines.map(() => '"https://sonla.example.gov.vn/";'))
    expect(readFileSync(join(source, '_server/gone.map'), 'utf8')).toContain('"/2025/06/danh-sach/" "1";')
  })
})

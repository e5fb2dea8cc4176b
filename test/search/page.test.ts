/** The search page in a real browser, under a strict policy and below a path. */
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildPortal, bulletin, page as output, plainSettings, tree } from '../support/portal.ts'
import { lastingPortal, openBrowser, openSearch, type Served, searched, serve } from './served.ts'

const attack = '<img src=x onerror=alert(1)>'

/** Bulletins by their file; each has a word of its own. */
const written: Record<string, string> = {
  'dat-dai': bulletin({ title: 'Cấp giấy chứng nhận' }, 'Hồ sơ về đất của hộ dân.\n'),
  'dat-giai': bulletin({ title: 'Đại hội thể thao' }, 'Đội tuyển đạt giải. Một vận động viên đạt hai giải.\n'),
  'da-vay': bulletin({ title: 'Mở lớp dạy nghề' }, 'Học viên da trắng, da ngăm.\n'),
  duong: bulletin({ title: 'Khánh thành' }, 'Con đường liên xã dài 3 km.\n'),
  'so-94': bulletin({ title: 'Danh sách nhóm A', decision: '{number: 94/QĐ-UBND, issuer: UBND tỉnh}' }),
  'so-940': bulletin({ title: 'Danh sách nhóm B', decision: '{number: 940/QĐ-UBND, issuer: UBND huyện}' }),
  'van-xuoi': bulletin({ title: 'Quyết định cũ' }, 'Theo Quyết định số 94 ngày 12/1/2023 của UBND tỉnh.\n'),
  'tan-cong': bulletin({ title: `'${attack} hiểm'` }, `Đoạn <b>lành</b> \`${attack}\` hiểm.\n`),
  'thu-hoi': bulletin({ title: 'Lịch phun thuốc', withdrawn: '{at: 2024-06-01, reason: Sai ngày}' }, 'Chữ thuhoi.\n'),
  nhap: bulletin({ draft: 'true' }, 'Chữ bimat.\n'),
  'chua-toi': bulletin({ publishAt: '2030-01-01' }, 'Chữ bimat.\n'),
  'het-han': bulletin({ title: 'Lịch phun cũ', expiresAt: '2024-12-01' }, 'Chữ hethan.\n'),
  'hieu-luc': bulletin({ title: 'Lịch phun mới' }, 'Chữ hethan thuhoi.\n'),
  'tac-gia': bulletin({ title: 'Tin khác', author: 'Mùa A Dếnh', tags: '[JICA]' }, 'Mưa lũ.\n'),
  'khong-muc': bulletin({ noindex: 'true' }, 'Chữ bimat.\n'),
  'go-bo': bulletin({ removed: '{at: 2024-06-01, reason: Lộ bimat}' }, 'Chữ bimat.\n'),
  ...Object.fromEntries(
    Array.from({ length: 25 }, (_, nth) => [
      `nhieu-${nth}`,
      bulletin({
        title: `Bài nhieu số ${nth}`,
        date: `${2022 + (nth % 3)}-03-01`,
        category: nth < 5 ? 'thong-bao' : 'tin-tuc',
      }),
    ]),
  ),
}

let root: string
let site: Served
let browser: Browser
let page: Page
const troubles: string[] = []

beforeAll(async () => {
  root = lastingPortal({
    'portal.yaml': plainSettings.replace('example.gov.vn/', 'example.gov.vn/portal/'),
    ...Object.fromEntries(Object.entries(written).map(([name, text]) => [`content/${name}.md`, text])),
    'content/pages/lien-he.md': '---\ntitle: Liên hệ\n---\n\nTrụ sở ở thị trấn Hát Lót.\n',
  })
  expect((await buildPortal(root, { search: true })).exit).toBe(0)
  site = await serve(join(root, '_site'), '/portal')
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

beforeEach(async () => {
  troubles.length = 0
  await open('/portal/tim-kiem/')
})

afterEach(async () => {
  await page.context().close()
  expect(troubles).toEqual([])
})

async function open(address: string): Promise<void> {
  await page?.context().close()
  page = await openSearch(browser, site, address, troubles)
}

const named = (...names: string[]) => names.map((name) => `/portal/2024/05/${name}/`)

test('exact marks come first, and none at all find the word whatever its marks', async () => {
  expect((await searched(page, 'đất')).urls[0]).toBe(named('dat-dai')[0])
  expect((await searched(page, 'đạt')).urls[0]).toBe(named('dat-giai')[0])
  expect((await searched(page, 'dat')).urls.sort()).toEqual(named('dat-dai', 'dat-giai'))
  expect((await searched(page, 'da')).urls[0]).toBe(named('da-vay')[0])
  expect((await searched(page, 'duong')).urls).toEqual(named('duong'))
  expect((await searched(page, 'ĐƯỜNG')).urls).toEqual(named('duong'))
})

test('a document is found by its number with and without marks, and by the number alone', async () => {
  for (const query of ['94/QĐ-UBND', '94/QD-UBND', '94/qđ-ubnd'])
    expect((await searched(page, query)).urls[0], query).toBe(named('so-94')[0])
  const { urls } = await searched(page, '94')
  expect(urls[0]).toBe(named('so-94')[0])
  expect(urls.slice(0, 2)).toContain(named('van-xuoi')[0])
})

test('what is held, removed or kept from search engines is not found; what is withdrawn or has expired is, says so, and comes last', async () => {
  const { urls, said } = await searched(page, 'bimat')
  expect(urls).toEqual([])
  expect(said).toBe(
    'Không tìm thấy kết quả cho “bimat”. Vui lòng kiểm tra chính tả, dùng ít từ hơn hoặc bỏ bớt bộ lọc.',
  )
  for (const text of tree(join(root, '_site/pagefind')).values()) expect(text).not.toContain('bimat')
  expect((await searched(page, 'thuhoi')).urls).toEqual(named('hieu-luc', 'thu-hoi'))
  expect(await page.innerText('[data-results] li:last-child')).toContain('Đã thu hồi')
  expect((await searched(page, 'hethan')).urls).toEqual(named('hieu-luc', 'het-han'))
  expect(await page.innerText('[data-results] li:last-child')).toContain('Hết hạn')
  expect(await page.innerText('[data-results] li:first-child')).not.toContain('Hết hạn')
  expect((await searched(page, 'Hát Lót')).urls).toEqual(['/portal/lien-he/'])
})

test('who wrote a bulletin and what it is about is found', async () => {
  for (const query of ['Mùa A Dếnh', 'mua a denh', 'JICA'])
    expect((await searched(page, query)).urls[0]).toBe(named('tac-gia')[0])
})

test('what readers and authors write is text, whatever it looks like', async () => {
  await open(`/portal/tim-kiem/?q=${encodeURIComponent(attack)}`)
  await page.locator('[data-search-count]').filter({ hasText: attack }).waitFor()
  await searched(page, 'hiểm')
  expect(await page.innerText('[data-results] h2')).toBe(`${attack} hiểm`)
  expect(await page.innerText('[data-results] [data-text]')).toContain(`lành ${attack} hiểm.`)
  expect(await page.locator('main img').count()).toBe(0)
  expect(await page.locator('[data-results] mark').allInnerTexts()).toEqual(['hiểm', 'hiểm.'])
})

test('the address keeps the query and the filters, and the way back leads through them', async () => {
  await searched(page, 'nhieu')
  await page.click('summary:has-text("Lọc kết quả")')
  await page.check('input[name=section][value=thong-bao]')
  await page
    .locator('[data-search-count]')
    .filter({ hasText: /^5 kết quả/ })
    .waitFor()
  expect(new URL(page.url()).search).toBe('?q=nhieu&section=thong-bao')
  await page.check('input[name=year][value="2022"]')
  await page
    .locator('[data-search-count]')
    .filter({ hasText: /^2 kết quả/ })
    .waitFor()
  await searched(page, '94')
  await page.goBack()
  await page
    .locator('[data-search-count]')
    .filter({ hasText: /^2 kết quả cho “nhieu”/ })
    .waitFor()
  expect(await page.inputValue('#p_tu-khoa')).toBe('nhieu')
  await page.reload()
  await page
    .locator('[data-search-count]')
    .filter({ hasText: /^2 kết quả cho “nhieu”/ })
    .waitFor()
  await open('/portal/tim-kiem/?office=ubnd-tinh')
  await page
    .locator('[data-search-count]')
    .filter({ hasText: /^1 kết quả$/ })
    .waitFor()
})

test('the keyboard is enough: titles while typing, results, more of them', async () => {
  await page.focus('#p_tu-khoa')
  await page.keyboard.type('nhie')
  await page.waitForSelector('[data-titles] a')
  expect(await page.locator('[data-titles] a').count()).toBe(5)
  await page.keyboard.press('Escape')
  expect(await page.isVisible('[data-titles]')).toBe(false)
  expect((await searched(page, 'nhieu')).urls).toHaveLength(10)
  await page.focus('[data-more] button')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('[data-results] li').count()).toBe(20)
  expect(await page.evaluate('document.activeElement.closest("li").matches(":nth-child(11)")')).toBe(true)
  await page.focus('[data-more] button')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('[data-results] li').count()).toBe(25)
  expect(await page.isVisible('[data-more]')).toBe(false)
})

test('where an index does not come, that is said, and the ways on are there', async () => {
  await page.route('**/*.pf_meta', (route) => route.abort())
  await page.route('**/wasm.*', (route) => route.abort())
  const { said } = await searched(page, 'nhieu')
  expect(said).toContain('Không tải được dữ liệu tìm kiếm')
  expect(await page.isVisible('[data-search-ways]')).toBe(true)
  troubles.length = 0
})

test('browsers are told of the search', async () => {
  expect(output(root, 'index.html')).toContain('type="application/opensearchdescription+xml"')
  expect(output(root, 'opensearch.xml')).toContain(
    'template="https://thu.example.gov.vn/portal/tim-kiem/?q={searchTerms}"',
  )
})

test('each language of a site is searched by itself; English words are found in their other forms', async () => {
  const settings = plainSettings
    .replace('language: vi', 'languages: [vi, en]')
    .replace(/title: (\S.*?)([,}\n])/g, 'title: {vi: $1, en: $1}$2')
  const both = lastingPortal({
    'portal.yaml': settings,
    'content/bau-cu.md': bulletin({ title: 'Bầu cử' }, 'Ngày bầu cử đã định; election.\n'),
    'content/election.md': bulletin({ title: 'Polling day', lang: 'en' }, 'The election is in May.\n'),
  })
  expect((await buildPortal(both, { search: true })).exit).toBe(0)
  const other = await serve(join(both, '_site'))
  const english = await openSearch(browser, other, '/en/search/', troubles)
  expect((await searched(english, 'elections')).urls).toEqual(['/en/2024/05/election/'])
  expect(await english.innerText('[data-results] time')).toBe('6 May 2024')
  const vietnamese = await openSearch(browser, other, '/tim-kiem/', troubles)
  expect((await searched(vietnamese, 'election')).urls).toEqual(['/2024/05/bau-cu/'])
  await english.context().close()
  await vietnamese.context().close()
  await other.close()
})

test('switched off, nothing of it is left: no field, no index, no description', async () => {
  const settings = `${plainSettings}search: {engine: none}\n`
  const off = lastingPortal({ 'portal.yaml': settings, 'content/tin.md': bulletin() })
  const { exit, diagnostics } = await buildPortal(off, { search: true })
  expect([exit, diagnostics]).toEqual([0, []])
  const files = tree(join(off, '_site'))
  expect([...files.keys()].filter((path) => /pagefind|opensearch/.test(path))).toEqual([])
  for (const path of ['index.html', 'tim-kiem/index.html']) {
    expect(files.get(path)).not.toMatch(/<form|<input|opensearch/)
    expect(files.get(path)).not.toContain('search.js')
  }
  expect(files.get('tim-kiem/index.html')).toContain('chuyên mục')
})

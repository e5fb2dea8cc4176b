/** The view counter as readers meet it: the beacon in a real Chromium, with an endpoint that answers, is slow, talks nonsense, is away. */
import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { bring, violations } from './axe.ts'
import {
  a,
  b,
  browserWithCache,
  countedSite,
  type Endpoint,
  type Exchange,
  endpoint,
  json,
  portalCounter,
  seen,
} from './counted.ts'

const open = browserWithCache()

const asOf = '2026-11-25T10:00:00Z'
const ofSite = { online: 7, today: 444, week: 11_703, total: 12 }
/** Counts as contract section 6 says: one visitor and page is one view, a visitor being an address and a browser. */
function counting(): (exchange: Exchange, response: ServerResponse) => void {
  const views = new Map<string, Set<string>>()
  return ({ method, url, headers, body }, response) => {
    if (method === 'POST') {
      const { path } = JSON.parse(body) as { path: string }
      views.set(path, (views.get(path) ?? new Set()).add(String(headers['user-agent'])))
      json(response, { page: { views: views.get(path)?.size }, site: ofSite, asOf })
    } else {
      const paths = new URL(url, 'http://localhost').searchParams.getAll('path')
      const pages = Object.fromEntries(paths.map((path) => [path, { views: views.get(path)?.size ?? 0 }]))
      json(response, { pages, site: ofSite, asOf })
    }
  }
}

/** A counted site with its endpoint, and a tab in which nothing has been opened. */
async function counted(answer: Parameters<typeof endpoint>[0], isDriven = true) {
  const counter = await endpoint(answer)
  const site = await countedSite(portalCounter, counter, isDriven)
  const context = await open()
  const page = await context.newPage()
  return { counter, site, context, page }
}

const watchShifts = `self.shifts = []
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) shifts.push({ value, moved: sources.map(({ node }) => node && node.nodeName) })
}).observe({ type: 'layout-shift', buffered: true })`

const before = { views: ['68'], stats: ['1.069.733'], asOf: ['Tính đến 17/01/2023'] }
const after = {
  views: ['69'],
  stats: ['1.069.745', '11.703', '444', '7'],
  asOf: ['Tính đến 17:00:00 25/11/2026'],
}

const hits = ({ exchanges }: Endpoint) => exchanges.filter(({ method }) => method === 'POST')

describe('an endpoint that answers', () => {
  test('one request counts and brings all numbers', async () => {
    const { counter, site, context, page } = await counted(counting())
    await page.goto(site.origin + a)
    await expect.poll(() => seen(page)).toEqual(after)
    expect(counter.exchanges).toHaveLength(1)
    expect(hits(counter)[0]).toMatchObject({ url: '/v1/hits', body: JSON.stringify({ site: 'thu', path: a }) })
    expect(hits(counter)[0]?.headers['content-type']).toMatch(/^text\/plain/)
    expect(hits(counter)[0]?.headers.cookie).toBeUndefined()
    expect(await context.cookies()).toEqual([])
    expect(await page.evaluate('[localStorage.length, sessionStorage.length]')).toEqual([0, 0])
  })

  test('every number says what it means, and as of when', async () => {
    const { site, page } = await counted(counting())
    await page.goto(site.origin + a)
    await expect.poll(() => seen(page)).toEqual(after)
    const count = page.locator('[data-bulletin] [data-view-count]')
    expect(await count.getAttribute('title')).toBe(after.asOf[0])
    expect(await page.locator('.byline dt[title]').getAttribute('title')).toMatch(
      /Số lượt xem.*68 lượt.*17\/01\/2023.*30 phút/,
    )
    await page.locator('.statistics summary').click()
    const meanings = await page.locator('.statistics li').allInnerTexts()
    expect(meanings.map((one) => one.split(':')[0])).toEqual([
      'Lượt xem',
      'Tất cả',
      'Trong tuần',
      'Hôm nay',
      'Đang online',
    ])
    expect(meanings[1]).toContain('1.069.733 lượt, tính đến 17/01/2023')
    expect(await page.locator('.statistics dt[title]').count()).toBe(4)
    await bring(page)
    expect(await violations(page)).toEqual([])
  })

  test.each([
    { path: a, width: 320 },
    { path: b, width: 320 },
    { path: b, width: 1280 },
    { path: '/trang/', width: 320 },
    { path: '/', width: 1280 },
  ])('nothing moves when numbers come: $path at $width px', async ({ path, width }) => {
    let letGo = () => {}
    const held = new Promise<void>((done) => {
      letGo = done
    })
    const answer = counting()
    const { counter, site, page } = await counted(async (exchange, response) => {
      await held
      answer(exchange, response)
    })
    await page.addInitScript(watchShifts)
    await page.setViewportSize({ width, height: 2000 })
    await page.goto(site.origin + path)
    await expect.poll(() => counter.exchanges.length).toBeGreaterThan(0)
    await page.evaluate(
      'document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))',
    )
    await page.evaluate('shifts.length = 0')
    letGo()
    await expect.poll(async () => (await seen(page)).stats).toEqual(after.stats)
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate('shifts')).toEqual([])
  })

  test('a reload and a second tab ask again, and one reader stays one view', async () => {
    const { counter, site, context, page } = await counted(counting())
    await page.goto(site.origin + a)
    await page.reload()
    const second = await context.newPage()
    await second.goto(site.origin + a)
    await expect.poll(() => seen(second)).toEqual(after)
    expect(hits(counter)).toHaveLength(3)
  })

  test('a page that comes back from the back-forward cache is viewed once more', async () => {
    const { counter, site, page } = await counted(counting())
    await page.goto(site.origin + a)
    await expect.poll(() => seen(page)).toEqual(after)
    await page.evaluate('self.isTheSame = true')
    await page.goto(`${site.origin}${b}`)
    await expect.poll(() => hits(counter).length).toBe(2)
    // Playwright waits for a load, which this is none.
    await page.evaluate('history.back()')
    await expect.poll(() => hits(counter).length).toBe(3)
    expect(await page.evaluate('self.isTheSame')).toBe(true)
    await expect.poll(() => seen(page)).toEqual(after)
    expect(hits(counter).map(({ body }) => JSON.parse(body).path)).toEqual([a, b, a])
  })

  test('a page that nobody sees yet waits', async () => {
    const { counter, site, page } = await counted(counting())
    await page.addInitScript(`self.isHidden = true
      Object.defineProperty(document, 'hidden', { get: () => self.isHidden })`)
    await page.goto(site.origin + a)
    await page.waitForLoadState('networkidle')
    expect(counter.exchanges).toEqual([])
    await page.evaluate(
      `self.isHidden = false; document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))`,
    )
    await expect.poll(() => seen(page)).toEqual(after)
    expect(counter.exchanges).toHaveLength(1)
  })

  test.each([
    { name: 'Do Not Track', property: 'doNotTrack', value: `'1'` },
    { name: 'Global Privacy Control', property: 'globalPrivacyControl', value: 'true' },
  ])('$name: the numbers are read, nothing is counted', async ({ property, value }) => {
    const { counter, site, page } = await counted(counting())
    await page.addInitScript(`Object.defineProperty(navigator, '${property}', { value: ${value} })`)
    await page.goto(site.origin + a)
    await expect.poll(() => seen(page)).toEqual({ ...after, views: ['68'] })
    expect(counter.exchanges.map(({ method, url }) => [method, url])).toEqual([
      ['GET', `/v1/counts?site=thu&path=${a}`],
    ])
  })

  test('a browser that a program drives is not counted', async () => {
    const { counter, site, page } = await counted(counting(), false)
    await page.goto(site.origin + a)
    await page.waitForLoadState('networkidle')
    expect(counter.exchanges).toEqual([])
    expect(await seen(page)).toEqual(before)
  })

  test('a copy of the site on this machine does not count at an endpoint elsewhere', async () => {
    const elsewhere = { origin: 'https://dem.example.gov.vn' }
    const site = await countedSite(() => portalCounter(elsewhere.origin), elsewhere, false)
    const page = await (await open()).newPage()
    await page.addInitScript(`Object.defineProperty(navigator, 'webdriver', { value: false })`)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(site.origin + a)
    await page.waitForLoadState('networkidle')
    expect(asked.filter((url) => !url.startsWith(site.origin))).toEqual([])
    expect(await seen(page)).toEqual(before)
  })

  test('a bulletin that says counter: false has no beacon', async () => {
    const { counter, site, page } = await counted(counting())
    await page.goto(`${site.origin}/2024/05/nhom-c/`)
    await page.waitForLoadState('networkidle')
    expect(counter.exchanges).toEqual([])
    expect(await page.locator('script[data-as-of]').count()).toBe(0)
  })

  test('lists show the views beside their titles, asked for at once', async () => {
    const { counter, site, page } = await counted(counting())
    await page.goto(site.origin + a)
    await expect.poll(() => hits(counter).length).toBe(1)
    counter.exchanges.length = 0
    await page.goto(`${site.origin}/trang/`)
    const beside = () => page.locator('.facts').allInnerTexts()
    await expect.poll(async () => (await beside()).join('\n')).toMatch(/Lượt xem: 69/)
    expect(counter.exchanges.map(({ method }) => method).sort()).toEqual(['GET', 'POST'])
    const read = counter.exchanges.find(({ method }) => method === 'GET')
    const { searchParams } = new URL(read?.url ?? '', 'http://localhost')
    expect(searchParams.getAll('path').sort()).toEqual([a, b])
  })
})

describe('an endpoint that fails: what was there stays', () => {
  const nonsense: Record<string, unknown> = {
    'no JSON': '<html>502 Bad Gateway</html>',
    nothing: '',
    null: 'null',
    'a list': [],
    'no time': { page: { views: 1 }, site: ofSite },
    'a time that is none': { page: { views: 1 }, site: ofSite, asOf: 'soon' },
    'texts for numbers': {
      page: { views: '<img src=x onerror=alert(1)>' },
      site: { total: '12', online: true, week: null },
      asOf,
    },
    'numbers that are none': { page: { views: -1 }, site: { total: 1.5, online: 1e300, week: [1], today: {} }, asOf },
    'a page that is none': { page: 7, site: 'all', asOf },
    'no site': { page: { views: '1' }, asOf },
  }

  test('nonsense', async () => {
    let content: unknown = ''
    const { counter, site, page } = await counted((_, response) => json(response, content))
    const faults: string[] = []
    page.on('pageerror', ({ message }) => faults.push(message))
    for (const [name, one] of Object.entries(nonsense)) {
      content = one
      counter.exchanges.length = 0
      await page.goto(site.origin + a)
      await expect.poll(() => counter.exchanges.length).toBe(1)
      // Where anything came of it, it would be there by then.
      await page.waitForTimeout(150)
      expect({ name, ...(await seen(page)), faults }).toEqual({ name, ...before, faults: [] })
    }
  })

  test('each number is judged by itself', async () => {
    const half = { page: { views: 1 }, site: { ...ofSite, today: 'many' }, asOf }
    const { site, page } = await counted((_, response) => json(response, half))
    await page.goto(site.origin + a)
    await expect.poll(() => seen(page)).toEqual({ ...after, stats: ['1.069.745', '11.703', '7'] })
  })

  test('a refusal', async () => {
    const { counter, site, page } = await counted((_, response) => json(response, { error: 'too-many-requests' }, 429))
    await page.goto(site.origin + a)
    await expect.poll(() => counter.exchanges.length).toBe(1)
    await page.waitForLoadState('networkidle')
    expect(await seen(page)).toEqual(before)
  })

  test('away, and no file to fall back on', async () => {
    const { counter, site, page } = await counted(counting())
    counter.close()
    await page.goto(site.origin + a)
    await page.waitForLoadState('networkidle')
    expect(await seen(page)).toEqual(before)
    await page.goto(site.origin + b)
    await page.waitForLoadState('networkidle')
    expect((await seen(page)).views).toEqual([])
  })

  test('away: the numbers are those of views.json, also beside titles', async () => {
    const { counter, site, page } = await counted(counting())
    counter.close()
    site.files.set('/views.json', JSON.stringify({ pages: { [a]: { views: 3 } }, site: ofSite, asOf }))
    await page.goto(site.origin + a)
    await expect.poll(() => seen(page)).toEqual({ ...after, views: ['71'] })
    await page.goto(`${site.origin}/trang/`)
    await expect.poll(async () => (await page.locator('.facts').allInnerTexts()).join('\n')).toMatch(/Lượt xem: 71/)
  })

  test('slow by ten seconds: the page does not wait, and late numbers do not come', async () => {
    const waiting: NodeJS.Timeout[] = []
    const { counter, site, page } = await counted((_, response) => {
      waiting.push(setTimeout(() => json(response, { page: { views: 1 }, site: ofSite, asOf }), 10_000))
    })
    const given: string[] = []
    page.on('requestfailed', (request) => given.push(request.url()))
    await page.goto(site.origin + a)
    expect(await seen(page)).toEqual(before)
    await expect.poll(() => given, { timeout: 9000 }).toEqual([`${counter.origin}/v1/hits`])
    expect(await seen(page)).toEqual(before)
    for (const timer of waiting) clearTimeout(timer)
  })
})

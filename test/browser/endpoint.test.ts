/** Beacon and endpoint together: real views in a real Chromium, counted by the real endpoint. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { pullViews } from '../../src/counter/pull.ts'
import { startEndpoint } from '../../src/counter/serve.ts'
import { siteSettings } from '../../src/counter/settings.ts'
import { a, b, browserWithCache, countedSite, portalCounter, seen } from './counted.ts'

const open = browserWithCache()

/** As people's browsers name themselves; Chromium without a window is a robot to the endpoint. */
const [one, other] = ['140', '141'].map(
  (version) =>
    `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`,
)

/** A counted site, and an endpoint that knows its pages from `counter-paths.json`; `tab` opens one in a browser of a name. */
async function counted() {
  const folder = mkdtempSync(join(tmpdir(), 'endpoint-'))
  const counter = { origin: '' }
  const site = await countedSite(portalCounter, counter)
  const endpoint = await startEndpoint(
    {
      ...{ host: '127.0.0.1', port: 0, store: join(folder, 'counter.db'), trustProxy: [] },
      sites: [siteSettings('thu', `${site.origin}/`, 'Asia/Ho_Chi_Minh', false, null)],
    },
    () => {},
  )
  counter.origin = endpoint.origin
  let stopped: Promise<void> | null = null
  const stop = () => {
    stopped ??= endpoint.close()
    return stopped
  }
  onTestFinished(async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const tab = async (userAgent?: string) => (await open(userAgent === undefined ? {} : { userAgent })).newPage()
  return { counter, site, tab, stop }
}

test('one view is 69 where 68 were carried over; a reload, a second tab and a return are none; another reader is 70', async () => {
  const { site, tab } = await counted()
  const page = await tab(one)
  await page.goto(site.origin + a)
  const first = { views: ['69'], stats: ['1.069.734', '1', '1', '1'] }
  await expect.poll(() => seen(page)).toMatchObject(first)
  await page.reload()
  await expect.poll(() => seen(page)).toMatchObject(first)
  const beside = await page.context().newPage()
  await beside.goto(site.origin + a)
  await expect.poll(() => seen(beside)).toMatchObject(first)
  const second = await tab(other)
  await second.goto(site.origin + a)
  await expect.poll(() => seen(second)).toMatchObject({ views: ['70'], stats: ['1.069.735', '2', '2', '2'] })
  await page.goto(site.origin + b)
  await expect.poll(() => seen(page)).toMatchObject({ views: ['1'], stats: ['1.069.736', '3', '3', '2'] })
  await page.evaluate('history.back()')
  await expect.poll(() => seen(page)).toMatchObject({ views: ['70'], stats: ['1.069.736', '3', '3', '2'] })
  await page.goto(`${site.origin}/trang/`)
  const beforeTitles = async () => (await page.locator('.facts [data-views]').allInnerTexts()).sort()
  await expect.poll(beforeTitles).toEqual(['1', '70'])
})

test('robots and readers who ask not to be followed are not counted; the numbers outlive the endpoint in views.json', async () => {
  const { counter, site, tab, stop } = await counted()
  const page = await tab(one)
  await page.goto(site.origin + a)
  await expect.poll(async () => (await seen(page)).views).toEqual(['69'])
  const robot = await tab()
  await robot.goto(site.origin + a)
  await expect.poll(async () => (await seen(robot)).stats.length).toBe(4)
  const shy = await tab(other)
  await shy.addInitScript(`Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })`)
  await shy.goto(site.origin + a)
  await expect.poll(async () => (await seen(shy)).stats.length).toBe(4)
  expect([(await seen(robot)).views, (await seen(shy)).views]).toEqual([['69'], ['69']])
  site.files.set('/views.json', JSON.stringify(await pullViews(counter.origin, 'thu')))
  await stop()
  await page.goto(site.origin + a)
  await expect.poll(() => seen(page)).toMatchObject({ views: ['69'], stats: ['1.069.734', '1', '1', '1'] })
})

/** What a page costs, and how it comes in over a slow link. */
import { gzipSync } from 'node:zlib'
import type { Response } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { kindOf } from './specimens.ts'
import { readToTheEnd, seed, siteIn, visit } from './visit.ts'

const site = siteIn('vi')

/** Adds up how far the page shifted under its reader's eyes (Cumulative Layout Shift), from its first moment on. */
const watchShifts = `self.shifts = []
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries())
    if (!hadRecentInput) shifts.push({ value, moved: sources.map(({ node }) => node && node.nodeName) })
}).observe({ type: 'layout-shift', buffered: true })`

/** Opens an empty tab of the site that watches shifts and crawls: 400 kbit/s and 400 ms, what Chromium calls "Slow 3G". */
async function slowTab(width: number) {
  const { page, troubles, go } = await visit(site, null, { viewport: { width, height: 800 } })
  await page.addInitScript(watchShifts)
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  const bytes = (400 * 1024) / 8
  await cdp.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: 400, downloadThroughput: bytes, uploadThroughput: bytes },
  })
  return { page, troubles, go }
}

describe('over a slow link nothing moves', () => {
  test.each([
    { path: seed, width: 320 },
    { path: seed, width: 1280 },
    { path: '/', width: 320 },
    { path: '/', width: 1280 },
    { path: '/trang/', width: 1280 },
  ])('$path at $width px', async ({ path, width }) => {
    const { page, troubles, go } = await slowTab(width)
    await go(path)
    await readToTheEnd(page)
    expect(await page.evaluate('shifts')).toEqual([])
    expect(troubles).toEqual([])
  })
})

test('the text is read before fonts and pictures are there', async () => {
  const { page, go } = await visit(site, null)
  let letGo = () => {}
  const held = new Promise<void>((done) => {
    letGo = done
  })
  await page.addInitScript(watchShifts)
  await page.route(/\.(woff2|avif|webp|jpe?g|png)$/, async (route) => {
    await held
    await route.continue()
  })
  const opened = go(seed)
  // Text that waits for its font counts as no paint with content.
  const painted = `performance.getEntriesByName('first-contentful-paint').length > 0 && document.querySelector('h1') !== null`
  try {
    await page.waitForURL(`**${seed}`, { waitUntil: 'commit' })
    await expect.poll(() => page.evaluate(painted)).toBe(true)
  } finally {
    letGo()
    await opened
  }
  await readToTheEnd(page)
  expect(await page.evaluate('shifts')).toEqual([])
})

describe('a bulletin costs little', () => {
  const bulletins = site.specimens.filter((path) => kindOf(path) === 'bulletin')

  test.each([...bulletins, seed])('%s', async (path) => {
    const { page, troubles, go } = await visit(site, null)
    const responses: Response[] = []
    page.on('response', (response) => responses.push(response))
    await go(path)
    const weight = async (types: readonly string[]) => {
      const of = responses.filter((response) => types.includes(response.request().resourceType()))
      const bodies = await Promise.all(of.map((response) => response.body()))
      return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)
    }
    expect(await weight(['document', 'stylesheet'])).toBeLessThanOrEqual(14 * 1024)
    expect(await weight(['script'])).toBeLessThanOrEqual(3 * 1024)
    expect(troubles).toEqual([])
  })
})

/** High contrast before axe: every kind of page, on machines that are light and dark; what is in use is told by its edge. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bring, violations } from './axe.ts'
import { onePerKind } from './specimens.ts'
import { open, seed, siteIn, type Visit } from './visit.ts'

const site = siteIn('vi')
let tab: Visit

beforeAll(async () => {
  tab = await open(site, {})
  await tab.page.addInitScript(`localStorage.setItem('portal-contrast', 'high')`)
})
afterAll(() => tab.page.context().close())

describe('axe finds nothing', () => {
  test.each(onePerKind(site.specimens))('%s', async (path) => {
    const { page, go } = tab
    await go(path)
    await bring(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(0, 0, 0)')
      expect({ colorScheme, violations: await violations(page) }).toEqual({ colorScheme, violations: [] })
    }
  })
})

/** Buttons, fields and boxes in sight without an edge that stands out from the black. */
const edgeless = `[...document.querySelectorAll('.button, input, .sheet, .slip, .banner, .chips a, .months a, .tiles li')]
  .filter((one) => one.checkVisibility() && getComputedStyle(one).borderLeftColor === 'rgb(0, 0, 0)')
  .map((one) => one.cloneNode(false).outerHTML)`

test.each(['/', seed, '/van-ban/', '/trang/1/', '/tim-kiem/'])('every edge is there: %s', async (path) => {
  const { page, go } = tab
  await go(path)
  expect(await page.evaluate(edgeless)).toEqual([])
  const [on, off]: number[] = await page.evaluate(
    `['contrast', 'larger'].map((name) => parseFloat(getComputedStyle(document.querySelector('[data-aid=' + name + ']')).borderTopWidth))`,
  )
  expect(on).toBeGreaterThan(off ?? 9)
})

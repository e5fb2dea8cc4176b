/** High contrast before axe: every kind of page, on machines that are light and dark; what is in use is told by its edge. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bring, violations } from './axe.ts'
import { onePerKind } from './specimens.ts'
import { open, seed, siteIn, type Visit, visit } from './visit.ts'

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
const edgeless = `[...document.querySelectorAll('.button, input, .sheet, .slip, .banner, .chips a, .months a, .tiles a')]
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

/** Parts in sight whose edge is none, or of the ground's colour. */
const unseen = `(() => {
  const ground = getComputedStyle(document.body).backgroundColor
  return [...document.querySelectorAll('.button, input, .sheet, .slip, .banner, .chips a, .months a, .tiles a, .state')]
    .filter((one) => one.checkVisibility())
    .filter((one) => {
      const { borderLeftStyle, borderLeftWidth, borderLeftColor } = getComputedStyle(one)
      return borderLeftStyle === 'none' || borderLeftWidth === '0px' || borderLeftColor === ground
    })
    .map((one) => one.cloneNode(false).outerHTML)
})()`

/** The entries of the menu that have a mark of another colour than the ground. */
const marked = `[...document.querySelectorAll('.menu a')]
  .filter((one) => getComputedStyle(one).borderBottomColor !== getComputedStyle(document.body).backgroundColor)
  .map((one) => one.hasAttribute('aria-current'))`

const withdrawn = '/2022/07/lich-tiep-cong-dan-quy-iii-2022/'

test.each([
  ['/', 1],
  [seed, 1],
  [withdrawn, 1],
  ['/van-ban/', 1],
  ['/luu-tru/', 0],
  ['/tim-kiem/', 0],
])(
  'where the machine forces its own colours, edges, the place in the menu and the focus are there: %s',
  async (path, marks) => {
    const { page } = await visit(site, path, { forcedColors: 'active' })
    expect(await page.evaluate(unseen)).toEqual([])
    expect(await page.evaluate(marked)).toEqual(Array(marks).fill(true))
    for (let stop = 0; stop < 3; stop++) await page.keyboard.press('Tab')
    const { outlineStyle, outlineWidth } = await page.evaluate<{ outlineStyle: string; outlineWidth: string }>(
      `(() => { const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement); return { outlineStyle, outlineWidth } })()`,
    )
    expect([outlineStyle, outlineWidth]).toEqual(['solid', '3px'])
  },
)

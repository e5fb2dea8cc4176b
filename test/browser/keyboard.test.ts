/** The site without a mouse. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { onePerKind } from './specimens.ts'
import { oneTab, seed, siteIn, visit } from './visit.ts'

const site = siteIn('vi')

/** What a reader can reach by Tab, in the document's order, each as its markup begins. */
const reachable = `(() => {
  const wanted = 'a[href], button, input, select, textarea, summary, [tabindex="0"], audio[controls], video[controls]'
  return [...document.querySelectorAll(wanted)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled)
    .map((one) => one.cloneNode(false).outerHTML)
})()`

/** The element that has the focus, null at the end of a round: its markup, whether a mark shows it, and whether it lies in sight with nothing over it. */
const focused = `(() => {
  const one = document.activeElement
  // Past the last stop the focus goes to the browser's own controls, or at once to the first stop again.
  if (one === null || one === document.body || one === self.firstStop) return null
  self.firstStop ??= one
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
  const boxes = [...one.getClientRects()].filter(({ width, height }) => width > 0 && height > 0)
  const inSight = boxes.some((box) => {
    const met = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    return met !== null && (one.contains(met) || met.contains(one))
  })
  const marked = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
  return { markup: one.cloneNode(false).outerHTML, marked, inSight }
})()`

interface Stop {
  markup: string
  marked: boolean
  inSight: boolean
}

/** Every stop of a walk by Tab from the top of the page to its end. */
async function walk(page: Page): Promise<Stop[]> {
  const stops: Stop[] = []
  for (;;) {
    await page.keyboard.press('Tab')
    const stop: Stop | null = await page.evaluate(focused)
    if (stop === null) return stops
    stops.push(stop)
    if (stops.length > 500) throw new Error('The walk does not end.')
  }
}

const look = oneTab(site)

const walks = [
  ...onePerKind(site.specimens).map((path) => ({ path, width: 1280 })),
  ...['/', seed, '/van-ban/', '/tim-kiem/'].map((path) => ({ path, width: 320 })),
]

describe('Tab goes through all in order, and each stop is seen', () => {
  test.each(walks)('$path at $width px', async ({ path, width }) => {
    const { page } = await look(path)
    await page.setViewportSize({ width, height: 800 })
    const stops = await walk(page)
    expect(stops.map(({ markup }) => markup)).toEqual(await page.evaluate(reachable))
    expect(stops.filter(({ marked, inSight }) => !marked || !inSight)).toEqual([])
  })
})

test('the first stop leads past the menu to the content', async () => {
  const { page } = await visit(site, seed)
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Chuyển đến nội dung chính' })
  expect(await skip.evaluate('document.activeElement.textContent')).toBe('Chuyển đến nội dung chính')
  const box = await skip.boundingBox()
  expect(box && box.x >= 0 && box.y >= 0 && box.height > 20).toBe(true)
  await page.keyboard.press('Enter')
  expect(await page.evaluate('document.activeElement.localName')).toBe('main')
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.querySelector("main").contains(document.activeElement)')).toBe(true)
})

test.each([true, false])(
  'the menu of a phone opens, closes by Escape and gives the focus back (script: %s)',
  async (script) => {
    const { page } = await visit(site, seed, { viewport: { width: 320, height: 640 }, javaScriptEnabled: script })
    const button = page.getByRole('button', { name: 'Danh mục' })
    const menu = page.getByRole('navigation', { name: 'Danh mục' })
    expect(await menu.isVisible()).toBe(false)
    await button.focus()
    await page.keyboard.press('Enter')
    await menu.waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.closest("nav").getAttribute("aria-label")')).toBe('Danh mục')
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'hidden' })
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Danh mục')
  },
)

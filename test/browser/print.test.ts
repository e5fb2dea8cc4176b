/** The site on paper: A4, as the page's own print style says. */
import { describe, expect, test } from 'vitest'
import { sideways } from './fit.ts'
import { onePerKind } from './specimens.ts'
import { oneTab, seed, siteIn, visit } from './visit.ts'

const site = siteIn('vi')
const look = oneTab(site)

/** The number of sheets in a PDF that Chromium made: its page objects stand uncompressed. */
function sheets(pdf: Buffer): number {
  return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)].length
}

/** What of the page is printed. */
const printed = `document.body.innerText.replace(/\\s+/g, ' ').trim()`

test('the seed bulletin takes two sheets at most', async () => {
  const { page } = await visit(site, seed)
  const pdf = await page.pdf({ preferCSSPageSize: true })
  expect(sheets(pdf)).toBeGreaterThan(0)
  expect(sheets(pdf)).toBeLessThanOrEqual(2)
})

describe('on paper stands the text and where it is from, and no control', () => {
  test.each([...onePerKind(site.specimens), seed])('%s', async (path) => {
    const { page } = await look(path)
    await page.emulateMedia({ media: 'print' })
    const text: string = await page.evaluate(printed)
    const heading = page.locator('h1')
    expect(text).toContain((await heading.innerText()).replace(/\s+/g, ' ').trim())
    const controls = page.locator('button, input, select, textarea, [role="search"], nav[aria-label="Danh mục"]')
    for (const control of await controls.all()) expect(await control.isVisible()).toBe(false)
    const canonical = page.locator('link[rel="canonical"]')
    if ((await canonical.count()) > 0) expect(text.endsWith((await canonical.getAttribute('href')) ?? '?')).toBe(true)
  })
})

test('on paper a number of the register stands on one line, and its row holds its text', async () => {
  // As wide as A4 between the margins.
  const { page } = await visit(site, '/van-ban/', { viewport: { width: 658, height: 900 } })
  await page.emulateMedia({ media: 'print' })
  const numbers = page.locator('.register tbody [data-decision]')
  expect(await numbers.count()).toBeGreaterThan(20)
  const broken = `[...document.querySelectorAll('.register tbody [data-decision]')]
    .filter((one) => one.offsetHeight >= 2 * parseFloat(getComputedStyle(one).fontSize)).map((one) => one.textContent)`
  expect(await page.evaluate(broken)).toEqual([])
  expect(await page.evaluate(sideways)).toEqual([])
})

test('links out of the site are printed with their addresses, and no state is told by colour on paper alone', async () => {
  const { page } = await visit(site, seed)
  await page.emulateMedia({ media: 'print' })
  const background = await page.evaluate(`getComputedStyle(document.body).backgroundColor`)
  expect(['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)']).toContain(background)
})

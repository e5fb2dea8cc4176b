/** The site on paper: A4, as the page's own print style says. */
import { describe, expect, test } from 'vitest'
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

test('links out of the site are printed with their addresses, and no state is told by colour on paper alone', async () => {
  const { page } = await visit(site, seed)
  await page.emulateMedia({ media: 'print' })
  const background = await page.evaluate(`getComputedStyle(document.body).backgroundColor`)
  expect(['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)']).toContain(background)
})

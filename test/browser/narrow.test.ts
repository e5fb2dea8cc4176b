/** Reflow (WCAG 1.4.10), text spacing (1.4.12) and text size (1.4.4): nothing moves sideways, nothing is cut off. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { cut, sideways } from './fit.ts'
import { onePerKind } from './specimens.ts'
import { oneTab, siteIn, visit } from './visit.ts'

/** Sets what the style of a page's author may not resist. A constructed sheet, since the policy of the site lets no style in. */
function style(page: Page, css: string): Promise<void> {
  return page.evaluate(
    `(() => { const s = new CSSStyleSheet(); s.replaceSync(${JSON.stringify(css)}); document.adoptedStyleSheets = [s] })()`,
  )
}

const spacing = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }`

const pages = [
  ...siteIn('vi').specimens.map((path) => ({ language: 'vi' as const, path })),
  ...onePerKind(siteIn('en').specimens).map((path) => ({ language: 'en' as const, path })),
]

const tabs = { vi: oneTab(siteIn('vi')), en: oneTab(siteIn('en')) }

describe('narrow, spaced and large', () => {
  test.each(pages)('$language: $path', async ({ language, path }) => {
    const { page } = await tabs[language](path)
    await page.setViewportSize({ width: 320, height: 800 })
    const look = async (state: string) =>
      expect({ state, sideways: await page.evaluate(sideways), cut: await page.evaluate(cut) }).toEqual({
        ...{ state, sideways: [], cut: [] },
      })
    await look('320 px')
    await style(page, spacing)
    await look('320 px, spaced')
    await page.setViewportSize({ width: 768, height: 800 })
    await look('768 px, spaced')
    await page.setViewportSize({ width: 1280, height: 800 })
    await look('1280 px, spaced')
    await style(page, 'html { font-size: 200% !important }')
    await look('1280 px, text at 200 %')
  })
})

test('at 400 % zoom the head of a page leaves room to read', async () => {
  const site = siteIn('vi')
  // A window of 1280 × 1024 at 400 %: 320 × 256 CSS pixels.
  const { page } = await visit(site, '/', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 })
  expect(await page.evaluate(sideways)).toEqual([])
  const stuck: string[] = await page.evaluate(`[...document.querySelectorAll('body *')]
    .filter((one) => one.checkVisibility() && ['fixed', 'sticky'].includes(getComputedStyle(one).position))
    .filter((one) => one.getBoundingClientRect().height > 256 / 4)
    .map((one) => one.cloneNode(false).outerHTML)`)
  expect(stuck).toEqual([])
})

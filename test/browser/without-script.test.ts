/** The site where scripts are blocked: each page whole, and nothing on it that does nothing. */
import { describe, expect, test } from 'vitest'
import { onePerKind } from './specimens.ts'
import { oneTab, siteIn, visit } from './visit.ts'

const site = siteIn('vi')
const tabs = { vi: oneTab(site), en: oneTab(siteIn('en')), odd: oneTab(siteIn('odd')) }
const pages = [
  ...onePerKind(site.specimens).map((path) => ({ name: 'vi' as const, path })),
  ...onePerKind(siteIn('en').specimens).map((path) => ({ name: 'en' as const, path })),
  // A film, tags on request, the switch of languages.
  ...['/2024/05/phim/', '/2024/05/dai/', '/en/2024/05/en/'].map((path) => ({ name: 'odd' as const, path })),
]

/** The text of the page's content, as far as a reader sees it. */
const text = `document.querySelector('main').innerText.replace(/\\s+/g, ' ')`

/** Controls in sight that nothing but a script could bring to work. */
const dead = `(() => {
  const works = (one) =>
    one.matches('a[href]:not([href="#"], [href^="javascript:"]), summary, [popovertarget]') ||
    (one.matches('button, input, select, textarea') && one.form !== null && one.form.hasAttribute('action')) ||
    one.matches('audio[controls], video[controls]') ||
    (one.matches('[tabindex="0"]') && getComputedStyle(one).overflowX === 'auto')
  return [...document.querySelectorAll('a, button, input, select, textarea, summary, [role="button"], [tabindex="0"]')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !works(one))
    .map((one) => one.cloneNode(false).outerHTML)
})()`

describe('has its content, and nothing dead in sight', () => {
  test.each(pages)('$name: $path', async ({ name, path }) => {
    const off = await visit(siteIn(name), path, { javaScriptEnabled: false })
    expect(await off.page.evaluate(dead)).toEqual([])
    expect(off.troubles).toEqual([])
    const withoutScript: string = await off.page.evaluate(text)
    const on = await tabs[name](path)
    const body = on.page.locator('[data-body]')
    for (const part of [on.page.locator('h1'), ...((await body.count()) > 0 ? [body] : [])])
      expect(withoutScript).toContain((await part.innerText()).replace(/\s+/g, ' ').trim())
  })
})

test('pictures that are loaded late are loaded without script too', async () => {
  const { page } = await visit(site, '/', { javaScriptEnabled: false })
  const pictures = page.locator('main img')
  expect(await pictures.count()).toBeGreaterThan(0)
  for (const picture of await pictures.all()) await picture.scrollIntoViewIfNeeded()
  const missing = '[...document.images].filter((one) => !one.complete || one.naturalWidth === 0).length'
  await expect.poll(() => page.evaluate(missing)).toBe(0)
})

/** The aids for reading: text size and contrast, kept without cookies; reading aloud; what takes the page elsewhere. */
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { cut, sideways } from './fit.ts'
import { serve } from './server.ts'
import { seed, siteIn, visit } from './visit.ts'

const site = siteIn('vi')
const phone = { width: 320, height: 800 }

const larger = (page: Page) => page.getByRole('button', { name: 'Tăng cỡ chữ' })
const smaller = (page: Page) => page.getByRole('button', { name: 'Giảm cỡ chữ' })
const contrast = (page: Page) => page.getByRole('button', { name: 'Tương phản cao' })
const textSize = (page: Page): Promise<number> =>
  page.evaluate(`parseFloat(getComputedStyle(document.querySelector('[data-body] p')).fontSize)`)
const ground = (page: Page): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor')
const kept = (page: Page): Promise<unknown> => page.evaluate('({ ...localStorage })')
const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement.textContent.trim()')

describe('text size', () => {
  test.each([phone, { width: 1280, height: 800 }])(
    'grows in three steps to half as much again at $width px',
    async (viewport) => {
      const { page, troubles } = await visit(site, seed, { viewport })
      const plain = await textSize(page)
      if (viewport === phone) await page.getByRole('button', { name: 'Danh mục' }).click()
      expect(await smaller(page).isVisible()).toBe(false)
      await larger(page).focus()
      for (const share of [1.125, 1.25, 1.5]) {
        await page.keyboard.press('Enter')
        expect((await textSize(page)) / plain).toBeCloseTo(share)
      }
      expect([await page.evaluate(sideways), await page.evaluate(cut)]).toEqual([[], []])
      // At the end of the scale the button is gone, and the focus is on the way back.
      expect(await larger(page).isVisible()).toBe(false)
      expect(await focused(page)).toBe('Giảm cỡ chữ')
      for (let step = 0; step < 3; step++) await page.keyboard.press('Enter')
      expect(await textSize(page)).toBe(plain)
      expect(await focused(page)).toBe('Tăng cỡ chữ')
      expect(await kept(page)).toEqual({})
      expect(troubles).toEqual([])
    },
  )
})

describe('high contrast', () => {
  test.each(['light', 'dark'] as const)(
    'is black, and goes as it came, where the machine is %s',
    async (colorScheme) => {
      const { page, troubles } = await visit(site, seed, { colorScheme })
      const plain = await ground(page)
      expect(await contrast(page).getAttribute('aria-pressed')).toBe('false')
      await contrast(page).click()
      expect(await contrast(page).getAttribute('aria-pressed')).toBe('true')
      expect(await ground(page)).toBe('rgb(0, 0, 0)')
      expect(await page.evaluate(`getComputedStyle(document.querySelector('[data-body]')).color`)).toBe(
        'rgb(255, 255, 255)',
      )
      await contrast(page).click()
      expect(await contrast(page).getAttribute('aria-pressed')).toBe('false')
      expect([await ground(page), await kept(page)]).toEqual([plain, {}])
      expect(troubles).toEqual([])
    },
  )

  test('is not printed', async () => {
    const { page } = await visit(site, seed)
    await contrast(page).click()
    await page.emulateMedia({ media: 'print' })
    expect(await ground(page)).toBe('rgb(255, 255, 255)')
  })
})

test('what was chosen is there again, before the page is seen, on every page, and no cookie is', async () => {
  const { page, go, troubles } = await visit(site, seed)
  await larger(page).click()
  await contrast(page).click()
  const size = await textSize(page)
  // The style as it is when the body's first element is there, which is before anything is painted.
  await page.addInitScript(`new MutationObserver((_, watch) => {
    if (!document.body) return
    watch.disconnect()
    self.first = { ...document.documentElement.dataset }
  }).observe(document, { childList: true, subtree: true })`)
  await page.reload()
  expect(await page.evaluate('first')).toEqual({ size: '1', contrast: 'high' })
  expect([await textSize(page), await ground(page)]).toEqual([size, 'rgb(0, 0, 0)'])
  expect(await contrast(page).getAttribute('aria-pressed')).toBe('true')
  for (const path of ['/', '/van-ban/', '/404.html']) {
    await go(path)
    expect({ path, chosen: await page.evaluate('first'), ground: await ground(page) }).toEqual({
      ...{ path, chosen: { size: '1', contrast: 'high' }, ground: 'rgb(0, 0, 0)' },
    })
  }
  expect(await page.context().cookies()).toEqual([])
  expect(await kept(page)).toEqual({ 'portal-size': '1', 'portal-contrast': 'high' })
  expect(troubles).toEqual([])
})

test('where the browser keeps nothing, they work on the page at hand', async () => {
  // A sandbox without an origin has no storage: asking for it throws, as where a reader has forbidden it.
  const sandboxed = await serve(site.folder, '; sandbox allow-scripts')
  onTestFinished(() => sandboxed.close())
  const { page, go } = await visit({ ...site, origin: sandboxed.origin }, null)
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  await go(seed)
  expect(await page.evaluate(`(() => { try { return localStorage.length } catch ({ name }) { return name } })()`)).toBe(
    'SecurityError',
  )
  const plain = await textSize(page)
  await larger(page).click()
  await contrast(page).click()
  expect(await textSize(page)).toBeGreaterThan(plain)
  expect(await ground(page)).toBe('rgb(0, 0, 0)')
  expect(faults).toEqual([])
})

test('the link is copied as the site gives it, and that is said', async () => {
  const { page, troubles } = await visit(site, seed, { permissions: ['clipboard-read', 'clipboard-write'] })
  await page.getByRole('button', { name: 'Sao chép liên kết' }).click()
  await page.getByRole('status').getByText('Đã sao chép').waitFor()
  const canonical = await page.locator('link[rel=canonical]').getAttribute('href')
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(canonical)
  const zalo = new URL((await page.getByRole('link', { name: 'Zalo' }).getAttribute('href')) ?? '')
  expect(JSON.parse(atob(zalo.searchParams.get('d') ?? ''))).toEqual({ url: canonical })
  expect(troubles).toEqual([])
})

describe('what a browser refuses is said, with the address, selected', () => {
  const address = (page: Page): Promise<string> => page.evaluate(`document.querySelector('link[rel=canonical]').href`)
  const words = (page: Page) => page.locator('[data-aid-status]').innerText()
  const selected = (page: Page): Promise<string> => page.evaluate('getSelection().toString()')
  const stuck = async (page: Page, said: string) => {
    await page.getByRole('status').getByText(said).waitFor()
    expect(await words(page)).toBe(`${said} ${await address(page)}`)
    expect(await selected(page)).toBe(await address(page))
    await page.setViewportSize(phone)
    expect(await page.evaluate(sideways)).toEqual([])
  }

  test.each([
    [
      'does not let a page copy',
      `navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'))`,
    ],
    ['has no clipboard for pages', `Object.defineProperty(navigator, 'clipboard', { value: undefined })`],
  ])('where it %s', async (_, script) => {
    const { page, troubles } = await visit(site, null)
    await page.addInitScript(script)
    await page.goto(site.origin + seed)
    await page.getByRole('button', { name: 'Sao chép liên kết' }).click()
    await stuck(page, 'Trình duyệt chưa cho phép sao chép. Địa chỉ bài viết:')
    expect(troubles).toEqual([])
  })

  test('where it does not print, as inside other applications; and nothing is said where it does', async () => {
    const { page, troubles } = await visit(site, null)
    await page.clock.install()
    // Nothing else tells that a browser without a window was asked to print.
    await page.addInitScript(`self.prints = 0
      self.print = () => { if (++prints > 1) dispatchEvent(new Event('beforeprint')) }`)
    await page.goto(site.origin + seed)
    const button = page.getByRole('button', { name: 'In bài viết' })
    await button.click()
    await page.clock.fastForward(60_000)
    await stuck(page, 'Nếu hộp thoại in không hiện ra, bạn mở bài bằng trình duyệt khác. Địa chỉ của bài:')
    await button.click()
    await page.clock.fastForward(60_000)
    expect([await page.evaluate('prints'), await words(page)]).toEqual([2, ''])
    expect(troubles).toEqual([])
  })

  test('where it cannot share; and nothing is said to who changed their mind', async () => {
    const { page, troubles } = await visit(site, null)
    await page.addInitScript(`self.why = 'AbortError'
      navigator.share = ({ url }) => { self.shared = url; return Promise.reject(new DOMException('', why)) }`)
    await page.goto(site.origin + seed)
    const button = page.getByRole('button', { name: 'Chia sẻ', exact: true })
    await button.click()
    expect([await page.evaluate('shared'), await words(page)]).toEqual([await address(page), ''])
    await page.evaluate(`self.why = 'NotAllowedError'`)
    await button.click()
    await stuck(page, 'Trình duyệt không chia sẻ được. Địa chỉ của bài:')
    expect(troubles).toEqual([])
  })
})

/**
 * A machine that reads aloud, for this one has no voice: `spoken` holds what it was asked to say, `finish()` ends the
 * utterance at hand, `fail()` breaks it off. `voices` are the languages of its voices; with `late` it knows of them only when told `arrive()`.
 */
const speaker = (voices: readonly string[], late = false) => `
  self.spoken = []
  let current = null
  let known = ${late} ? [] : ${JSON.stringify(voices)}
  self.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
  Object.defineProperty(self, 'speechSynthesis', { value: {
    getVoices: () => known.map((lang) => ({ lang })),
    speak(said) { current = said; spoken.push(said.text) },
    cancel() { const cut = current; current = null; cut?.onerror({ error: 'interrupted' }) },
  } })
  self.finish = () => { const done = current; current = null; done.onend() }
  self.fail = () => { const failed = current; current = null; failed.onerror({ error: 'synthesis-failed' }) }
  self.arrive = () => { known = ${JSON.stringify(voices)}; speechSynthesis.onvoiceschanged() }`

async function listening(voices: readonly string[], late = false, options: BrowserContextOptions = {}) {
  const { page, go, troubles } = await visit(site, null, options)
  await page.addInitScript(speaker(voices, late))
  await go(seed)
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const spoken = (): Promise<string[]> => page.evaluate('spoken')
  return { page, troubles, button, spoken }
}

describe('reading aloud', () => {
  test.each([[[]], [['en-US', 'fr-FR']]])('is not offered with the voices %j', async (voices) => {
    const { button } = await listening(voices)
    expect(await button('Nghe bài viết').count()).toBe(0)
  })

  test('is offered when a voice comes late', async () => {
    const { page, button } = await listening(['vi-VN'], true)
    expect(await button('Nghe bài viết').count()).toBe(0)
    await page.evaluate('arrive()')
    await button('Nghe bài viết').waitFor()
  })

  test('begins with the headline, rests, goes on where it was, and stops', async () => {
    const { page, troubles, button, spoken } = await listening(['en-US', 'vi-VN'])
    const heading = (await page.locator('h1').innerText()).replace(/\s+/g, ' ')
    await button('Nghe bài viết').focus()
    await page.keyboard.press('Enter')
    expect(await spoken()).toEqual([heading])
    await page.evaluate('finish()')
    const [, second = ''] = await spoken()
    expect(second).toMatch(/^Theo Quyết định số 94/)
    expect(await focused(page)).toBe('Tạm dừng')
    await page.keyboard.press('Enter')
    expect(await focused(page)).toBe('Nghe tiếp')
    await page.keyboard.press('Enter')
    expect(await spoken()).toEqual([heading, second, second])
    await button('Dừng').focus()
    await page.keyboard.press('Enter')
    expect(await button('Dừng').count()).toBe(0)
    expect(await focused(page)).toBe('Nghe bài viết')
    await page.keyboard.press('Enter')
    expect((await spoken()).at(-1)).toBe(heading)
    expect(troubles).toEqual([])
  })

  test('says so where the voice fails, and may be tried again', async () => {
    const { page, troubles, button } = await listening(['vi-VN'])
    await button('Nghe bài viết').click()
    await page.evaluate('fail()')
    await page.getByRole('status').getByText('Thiết bị chưa đọc được bài viết.').waitFor()
    await button('Nghe bài viết').click()
    expect(await page.locator('[data-aid-status]').innerText()).toBe('')
    expect(await button('Tạm dừng').isVisible()).toBe(true)
    expect(troubles).toEqual([])
  })

  test('says the whole text in pieces that voices can say, and ends', async () => {
    const { page, button, spoken } = await listening(['vi-VN'])
    await button('Nghe bài viết').click()
    await page.evaluate(`while (document.querySelector('[data-aid=stop]').checkVisibility()) finish()`)
    const words = (text: string) => text.split(/\s+/).filter((word) => word !== '')
    const said = await spoken()
    const shown: string[] = await page.evaluate(
      `[...document.querySelectorAll('h1, .summary, [data-body] > *')].map((one) => one.textContent)`,
    )
    expect(words(said.join(' '))).toEqual(words(shown.join(' ')))
    expect(Math.max(...said.map(({ length }) => length))).toBeLessThanOrEqual(201)
    expect(await button('Nghe bài viết').isVisible()).toBe(true)
  })
})

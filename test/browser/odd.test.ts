/** What offices do write, before real readers' windows: nothing breaks out, nothing is lost, and a film plays. */
import { describe, expect, test } from 'vitest'
import { bring, violations } from './axe.ts'
import { cut, sideways } from './fit.ts'
import { endless, strange } from './odd-portal.ts'
import { onePerKind } from './specimens.ts'
import { oneTab, siteIn, visit } from './visit.ts'

const site = siteIn('odd')
const look = oneTab(site)
const film = '/2024/05/phim/'

const pages = [
  ...new Set([
    ...onePerKind(site.specimens),
    ...['dai', 'la', 'bang', 'anh', 'phim', 'rut'].map((slug) => `/2024/05/${slug}/`),
    ...[
      '/',
      '/en/',
      '/en/2024/05/en/',
      '/trang/',
      '/van-ban/',
      '/dinh-chinh/',
      '/tim-kiem/?q=sap',
      '/en/search/?q=citizens',
    ],
  ]),
]

describe('nothing breaks out of the page, and axe finds nothing', () => {
  test.each(pages)('%s', async (path) => {
    const { page, troubles } = await look(path)
    for (const width of [320, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      expect({ width, sideways: await page.evaluate(sideways), cut: await page.evaluate(cut) }).toEqual({
        ...{ width, sideways: [], cut: [] },
      })
    }
    await page.setViewportSize({ width: 320, height: 800 })
    await bring(page)
    expect(await violations(page)).toEqual([])
    await page.evaluate(`document.documentElement.dataset.size = '3'`)
    expect({ size: 3, sideways: await page.evaluate(sideways) }).toEqual({ size: 3, sideways: [] })
    expect(troubles).toEqual([])
  })
})

test('titles without a place to break, of emoji and of right-to-left text are whole, in lists and results too', async () => {
  for (const path of ['/trang/', '/tu-khoa/tu-khoa-thu-0/', '/tim-kiem/?q=sap', '/2024/05/dai/']) {
    const { page } = await look(path)
    await page.getByText(endless).first().waitFor()
  }
  const { page } = await look('/2024/05/la/')
  expect(await page.locator('h1').innerText()).toBe(strange)
  // The first strong letter is Arabic: the line begins at the right.
  expect(await page.evaluate(`getComputedStyle(document.querySelector('h1')).direction`)).toBe('rtl')
})

test('sixty tags: twelve in sight, the others on request', async () => {
  const { page } = await look('/2024/05/dai/')
  const tags = page.locator('a[rel=tag]')
  const inSight = async () =>
    (await Promise.all((await tags.all()).map((one) => one.isVisible()))).filter(Boolean).length
  expect([await tags.count(), await inSight()]).toEqual([60, 12])
  await page.getByText('Xem tất cả từ khóa').click()
  expect(await inSight()).toBe(60)
})

test('a table of twelve columns moves in its own window, by keyboard too, its first column staying', async () => {
  const { page } = await visit(site, '/2024/05/bang/', { viewport: { width: 320, height: 800 } })
  const region = page.locator('.table-scroll')
  await region.focus()
  for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowRight')
  await expect.poll(() => region.evaluate('document.activeElement.scrollLeft')).toBeGreaterThan(100)
  const cell = await region.locator('tbody tr').first().locator('td, th').first().boundingBox()
  const around = await region.boundingBox()
  expect(cell?.x).toBeCloseTo(around?.x ?? -1, -1)
})

test('the switch of languages stands beside no name and leads to the same page or the other home', async () => {
  const { page } = await visit(site, '/2024/05/vi/', { viewport: { width: 320, height: 800 } })
  const [office, languages] = await Promise.all([
    page.locator('.office').boundingBox(),
    page.locator('.languages').boundingBox(),
  ])
  expect(languages?.y).toBeGreaterThanOrEqual((office?.y ?? 0) + (office?.height ?? 0))
  await page.getByRole('link', { name: 'English' }).click()
  await page.waitForURL('**/en/2024/05/en/')
  await page.getByRole('link', { name: 'Tiếng Việt' }).click()
  await page.waitForURL('**/2024/05/vi/')
})

test('nothing moves by itself', async () => {
  const { page } = await visit(site, '/2024/05/anh/', { reducedMotion: 'reduce' })
  for (const path of ['/2024/05/anh/', '/', film])
    for (const reducedMotion of ['reduce', 'no-preference'] as const) {
      await page.goto(site.origin + path)
      await page.emulateMedia({ reducedMotion })
      expect(await page.evaluate('document.getAnimations({ subtree: true }).length')).toBe(0)
      const moving = `[...document.querySelectorAll(':not(video *, audio *)')].filter((one) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one)
        return transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior === 'smooth'
      }).map((one) => one.outerHTML.slice(0, 80))`
      expect(await page.evaluate(moving)).toEqual([])
    }
})

describe('a film and a recording', () => {
  test.each([320, 1280])('are played by keyboard, with captions, at %i px', async (width) => {
    const { page, troubles } = await visit(site, film, { viewport: { width, height: 800 } })
    const state = (tag: string) =>
      page.evaluate<{ time: number; length: number; paused: boolean; error: unknown; right: number }>(`(() => {
        const one = document.querySelector('${tag}')
        const { currentTime: time, duration: length, paused, error } = one
        return { time, length, paused, error, right: one.getBoundingClientRect().right }
      })()`)
    for (const tag of ['video', 'audio']) {
      expect(await state(tag)).toMatchObject({ paused: true, error: null })
      await page.locator(tag).focus()
      await page.keyboard.press('Space')
      await expect.poll(async () => (await state(tag)).time).toBeGreaterThan(0.5)
      const { length, error, right } = await state(tag)
      expect(error).toBeNull()
      expect(length).toBeCloseTo(2, 0)
      expect(right).toBeLessThanOrEqual(width)
    }
    const [track]: { mode: string; language: string; cues: string[] }[] = await page.evaluate(
      `[...document.querySelector('video').textTracks].map(({ mode, language, cues }) => ({
        mode, language, cues: [...cues].map(({ text }) => text) }))`,
    )
    expect(track).toEqual({ mode: 'showing', language: 'vi', cues: ['Bà con bản Chiềng Khoi xuống đồng đầu năm.'] })
    expect(await page.getByRole('figure').first().innerText()).toBe('Phóng sự lễ hội')
    expect(troubles).toEqual([])
  })
})

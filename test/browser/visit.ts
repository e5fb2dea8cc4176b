/** Opening a page as a reader does, with an eye on all that goes wrong behind it. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest'
import type { Site } from './setup.ts'

/** The seed bulletin. */
export const seed = '/2023/01/ubnd-huyen-yen-chau-nam-trong-danh-sach-nhom-a/'

const desk = { width: 1280, height: 800 }

let connection: Promise<Browser> | undefined

/** The browser that all tests share. */
function browser(): Promise<Browser> {
  connection ??= chromium.connect(inject('chromium'))
  return connection
}

export interface Visit {
  page: Page
  /** What went wrong so far: messages of the console, faults of scripts, requests that failed, were refused or left the site. */
  troubles: string[]
  /** Opens another page of the site in the same tab. */
  go: (path: string) => Promise<void>
}

/** The sample's site in a language, or the odd portal's. */
export function siteIn(name: 'vi' | 'en' | 'odd'): Site {
  return inject(name)
}

/** Opens a page (null: an empty tab) in a context of its own, which goes with the test. */
export async function visit(site: Site, path: string | null, options: BrowserContextOptions = {}): Promise<Visit> {
  const opened = await open(site, options)
  onTestFinished(() => opened.page.context().close())
  if (path !== null) await opened.go(path)
  return opened
}

/** One tab for all tests of a file that only look: a context of its own costs each page twice the time. */
export function oneTab(site: Site): (path: string) => Promise<Visit> {
  let tab: Visit
  beforeAll(async () => {
    tab = await open(site, {})
  })
  afterAll(() => tab.page.context().close())
  return async (path) => {
    await tab.page.setViewportSize(desk)
    await tab.page.emulateMedia({ colorScheme: 'light', media: 'screen' })
    tab.troubles.length = 0
    await tab.go(path)
    return tab
  }
}

/** Opens an empty tab in a context of its own, which whoever asks for it closes. */
export async function open(site: Site, options: BrowserContextOptions): Promise<Visit> {
  const context = await (await browser()).newContext({ viewport: desk, colorScheme: 'light', ...options })
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(`${site.origin}/`)) troubles.push(`leaves the site: ${request.url()}`)
  })
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    // What a reader who goes on to the next page did not wait for.
    if (why !== 'net::ERR_ABORTED') troubles.push(`fails: ${request.url()} ${why}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`)
  })
  const go = async (path: string) => {
    await page.goto(site.origin + path, { waitUntil: 'load' })
  }
  return { page, troubles, go }
}

/** Scrolls through the page, so that pictures that wait to be seen come in. */
export async function readToTheEnd(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 600) {
      scrollTo(0, y)
      await new Promise((done) => requestAnimationFrame(done))
    }
    await Promise.all([...document.images].map((one) => one.complete || new Promise((done) => { one.onload = one.onerror = done })))
    await document.fonts.ready
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  })()`)
}

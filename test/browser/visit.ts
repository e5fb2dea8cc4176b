/** Opening a page as a reader does, with an eye on all that goes wrong behind it. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { inject, onTestFinished } from 'vitest'
import type { Site } from './setup.ts'

/** The seed bulletin. */
export const seed = '/2023/01/ubnd-huyen-yen-chau-nam-trong-danh-sach-nhom-a/'

let connection: Promise<Browser> | undefined

/** The browser that all tests share. */
export function browser(): Promise<Browser> {
  connection ??= chromium.connect(inject('chromium'))
  return connection
}

export type Visit = {
  page: Page
  /** What went wrong so far: messages of the console, faults of scripts, requests that failed, were refused or left the site. */
  troubles: string[]
  /** Opens another page of the site in the same tab. */
  go: (path: string) => Promise<void>
}

/** The site in a language. */
export function siteIn(language: 'vi' | 'en'): Site {
  return inject(language)
}

/** Opens a page (null: an empty tab) in a context of its own, which goes with the test. */
export async function visit(site: Site, path: string | null, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await (await browser()).newContext({ viewport: { width: 1280, height: 800 }, ...options })
  onTestFinished(() => context.close())
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
    troubles.push(`fails: ${request.url()} ${request.failure()?.errorText ?? ''}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`)
  })
  const go = async (to: string) => {
    await page.goto(site.origin + to, { waitUntil: 'load' })
  }
  if (path !== null) await go(path)
  return { page, troubles, go }
}

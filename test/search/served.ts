/** A built site served as a plain host would, and a real Chromium that looks at it. */

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'
import { afterAll } from 'vitest'
import { chromiumArguments, headlessShell } from '../browser/chromium.ts'
import { policy } from '../browser/server.ts'
import { write } from '../support/portal.ts'

/** `sent` counts the bytes of bodies as they went over the line, by address. */
export interface Served {
  origin: string
  sent: Map<string, number>
  close: () => Promise<void>
}

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
}

/** Serves a folder under a prefix (`''` or `/portal`) and a strict policy; texts are compressed, as hosts do. */
export async function serve(folder: string, prefix = ''): Promise<Served> {
  const sent = new Map<string, number>()
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    let file = join(folder, path.slice(prefix.length))
    if (path.startsWith(`${prefix}/`) && existsSync(file) && statSync(file).isDirectory())
      file = join(file, 'index.html')
    if (!path.startsWith(`${prefix}/`) || !existsSync(file)) {
      response.writeHead(404).end()
      return
    }
    const type = types[extname(file)]
    const bytes = type === undefined ? readFileSync(file) : gzipSync(readFileSync(file))
    sent.set(path, (sent.get(path) ?? 0) + bytes.length)
    response.writeHead(200, {
      'Content-Type': type ?? 'application/octet-stream',
      'Content-Security-Policy': policy(path),
      ...(type === undefined ? {} : { 'Content-Encoding': 'gzip' }),
    })
    response.end(bytes)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    sent,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Starts a Chromium of one's own: what it fetches is counted. */
export function openBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: headlessShell(), args: chromiumArguments })
}

/** A portal that stays until the file's tests are done. */
export function lastingPortal(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'searched-'))
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  write(root, files)
  return root
}

/** Opens the search page as one who was never there; what goes wrong behind it is added to `troubles`. */
export async function openSearch(
  browser: Browser,
  { origin }: Served,
  address = '/tim-kiem/',
  troubles: string[] = [],
): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text())
  })
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('dialog', (dialog) => {
    troubles.push(dialog.message())
    void dialog.dismiss()
  })
  await page.goto(origin + address)
  await page.waitForSelector('form[data-search]:not([hidden])')
  return page
}

/** Searches from an open search page; gives the addresses of the results on its first page, and what is said of them. */
export async function searched(page: Page, query: string): Promise<{ urls: string[]; said: string }> {
  await page.fill('input[type=search][name=q]:visible', query)
  const count = page.locator('[data-search-count]')
  await count.evaluate((node) => {
    node.textContent = ''
  })
  await page.press('form[data-search] input[name=q]', 'Enter')
  await count.filter({ hasText: /^(?!Đang tìm|Searching)\s*\S/ }).waitFor()
  const urls = await page.$$eval('[data-results] h2 a', (links) => links.map((link) => link.getAttribute('href') ?? ''))
  return { urls, said: (await page.textContent('[data-search-count]')) ?? '' }
}

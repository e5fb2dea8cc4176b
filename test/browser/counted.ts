/** Counted sites in a real browser: built, served under the policy that `docs/statistics.md` gives, with an endpoint beside them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { buildPortal, bulletin, plainSettings, write } from '../support/portal.ts'
import { chromium, chromiumArguments } from './chromium.ts'
import { fileAt, policy, types } from './server.ts'

/** The bulletins of a counted site: with views carried over, and without. */
export const a = '/2024/05/nhom-a/'
export const b = '/2024/05/nhom-b/'
/** The setting `counter` for an endpoint of build-portal's kind. */
export const portalCounter = (origin: string) =>
  `{provider: portal, endpoint: '${origin}', site: thu, legacy: {total: 1069733, asOf: 2023-01-17}}`

/** The numbers that a reader sees, and what stands behind those of the site. */
export const seen = (page: Page) =>
  page.evaluate(`(() => {
    const text = (hook) => [...document.querySelectorAll(hook)]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }))
      .map((one) => one.textContent.trim())
    return {
      views: text('[data-bulletin] [data-view-count]'),
      stats: text('[data-stat]'),
      asOf: text('.as-of'),
    }
  })()`) as Promise<{ views: string[]; stats: string[]; asOf: string[] }>

/** What came to an endpoint: the method, the address below its origin, headers, and the body. */
export interface Exchange {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: string
}

export interface Endpoint {
  origin: string
  exchanges: Exchange[]
  close: () => void
}

/** An HTTP server that hands what comes in to `answer`. */
export async function endpoint(
  answer: (exchange: Exchange, response: ServerResponse) => void | Promise<void>,
): Promise<Endpoint> {
  const exchanges: Exchange[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request.setEncoding('utf8')) body += part
    const exchange = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body }
    exchanges.push(exchange)
    await answer(exchange, response)
  })
  const origin = await listening(server)
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  onTestFinished(close)
  return { origin, exchanges, close }
}

/** Answers with JSON that any page may read. */
export function json(response: ServerResponse, content: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
  response.end(typeof content === 'string' ? content : JSON.stringify(content))
}

/** A built site, served; `files` stand before the built ones, and may be changed while it is served. */
export interface CountedSite {
  origin: string
  files: Map<string, string>
}

/** Stands for the endpoint's origin in what is built, so that one build does for many endpoints. */
const anywhere = 'http://127.0.0.1:9'

const built = new Map<string, Promise<string>>()

/** The folder of a site of three bulletins: one with 68 views carried over, one without, one that is not counted. */
async function buildOnce(counter: string): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'counted-'))
  write(root, {
    'portal.yaml': `${plainSettings}counter: ${counter}\n`,
    'content/nhom-a.md': bulletin({ title: 'Nhóm A', legacy: '{views: 68, viewsAsOf: 2023-01-17}' }),
    'content/nhom-b.md': bulletin({ title: 'Nhóm B' }),
    'content/nhom-c.md': bulletin({ title: 'Nhóm C', counter: 'false' }),
  })
  const { diagnostics } = await buildPortal(root)
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics))
  return root
}

/**
 * Serves a site that counts as `counter` says (YAML, for an endpoint's origin), under the policy that such a site is to have.
 * `isDriven` lets the beacon count for a browser that a program drives.
 */
export async function countedSite(
  counter: (origin: string) => string,
  endpoint: Pick<Endpoint, 'origin'>,
  isDriven = true,
): Promise<CountedSite> {
  const settings = counter(anywhere)
  built.set(settings, built.get(settings) ?? buildOnce(settings))
  const folder = join((await built.get(settings)) ?? '', '_site')
  const files = new Map<string, string>()
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const own = files.get(path)
    const file = fileAt(folder, path)
    const isThere = own !== undefined || file !== null
    const type = types[/\.(\w+)$/.exec(isThere ? (file ?? path) : '')?.[1] ?? 'html'] ?? 'application/octet-stream'
    response.writeHead(isThere ? 200 : 404, {
      'content-type': type,
      'content-security-policy': policy(path, endpoint.origin),
    })
    const content = own ?? (file === null ? 'not found' : readFileSync(file))
    const told = () => String(content).replaceAll(anywhere, endpoint.origin)
    if (!type.startsWith('text/html')) response.end(content)
    else response.end(isDriven ? told().replace(' data-as-of=', ' data-test$&') : told())
  })
  const origin = await listening(server)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { origin, files }
}

/** A browser that keeps pages in its back-forward cache, for all tests of a file; each call opens a context of its own. */
export function browserWithCache(): (options?: Parameters<Browser['newContext']>[0]) => Promise<BrowserContext> {
  let browser: Browser
  beforeAll(async () => {
    browser = await playwright.launch({
      executablePath: chromium(),
      args: chromiumArguments,
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    })
  })
  afterAll(async () => {
    await browser.close()
    for (const root of built.values()) rmSync(await root, { recursive: true, force: true })
    built.clear()
  })
  return async (options) => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      timezoneId: 'Asia/Ho_Chi_Minh',
      ...options,
    })
    onTestFinished(() => context.close())
    return context
  }
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

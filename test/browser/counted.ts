/** Counted sites in a real browser: built, served under the policy that `docs/statistics.md` gives, with an endpoint beside them. */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium as playwright } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { buildPortal, bulletin, plainSettings, portal } from '../support/portal.ts'
import { chromium, chromiumArguments } from './chromium.ts'
import { fileAt, policy, types } from './server.ts'

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

/** A built site, served; `origin` is its own. `files` are put over the built ones and may be changed while it is served. */
export interface CountedSite {
  origin: string
  root: string
  files: Map<string, string>
}

/**
 * Builds and serves a portal of one bulletin with 68 views carried over and one without, counted as `counter` says (YAML).
 * `isDriven` lets the beacon count for a browser that a program drives.
 */
export async function countedSite(counter: string, connect: string, isDriven = true): Promise<CountedSite> {
  const root = portal({
    'portal.yaml': `${plainSettings}counter: ${counter}\n`,
    'content/nhom-a.md': bulletin({ title: 'Nhóm A', legacy: '{views: 68, viewsAsOf: 2023-01-17}' }),
    'content/nhom-b.md': bulletin({ title: 'Nhóm B' }),
    'content/nhom-c.md': bulletin({ title: 'Nhóm C', counter: 'false' }),
  })
  const { diagnostics } = await buildPortal(root)
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics))
  const files = new Map<string, string>()
  const folder = join(root, '_site')
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const own = files.get(path)
    const file = fileAt(folder, path)
    const type = types[/\.(\w+)$/.exec(file ?? path)?.[1] ?? 'html'] ?? 'application/octet-stream'
    response.writeHead(own === undefined && file === null ? 404 : 200, {
      'content-type': own === undefined && file === null ? 'text/html' : type,
      'content-security-policy': policy(path, connect),
    })
    const content = own ?? (file === null ? 'not found' : readFileSync(file))
    response.end(isDriven && type.startsWith('text/html') ? String(content).replace(' data-endpoint=', ' data-test$&') : content)
  })
  const origin = await listening(server)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { origin, root, files }
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
  afterAll(() => browser.close())
  return async (options) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
    onTestFinished(() => context.close())
    return context
  }
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

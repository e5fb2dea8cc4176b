/** Serves the preview to this machine: the site's pages with the script that reloads them, its files, the editor and the counter. */
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { basename, join } from 'node:path'
import { clientScript } from './client.ts'
import { counterAddress, type PreviewCounter } from './counter.ts'
import { draftsAddress, editorAddress, isHere, type PreviewEditor } from './editor.ts'
import { fileAt, sendFile } from './files.ts'
import { decodedPath, isForHost, originForm } from './request-path.ts'
import type { PreviewSearch } from './search.ts'

/**
 * What open pages are told. `isNew` says that they are to be loaded anew; `prefix` is the site's, null where not known.
 * `problems` is the page that stands for a site that was never built, `admin` the editor's, null where the portal has its own.
 */
export interface Shown {
  overlay: string | null
  isNew: boolean
  prefix: string | null
  problems: string | null
  admin: string | null
}

export interface PreviewServer {
  port: number
  origin: string
  prefix: () => string
  show: (shown: Partial<Shown> & Pick<Shown, 'overlay' | 'isNew'>) => void
  close: () => Promise<void>
}

/** What is served: the folders of the site, of drafts' pages, of the portal's static files and of the editor's scripts, and who answers the rest. */
export interface Served {
  site: string
  drafts: string
  statics: string
  scripts: string
  counter: PreviewCounter
  editor: PreviewEditor
  search: PreviewSearch
  /** Hears of a bug that kept a request from its answer. */
  failed: (path: string, error: unknown) => void
}

/** Where the server's own files are; no output of a site begins with a dot and this name. */
const OWN = '/.build-portal/'

/** Connections at once: more than many open pages have, and fewer than a process may have files open (256 on macOS). */
const CONNECTIONS = 200
/**
 * A request has so long (milliseconds) to say what it wants, and to say all: the editor sends whole films. A build on a busy
 * machine may keep this process from listening for several seconds, which is nobody's fault.
 */
const PATIENCE = {
  ...{ headersTimeout: 30_000, requestTimeout: 120_000, keepAliveTimeout: 65_000 },
  connectionsCheckingInterval: 5000,
}

/** Starts the server; where the port is taken, on the next that is free (as Eleventy and Astro do). */
export async function startServer(served: Served, host: string, port: number): Promise<PreviewServer> {
  const { site, drafts, statics, scripts, counter, editor, search } = served
  let build: string = randomUUID()
  let overlay: string | null = null
  let prefix = ''
  let problems: string | null = null
  let admin: string | null = null
  const pages = new Set<ServerResponse>()
  const state = () => `data: ${JSON.stringify({ build, overlay })}\n\n`

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('X-Robots-Tag', 'noindex, nofollow')
    response.setHeader('X-Content-Type-Options', 'nosniff')
    if (!isForHost(request, host)) return plain(response, 403, 'Forbidden')
    const url = originForm(request)
    request.url = url
    const path = decodedPath(url)
    if (path === null) return plain(response, 400, 'Bad Request')
    if (url.startsWith(`${counterAddress}/`)) return counter.answer(request, response)
    if (isBelow(path, editorAddress)) return editor.answer(request, response)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      return plain(response, 405, 'Method Not Allowed')
    }
    if (path === `${OWN}events`) return listen(request, response)
    if (path === `${OWN}client.js`) return text(response, 200, 'text/javascript; charset=utf-8', clientScript)
    if (path.startsWith(`${draftsAddress}/`)) return draft(path.slice(draftsAddress.length), request, response)
    const inside = path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : null
    if (inside === null && (path === '/' || isBelow(path, '/admin'))) return redirect(response, prefix + path)
    if (inside !== null && admin !== null && isBelow(inside, '/admin')) return edit(inside, admin, request, response)
    if (inside !== null && search.has(inside)) await search.ready()
    const folder = inside !== null && search.has(inside) ? search.folder : site
    const found = inside === null ? null : fileAt(folder, inside)
    if (found === 'folder') return redirect(response, `${path}/`)
    if (found === null) return missing(response)
    if (isPage(found)) return page(response, 200, readFileSync(join(site, found), 'utf8'))
    sendFile(request, response, folder, found)
  }

  /** Of HTML, what the build makes is a page, and what the portal's maker put into static/; another file is none. */
  const isPage = (file: string) =>
    basename(file) === 'index.html' ||
    /^\/(?:[a-z]{2}\/)?404\.html$/.test(file) ||
    (/\.html?$/i.test(file) && existsSync(join(statics, file)))

  const listen = (request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write(state())
    if (request.method === 'HEAD') return void response.end()
    pages.add(response)
    response.on('close', () => pages.delete(response))
  }
  const draft = (inside: string, request: IncomingMessage, response: ServerResponse) => {
    const found = fileAt(drafts, inside)
    if (found === null || found === 'folder') return plain(response, 404, 'Not Found')
    if (!isPage(found)) return sendFile(request, response, drafts, found)
    response.setHeader('Content-Security-Policy', "script-src 'none'; frame-ancestors 'self'")
    text(response, 200, 'text/html; charset=utf-8', withoutScripts(readFileSync(join(drafts, found), 'utf8')))
  }
  /** The editor's page knows its backend's address: no frame has it, and no script of another page. */
  const edit = (inside: string, html: string, request: IncomingMessage, response: ServerResponse) => {
    const name = inside.slice('/admin'.length)
    if (name === '') return redirect(response, `${prefix}/admin/`)
    const found = name === '/' ? null : fileAt(scripts, name)
    if (found !== null && found !== 'folder') return sendFile(request, response, scripts, found)
    if (name !== '/') return plain(response, 404, 'Not Found')
    if (!isHere(request) || (request.headers['sec-fetch-dest'] ?? 'document') !== 'document')
      return plain(response, 403, 'Forbidden')
    response.setHeader('X-Frame-Options', 'DENY')
    response.setHeader('Content-Security-Policy', "frame-ancestors 'none'")
    response.setHeader('Referrer-Policy', 'no-referrer')
    // It is not loaded anew while somebody writes in it.
    page(response, 200, html, '&stays')
  }
  const missing = (response: ServerResponse) => {
    if (problems !== null) return page(response, 503, problems, '&problems')
    const own = fileAt(site, '/404.html')
    page(response, 404, own === null ? '' : readFileSync(join(site, own), 'utf8'))
  }
  const page = (response: ServerResponse, status: number, html: string, more = '') => {
    const script = `<script src="${OWN}client.js?build=${build}${more}"></script>`
    const end = html.lastIndexOf('</body>')
    const whole = end < 0 ? html + script : html.slice(0, end) + script + html.slice(end)
    text(response, status, 'text/html; charset=utf-8', whole)
  }

  const server = createServer(PATIENCE, (request, response) => {
    // Whoever asked is gone, and with them what was to be said.
    response.on('error', () => response.destroy())
    answer(request, response).catch((error) => {
      // A file that a build replaces at this moment is there again at the next try.
      const isOfSystem = error instanceof Error && 'code' in error && /^E[A-Z\d]+$/.test(String(error.code))
      if (!isOfSystem) served.failed(request.url ?? '', error)
      if (response.headersSent) response.destroy()
      else plain(response, isOfSystem ? 503 : 500, isOfSystem ? 'Service Unavailable' : 'Internal Server Error')
    })
  })
  server.maxConnections = CONNECTIONS
  const taken = await listening(server, host, port)
  // Such as a connection that the system has no file left for; those that are open go on.
  server.on('error', (error) => served.failed('', error))
  const name = host.includes(':') ? `[${host}]` : host
  return {
    port: taken,
    origin: `http://${name}:${taken}`,
    prefix: () => prefix,
    show(shown) {
      // A page of problems is loaded anew with each build.
      if (shown.isNew || problems !== (shown.problems ?? null)) build = randomUUID()
      overlay = shown.overlay
      prefix = shown.prefix ?? prefix
      problems = shown.problems ?? null
      if (shown.admin !== undefined) admin = shown.admin
      for (const open of pages) open.write(state())
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const open of pages) open.end()
        server.closeAllConnections()
      }),
  }
}

/** Listens on the port or one of the next twenty. */
async function listening(server: Server, host: string, port: number): Promise<number> {
  for (let tried = port; ; tried++) {
    const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      const failed = (error: NodeJS.ErrnoException) => resolve(error)
      server.once('error', failed)
      server.listen(tried, host, () => {
        server.off('error', failed)
        resolve(null)
      })
    })
    if (failure === null) break
    if (failure.code !== 'EADDRINUSE' || tried - port >= 20) throw failure
  }
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}

/** The frame of a draft runs none: nothing is to be counted, and a browser would complain of each. */
function withoutScripts(html: string): string {
  return html.replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '')
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { Location: encodeURI(location) }).end()
}

function plain(response: ServerResponse, status: number, words: string): void {
  text(response, status, 'text/plain; charset=utf-8', `${words}\n`)
}

function text(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) }).end(body)
}

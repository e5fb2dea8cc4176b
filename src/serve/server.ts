/** Serves the preview's folder to this machine, with the script that reloads its pages. */
import { randomUUID } from 'node:crypto'
import { createReadStream, readFileSync, realpathSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { clientScript } from './client.ts'
import { counterAddress, type PreviewCounter } from './counter.ts'
import { draftsAddress, editorAddress, type PreviewEditor } from './editor.ts'
import type { PreviewSearch } from './search.ts'

/** What open pages are told. `isNew` says that they are to be loaded anew; `prefix` is the site's, null where not known. */
export interface Shown {
  overlay: string | null
  isNew: boolean
  prefix: string | null
}

export interface PreviewServer {
  port: number
  origin: string
  prefix: () => string
  show: (shown: Shown) => void
  close: () => Promise<void>
}

/** Where the server's own files are; no output of a site begins with a dot and this name. */
const OWN = '/.build-portal/'

const types: Record<string, string> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.jfif': 'image/jpeg',
  '.jpe': 'image/jpeg',
  '.pjp': 'image/jpeg',
  '.pjpeg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.vtt': 'text/vtt; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
}

/** Starts the server; where the port is taken, on the next that is free (as Eleventy and Astro do). `counter` and `editor` answer what is theirs; `drafts` is the folder of drafts' pages, `search` has the indexes. */
export async function startServer(
  folder: string,
  host: string,
  port: number,
  counter: PreviewCounter,
  editor: PreviewEditor,
  drafts: string,
  search: PreviewSearch,
): Promise<PreviewServer> {
  let build: string = randomUUID()
  let overlay: string | null = null
  let prefix = ''
  const pages = new Set<ServerResponse>()
  const state = () => `data: ${JSON.stringify({ build, overlay })}\n\n`

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('X-Robots-Tag', 'noindex, nofollow')
    response.setHeader('X-Content-Type-Options', 'nosniff')
    // Another site's name that was pointed at this machine must not read drafts (DNS rebinding).
    if (!isOwnHost(request.headers.host, host)) return plain(response, 403, 'Forbidden')
    if (request.url?.startsWith(`${counterAddress}/`)) return counter.answer(request, response)
    if (request.url && new RegExp(`^${editorAddress}(?:[/?]|$)`).test(request.url)) return editor(request, response)
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(response, 405, 'Method Not Allowed')
    const path = decodedPath(request.url ?? '/')
    if (path === null) return plain(response, 400, 'Bad Request')
    if (path === `${OWN}events`) return listen(response)
    if (path === `${OWN}client.js`) return text(response, 200, 'text/javascript; charset=utf-8', clientScript)
    if (path.startsWith(`${draftsAddress}/`)) {
      const found = fileAt(drafts, path.slice(draftsAddress.length))
      if (found === null || found === 'folder') return plain(response, 404, 'Not Found')
      if (extname(found) !== '.html') return send(found, response, false)
      return text(response, 200, 'text/html; charset=utf-8', withoutScripts(readFileSync(found, 'utf8')))
    }
    if (path === '/' && prefix !== '') return redirect(response, `${prefix}/`)
    serve(path, response, request.method === 'HEAD')
  }
  const listen = (response: ServerResponse) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write(state())
    pages.add(response)
    response.on('close', () => pages.delete(response))
  }
  const serve = (path: string, response: ServerResponse, head: boolean) => {
    const inside = path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : null
    if (inside !== null && search.has(inside)) return indexed(inside, response, head)
    const found = inside === null ? null : fileAt(folder, inside)
    if (found === 'folder') return redirect(response, `${encodeURI(path)}/`)
    if (found === null) return page(response, 404, fileAt(folder, '/404.html'))
    // The editor is not loaded anew while somebody writes in it.
    if (extname(found) === '.html' && inside !== '/admin/') return page(response, 200, found)
    send(found, response, head)
  }
  const indexed = (path: string, response: ServerResponse, head: boolean) => {
    void search.ready().then(() => {
      const found = fileAt(search.folder, path)
      if (found === null || found === 'folder') plain(response, 404, 'Not Found')
      else send(found, response, head)
    })
  }
  const send = (found: string, response: ServerResponse, head: boolean) => {
    response.writeHead(200, { 'Content-Type': types[extname(found).toLowerCase()] ?? 'application/octet-stream' })
    if (head) response.end()
    else
      createReadStream(found)
        .on('error', () => response.destroy())
        .pipe(response)
  }
  const page = (response: ServerResponse, status: number, file: string | null) => {
    const html =
      file === null || file === 'folder'
        ? '<!doctype html><title>build-portal</title><body></body>'
        : readFileSync(file, 'utf8')
    const script = `<script src="${OWN}client.js?build=${build}"></script>`
    const end = html.lastIndexOf('</body>')
    const whole = end < 0 ? html + script : html.slice(0, end) + script + html.slice(end)
    text(response, status, 'text/html; charset=utf-8', whole)
  }

  const server = createServer((request, response) => {
    try {
      answer(request, response)
    } catch (error) {
      // A file that a build replaces at this moment is there again at the next try.
      if (!(error instanceof Error && 'code' in error)) throw error
      plain(response, 503, 'Service Unavailable')
    }
  })
  const taken = await listening(server, host, port)
  const name = host.includes(':') ? `[${host}]` : host
  return {
    port: taken,
    origin: `http://${name}:${taken}`,
    prefix: () => prefix,
    show(shown) {
      if (shown.isNew) build = randomUUID()
      overlay = shown.overlay
      prefix = shown.prefix ?? prefix
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

function isOwnHost(header: string | undefined, host: string): boolean {
  const name = (header ?? '').replace(/:\d+$/, '').toLowerCase()
  return ['localhost', '127.0.0.1', '[::1]', host.toLowerCase(), `[${host.toLowerCase()}]`].includes(name)
}

/** The path of a request, decoded; null where it is none or leads upwards. */
function decodedPath(url: string): string | null {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/s, ''))
    return path.startsWith('/') && !path.includes('\0') && !path.split(/[/\\]/).includes('..') ? path : null
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

/** The file that a path of the site means: `folder` where it lacks its slash, null where there is none. */
function fileAt(folder: string, path: string): string | null {
  // The state of the publishing is no page.
  if (path === '/.portal' || path.startsWith('/.portal/')) return null
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
  const found = statSync(file, { throwIfNoEntry: false })
  if (found?.isDirectory()) return statSync(join(file, 'index.html'), { throwIfNoEntry: false }) ? 'folder' : null
  if (!found?.isFile()) return null
  return realpathSync(file).startsWith(realpathSync(folder) + sep) ? file : null
}

/** The frame of a draft runs none: nothing is to be counted, and a browser would complain of each. */
function withoutScripts(html: string): string {
  return html.replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '')
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { Location: location.replace(/^\/+/, '/') }).end()
}

function plain(response: ServerResponse, status: number, words: string): void {
  text(response, status, 'text/plain; charset=utf-8', `${words}\n`)
}

function text(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) }).end(body)
}

/** Built sites as a host of an office would send them: static, compressed, under a strict policy. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

export const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
  pdf: 'application/pdf',
  gif: 'image/gif',
  webm: 'video/webm',
  ogg: 'audio/ogg',
  vtt: 'text/vtt; charset=utf-8',
}

const compressed = /^(text|application\/(json|xml|wasm)|image\/svg)/

/** What `docs/admin.md` says that a server must allow the editor. */
const editorPolicy =
  "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self' data:; connect-src 'self' blob: https://gitlab.com; frame-src 'self' blob:; base-uri 'none'; frame-ancestors 'none'"

/**
 * The policy that `docs/accessibility.md` and `docs/output.md` promise; the search page alone may compile its index reader.
 * `counter` is the origin of an endpoint that counts views.
 */
export function policy(path: string, counter = ''): string {
  if (path.startsWith('/admin/')) return editorPolicy
  const scripts = /\/(tim-kiem|search)\/$/.test(path) ? "'self' 'wasm-unsafe-eval'" : "'self'"
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "media-src 'self'",
    `connect-src 'self' ${counter}`.trim(),
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Serves a folder on a free port of this machine; a path that has no file gets `404.html`, as hosts do it. `more` is added to its policy. */
export async function serve(folder: string, more = ''): Promise<{ origin: string; close: () => void }> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    const file = path.split('/').includes('..') ? null : fileAt(folder, path)
    const body = readFileSync(file ?? join(folder, '404.html'))
    const type = types[/\.(\w+)$/.exec(file ?? '.html')?.[1] ?? ''] ?? 'application/octet-stream'
    const zip = compressed.test(type)
    response.writeHead(file === null ? 404 : 200, {
      'content-type': type,
      'content-security-policy': policy(path) + more,
      'x-content-type-options': 'nosniff',
      ...(zip ? { 'content-encoding': 'gzip' } : {}),
    })
    response.end(zip ? gzipSync(body) : body)
  })
  // A setup that fails later must not keep the process from ending.
  server.unref()
  await listening(server)
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export function fileAt(folder: string, path: string): string | null {
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
  return existsSync(file) && statSync(file).isFile() ? file : null
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
}

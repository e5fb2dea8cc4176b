/** What may be asked of the preview: every way of writing a path, parts of files, and whatever would bring it down. */
import type { Socket } from 'node:net'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { bulletin, plainSettings, portal, write } from '../support/portal.ts'
import { eventually, preview } from '../support/preview.ts'
import { open, raw, request, statusOf } from '../support/raw.ts'

const film = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251))
const [page, clip] = ['/2024/05/mot/', '/2024/05/mot/phim.mp4']

async function started(settings = plainSettings) {
  const root = portal({
    'portal.yaml': settings,
    'content/mot/index.md': bulletin(
      { title: 'Tin một' },
      '![Phim](phim.mp4)\n\n[Văn bản](a&b+c.pdf), [bảng](bang.csv), [nén](tep.tar.gz)\n',
    ),
    'content/mot/phim.mp4': film,
    'content/mot/phim.vtt': 'WEBVTT\n',
    'content/mot/a&b+c.pdf': '%PDF-1.4\n',
    'content/mot/bang.csv': 'a,b\n',
    'content/mot/tep.tar.gz': 'nén',
    'static/.well-known/security.txt': 'Contact: mailto:a@example.gov.vn\n',
  })
  const server = await preview(root)
  return { root, server, origin: new URL(server.url).origin }
}

test('one way of writing a path leads to a file, every other is refused, and the state of the publishing has none', async () => {
  const { server, origin } = await started()
  const { host } = new URL(origin)
  const asked: [target: string, status: number, headers?: Record<string, string>, method?: string][] = [
    [page, 200],
    [`http://${host}${page}`, 200],
    [`${page}?x=%zz#y`, 200],
    ['/2024/05/mot', 302],
    ['/khong-co/', 404],
    ['/.well-known/security.txt', 200],
    ['/2024/05/mot/a%26b%2Bc.pdf', 200],
    ['/2024/05/mot/a&b+c.pdf', 200],
    ['/2024/05/mot/tep.tar.gz', 200],
    ['/2024/05/mot/phim.mp4/', 404],
    ['/2024/05/mot/index.html/x', 404],
    ['/.portal/manifest.json', 404],
    ['/.portal', 404],
    ['/.PORTAL/manifest.json', 404],
    ['/%2eportal/manifest.json', 404],
    ['//.portal/manifest.json', 400],
    ['/./.portal/manifest.json', 400],
    ['/%2e/.portal/manifest.json', 400],
    ['/x/../.portal/manifest.json', 400],
    ['/%2f.portal/manifest.json', 400],
    ['/.portal%5cmanifest.json', 400],
    ['/\\.portal\\manifest.json', 400],
    ['/x/..%5c.portal/manifest.json', 400],
    ['/../portal.yaml', 400],
    ['/%2e%2e/%2e%2e/portal.yaml', 400],
    ['/..%5cportal.yaml', 400],
    ['/%00', 400],
    ['/a%0d%0aSet-Cookie:%20x', 400],
    ['/%zz', 400],
    ['/%ff%fe', 400],
    ['*', 400, {}, 'OPTIONS'],
    [`/${'a'.repeat(300)}`, 404],
    [`/${'a/'.repeat(3000)}`, 404],
    [`/pagefind/${'a'.repeat(300)}`, 404],
    [`/.build-portal/drafts/${'a'.repeat(300)}`, 404],
    [`/admin/${'a'.repeat(300)}`, 404],
    ['/.build-portal/drafts/../content/', 400],
    ['/admin/../.portal/manifest.json', 400],
    ['/admin/.portal/manifest.json', 404],
    ['/', 405, {}, 'POST'],
    ['/', 405, {}, 'OPTIONS'],
    ['/', 405, {}, 'PROPFIND'],
    ['/', 400, {}, 'KHONG'],
    [page, 200, {}, 'HEAD'],
    [clip, 200, {}, 'HEAD'],
    ['/.build-portal/events', 200, {}, 'HEAD'],
    ['/', 403, { Host: 'evil.example' }],
    ['/', 403, { Host: 'localhost.evil.example' }],
    ['/', 403, { Host: '127.0.0.1.evil.example' }],
    ['http://evil.example/', 403],
    ['/', 431, { 'X-Long': 'x'.repeat(20_000) }],
    ['/', 417, { Expect: 'x' }],
  ]
  for (const [target, status, headers, method] of asked) {
    const answer = await raw(origin, request(origin, target, method, headers))
    expect(
      statusOf(answer),
      `${method ?? 'GET'} ${target.slice(0, 80)} ${JSON.stringify(headers ?? '').slice(0, 60)}`,
    ).toBe(status)
    if (method === 'HEAD') expect(answer.split('\r\n\r\n')[1]).toBe('')
  }
  expect((await server.get(page)).body).toContain('Tin một')
}, 600_000)

test('a part of a film is given, as a player asks for it (RFC 9110, 14)', async () => {
  const { origin } = await started()
  const ask = async (headers: Record<string, string>) => {
    const response = await fetch(origin + clip, { headers })
    const body = Buffer.from(await response.arrayBuffer())
    return { status: response.status, headers: response.headers, body }
  }
  const whole = await ask({})
  expect([whole.status, whole.headers.get('accept-ranges'), whole.headers.get('content-type')]).toEqual([
    ...[200, 'bytes', 'video/mp4'],
  ])
  expect(whole.body).toEqual(film)
  const etag = whole.headers.get('etag') ?? ''
  const modified = whole.headers.get('last-modified') ?? ''

  const parts: [range: string, from: number, to: number][] = [
    ['bytes=0-1', 0, 1],
    ['bytes=0-0', 0, 0],
    ['bytes=100-', 100, 999],
    ['bytes=990-5000', 990, 999],
    ['bytes=-10', 990, 999],
  ]
  for (const [range, from, to] of parts) {
    const { status, headers, body } = await ask({ Range: range })
    expect([status, headers.get('content-range'), headers.get('content-length')], range).toEqual([
      ...[206, `bytes ${from}-${to}/1000`, String(to - from + 1)],
    ])
    expect(body, range).toEqual(film.subarray(from, to + 1))
  }
  for (const range of ['bytes=1000-', 'bytes=2000-3000', 'bytes=5-2']) {
    const { status, headers } = await ask({ Range: range })
    expect([status, headers.get('content-range')], range).toEqual([416, 'bytes */1000'])
  }
  // What cannot be read, and what is more than one part, is no range: the whole file is right.
  for (const range of ['bytes=0-1,5-6', 'bytes=a-b', 'bytes=', 'lines=0-1', 'bytes=-5000']) {
    const { status, body } = await ask({ Range: range })
    expect([status, body.length], range).toEqual([200, 1000])
  }
  expect((await ask({ Range: 'bytes=0-1', 'If-Range': etag })).status).toBe(206)
  expect((await ask({ Range: 'bytes=0-1', 'If-Range': modified })).status).toBe(206)
  for (const other of ['"other"', 'Thu, 01 Jan 2015 00:00:00 GMT'])
    expect((await ask({ Range: 'bytes=0-1', 'If-Range': other })).body).toEqual(film)
  // fetch asks for a fresh one by itself.
  expect(statusOf(await raw(origin, request(origin, clip, 'GET', { 'If-None-Match': etag })))).toBe(304)
})

test('a file that is no page is sent inert, and of its kind', async () => {
  const { root, server } = await started()
  // As a file of a bulletin would lie there, if the build let one through.
  write(join(root, '.build-portal/preview/site'), {
    '2024/05/mot/trang.html': '<script>1</script>',
    '2024/05/mot/x.svgz': '',
  })
  const policyOf = async (path: string) => {
    const { headers } = await server.get(path)
    expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    return headers.get('content-security-policy')
  }
  const files = ['/2024/05/mot/phim.vtt', '/2024/05/mot/bang.csv', '/2024/05/mot/tep.tar.gz']
  for (const path of [...files, '/2024/05/mot/trang.html', '/2024/05/mot/x.svgz', '/feed.xml', '/favicon.svg'])
    expect(await policyOf(path), path).toMatch(/^sandbox; default-src 'none'/)
  expect((await server.get('/2024/05/mot/trang.html')).body).toBe('<script>1</script>')
  // Chromium shows neither in a sandbox, and runs nothing of them.
  for (const path of ['/2024/05/mot/a&b+c.pdf', clip]) expect(await policyOf(path), path).toBeNull()
  expect(await policyOf(page)).toBeNull()
  expect((await server.get(page)).body).toContain('/.build-portal/client.js')
})

test('thousands of requests without sense, and it goes on answering', async () => {
  const { server, origin } = await started()
  const known = [
    page,
    clip,
    '/',
    '/admin/',
    '/pagefind/',
    '/.build-portal/',
    '/.build-portal/editor/',
    '/.portal/',
    '/huyen/',
  ]
  const folder = fc.constantFrom(
    ...known,
    '/.build-portal/counter/v1/hits',
    '/.build-portal/drafts/',
    'http://127.0.0.1',
    '',
  )
  const piece = fc.oneof(
    fc.constantFrom(
      '..',
      '.',
      '%2e',
      '%2f',
      '%5c',
      '\\',
      '%00',
      '%zz',
      '%ff',
      '//',
      '?',
      '#',
      ':',
      '*',
      'index.html',
      'ư',
      '[',
      ' ',
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.integer({ min: 1, max: 5000 }).map((length) => 'a'.repeat(length)),
  )
  // Half of them are sound addresses: what lies behind the parser is to be asked too.
  const sound = fc
    .tuple(folder, fc.array(piece, { maxLength: 2 }))
    .map(([start, rest]) => start + rest.map(encodeURIComponent).join('/'))
  const target = fc.oneof(
    sound,
    fc.tuple(folder, fc.array(piece, { maxLength: 4 })).map(([start, rest]) => start + rest.join('/')),
  )
  const method = fc.constantFrom(
    'GET',
    'GET',
    'GET',
    'HEAD',
    'POST',
    'OPTIONS',
    'PUT',
    'DELETE',
    'CONNECT',
    'PATCH',
    'TRACE',
    'X',
  )
  const value = fc.oneof(
    fc.constantFrom(
      'bytes=5-2',
      'bytes=-',
      'bytes=0-0,1-1',
      'bytes=99999999999999999999-',
      '*',
      'null',
      'application/json',
    ),
    fc.constantFrom('W/"', 'Thu, 99 Xxx', '127.0.0.1', 'document', ''),
    fc.string({ maxLength: 30 }),
  )
  const asked = fc.constantFrom(
    'Range',
    'If-Range',
    'If-None-Match',
    'If-Modified-Since',
    'If-Match',
    'Accept-Encoding',
    'Cookie',
  )
  const more = fc.constantFrom(
    'Host',
    'Origin',
    'Content-Type',
    'Content-Length',
    'Transfer-Encoding',
    'Expect',
    'Upgrade',
    'Sec-Fetch-Dest',
  )
  const headers = fc
    .tuple(fc.dictionary(asked, value, { maxKeys: 2 }), fc.dictionary(more, value, { maxKeys: 1 }), fc.boolean())
    .map(([some, other, isOdd]) => ({ ...some, ...(isOdd && other) }))
  const body = fc.oneof(
    fc.constant(''),
    fc.constant('{'),
    fc.constant('5\r\nabc'),
    fc.string({ unit: 'binary', maxLength: 50 }),
  )
  const whole = fc
    .tuple(method, target, headers, body)
    .map(([name, way, more, rest]) => request(origin, way, name, more) + rest)
  const torn = fc.tuple(whole, fc.nat()).map(([bytes, at]) => bytes.slice(0, at % (bytes.length + 1)))
  const noise = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes))
  const requests = fc.sample(fc.oneof({ weight: 8, arbitrary: whole }, { weight: 2, arbitrary: torn }, noise), {
    numRuns: 4000,
    seed: 20_261_201,
  })
  const statuses = new Map<number, number>()
  // Nobody waits for what is never said: each connection is closed by its sender once its bytes are out.
  const send = (bytes: string | Buffer) =>
    new Promise<void>((resolve) => {
      const socket = open(origin)
      const done = () => {
        socket.destroy()
        resolve()
      }
      socket.setTimeout(1000, done)
      socket.once('data', (part) => {
        const status = statusOf(part.toString('latin1'))
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        done()
      })
      socket.on('error', done)
      socket.on('close', done)
      socket.end(bytes)
    })
  for (let index = 0; index < requests.length; index += 50)
    await Promise.all(requests.slice(index, index + 50).map((one) => send(one)))
  const said = [...statuses].sort(([a], [b]) => a - b)
  // The paths through the server were really taken, and none of them ended in a bug.
  expect(said.map(([status]) => status)).toEqual(expect.arrayContaining([200, 400, 403, 404, 405]))
  // No bug, and no file that cannot be read.
  expect([statuses.get(500) ?? 0, statuses.get(503) ?? 0], server.output()).toEqual([0, 0])
  expect((await server.get(page)).body).toContain('Tin một')
  expect(server.output()).not.toMatch(/answer-failed|Error/)
  if (process.env.FUZZ_FIGURES) process.stdout.write(`${requests.length} ${JSON.stringify(said)}\n`)
  expect(await server.stop()).toBe(0)
}, 600_000)

test('connections that say nothing are closed, and others are answered', async () => {
  const { server, origin } = await started()
  const idle: Socket[] = []
  onTestFinished(() => {
    for (const socket of idle) socket.destroy()
  })
  let closed = 0
  const hang = (bytes: string) => {
    const socket = open(origin)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => closed++)
    socket.resume()
    socket.write(bytes)
    idle.push(socket)
  }
  for (let index = 0; index < 300; index++) hang(index % 2 === 0 ? 'GET / HTTP/1.1\r\nHost: 127' : '')
  await eventually(
    async () => (statusOf(await raw(origin, request(origin, page))) === 200 ? true : null),
    server.output,
  )
  await eventually(
    () => (closed === idle.length ? true : null),
    () => `${closed} of ${idle.length} were closed`,
  )
  expect((await server.get(page)).status).toBe(200)
}, 600_000)

test('the preview of a site below a path has its editor there, and leads to it', async () => {
  const { server } = await started(plainSettings.replace('gov.vn/', 'gov.vn/huyen/'))
  for (const path of ['/admin', '/admin/'])
    expect((await server.get(path)).headers.get('location'), path).toBe(`/huyen${path}`)
  expect((await server.get('/huyen/admin')).headers.get('location')).toBe('/huyen/admin/')
  expect((await server.get('/huyen/admin/')).body).toContain('/.build-portal/editor/')
  expect((await server.get('/huyen/admin/editor.js')).status).toBe(200)
})

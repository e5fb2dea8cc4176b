/** The endpoint over HTTP: what a page is answered, and what becomes of everything that no page sends. */
import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { siteSettings } from '../../src/counter/settings.ts'
import { endpoint, page } from './endpoint.ts'
import { start, zone } from './stores.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

describe('a page', () => {
  test('counts and reads in one request, as the contract writes it', async () => {
    const { hit } = await endpoint()
    const { status, headers, text } = await hit('/2023/01/nhom-a/')
    expect(status).toBe(200)
    expect(JSON.parse(text)).toEqual({
      page: { views: 1 },
      site: { online: 1, today: 1, week: 1, total: 1 },
      asOf: '2026-11-25T01:00:00Z',
    })
    expect(headers.get('access-control-allow-origin')).toBe(page)
    expect(headers.get('vary')).toBe('Origin')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('set-cookie')).toBeNull()
  })

  test('reads several pages without counting, each under the path it was asked for', async () => {
    const { hit, get } = await endpoint()
    await hit('/a/')
    await hit('/b%C3%A0i/')
    const { status, json } = await get(`/v1/counts?site=yenchau&path=/a/&path=/bài/&path=/b%25C3%25A0i/&path=/nie/`)
    expect(status).toBe(200)
    expect(json.pages).toMatchObject({
      '/a/': { views: 1, online: 1, today: 1, week: 1 },
      '/bài/': { views: 1 },
      '/b%C3%A0i/': { views: 1 },
      '/nie/': { views: 0 },
    })
    expect(json.site).toEqual({ online: 1, today: 2, week: 2, total: 2 })
    expect((await get('/v1/counts?site=yenchau')).json).toEqual({ ...json, pages: {} })
  })

  test('hears the whole list of its site', async () => {
    const { hit, get } = await endpoint()
    for (const path of ['/c/', '/a/', '/b/', '/a/']) await hit(path)
    const { json } = await get('/v1/counts?site=yenchau&after=')
    expect(json.pages).toEqual({ '/a/': { views: 1 }, '/b/': { views: 1 }, '/c/': { views: 1 } })
    expect(json.next).toBeNull()
    expect(json.site?.total).toBe(3)
  })
})

describe('one visitor and page within half an hour is one view', () => {
  test('whatever the form of the path; another browser or address is another visitor', async () => {
    const { hit, pass } = await endpoint()
    expect((await hit('/a/')).json.page?.views).toBe(1)
    expect((await hit('/a/index.html?x=1#y')).json.page?.views).toBe(1)
    expect((await hit('/a/', '203.0.113.2')).json.page?.views).toBe(2)
    expect(
      (await hit('/a/', '203.0.113.1', { 'user-agent': 'Mozilla/5.0 (iPhone) Safari/605' })).json.page?.views,
    ).toBe(3)
    pass(29 * MINUTE)
    expect((await hit('/a/')).json.page?.views).toBe(3)
    pass(MINUTE)
    expect((await hit('/a/')).json.page?.views).toBe(4)
  })

  test('over midnight, when the key of the visitors changes', async () => {
    const { hit, pass, setClock } = await endpoint()
    pass(Date.parse('2026-11-25T23:50:00+07:00') - start)
    await hit('/a/')
    pass(15 * MINUTE)
    const after = await hit('/a/')
    expect(after.json.page?.views).toBe(1)
    expect(after.json.site).toMatchObject({ online: 1, today: 0, week: 1 })
    pass(15 * MINUTE)
    expect((await hit('/a/')).json.site).toMatchObject({ today: 1, week: 2, total: 2 })
    setClock(Date.parse('2026-11-26T00:31:00+07:00'))
    expect((await hit('/a/')).json.page?.views).toBe(2)
  })

  test('a clock that is set back over midnight, and forth by a month', async () => {
    const { hit, setClock } = await endpoint()
    await hit('/a/')
    for (const time of ['2026-11-24T23:59:00+07:00', '2026-12-25T08:00:00+07:00']) {
      setClock(Date.parse(time))
      expect((await hit('/a/')).json).toMatchObject({ page: { views: 1 }, site: { online: 1, total: 1 } })
    }
  })

  test('a clock that is set back or forth while it runs', async () => {
    const { hit, pass, setClock } = await endpoint()
    await hit('/a/')
    setClock(start - 2 * 60 * MINUTE)
    expect((await hit('/a/')).json).toMatchObject({ page: { views: 1 }, site: { online: 1, total: 1 } })
    setClock(start + 2 * 60 * MINUTE)
    expect((await hit('/a/')).json).toMatchObject({ page: { views: 1 }, site: { online: 1, total: 1 } })
    pass(30 * MINUTE)
    expect((await hit('/a/')).json.page?.views).toBe(2)
  })
})

test('days and weeks of a fortnight turn over in Viet Nam: at midnight there, the week on Monday', async () => {
  const { hit, get, setClock } = await endpoint()
  // From Thursday on; 07:00 is midnight of UTC.
  const times = ['00:00:00', '06:59:00', '07:00:00', '12:00:00', '18:00:00', '23:59:59']
  let total = 0
  let week = 0
  for (let day = 0; day < 15; day++) {
    const date = new Date(Date.parse('2026-11-26T00:00:00Z') + day * DAY).toISOString().slice(0, 10)
    const weekday = (day + 3) % 7
    if (weekday === 0) week = 0
    for (const [index, time] of times.entries()) {
      setClock(Date.parse(`${date}T${time}+07:00`))
      const { json } = await hit('/a/', `198.51.${day}.${index + 1}`)
      total++
      week++
      const expected = { page: { views: total }, site: { today: index + 1, week, total } }
      expect({ date, time, ...json }).toMatchObject({ date, time, ...expected })
    }
    const { json } = await get('/v1/counts?site=yenchau&path=/a/')
    expect(json.pages?.['/a/']).toMatchObject({ views: total, today: 6, week })
  }
  expect(total).toBe(90)
})

describe('what is not counted', () => {
  test.each([
    ['Do Not Track', { dnt: '1' }],
    ['Global Privacy Control', { 'sec-gpc': '1' }],
    ['a robot', { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }],
    ['a program', { 'user-agent': 'curl/8.5.0' }],
    ['nobody', { 'user-agent': '' }],
  ])('%s: the numbers are read all the same', async (_, headers) => {
    const { hit } = await endpoint()
    await hit('/a/', '203.0.113.7')
    const { status, json } = await hit('/a/', '203.0.113.1', headers)
    expect({ status, ...json }).toMatchObject({ status: 200, page: { views: 1 }, site: { online: 1, total: 1 } })
    expect((await hit('/a/', '203.0.113.8')).json.page?.views).toBe(2)
  })
})

describe('a refusal has a clear status and counts nothing', () => {
  const body = (site: unknown, path: unknown) => JSON.stringify({ site, path })
  const sound = body('yenchau', '/a/')
  const refusals: [name: string, body: string, status: number, error: string, type?: string][] = [
    ['no JSON', 'site=yenchau', 400, 'body-invalid'],
    ['nothing', '', 400, 'body-invalid'],
    ['null', 'null', 400, 'body-invalid'],
    ['a list', `[${sound}]`, 400, 'body-invalid'],
    ['wrong types', body(1, { $gt: '' }), 400, 'body-invalid'],
    ['no path', '{"site":"yenchau"}', 400, 'body-invalid'],
    ['a path of 10 KB', body('yenchau', `/${'a'.repeat(10_240)}/`), 413, 'body-too-large'],
    ['a path of 2 KB', body('yenchau', `/${'a'.repeat(2048)}/`), 400, 'path-invalid'],
    ['..', body('yenchau', '/../../etc/passwd'), 400, 'path-invalid'],
    ['.. escaped', body('yenchau', '/%2e%2e/'), 400, 'path-invalid'],
    ['NUL', body('yenchau', '/a\0/'), 400, 'path-invalid'],
    ['a line break, for Redis', body('yenchau', '/a\r\nFLUSHALL\r\n'), 400, 'path-invalid'],
    ['another site’s address', body('yenchau', 'https://other.example/'), 400, 'path-invalid'],
    ['another site', body('mocchau', '/a/'), 404, 'site-unknown'],
    ['SQL for a site', body("' OR 1=1 --", '/a/'), 404, 'site-unknown'],
    ['a prototype for a site', body('__proto__', '/a/'), 404, 'site-unknown'],
    ['a form', 'site=yenchau&path=/a/', 415, 'type-refused', 'application/x-www-form-urlencoded'],
    ['no type', sound, 415, 'type-refused', ''],
    ['10 MB', `{"site":"yenchau","path":"/a/","more":"${'x'.repeat(10 << 20)}"}`, 413, 'body-too-large'],
  ]
  test.each(refusals)('%s', async (_, sent, status, error, type) => {
    const { post, get } = await endpoint()
    const answer = await post(sent, {}, type)
    expect({ status: answer.status, ...answer.json }).toEqual({ status, error })
    expect((await get('/v1/counts?site=yenchau')).json.site).toEqual({ online: 0, today: 0, week: 0, total: 0 })
  })

  test('10 MB in pieces, without a length, are not read', async () => {
    const { origin, get } = await endpoint()
    const status = await new Promise((resolve) => {
      const sending = request(`${origin}/v1/hits`, { method: 'POST', headers: { 'content-type': 'text/plain' } })
      sending.on('response', (response) => resolve(response.resume().statusCode))
      sending.on('error', () => {})
      const piece = 'x'.repeat(1 << 16)
      const write = (left: number) => {
        if (left > 0 && !sending.destroyed) sending.write(piece, () => setImmediate(write, left - 1))
      }
      write(160)
    })
    expect(status).toBe(411)
    expect((await get('/v1/counts?site=yenchau')).status).toBe(200)
  })

  test('SQL and commands that are paths are paths', async () => {
    const { hit, get } = await endpoint()
    const path = "/'); DROP TABLE pages; SELECT (' HINCRBY {x} 1/"
    expect((await hit(path)).json.page?.views).toBe(1)
    expect((await get(`/v1/counts?site=yenchau&path=${encodeURIComponent(path)}`)).json.pages?.[path]?.views).toBe(1)
  })

  test.each([
    ['/v1/counts', 404, 'site-unknown'],
    ['/v1/counts?site=other', 404, 'site-unknown'],
    ['/v1/counts?site=yenchau&path=..', 400, 'path-invalid'],
    [`/v1/counts?site=yenchau${'&path=/a/'.repeat(101)}`, 400, 'query-invalid'],
    ['/v1/counts?site=yenchau&path=/a/&after=', 400, 'query-invalid'],
    ['/v1/hits', 405, 'method-refused'],
    ['/v1/other', 404, 'not-found'],
    ['/', 404, 'not-found'],
  ])('GET %s', async (path, status, error) => {
    const { get } = await endpoint()
    const answer = await get(path)
    expect({ status: answer.status, ...answer.json }).toEqual({ status, error })
  })

  test('pages of other origins may neither count nor read', async () => {
    const { hit, get, options } = await endpoint()
    const origin = { origin: 'https://yenchau.example.gov.vn.evil.example' }
    for (const answer of [
      await hit('/a/', undefined, origin),
      await get('/v1/counts?site=yenchau', { headers: origin }),
    ]) {
      expect(answer.status).toBe(403)
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
    expect((await hit('/a/', undefined, { origin: 'null' })).status).toBe(403)
    expect((await options('/v1/hits', { headers: origin })).status).toBe(403)
    const { status, headers } = await options('/v1/hits', {})
    expect([status, headers.get('access-control-allow-origin'), headers.get('access-control-allow-methods')]).toEqual([
      204,
      page,
      'GET, POST',
    ])
  })

  test('a site’s page may not count for another site of the endpoint', async () => {
    const sites = ['yenchau', 'mocchau'].map((id) =>
      siteSettings(id, `https://${id}.example.gov.vn/`, zone, true, null),
    )
    const { post } = await endpoint({ sites })
    const answer = await post(body('mocchau', '/a/'))
    expect([answer.status, answer.json.error]).toEqual([403, 'origin-refused'])
  })

  test('one visitor may not ask without end; others go on', async () => {
    const { hit } = await endpoint()
    const statuses = new Map<number, number>()
    for (let turn = 0; turn < 130; turn++) {
      const { status, headers } = await hit('/a/')
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (status === 429) expect(headers.get('retry-after')).toBe('60')
    }
    expect([...statuses]).toEqual([
      [200, 120],
      [429, 10],
    ])
    expect((await hit('/a/', '203.0.113.2')).json.page?.views).toBe(2)
  })

  test('a forged X-Forwarded-For is believed of nobody but the proxy', async () => {
    const { hit } = await endpoint({ trustProxy: [] })
    await hit('/a/', '198.51.100.1')
    expect((await hit('/a/', '198.51.100.2')).json.page?.views).toBe(1)
    const proxied = await endpoint()
    await proxied.hit('/a/', '198.51.100.1, 203.0.113.9')
    expect((await proxied.hit('/a/', '198.51.100.2, 203.0.113.9')).json.page?.views).toBe(1)
  })
})

test('health and metrics; nothing tells of an address', async () => {
  const { hit, get, log } = await endpoint()
  await hit('/a/', '203.0.113.77')
  await hit('/a/', '203.0.113.77')
  await hit('/../', '203.0.113.77')
  expect(await get('/healthz')).toMatchObject({ status: 200, text: '{"ok":true}' })
  const { text } = await get('/metrics')
  for (const line of [
    'portal_counter_hits_total{site="yenchau",outcome="counted"} 1',
    'portal_counter_hits_total{site="yenchau",outcome="repeated"} 1',
    'portal_counter_refused_total{reason="path-invalid"} 1',
    'portal_counter_views{site="yenchau"} 1',
    'portal_counter_online{site="yenchau"} 1',
    'portal_counter_visitors_today{site="yenchau"} 1',
  ])
    expect(text).toContain(line)
  expect(text).toMatch(/portal_counter_request_seconds_bucket\{le="0\.05",route="\/v1\/hits",status="200"\} \d/)
  expect(text + JSON.stringify(log)).not.toContain('203.0.113')
})

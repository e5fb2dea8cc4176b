/**
 * The beacons for GoatCounter and Umami against their servers' exchanges, as their sources and manuals give them
 * (GoatCounter handlers/count.go, handlers/vcounter.go; Umami src/app/api/{send,share,websites}, versions 2 and 3).
 */
import type { ServerResponse } from 'node:http'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { browserWithCache, countedSite, type Exchange, endpoint, json } from './counted.ts'

const open = browserWithCache()
const a = '/2024/05/nhom-a/'
const own = encodeURIComponent(a)

const numbers = (page: Page) =>
  page.evaluate(`Object.fromEntries([...document.querySelectorAll('[data-bulletin] [data-view-count], [data-stat]')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .map((one) => [one.dataset.stat ?? 'views', one.textContent]))`)

/** Opens the bulletin of a site that counts as `counter` says, whose endpoint answers with `answer`. */
async function opened(
  counter: (origin: string) => string,
  answer: (exchange: Exchange, response: ServerResponse) => void,
  script = '',
) {
  const server = await endpoint(answer)
  const site = await countedSite(counter, server)
  const page = await (await open()).newPage()
  const troubles: string[] = []
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
  page.on('pageerror', ({ message }) => troubles.push(message))
  await page.addInitScript(script)
  await page.goto(site.origin + a)
  return { server, page, troubles }
}

const doNotTrack = `Object.defineProperty(navigator, 'doNotTrack', { value: '1' })`

describe('GoatCounter', () => {
  const settings = (origin: string) => `{provider: goatcounter, endpoint: '${origin}', legacy: {total: 1000}}`
  const gif = Buffer.from('R0lGODlhAQABAIABAAAAAP///yH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64')

  /** `counts` by path; one that is not there was never viewed. */
  const goatcounter =
    (counts: Record<string, string>) =>
    ({ url }: Exchange, response: ServerResponse) => {
      if (url.startsWith('/count?')) {
        response.writeHead(200, {
          'content-type': 'image/gif',
          'access-control-allow-origin': '*',
          connection: 'close',
        })
        response.end(gif)
        return
      }
      const count = counts[decodeURIComponent(url)] ?? '0'
      json(response, { count, count_unique: count }, count === '0' ? 404 : 200)
    }

  test('counts, and reads the page’s and the site’s number however they are grouped', async () => {
    const answers = { [`/counter/${a}.json`]: '1\u202f234', '/counter/TOTAL.json': '1,234,567' }
    const { server, page, troubles } = await opened(settings, goatcounter(answers))
    await expect.poll(() => numbers(page)).toEqual({ views: '1.302', total: '1.235.567' })
    const [count] = server.exchanges.filter(({ url }) => url.startsWith('/count?'))
    expect(Object.fromEntries(new URL(count?.url ?? '', server.origin).searchParams)).toEqual({
      p: a,
      t: 'Nhóm A – Trang thử',
    })
    expect(server.exchanges.map(({ url }) => url.replace(/\?.*/, '')).sort()).toEqual([
      '/count',
      `/counter/${own}.json`,
      '/counter/TOTAL.json',
    ])
    expect(troubles).toEqual([])
  })

  test('shows what there is where a page was never viewed', async () => {
    const { page } = await opened(settings, goatcounter({ '/counter/TOTAL.json': '12' }))
    await expect.poll(() => numbers(page)).toEqual({ views: '68', total: '1.012' })
  })

  test('leaves what was there where its owner lets nobody see the counts', async () => {
    const { server, page } = await opened(settings, ({ url }, response) => {
      if (url.startsWith('/count?')) response.end()
      else response.writeHead(403, { 'access-control-allow-origin': '*' }).end('Need to enable the setting')
    })
    await expect.poll(() => server.exchanges.length).toBe(3)
    await page.waitForLoadState('networkidle')
    expect(await numbers(page)).toEqual({ views: '68', total: '1.000' })
  })

  test('Do Not Track: reads only', async () => {
    const { server, page } = await opened(settings, goatcounter({ '/counter/TOTAL.json': '12' }), doNotTrack)
    await expect.poll(() => numbers(page)).toEqual({ views: '68', total: '1.012' })
    expect(server.exchanges.filter(({ url }) => url.startsWith('/count?'))).toEqual([])
  })
})

describe('Umami', () => {
  const site = '50429a93-8479-4073-be80-d5d29c09c2ec'
  const settings = (origin: string) =>
    `{provider: umami, endpoint: '${origin}', site: ${site}, share: HdVBrs2TcRJ2LJd4, legacy: {total: 1000}}`
  const cors = {
    'access-control-allow-origin': '*',
    'access-control-allow-headers': '*',
    'access-control-allow-methods': 'GET, DELETE, POST, PUT',
  }

  /** `views` since an instant, of a path or of all; `version` 2 says it in its way. */
  const umami =
    (version: 2 | 3, views: (start: number, path: string | null) => number) =>
    ({ method, url, headers }: Exchange, response: ServerResponse) => {
      const { pathname, searchParams } = new URL(url, 'http://localhost')
      if (method === 'OPTIONS') return response.writeHead(204, cors).end()
      if (pathname === '/api/send') return json(response, { cache: 'x', sessionId: 'y', visitId: 'z' })
      if (pathname === '/api/share/HdVBrs2TcRJ2LJd4') return json(response, { websiteId: site, token: 'shared' })
      const isTold = headers['x-umami-share-token'] === 'shared'
      if (!isTold || (version === 3 && headers['x-umami-share-context'] !== '1')) return json(response, {}, 401)
      if (pathname.endsWith('/active')) return json(response, version === 2 ? { x: 7 } : { visitors: 7 })
      const start = Number(searchParams.get('startAt'))
      const value = views(start, searchParams.get(version === 2 ? 'url' : 'path'))
      return json(response, { pageviews: version === 2 ? { value, prev: 0 } : value, visitors: 1 })
    }

  const day = 86_400_000
  const hanoi = 7 * 3_600_000

  test.each([2, 3] as const)('version %i: counts first, then reads all five numbers', async (version) => {
    const starts: number[] = []
    const { server, page, troubles } = await opened(
      settings,
      umami(version, (start, path) => {
        if (start > 0) starts.push(start)
        return path === a ? 3 : start === 0 ? 200 : starts.indexOf(start) === 0 ? 30 : 4
      }),
    )
    await expect.poll(() => numbers(page)).toMatchObject({ views: '71', total: '1.200', online: '7' })
    const sent = server.exchanges.find(({ method, url }) => method === 'POST' && url === '/api/send')
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({ type: 'event', payload: { website: site, url: a } })
    expect(sent?.headers.cookie).toBeUndefined()
    // Both days begin at midnight in Hà Nội, the week on a Monday.
    const [early = 0, late = 0] = starts.sort((x, y) => x - y)
    for (const start of [early, late]) expect((start + hanoi) % day).toBe(0)
    expect(new Date(early + hanoi).getUTCDay()).toBe(1)
    expect(late - early).toBeLessThan(7 * day)
    expect(troubles).toEqual([])
  })

  test('leaves what was there where it is not shared any more', async () => {
    const { server, page } = await opened(settings, ({ method, url }, response) => {
      if (method === 'OPTIONS') response.writeHead(204, cors).end()
      else if (url === '/api/send') json(response, {})
      else json(response, { error: 'not found' }, 404)
    })
    await expect.poll(() => server.exchanges.some(({ url }) => url.startsWith('/api/share/'))).toBe(true)
    await page.waitForLoadState('networkidle')
    expect(await numbers(page)).toEqual({ views: '68', total: '1.000' })
  })

  test('Do Not Track: reads only', async () => {
    const { server, page } = await opened(
      settings,
      umami(3, () => 5),
      doNotTrack,
    )
    await expect.poll(() => numbers(page)).toMatchObject({ views: '73', total: '1.005' })
    expect(server.exchanges.filter(({ url }) => url === '/api/send')).toEqual([])
  })
})

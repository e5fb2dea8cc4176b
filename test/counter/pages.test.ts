/** The list of pages that may be counted: read from a real site over HTTP, or from a file, and kept up to date. */
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { pagesOfFile, pagesOfSite } from '../../src/counter/page-sources.ts'
import { watchPages } from '../../src/counter/pages.ts'
import { siteSettings } from '../../src/counter/settings.ts'
import { endpoint } from './endpoint.ts'
import { folder, zone } from './stores.ts'

/** A site that serves these texts by path; they may be changed. */
async function site(files: Record<string, string>) {
  let asked = 0
  const server = createServer((request, response) => {
    asked++
    const text = files[request.url ?? '']
    if (text === undefined) response.writeHead(404).end('<h1>404</h1>')
    else if (text === '500') response.writeHead(500).end()
    else response.end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, asked: () => asked }
}

const urlset = (...urls: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls
    .map((url) => `<url><loc>${url}</loc></url>`)
    .join('')}</urlset>`

describe('a site’s pages are', () => {
  test('those of its counter-paths.json', async () => {
    const { url } = await site({ '/counter-paths.json': '["/", "/a/", "/b%C3%A0i/", "/../x", "//y"]' })
    expect((await pagesOfSite(url)).pages).toEqual(new Set(['/', '/a/', '/bài/']))
  })

  test('below its prefix too', async () => {
    const { url } = await site({ '/huyen/counter-paths.json': '["/huyen/", "/huyen/a/"]' })
    expect((await pagesOfSite(`${url}huyen/`)).pages).toEqual(new Set(['/huyen/', '/huyen/a/']))
  })

  test('else those of its sitemaps, and of no other site', async () => {
    const files: Record<string, string> = {}
    const { url } = await site(files)
    files['/sitemap.xml'] =
      `<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` +
      `<sitemap><loc>${url}sitemap-1.xml</loc></sitemap><sitemap><loc>${url}sitemap-2.xml</loc></sitemap>` +
      `<sitemap><loc>https://other.example/sitemap.xml</loc></sitemap></sitemapindex>`
    files['/sitemap-1.xml'] = urlset(`${url}a/`, `${url}b/?x=1&amp;y=2`)
    files['/sitemap-2.xml'] = urlset(`${url}c/`, 'https://other.example/d/')
    expect((await pagesOfSite(url)).pages).toEqual(new Set(['/a/', '/b/', '/c/']))
  })

  test.each([
    ['JSON', '["/a/", "/b/"]'],
    ['JSON in a map', '{"paths": ["/a/", "/b/"]}'],
    ['a sitemap', urlset('https://yenchau.example.gov.vn/a/', 'https://yenchau.example.gov.vn/b/')],
    ['lines', '/a/\r\n/b/\r\n'],
  ])('those of a file: %s', async (_, text) => {
    const file = join(folder(), 'pages')
    writeFileSync(file, text)
    expect((await pagesOfFile(file)).pages).toEqual(new Set(['/a/', '/b/']))
  })
})

describe('the endpoint', () => {
  test('counts those and no others; a page without its final slash is the page', async () => {
    const { url } = await site({ '/counter-paths.json': '["/", "/a/"]' })
    const { hit, get } = await endpoint({
      sites: [{ ...siteSettings('yenchau', url, zone, false, null), origins: [] }],
    })
    const origin = { origin: null }
    expect((await hit('/a', undefined, origin)).json.page?.views).toBe(1)
    expect((await hit('/invented/', undefined, origin)).json).toEqual({ error: 'path-unknown' })
    const { json } = await get('/v1/counts?site=yenchau&path=/a&path=/invented/', { headers: origin })
    expect(Object.keys(json.pages ?? {})).toEqual(['/a'])
    expect(json.site?.total).toBe(1)
  })

  test('says so while it has no list, and has one as soon as there is one', async () => {
    const files: Record<string, string> = { '/counter-paths.json': '500' }
    const { url } = await site(files)
    const { hit, log, pass } = await endpoint({
      sites: [{ ...siteSettings('yenchau', url, zone, false, null), origins: [] }],
    })
    const origin = { origin: null }
    const refused = await hit('/a/', undefined, origin)
    expect([refused.status, refused.json.error, refused.headers.get('retry-after')]).toEqual([
      503,
      'pages-unknown',
      '5',
    ])
    expect(log[0]).toMatchObject({ level: 'warn', event: 'pages-unread', facts: { site: 'yenchau' } })
    files['/counter-paths.json'] = '["/a/"]'
    pass(15_000)
    expect((await hit('/a/', undefined, origin)).status).toBe(200)
  })
})

test('a page published a moment ago is found; invented ones do not make the list be read each time', async () => {
  const files: Record<string, string> = { '/counter-paths.json': '["/a/"]' }
  const { url, asked } = await site(files)
  let now = 0
  const told: (number | null)[] = []
  const pages = await watchPages(
    { site: url },
    () => now,
    (count) => told.push(count),
  )
  onTestFinished(() => pages.close())
  for (let turn = 0; turn < 100; turn++) expect(await pages.find('/new/')).toBeNull()
  expect(asked()).toBe(1)
  files['/counter-paths.json'] = '["/a/", "/new/"]'
  now = 15_000
  expect(await Promise.all([pages.find('/new/'), pages.find('/x/'), pages.find('/a/')])).toEqual(['/new/', null, '/a/'])
  expect(asked()).toBe(2)
  now = 30_000
  expect(await pages.find('/y/')).toBeNull()
  expect(asked()).toBe(3)
  files['/counter-paths.json'] = 'not JSON'
  now = 45_000
  expect(await pages.find('/y/')).toBeNull()
  expect(await pages.find('/new/')).toBe('/new/')
  expect(told).toEqual([1, 2, 2])
})

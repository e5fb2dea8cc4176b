/** Where the list of a site's pages comes from: its `counter-paths.json`, its sitemap, or a file. */
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { parseSitemap, parseSitemapIndex } from 'sitemap'
import { z } from 'zod'
import { normalPath } from './path.ts'

/** A list as `["/a/"]` or `{"paths": ["/a/"]}`. */
const listShape = z.union([
  z.array(z.string()),
  z.object({ paths: z.array(z.string()) }).transform(({ paths }) => paths),
])

const PATIENCE = 20_000
const LARGEST = 256 << 20

/** The pages that a file lists: JSON as `counter-paths.json`, a sitemap, or one path a line. Throws what is wrong with it. */
export async function pagesOfFile(file: string): Promise<Set<string>> {
  const text = (await readFile(file, 'utf8')).trim()
  if (/^[[{]/.test(text)) return normalized(listShape.parse(JSON.parse(text)))
  if (text.startsWith('<')) return normalized((await locations(text)).map(pathOf))
  return normalized(text.split(/\r?\n/))
}

/** The pages that a site lists: in `counter-paths.json`, else in `sitemap.xml` and those that it names. Throws what is wrong. */
export async function pagesOfSite(site: string): Promise<Set<string>> {
  const list = await fetched(new URL('counter-paths.json', site))
  if (list !== null) return normalized(listShape.parse(JSON.parse(list)))
  const sitemap = await fetched(new URL('sitemap.xml', site))
  if (sitemap === null) throw new Error(`${site} has neither counter-paths.json nor sitemap.xml`)
  const { origin } = new URL(site)
  const pages = new Set<string>()
  const texts = /<sitemapindex[\s>]/.test(sitemap) ? shards(await shardLocations(sitemap), origin) : [sitemap]
  for await (const text of texts)
    for (const path of normalized((await locations(text)).filter((url) => isOf(origin, url)).map(pathOf)))
      pages.add(path)
  return pages
}

async function* shards(urls: readonly string[], origin: string): AsyncIterable<string> {
  for (const url of urls) {
    const text = isOf(origin, url) ? await fetched(new URL(url)) : null
    if (text !== null) yield text
  }
}

/** The text at an address; null where there is none (404, 410). */
async function fetched(url: URL): Promise<string | null> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(PATIENCE),
    headers: { 'user-agent': 'build-portal' },
  })
  if (response.status === 404 || response.status === 410) {
    await response.body?.cancel()
    return null
  }
  if (!response.ok || response.body === null) throw new Error(`${url} answered ${response.status}`)
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body) {
    size += piece.byteLength
    if (size > LARGEST) throw new Error(`${url} is larger than ${LARGEST} bytes`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

async function locations(text: string): Promise<string[]> {
  return (await parseSitemap(Readable.from([text]))).map(({ url }) => url)
}

async function shardLocations(text: string): Promise<string[]> {
  return (await parseSitemapIndex(Readable.from([text]))).map(({ url }) => url)
}

function isOf(origin: string, url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === origin
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url
}

function normalized(paths: readonly string[]): Set<string> {
  return new Set(paths.map((path) => normalPath(path.trim())).filter((path) => path !== null))
}

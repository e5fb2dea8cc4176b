/** Where the list of a site's pages comes from: its `counter-paths.json`, its sitemap, or a file. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { parseSitemap, parseSitemapIndex } from 'sitemap'
import * as z from 'zod'
import { normalPath } from './path.ts'

/** A list as `["/a/"]` or `{"paths": ["/a/"]}`. */
const listShape = z.union([
  z.array(z.string()),
  z.object({ paths: z.array(z.string()) }).transform(({ paths }) => paths),
])

const PATIENCE = 20_000
const LARGEST = 256 << 20

/** A list as it was read; `digest` is that of its text, null where it came in several. */
export interface PageList {
  pages: ReadonlySet<string>
  digest: string | null
}

/**
 * The pages that a file lists: JSON as `counter-paths.json`, a sitemap, or one path a line; `known` where its text is the same.
 * Throws what is wrong with it.
 */
export async function pagesOfFile(file: string, known: PageList | null = null): Promise<PageList> {
  const text = await readFile(file, 'utf8')
  return unlessKnown(text, known, () => pagesOfText(text.trim()))
}

async function pagesOfText(text: string): Promise<Set<string>> {
  if (/^[[{]/.test(text)) return normalized(listShape.parse(JSON.parse(text)))
  if (text.startsWith('<')) return normalized((await locations(text)).map(pathOf))
  return normalized(text.split(/\r?\n/))
}

/**
 * The pages that a site lists: in `counter-paths.json` (`known` where its text is the same), else in `sitemap.xml` and those that
 * it names. Throws what is wrong.
 */
export async function pagesOfSite(site: string, known: PageList | null = null): Promise<PageList> {
  const list = await fetched(new URL('counter-paths.json', site))
  if (list !== null) return unlessKnown(list, known, () => normalized(listShape.parse(JSON.parse(list))))
  const sitemap = await fetched(new URL('sitemap.xml', site))
  if (sitemap === null) throw new Error(`${site} has neither counter-paths.json nor sitemap.xml`)
  const { origin } = new URL(site)
  const pages = new Set<string>()
  const texts = /<sitemapindex[\s>]/.test(sitemap) ? shards(await shardLocations(sitemap), origin) : [sitemap]
  for await (const text of texts) {
    const urls = (await locations(text)).filter((url) => isOf(origin, url))
    for (const path of await normalized(urls.map(pathOf))) pages.add(path)
  }
  return { pages, digest: null }
}

async function unlessKnown(text: string, known: PageList | null, read: () => Promise<Set<string>>): Promise<PageList> {
  const digest = createHash('sha256').update(text).digest('base64')
  return known?.digest === digest ? known : { pages: await read(), digest }
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

/** Hits are answered meanwhile: a list may be long. */
async function normalized(paths: readonly string[]): Promise<Set<string>> {
  const pages = new Set<string>()
  for (const [index, path] of paths.entries()) {
    const page = normalPath(path.trim())
    if (page !== null) pages.add(page)
    if (index % 5000 === 4999) await turn()
  }
  return pages
}

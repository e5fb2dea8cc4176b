/**
 * What readers find when they type without marks, in a real browser, over made-up bulletins. `SEARCH_BULLETINS=2000` asks
 * the same of as many as docs/search.md tells of.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildPortal } from '../support/portal.ts'
import { commonQueries, headlineQueries, unmarked, type Written, writeCorpus } from './corpus.ts'
import { openBrowser, openSearch, type Served, searched, serve } from './served.ts'

const count = Number(process.env.SEARCH_BULLETINS ?? 300)

let root: string
let bulletins: Written[]
let site: Served
let browser: Browser
let page: Page

beforeAll(async () => {
  const corpus = writeCorpus(count)
  root = corpus.root
  bulletins = corpus.bulletins
  const { exit, work } = await buildPortal(root, { search: true })
  expect(exit).toBe(0)
  expect(work.indexed).toBe(3)
  site = await serve(join(root, '_site'))
  browser = await openBrowser()
  page = await openSearch(browser, site)
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
  if (root) rmSync(root, { recursive: true, force: true })
})

test('of 60 queries of two words without marks, the bulletin they are about is among the first ten for 59', async () => {
  const missed: string[] = []
  const asked = headlineQueries(bulletins, 60)
  for (const { query, url } of asked) {
    const { urls } = await searched(page, query)
    if (!urls.includes(url)) missed.push(`${query} → ${url}`)
  }
  expect(asked.length).toBe(60)
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(1)
})

test('of 60 with the commonest syllables of a headline, it is for 57', async () => {
  const missed: string[] = []
  const asked = commonQueries(bulletins, 60)
  for (const { query, url } of asked) {
    const { urls } = await searched(page, query)
    if (!urls.includes(url)) missed.push(`${query} → ${url}`)
  }
  expect(asked.length).toBe(60)
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(3)
})

test('of single words with đ, 99 in a hundred are found without marks, in every bulletin that has them', async () => {
  const holding = new Map<string, Set<string>>()
  for (const { url, words } of bulletins)
    for (const word of words) if (word.includes('đ')) holding.set(word, (holding.get(word) ?? new Set()).add(url))
  const urls = urlsById(join(root, '_site/pagefind'))
  const indexes = indexesOf(root)
  const missed: string[] = []
  for (const [word, holders] of holding) {
    const ids = await idsOf(indexes, unmarked(word))
    const found = new Set(ids.map((id) => urls.get(id)))
    if (![...holders].every((url) => found.has(url))) missed.push(word)
  }
  expect(holding.size).toBeGreaterThan(50)
  expect(missed.length / holding.size, missed.join(', ')).toBeLessThanOrEqual(0.01)
})

test('a first search transfers less than 250 KB', async () => {
  const spent: number[] = []
  for (const { query } of headlineQueries(bulletins, 60).filter((_, at) => at % 6 === 0)) {
    site.sent.clear()
    const fresh = await openSearch(browser, site)
    await searched(fresh, query)
    await fresh.context().close()
    spent.push([...site.sent.values()].reduce((sum, bytes) => sum + bytes, 0))
  }
  process.stdout.write(
    `first searches of ${count} bulletins: ${spent.map((bytes) => Math.round(bytes / 1000)).join(' ')} KB`,
  )
  expect(Math.max(...spent)).toBeLessThan(250_000)
})

/** The addresses that Pagefind's own names of bulletins stand for. */
function urlsById(folder: string): Map<string, string> {
  const ids = new Map<string, string>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const [, id] = /fragment\/(.+)\.pf_fragment$/.exec(name) ?? []
    if (id === undefined) continue
    const text = gunzipSync(readFileSync(join(folder, name))).subarray('pagefind_dcd'.length)
    ids.set(id, (JSON.parse(text.toString('utf8')) as { url: string }).url)
  }
  return ids
}

function indexesOf(portal: string): string[] {
  return readdirSync(join(portal, '_site/pagefind')).map((name) => `/pagefind/${name}/`)
}

/** All that the indexes find, asked past the page's own ten at a time. A text, for the test runner rewrites imports. */
function idsOf(indexes: readonly string[], query: string): Promise<string[]> {
  return page.evaluate<string[]>(`(async ([first, ...others]) => {
    const pagefind = await import(first + 'pagefind.js')
    await pagefind.options({ noWorker: true })
    globalThis.merged ??= Promise.all(others.map((index) => pagefind.mergeIndex(index)))
    await globalThis.merged
    const { results } = await pagefind.search(${JSON.stringify(`${query}$`)})
    return results.map(({ id }) => id)
  })(${JSON.stringify(indexes)})`)
}

/** Reads a site's numbers from an endpoint, as the static fallback keeps them. */
import { setTimeout as sleep } from 'node:timers/promises'
import { countsShape, type SiteNumbers } from './protocol.ts'

/** What `views.json` holds; the pages in the order of their paths, so that the file changes as little as the numbers do. */
export interface ViewsFile {
  pages: Record<string, { views: number }>
  site: SiteNumbers
  asOf: string
}

/** One answer is waited for so long (milliseconds). */
const PATIENCE = 10_000

/** The endpoint's whole list; throws what kept it from being read. */
export async function pullViews(endpoint: string, site: string): Promise<ViewsFile> {
  const pages = new Map<string, number>()
  const base = endpoint.endsWith('/') ? endpoint : `${endpoint}/`
  for (let after = ''; ; ) {
    const url = new URL('v1/counts', base)
    url.search = new URLSearchParams({ site, after }).toString()
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) })
    if (response.status === 429) {
      // A list of a million pages is more than the endpoint gives in a minute.
      await response.body?.cancel()
      await sleep(Math.min(Number(response.headers.get('retry-after') ?? 60), 60) * 1000)
      continue
    }
    if (!response.ok) throw new Error(`HTTP ${response.status} ${(await response.text()).slice(0, 200)}`)
    const answer = countsShape.parse(await response.json())
    for (const [path, { views }] of Object.entries(answer.pages)) pages.set(path, views)
    if (typeof answer.next !== 'string' || answer.next === after) {
      const sorted = [...pages].sort(([one], [other]) => (one < other ? -1 : 1))
      const views = Object.fromEntries(sorted.map(([path, ofPage]) => [path, { views: ofPage }]))
      return { pages: views, site: answer.site, asOf: answer.asOf }
    }
    after = answer.next
  }
}

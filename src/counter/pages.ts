/** The pages that may be counted, brought up to date while the endpoint runs, so that invented paths cannot fill the store. */
import { type PageList, pagesOfFile, pagesOfSite } from './page-sources.ts'

/** Where the list is: the site by its address, or a file; or every path may be counted. */
export type PageSource = { any: true } | { file: string } | { site: string }

export interface Pages {
  /** The form under which a path is counted, null where there is no such page, `unknown` while there is no list at all. */
  find: (path: string) => Promise<string | null | 'unknown'>
  /** How many pages are listed; null where every path may be counted or none is known. */
  size: () => number | null
  close: () => void
}

/** The list is read again this often (milliseconds) … */
const EVERY = 5 * 60_000

/** … and, when a page is asked for that it does not have, no more often than this. */
const AT_MOST = 15_000

/** Reads the list now; `told` hears of every list that is new, and of every failure. A list that cannot be read leaves the last good one. */
export async function watchPages(
  source: PageSource,
  now: () => number,
  told: (pages: number | null, error: unknown) => void,
): Promise<Pages> {
  if ('any' in source) return { find: async (path) => path, size: () => null, close: () => {} }
  let list: PageList | null = null
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | null = null
  const read = async () => {
    readAt = now()
    try {
      const before = list
      list = await ('file' in source ? pagesOfFile(source.file, before) : pagesOfSite(source.site, before))
      if (list !== before) told(list.pages.size, null)
    } catch (error) {
      told(list?.pages.size ?? null, error)
    }
  }
  const refresh = () => {
    reading ??= read().finally(() => {
      reading = null
    })
    return reading
  }
  const known = (path: string) => {
    if (list?.pages.has(path)) return path
    return list?.pages.has(`${path}/`) ? `${path}/` : null
  }
  await refresh()
  const timer = setInterval(refresh, EVERY).unref()
  return {
    async find(path) {
      const there = known(path)
      if (there !== null) return there
      // A bulletin that was published a moment ago.
      if (reading !== null || now() - readAt >= AT_MOST) await refresh()
      return list === null ? 'unknown' : known(path)
    },
    size: () => list?.pages.size ?? null,
    close: () => clearInterval(timer),
  }
}

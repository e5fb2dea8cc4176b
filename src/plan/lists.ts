/** The rule of numbered pages: one more newest bulletin changes the head, and at most makes one page (contract section 5). */

/** `items` is what the page shows, newest first; `number` is null on the head. */
export interface ListPage<T> {
  number: number | null
  items: T[]
}

/** A list's head and numbered pages. `last` is the highest number, 0 where there is none. */
export interface PagedList<T> {
  head: ListPage<T>
  numbered: ListPage<T>[]
  last: number
}

/**
 * Splits a list, newest first. Numbered pages hold exactly `pageSize`, 1 the oldest; the head holds the newest
 * `pageSize` to 2·`pageSize`−1, or all there are.
 */
export function pageList<T>(newestFirst: readonly T[], pageSize: number): PagedList<T> {
  const last = Math.max(0, Math.floor(newestFirst.length / pageSize) - 1)
  const headLength = newestFirst.length - last * pageSize
  const numbered = Array.from({ length: last }, (_, index) => {
    const end = newestFirst.length - index * pageSize
    return { number: index + 1, items: newestFirst.slice(end - pageSize, end) }
  })
  return { head: { number: null, items: newestFirst.slice(0, headLength) }, numbered, last }
}

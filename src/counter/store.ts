/** What the endpoint keeps its numbers in: one interface for the embedded file and for a shared server. */
import type { When } from './clock.ts'
import type { DailyKeys } from './daily-keys.ts'
import type { SiteNumbers } from './protocol.ts'

/** One visitor and page within so long a time is one view (milliseconds). */
export const VIEW_WINDOW = 30 * 60_000

/** Who was seen within so long a time is online (milliseconds). */
export const ONLINE_WINDOW = 5 * 60_000

/**
 * A page as one visitor opened it. `visitor` is the keyed hash of the day; `other` that of the day beside it, around
 * midnight: a view that was counted under it is the same view.
 */
export interface View {
  site: string
  path: string
  visitor: Buffer
  other: Buffer | null
  when: When
}

/** `isNew` is false for a view that was counted within the window before. `views` holds legacy views too. */
export interface Counted {
  isNew: boolean
  views: number
  site: SiteNumbers
}

/** A page's numbers, as those of a site. */
export interface PageNumbers {
  views: number
  online: number
  today: number
  week: number
}

/**
 * A number as it is exported: of a page (`path`), of a site's day (`day`, as `2026-11-25`) or of a site as a whole (neither).
 * `legacy` is what was carried over from another counter; null leaves a number as it is.
 */
export interface CountRecord {
  site: string
  path: string | null
  day: string | null
  views: number | null
  legacy: number | null
}

/** The store cannot be reached or written now: a view may have been counted, and the same view sent again is counted once. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable'
}

/** Every method but `close` throws `StoreUnavailable` where the store is away. */
export interface Store {
  /** The keys that visitors are hashed with, which are kept apart from the numbers. */
  keys: DailyKeys
  /** Counts a view unless it repeats one; resolves when the count will survive the death of this process, and of a master whose replicas are waited for. */
  count: (view: View) => Promise<Counted>
  /** The numbers of a site and of some of its pages; of pages that were never seen, zeros. */
  read: (site: string, paths: readonly string[], when: When) => Promise<{ pages: PageNumbers[]; site: SiteNumbers }>
  /** Some thousand pages with their views; `next` leads to those after them. A page may come twice, none is left out. */
  list: (site: string, after: string) => Promise<{ pages: [path: string, views: number][]; next: string | null }>
  /** Distinct visitors of a day; of a shared store, an estimate within 1 %. */
  visitors: (site: string, day: number) => Promise<number>
  /** The ids of the sites that it has numbers of. */
  sites: () => Promise<string[]>
  /** Every number there is, for another store. Nothing in it tells of a visitor. */
  records: () => AsyncIterable<CountRecord>
  /** Sets numbers (does not add), so that importing a file twice changes nothing. */
  put: (records: readonly CountRecord[]) => Promise<void>
  /** Resolves where the store answers. */
  check: () => Promise<void>
  close: () => Promise<void>
}

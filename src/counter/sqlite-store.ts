/** The embedded store: one SQLite file, in which the views of a moment are counted in one transaction. */
import { closeSync, fdatasync, openSync } from 'node:fs'
import type Database from 'libsql'
import { dayOf, dayText } from './calendar.ts'
import { fileKeys } from './daily-keys.ts'
import { type Online, onlineWindow } from './online.ts'
import type { SiteNumbers } from './protocol.ts'
import { schema, statements, VERSION } from './sqlite-schema.ts'
import {
  type Counted,
  type CountRecord,
  ONLINE_WINDOW,
  type Store,
  StoreUnavailable,
  VIEW_WINDOW,
  type View,
} from './store.ts'

type Value = string | number | Buffer | null
type Statement = Database.Statement<Value[]>

interface Waiting {
  view: View
  done: (counted: Counted) => void
  failed: (error: unknown) => void
}

/** What a view adds to its site's day. */
interface Tally {
  page: number
  site: number
  day: number
  views: number
  visitors: number
}

/** So many rows are read or written at a time. */
const CHUNK = 5000

const SYNC_EVERY = 1000

const DAY = 24 * 60 * 60_000

/**
 * Opens the file, or makes it; the keys lie beside it (`FILE.keys`). One process serves a file (`soleProcess`); others may export
 * from it and import into it meanwhile. `now` is the present by the steady clock; `told` hears where the disk does not take what was
 * written. Throws what keeps the file from being opened.
 */
export async function openSqliteStore(file: string, now: number, told: (error: Error) => void): Promise<Store> {
  const { default: Sqlite } = await import('libsql')
  // SQLite would make it readable for everybody, and says no more than that it cannot be opened.
  closeSync(openSync(file, 'a', 0o600))
  const database = new Sqlite(file, { timeout: 5000 })
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768;')
  const made = Number(database.pragma('user_version', { simple: true }))
  if (made > VERSION) throw new Error(`made by a later version (${made})`)
  database.exec(`${schema}; PRAGMA user_version = ${VERSION};`)
  const prepared = new Map<string, Statement>()
  const statement = (name: keyof typeof statements): Statement => {
    const known = prepared.get(name) ?? (database.prepare(statements[name]) as Statement)
    prepared.set(name, known)
    return known
  }
  const run = (name: keyof typeof statements, ...values: Value[]) => void statement(name).run(...values)
  const row = <T>(name: keyof typeof statements, ...values: Value[]) => statement(name).get(...values) as T | undefined
  const rows = <T>(name: keyof typeof statements, ...values: Value[]) => statement(name).all(...values) as T[]
  const transaction = <T>(work: () => T): T => {
    database.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      database.exec('COMMIT')
      return result
    } catch (error) {
      // SQLite has rolled back by itself where the disk is full or broken.
      if (database.inTransaction) database.exec('ROLLBACK')
      throw error
    }
  }

  const sites = new Map<string, number>()
  const siteOf = (name: string): number => {
    const known = sites.get(name)
    if (known !== undefined) return known
    run('addSite', name)
    const id = (row<{ id: number }>('site', name) as { id: number }).id
    sites.set(name, id)
    return id
  }
  const pageOf = (site: number, path: string): number =>
    (row<{ id: number }>('page', site, path) ?? (row('addPage', site, path) as { id: number })).id

  // Of times that lie ahead (the clock was set back while nobody served) all that is known is that they are past.
  transaction(() => {
    run('clampSeen', now)
    run('clampVisitors', now)
  })
  const log = openSync(`${file}-wal`, 'r+')
  let isWritten = true
  // A commit survives the process at once. What would outlive a power failure is synced here, as Redis does (everysec): a disk
  // that takes its time does not hold up every answer.
  const syncing = setInterval(() => {
    if (!isWritten) return
    isWritten = false
    fdatasync(log, (error) => {
      if (error) told(error)
    })
  }, SYNC_EVERY).unref()

  const online = new Map<number, Online>()
  const known = rows<{ site: number; second: number; visitors: number }>('online', now - ONLINE_WINDOW)
  const onlineOf = (site: number): Online => {
    const there = online.get(site)
    if (there) return there
    const of = known.filter((one) => one.site === site)
    const made = onlineWindow(
      ONLINE_WINDOW / 1000,
      of.map(({ second, visitors }) => [second, visitors]),
    )
    online.set(site, made)
    return made
  }

  const numbersOf = (site: number, { steady, day, monday }: View['when']): SiteNumbers => {
    const numbers = row<Omit<SiteNumbers, 'online'>>('siteNumbers', site, day, monday)
    const { total, today, week } = numbers as Omit<SiteNumbers, 'online'>
    return { online: onlineOf(site).count(Math.floor(steady / 1000)), today, week, total }
  }

  const count = (views: readonly View[]): Counted[] => {
    const moves: (() => void)[] = []
    // Before the transaction: an id that is remembered must not be one that is rolled back.
    for (const { site } of views) siteOf(site)
    const tallies = transaction(() => {
      const made = views.map((view) => tally(view, moves))
      const sums = new Map<string, Tally>()
      for (const one of made) {
        const sum = sums.get(`${one.site}:${one.day}`)
        sums.set(
          `${one.site}:${one.day}`,
          sum ? { ...one, views: sum.views + one.views, visitors: sum.visitors + one.visitors } : one,
        )
      }
      for (const { site, day, views: counted, visitors } of sums.values()) {
        if (counted > 0) run('countSite', counted, site)
        if (counted + visitors > 0) run('countDay', site, day, counted, visitors)
      }
      const { steady } = (views[views.length - 1] as View).when
      run('pruneSeen', steady - VIEW_WINDOW, views.length * 2 + 10)
      run('pruneVisitors', steady - DAY, views.length * 2 + 10)
      return made
    })
    isWritten = true
    for (const move of moves) move()
    const numbers = new Map<string, SiteNumbers>()
    return tallies.map(({ page, site, day, views: counted }, index) => {
      const told = numbers.get(`${site}:${day}`) ?? numbersOf(site, (views[index] as View).when)
      numbers.set(`${site}:${day}`, told)
      return { isNew: counted > 0, views: (row('pageViews', page) as { views: number }).views, site: told }
    })
  }
  const tally = ({ site: name, path, visitor, other, when }: View, moves: (() => void)[]): Tally => {
    const site = siteOf(name)
    const page = pageOf(site, path)
    const { steady, day, monday } = when
    const own = row<{ counted: number }>('seen', page, visitor)
    const also = other && row<{ counted: number }>('seen', page, other)
    const last = Math.max(own?.counted ?? Number.NEGATIVE_INFINITY, also?.counted ?? Number.NEGATIVE_INFINITY)
    const isNew = last <= steady - VIEW_WINDOW
    run('setSeen', page, visitor, isNew ? steady : last, steady)
    if (other) run('dropSeen', page, other)
    if (isNew) run('countPage', 1, day, monday, page)

    const here = row<{ at: number }>('visitor', site, visitor)
    const there = other && row<{ at: number }>('visitor', site, other)
    run('setVisitor', site, visitor, steady)
    if (other && there) run('dropVisitor', site, other)
    const second = (seen: { at: number } | null | undefined) => (seen ? Math.floor(seen.at / 1000) : null)
    moves.push(() => {
      onlineOf(site).move(second(here), Math.floor(steady / 1000))
      if (there) onlineOf(site).move(second(there), null)
    })
    return { page, site, day, views: isNew ? 1 : 0, visitors: here ? 0 : 1 }
  }

  let waiting: Waiting[] = []
  const flush = () => {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    try {
      const counted = count(batch.map(({ view }) => view))
      for (const [index, { done }] of batch.entries()) done(counted[index] as Counted)
    } catch (error) {
      for (const { failed } of batch) failed(unavailable(error))
    }
  }
  const keys = fileKeys(`${file}.keys`)
  const away = async <T>(work: () => T | Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw unavailable(error)
    }
  }

  return {
    keys: {
      ofToday: (site, day) => away(() => keys.ofToday(site, day)),
      known: (site, day) => away(() => keys.known(site, day)),
      forget: (site, before) => away(() => keys.forget(site, before)),
    },
    count: (view) =>
      new Promise((done, failed) => {
        // All that has arrived by the end of this turn of the event loop is one transaction.
        if (waiting.length === 0) setImmediate(flush)
        waiting.push({ view, done, failed })
      }),
    read: (site, paths, when) =>
      away(() => {
        const id = siteOf(site)
        const pages = paths.map((path) => {
          const found = row<{ id: number; views: number; today: number; week: number }>(
            'pageNumbers',
            id,
            path,
            when.day,
            when.monday,
          )
          if (!found) return { views: 0, online: 0, today: 0, week: 0 }
          const { views, today, week } = found
          const here = row('pageOnline', found.id, when.steady - ONLINE_WINDOW) as { online: number }
          return { views, online: here.online, today, week }
        })
        return { pages, site: numbersOf(id, when) }
      }),
    list: (site, after) =>
      away(() => {
        const found = rows<{ path: string; views: number }>('list', siteOf(site), after, CHUNK)
        const next = found.length < CHUNK ? null : (found[CHUNK - 1]?.path ?? null)
        return { pages: found.map(({ path, views }) => [path, views]), next }
      }),
    visitors: (site, day) => away(() => row<{ visitors: number }>('dayVisitors', siteOf(site), day)?.visitors ?? 0),
    sites: () => away(() => rows<{ name: string }>('sites').map(({ name }) => name)),
    async *records() {
      for (const { id, name, views, legacy } of rows<{ id: number; name: string; views: number; legacy: number }>(
        'sites',
      )) {
        yield { site: name, path: null, day: null, views, legacy }
        for (const { day, views: ofDay } of rows<{ day: number; views: number }>('days', id))
          yield { site: name, path: null, day: dayText(day), views: ofDay, legacy: null }
        for (let after: string | undefined = ''; after !== undefined; ) {
          const pages: { path: string; views: number; legacy: number }[] = rows('pages', id, after, CHUNK)
          for (const page of pages) yield { site: name, day: null, ...page }
          after = pages[CHUNK - 1]?.path
        }
      }
    },
    async put(records) {
      for (let from = 0; from < records.length; from += CHUNK) {
        const chunk = records.slice(from, from + CHUNK)
        await away(() => {
          for (const { site } of chunk) siteOf(site)
          transaction(() => chunk.forEach(put))
        })
      }
    },
    check: () => away(() => void rows('sites')),
    async close() {
      flush()
      clearInterval(syncing)
      // Closing the database writes all of the log into it, and syncs that.
      database.close()
      closeSync(log)
    },
  }

  function put({ site, path, day, views, legacy }: CountRecord): void {
    const id = siteOf(site)
    if (path !== null) run('putPage', id, path, views, legacy)
    else if (day !== null) run('putDay', id, dayOf(day), views ?? 0)
    else run('putSite', id, views, legacy)
  }
}

/** SQLite's errors carry its code, such as `SQLITE_FULL`; anything else is a bug, and stays what it is. */
function unavailable(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error
  return new StoreUnavailable(`${String(error.code)}: ${error.message}`, { cause: error })
}

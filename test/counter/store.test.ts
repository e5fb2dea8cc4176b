/** What a store promises, held for the embedded file and for Redis (a cluster of one node) alike. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dayOf } from '../../src/counter/calendar.ts'
import type { CountRecord, Store } from '../../src/counter/store.ts'
import { type RedisServer, redisServer } from './redis.ts'
import { at, folder, redis, sqlite, start, view, visitor } from './stores.ts'

const MINUTE = 60_000

let server: RedisServer
beforeAll(async () => {
  server = await redisServer()
})
afterAll(() => server.close())

async function all(store: Store): Promise<CountRecord[]> {
  const records: CountRecord[] = []
  for await (const record of store.records()) records.push(record)
  return records.sort((one, other) => ((one.path ?? '') < (other.path ?? '') ? -1 : 1))
}

describe.each(['sqlite', 'redis'] as const)('%s', (kind) => {
  let open: () => Promise<Store>
  beforeEach(async () => {
    if (kind === 'redis') await server.command('FLUSHALL')
    const file = kind === 'sqlite' ? join(folder(), 'counter.db') : ''
    open = () => (kind === 'sqlite' ? sqlite(file) : redis(server.url))
  })

  test('a view is counted once, whoever repeats it, however many at once', async () => {
    const store = await open()
    const [first, ...more] = await Promise.all([1, 1, 1, 1, 1].map((who) => store.count(view(who, '/a/'))))
    expect(first?.isNew).toBe(true)
    expect(more.map(({ isNew }) => isNew)).toEqual([false, false, false, false])
    expect(await store.count(view(1, '/a/'))).toEqual({
      isNew: false,
      views: 1,
      site: { online: 1, today: 1, week: 1, total: 1 },
    })
    expect((await store.count(view(2, '/a/'))).views).toBe(2)
    expect(await store.count(view(1, '/b/'))).toEqual({
      isNew: true,
      views: 1,
      site: { online: 2, today: 3, week: 3, total: 3 },
    })
  })

  test('after a restart too', async () => {
    const before = await open()
    await before.count(view(1, '/a/'))
    await before.close()
    const store = await open()
    expect(await store.count(view(1, '/a/', start + MINUTE))).toMatchObject({ isNew: false, views: 1 })
    expect((await store.count(view(2, '/a/', start + MINUTE))).site).toMatchObject({ online: 2, total: 2 })
  })

  test('a view from before midnight is the same view after it, and its visitor is online once', async () => {
    const store = await open()
    const midnight = Date.parse('2026-11-26T00:00:00+07:00')
    await store.count(view('key of Wednesday', '/a/', midnight - MINUTE))
    const after = view('key of Thursday', '/a/', midnight + MINUTE, { other: visitor('key of Wednesday') })
    const { isNew, site } = await store.count(after)
    expect({ isNew, site }).toEqual({ isNew: false, site: { online: 1, today: 0, week: 1, total: 1 } })
    expect((await store.count({ ...after, path: '/b/' })).isNew).toBe(true)
  })

  test('reading counts nothing, and knows the numbers of pages', async () => {
    const store = await open()
    await store.count(view(1, '/a/'))
    await store.count(view(2, '/a/'))
    for (let turn = 0; turn < 2; turn++)
      expect(await store.read('yenchau', ['/a/', '/nie/'], at(start))).toEqual({
        pages: [
          { views: 2, online: 2, today: 2, week: 2 },
          { views: 0, online: 0, today: 0, week: 0 },
        ],
        site: { online: 2, today: 2, week: 2, total: 2 },
      })
    const { pages, site } = await store.read('yenchau', ['/a/'], at(start + 8 * 24 * 60 * MINUTE))
    expect(pages[0]).toMatchObject({ views: 2, today: 0, week: 0 })
    expect(site).toMatchObject({ today: 0, week: 0, total: 2 })
  })

  test('sites do not know of one another', async () => {
    const store = await open()
    await store.count(view(1, '/a/'))
    const { isNew, site } = await store.count(view(1, '/a/', start, { site: 'mocchau' }))
    expect({ isNew, site }).toEqual({ isNew: true, site: { online: 1, today: 1, week: 1, total: 1 } })
  })

  test('the whole list, piece by piece', async () => {
    const store = await open()
    const records = Array.from({ length: 12_345 }, (_, index) => ({
      ...{ site: 'yenchau', path: `/${index}/`, day: null, views: index, legacy: null },
    }))
    await store.put(records)
    const found = new Map<string, number>()
    let answers = 0
    for (let after: string | null = ''; after !== null; answers++) {
      const { pages, next }: Awaited<ReturnType<Store['list']>> = await store.list('yenchau', after)
      for (const [path, views] of pages) found.set(path, views)
      after = next
    }
    expect(found).toEqual(new Map(records.map(({ path, views }) => [path, views])))
    expect(answers).toBeGreaterThan(2)
  })

  test('numbers are carried out and in, and importing twice changes nothing', async () => {
    const store = await open()
    await store.count(view(1, '/a/'))
    await store.count(view(2, '/b/', start - 24 * 60 * MINUTE))
    await store.put([
      { site: 'yenchau', path: '/a/', day: null, views: null, legacy: 68 },
      { site: 'yenchau', path: '/cu/', day: null, views: null, legacy: 5 },
      { site: 'yenchau', path: null, day: null, views: null, legacy: 1_069_733 },
    ])
    expect(await store.read('yenchau', ['/a/', '/cu/'], at(start))).toMatchObject({
      pages: [{ views: 69 }, { views: 5 }],
      site: { today: 1, week: 2, total: 1_069_735 },
    })
    const records = await all(store)
    const other = await sqlite(join(folder(), 'other.db'))
    for (let turn = 0; turn < 2; turn++) await other.put(records)
    expect(await all(other)).toEqual(records)
    await store.put(records)
    expect(await all(store)).toEqual(records)
    expect((await other.count(view(3, '/a/'))).site).toMatchObject({ today: 2, week: 3, total: 1_069_736 })
    expect(await all(other)).toContainEqual({ site: 'yenchau', path: '/a/', day: null, views: 2, legacy: 68 })
    expect(JSON.stringify(records)).not.toContain(visitor(1).toString('base64url'))
  })

  test('every day has its key, one for all instances, and an old one is forgotten', async () => {
    const [one, other] = [await open(), kind === 'redis' ? await open() : null]
    const day = dayOf('2026-11-25')
    const key = await one.keys.ofToday('yenchau', day)
    expect(key.length).toBe(32)
    expect(await one.keys.ofToday('yenchau', day)).toEqual(key)
    if (other) expect(await other.keys.ofToday('yenchau', day)).toEqual(key)
    expect(await one.keys.ofToday('yenchau', day + 1)).not.toEqual(key)
    expect(await one.keys.ofToday('mocchau', day)).not.toEqual(key)
    expect(await one.keys.known('yenchau', day)).toEqual(key)
    expect(await one.keys.known('yenchau', day - 1)).toBeNull()
    if (kind === 'redis') return
    await one.keys.forget('yenchau', day + 1)
    expect(await one.keys.known('yenchau', day)).toBeNull()
    await one.close()
    expect(await (await open()).keys.known('yenchau', day)).toBeNull()
  })

  test('distinct visitors of a day', async () => {
    const store = await open()
    for (const who of [1, 2, 3, 1, 2, 3]) for (const path of ['/a/', '/b/']) await store.count(view(who, path))
    expect(await store.visitors('yenchau', at(start).day)).toBe(3)
    expect(await store.visitors('yenchau', at(start).day - 1)).toBe(0)
  })

  test('fragments of SQL and of commands are text', async () => {
    const store = await open()
    const path = `/'); DROP TABLE pages; --\r\nFLUSHALL\r\n{x}:"`
    expect((await store.count(view(1, path, start, { site: `'{}*\r\n` }))).views).toBe(1)
    expect((await store.count(view(2, path, start, { site: `'{}*\r\n` }))).views).toBe(2)
    expect((await store.read(`'{}*\r\n`, [path], at(start))).pages[0]?.views).toBe(2)
  })
})

describe('the embedded file', () => {
  test('counts again when exactly half an hour has passed, also across midnight', async () => {
    const store = await sqlite()
    const outcome = async (instant: number) => (await store.count(view(1, '/a/', instant))).isNew
    expect(await outcome(start)).toBe(true)
    expect(await outcome(start + 29 * MINUTE)).toBe(false)
    expect(await outcome(start + 30 * MINUTE - 1)).toBe(false)
    expect(await outcome(start + 30 * MINUTE)).toBe(true)
    expect(await outcome(start + 59 * MINUTE)).toBe(false)
    const midnight = Date.parse('2026-11-26T00:00:00+07:00')
    const across = async (name: string, other: string | null, instant: number) =>
      (await store.count(view(name, '/b/', instant, { other: other === null ? null : visitor(other) }))).isNew
    expect(await across('old', null, midnight - 10 * MINUTE)).toBe(true)
    expect(await across('new', 'old', midnight + 10 * MINUTE)).toBe(false)
    expect(await across('new', 'old', midnight + 20 * MINUTE)).toBe(true)
    expect(await across('new', null, midnight + 31 * MINUTE)).toBe(false)
    expect(await across('new', null, midnight + 50 * MINUTE)).toBe(true)
  })

  test('who was seen in the last five minutes is online, after a restart too', async () => {
    const file = join(folder(), 'counter.db')
    const store = await sqlite(file)
    await store.count(view(1, '/a/', start))
    await store.count(view(2, '/a/', start + 2 * MINUTE))
    await store.count(view(1, '/b/', start + 3 * MINUTE))
    const online = async (instant: number) => (await store.read('yenchau', ['/a/'], at(instant))).site.online
    expect(await online(start + 4 * MINUTE)).toBe(2)
    await store.close()
    const again = await sqlite(file, start + 4 * MINUTE)
    const later = async (instant: number) => (await again.read('yenchau', [], at(instant))).site.online
    expect(await later(start + 4 * MINUTE)).toBe(2)
    expect(await later(start + 7 * MINUTE)).toBe(1)
    expect(await later(start + 8 * MINUTE)).toBe(0)
  })

  test('a clock that was set back while nobody served loses no view for longer than half an hour', async () => {
    const file = join(folder(), 'counter.db')
    const store = await sqlite(file)
    await store.count(view(1, '/a/', start))
    await store.close()
    const hours = 60 * MINUTE
    const again = await sqlite(file, start - 5 * hours)
    expect((await again.count(view(1, '/a/', start - 5 * hours))).isNew).toBe(false)
    expect((await again.count(view(1, '/a/', start - 5 * hours + 30 * MINUTE))).isNew).toBe(true)
  })

  test('hashes are gone when they have done their work; the files are the account’s alone', async () => {
    const place = folder()
    const file = join(place, 'counter.db')
    const store = await sqlite(file)
    for (let who = 0; who < 50; who++) await store.count(view(who, '/a/', start))
    await store.keys.ofToday('yenchau', at(start).day)
    await store.count(view('late', '/a/', start + 25 * 60 * MINUTE))
    await store.count(view('later', '/a/', start + 26 * 60 * MINUTE))
    await store.count(view('latest', '/a/', start + 27 * 60 * MINUTE))
    for (let more = 0; more < 5; more++) await store.count(view(more, '/b/', start + 28 * 60 * MINUTE))
    await store.close()
    const { default: Sqlite } = await import('libsql')
    const database = new Sqlite(file)
    expect(database.prepare('SELECT count(*) AS n FROM seen').get()).toMatchObject({ n: 5 })
    expect(database.prepare('SELECT count(*) AS n FROM visitors').get()).toMatchObject({ n: 8 })
    database.close()
    for (const name of ['counter.db', 'counter.db.keys']) expect(statSync(join(place, name)).mode & 0o777).toBe(0o600)
  })
})

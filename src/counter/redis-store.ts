/** The shared store: Redis or Valkey, on which any number of instances count together. */
import { randomBytes } from 'node:crypto'
import { Redis, type Result } from 'ioredis'
import { dayOf, dayText } from './calendar.ts'
import type { DailyKeys } from './daily-keys.ts'
import type { SiteNumbers } from './protocol.ts'
import { countScript, readScript } from './redis-scripts.ts'
import { type CountRecord, ONLINE_WINDOW, type Store, StoreUnavailable, VIEW_WINDOW } from './store.ts'

declare module 'ioredis' {
  interface RedisCommander<Context> {
    countView(keys: number, ...rest: (string | number | Buffer)[]): Result<CountReply, Context>
    readNumbers(keys: number, ...rest: (string | number)[]): Result<ReadReply, Context>
  }
}

type CountReply = [isNew: number, ...site: SiteReply, views: string, legacy: string]
type SiteReply = [online: number, days: (string | null)[], total: string, legacy: string]
type ReadReply = [
  ...site: SiteReply,
  pages: [views: string, legacy: string, online: number, today: string, week: string][],
]

/** A command that takes longer has failed (milliseconds). */
const PATIENCE = 2000

/** A day's key outlives the day by as much as a view lasts, and a little. */
const KEY_SECONDS = 25 * 3600

/** Connects by a `redis://` or `rediss://` address. Throws what keeps the server from answering; later it connects again by itself. */
export async function openRedisStore(url: string, told: (error: Error) => void): Promise<Store> {
  let isKnown = false
  let fault: Error | null = null
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE,
    commandTimeout: PATIENCE,
    // A view is refused at once while the server is away: nobody waits for it, and none is counted late.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    enableAutoPipelining: true,
    retryStrategy: (attempts) => (isKnown ? Math.min(attempts * 100, 1000) : null),
    scripts: { countView: { lua: countScript }, readNumbers: { lua: readScript, readOnly: true } },
  })
  redis.on('error', (error: Error) => {
    fault = error
    told(error)
  })
  await redis.connect().catch((error) => {
    throw fault ?? error
  })
  isKnown = true
  const away = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw new StoreUnavailable(error instanceof Error ? error.message : String(error), { cause: error })
    }
  }
  const sites = 'portal-counter:sites'
  const recorded = new Set<string>()
  const record = async (site: string) => {
    if (recorded.has(site)) return
    await redis.sadd(sites, site)
    recorded.add(site)
  }

  return {
    keys: redisKeys(redis, away),
    count: ({ site, path, visitor, other, when: { day, monday } }) =>
      away(async () => {
        await record(site)
        const key = keyOf(site)
        const [who, also] = [visitor.toString('base64url'), other?.toString('base64url') ?? '']
        const keys = [
          key('seen', `${who}:${path}`),
          key('seen', `${also}:${path}`),
          ...[key('online'), key('online', path), key('views'), key('legacy'), key('days')],
          ...[key('day', day), key('week', monday), key('visitors', day)],
        ]
        const windows = [VIEW_WINDOW / 1000, ONLINE_WINDOW / 1000]
        const reply = await redis.countView(keys.length, ...keys, path, who, also, ...windows, day, monday)
        const [isNew, online, days, total, legacy, views, legacyViews] = reply
        const site_ = numbersOf([online, days, total, legacy])
        return { isNew: isNew === 1, views: Number(views) + Number(legacyViews), site: site_ }
      }),
    read: (site, paths, { day, monday }) =>
      away(async () => {
        const key = keyOf(site)
        const fixed = [key('online'), key('views'), key('legacy'), key('days'), key('day', day), key('week', monday)]
        const keys = [...fixed, ...paths.map((path) => key('online', path))]
        const reply = await redis.readNumbers(keys.length, ...keys, ONLINE_WINDOW / 1000, day, monday, ...paths)
        const [online, days, total, legacy, found] = reply
        const pages = found.map(([views, legacyViews, here, today, week]) => ({
          views: Number(views) + Number(legacyViews),
          online: here,
          today: Number(today),
          week: Number(week),
        }))
        return { pages, site: numbersOf([online, days, total, legacy]) }
      }),
    list: (site, after) =>
      away(async () => {
        const { pages, next } = await scan(redis, site, after === '' ? '0' : after)
        return { pages: pages.map(({ path, views, legacy }) => [path, views + legacy]), next }
      }),
    visitors: (site, day) => away(() => redis.pfcount(keyOf(site)('visitors', day))),
    sites: () => away(() => redis.smembers(sites)),
    async *records() {
      for (const site of (await away(() => redis.smembers(sites))).sort()) {
        const key = keyOf(site)
        const [views, legacy] = await away(() =>
          Promise.all([redis.hget(key('views'), ''), redis.hget(key('legacy'), '')]),
        )
        yield { site, path: null, day: null, views: Number(views ?? 0), legacy: Number(legacy ?? 0) }
        const days = Object.entries(await away(() => redis.hgetall(key('days'))))
        for (const [day, ofDay] of days.sort(([one], [other]) => Number(one) - Number(other)))
          yield { site, path: null, day: dayText(Number(day)), views: Number(ofDay), legacy: null }
        for (let after: string | null = '0'; after !== null; ) {
          const found: Scanned = await away(() => scan(redis, site, after ?? '0'))
          for (const page of found.pages) yield { site, day: null, ...page }
          after = found.next
        }
      }
    },
    put: (records) =>
      away(async () => {
        for (const site of new Set(records.map((one) => one.site))) await record(site)
        await Promise.all(records.map((one) => put(redis, one)))
      }),
    check: () => away(async () => void (await redis.ping())),
    async close() {
      redis.disconnect()
    },
  }
}

/** Keys of a site: `portal-counter:{yenchau}:day:20417`. */
function keyOf(site: string) {
  return (...parts: (string | number)[]) => [`portal-counter:{${site}}`, ...parts].join(':')
}

function numbersOf([online, days, total, legacy]: SiteReply): SiteNumbers {
  const views = days.map((day) => Number(day ?? 0))
  const week = views.reduce((sum, ofDay) => sum + ofDay, 0)
  return { online, today: views.at(-1) ?? 0, week, total: Number(total) + Number(legacy) }
}

interface Scanned {
  pages: { path: string; views: number; legacy: number }[]
  next: string | null
}

/** Some thousand pages; the field '' is the site's own. */
async function scan(redis: Redis, site: string, cursor: string): Promise<Scanned> {
  const key = keyOf(site)
  if (!/^\d{1,20}$/.test(cursor)) return { pages: [], next: null }
  const [next, flat] = await redis.hscan(key('views'), cursor, 'COUNT', 5000)
  const paths = flat.filter((path, index) => index % 2 === 0 && path !== '')
  const legacy = paths.length === 0 ? [] : await redis.hmget(key('legacy'), ...paths)
  const views = new Map(flat.flatMap((path, index) => (index % 2 === 0 ? [[path, Number(flat[index + 1])]] : [])))
  const pages = paths.map((path, index) => ({ path, views: views.get(path) ?? 0, legacy: Number(legacy[index] ?? 0) }))
  return { pages, next: next === '0' ? null : next }
}

async function put(redis: Redis, { site, path, day, views, legacy }: CountRecord): Promise<void> {
  const key = keyOf(site)
  if (day !== null) await redis.hset(key('days'), String(dayOf(day)), views ?? 0)
  else {
    const field = path ?? ''
    if (views !== null) await redis.hset(key('views'), field, views)
    // A page that was never opened here is listed too.
    else await redis.hsetnx(key('views'), field, 0)
    if (legacy !== null) await redis.hset(key('legacy'), field, legacy)
  }
}

/** Keys that expire by themselves, one for all instances. */
function redisKeys(redis: Redis, away: <T>(work: () => Promise<T>) => Promise<T>): DailyKeys {
  const remembered = new Map<string, Buffer>()
  const get = async (name: string): Promise<Buffer | null> => {
    const key = await redis.getBuffer(name)
    if (key !== null) remembered.set(name, key)
    return key
  }
  return {
    ofToday: (site, day) =>
      away(async () => {
        const name = keyOf(site)('key', day)
        const there = remembered.get(name)
        if (there) return there
        await redis.set(name, randomBytes(32), 'EX', KEY_SECONDS, 'NX')
        const key = await get(name)
        if (key === null) throw new Error('the key of the day is gone')
        return key
      }),
    known: (site, day) =>
      away(async () => {
        const name = keyOf(site)('key', day)
        return remembered.get(name) ?? (await get(name))
      }),
    async forget(site, before) {
      const prefix = keyOf(site)('key', '')
      for (const name of remembered.keys())
        if (name.startsWith(prefix) && Number(name.slice(prefix.length)) < before) remembered.delete(name)
    },
  }
}

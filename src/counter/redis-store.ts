/** The shared store: Redis or Valkey, on which any number of instances count together. */
import type { Result } from 'ioredis'
import type { RedisAddress, RedisSecrets } from './redis-address.ts'
import { connectRedis, type RedisClient } from './redis-connection.ts'
import { numbersOf, redisCounting, type SiteReply } from './redis-counting.ts'
import { keyOf, redisKeys, SITES } from './redis-keys.ts'
import { putRecords, recordsOf, scan } from './redis-records.ts'
import { readScript } from './redis-scripts.ts'
import { written } from './redis-writing.ts'
import { ONLINE_WINDOW, type PageNumbers, type Store, StoreUnavailable } from './store.ts'

declare module 'ioredis' {
  interface RedisCommander<Context> {
    readNumbers(keys: number, ...rest: (string | number)[]): Result<ReadReply, Context>
  }
}

type ReadReply = [
  ...site: SiteReply,
  pages: [views: string, legacy: string, online: number, today: string, week: string][],
]

/** Connects as `connectRedis` does. */
export async function openRedisStore(
  address: RedisAddress,
  secrets: RedisSecrets,
  told: (error: Error) => void,
): Promise<Store> {
  const { replicas } = address
  const { client, close } = await connectRedis(address, secrets, told)
  client.defineCommand('readNumbers', { lua: readScript, readOnly: true })
  const { count, record, sites } = redisCounting(client, replicas)
  const keys = redisKeys(client, replicas)
  const known = () => away(async () => (await client.smembers(SITES)).sort())
  return {
    keys: {
      ofToday: (site, day) => away(() => keys.ofToday(site, day)),
      known: (site, day) => away(() => keys.known(site, day)),
      forget: keys.forget,
    },
    count: (view) => away(() => count(view)),
    read: (site, paths, { day, monday }) => away(() => readNumbers(client, site, paths, day, monday)),
    list: (site, after) =>
      away(async () => {
        const { pages, next } = await scan(client, site, after === '' ? '0' : after)
        return { pages: pages.map(({ path, views, legacy }) => [path, views + legacy]), next }
      }),
    visitors: (site, day) => away(() => client.pfcount(keyOf(site)('visitors', day))),
    sites: known,
    async *records() {
      for (const site of await known()) yield* awayEach(recordsOf(client, site))
    },
    put: (records) =>
      away(async () => {
        for (const site of new Set(records.map((one) => one.site))) {
          await record(site)
          const ofSite = records.filter((one) => one.site === site)
          await putRecords(client, replicas, site, ofSite)
        }
      }),
    // A view can be counted where a write to the site's node reaches its replicas.
    check: () =>
      away(async () => {
        if (sites.size === 0) await client.exists(SITES)
        await Promise.all([...sites].map((site) => checkWriting(client, replicas, keyOf(site)('check'))))
      }),
    async close() {
      close()
    },
  }
}

async function readNumbers(client: RedisClient, site: string, paths: readonly string[], day: number, monday: number) {
  const key = keyOf(site)
  const fixed = [key('online'), key('views'), key('legacy'), key('days'), key('day', day), key('week', monday)]
  const keys = [...fixed, ...paths.map((path) => key('online', path))]
  const reply = await client.readNumbers(keys.length, ...keys, ONLINE_WINDOW / 1000, day, monday, ...paths)
  const [online, days, total, legacy, found] = reply
  const pages: PageNumbers[] = found.map(([views, legacyViews, here, today, week]) => ({
    views: Number(views) + Number(legacyViews),
    online: here,
    today: Number(today),
    week: Number(week),
  }))
  return { pages, site: numbersOf([online, days, total, legacy]) }
}

async function checkWriting(client: RedisClient, replicas: number, key: string): Promise<void> {
  const [reply] = await written(client, replicas, key, () => [['set', key, '', 'EX', 60]])
  if (reply instanceof Error) throw reply
}

/** Whatever Redis answers in the place of a reply, the store is away. */
async function away<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error
    throw new StoreUnavailable(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

async function* awayEach<T>(all: AsyncIterable<T>): AsyncIterable<T> {
  const each = all[Symbol.asyncIterator]()
  for (let next = await away(() => each.next()); next.done !== true; next = await away(() => each.next()))
    yield next.value
}

/** Every number in Redis, read for another store and written from one. */
import { dayOf, dayText } from './calendar.ts'
import type { RedisClient } from './redis-connection.ts'
import { keyOf } from './redis-keys.ts'
import { type Command, written } from './redis-writing.ts'
import type { CountRecord } from './store.ts'

/** Some thousand pages; `next` leads on, null at the end. */
export interface Scanned {
  pages: { path: string; views: number; legacy: number }[]
  next: string | null
}

/** So many records are written at a time. */
const CHUNK = 2000

/** Pages of a site from a place on; the field '' is the site's own. A page may come twice. */
export async function scan(client: RedisClient, site: string, cursor: string): Promise<Scanned> {
  const key = keyOf(site)
  if (!/^\d{1,20}$/.test(cursor)) return { pages: [], next: null }
  const [next, flat] = await client.hscan(key('views'), cursor, 'COUNT', 5000)
  const paths = flat.filter((path, index) => index % 2 === 0 && path !== '')
  const legacy = paths.length === 0 ? [] : await client.hmget(key('legacy'), ...paths)
  const views = new Map(flat.flatMap((path, index) => (index % 2 === 0 ? [[path, Number(flat[index + 1])]] : [])))
  const pages = paths.map((path, index) => ({ path, views: views.get(path) ?? 0, legacy: Number(legacy[index] ?? 0) }))
  return { pages, next: next === '0' ? null : next }
}

/** All records of a site. */
export async function* recordsOf(client: RedisClient, site: string): AsyncIterable<CountRecord> {
  const key = keyOf(site)
  const [views, legacy] = await Promise.all([client.hget(key('views'), ''), client.hget(key('legacy'), '')])
  yield { site, path: null, day: null, views: Number(views ?? 0), legacy: Number(legacy ?? 0) }
  const days = Object.entries(await client.hgetall(key('days')))
  for (const [day, ofDay] of days.sort(([one], [other]) => Number(one) - Number(other)))
    yield { site, path: null, day: dayText(Number(day)), views: Number(ofDay), legacy: null }
  for (let after: string | null = '0'; after !== null; ) {
    const found: Scanned = await scan(client, site, after)
    for (const page of found.pages) yield { site, day: null, ...page }
    after = found.next
  }
}

/** Sets records of one site. */
export async function putRecords(
  client: RedisClient,
  replicas: number,
  site: string,
  records: readonly CountRecord[],
): Promise<void> {
  for (let from = 0; from < records.length; from += CHUNK) {
    const commands = records.slice(from, from + CHUNK).flatMap(putCommands)
    const replies = await written(client, replicas, keyOf(site)('views'), () => commands)
    const fault = replies.find((reply) => reply instanceof Error)
    if (fault) throw fault
  }
}

function putCommands({ site, path, day, views, legacy }: CountRecord): Command[] {
  const key = keyOf(site)
  if (day !== null) return [['hset', key('days'), String(dayOf(day)), views ?? 0]]
  const field = path ?? ''
  // A page that was never opened here is listed too.
  const own: Command = views === null ? ['hsetnx', key('views'), field, 0] : ['hset', key('views'), field, views]
  return legacy === null ? [own] : [own, ['hset', key('legacy'), field, legacy]]
}

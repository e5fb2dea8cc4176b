/** The names of all keys, and the keys of the days, which expire by themselves and are one for all instances. */
import { randomBytes } from 'node:crypto'
import type { DailyKeys } from './daily-keys.ts'
import type { RedisClient } from './redis-connection.ts'
import { dayKeyScript } from './redis-scripts.ts'
import { written } from './redis-writing.ts'

/** The set of all sites. */
export const SITES = 'portal-counter:sites'

/** A day's key outlives the day by as much as a view lasts, and a little. */
const KEY_SECONDS = 25 * 3600

/** Keys of a site: `portal-counter:{yenchau}:day:20417`. */
export function keyOf(site: string) {
  return (...parts: (string | number)[]) => [`portal-counter:{${site}}`, ...parts].join(':')
}

/** A key that could be lost with its master would make every visitor a new one: it too waits for the replicas. */
export function redisKeys(client: RedisClient, replicas: number): DailyKeys {
  const remembered = new Map<string, Buffer>()
  return {
    async ofToday(site, day) {
      const name = keyOf(site)('key', day)
      const there = remembered.get(name)
      if (there) return there
      const made = randomBytes(32)
      const [key] = await written(client, replicas, name, () => [
        ['evalBuffer', dayKeyScript, 1, name, made, KEY_SECONDS],
      ])
      if (!(key instanceof Buffer)) throw key instanceof Error ? key : new Error('the key of the day is gone')
      remembered.set(name, key)
      return key
    },
    async known(site, day) {
      const name = keyOf(site)('key', day)
      const key = remembered.get(name) ?? (await client.getBuffer(name))
      if (key !== null) remembered.set(name, key)
      return key
    },
    async forget(site, before) {
      const prefix = keyOf(site)('key', '')
      for (const name of remembered.keys())
        if (name.startsWith(prefix) && Number(name.slice(prefix.length)) < before) remembered.delete(name)
    },
  }
}

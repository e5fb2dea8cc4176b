/** Both stores, opened for a test, and views as an endpoint would hand them over. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { dayAt, mondayOf } from '../../src/counter/calendar.ts'
import type { When } from '../../src/counter/clock.ts'
import { redisAddress } from '../../src/counter/redis-address.ts'
import { openRedisStore } from '../../src/counter/redis-store.ts'
import { openSqliteStore } from '../../src/counter/sqlite-store.ts'
import type { Store, View } from '../../src/counter/store.ts'

export const zone = 'Asia/Ho_Chi_Minh'

/** A Wednesday, at eight in the morning in Viet Nam. */
export const start = Date.parse('2026-11-25T01:00:00Z')

export function at(instant: number): When {
  const day = dayAt(instant, zone)
  return { wall: instant, steady: instant, day, monday: mondayOf(day) }
}

export function visitor(name: string | number): Buffer {
  return createHash('sha256').update(String(name)).digest().subarray(0, 16)
}

export function view(name: string | number, path: string, instant = start, more: Partial<View> = {}): View {
  return { site: 'yenchau', path, visitor: visitor(name), other: null, when: at(instant), ...more }
}

/** A folder that goes with the test. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'counter-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true, maxRetries: 3 }))
  return made
}

/** Opens a store and closes it with the test. */
export async function opened(opening: Promise<Store>): Promise<Store> {
  const store = await opening
  let closed: Promise<void> | null = null
  const close = () => {
    closed ??= store.close()
    return closed
  }
  onTestFinished(close)
  return { ...store, close }
}

export const sqlite = (file = join(folder(), 'counter.db'), now = start) => opened(openSqliteStore(file, now, () => {}))

export const redis = (url: string) => {
  const address = redisAddress(url)
  if (address === null) throw new Error(url)
  return opened(openRedisStore(address, { username: '', password: '', sentinelPassword: '' }, () => {}))
}

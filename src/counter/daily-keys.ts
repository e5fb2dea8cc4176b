/** The random key of each day, without which a visitor's hash says nothing; the embedded store's are in a file of their own. */
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import * as z from 'zod'

/** Keys by site and day. */
export interface DailyKeys {
  /** The key of a day, made where there is none yet. */
  ofToday: (site: string, day: number) => Promise<Buffer>
  /** The key of another day; null where there is none, or none any more. */
  known: (site: string, day: number) => Promise<Buffer | null>
  /** Forgets the keys of a site's days before this one, for good. */
  forget: (site: string, before: number) => Promise<void>
}

const keysShape = z.record(z.string(), z.record(z.string(), z.base64()))

/** Keys in a file that only this account may read (0600); written whole and renamed, so that it is never half a file. */
export function fileKeys(file: string): DailyKeys {
  const keys = new Map<string, Map<number, Buffer>>()
  if (existsSync(file))
    for (const [site, days] of Object.entries(keysShape.parse(JSON.parse(readFileSync(file, 'utf8')))))
      keys.set(site, new Map(Object.entries(days).map(([day, key]) => [Number(day), Buffer.from(key, 'base64')])))

  const save = () => {
    const plain = Object.fromEntries(
      [...keys].map(([site, days]) => [
        site,
        Object.fromEntries([...days].map(([day, key]) => [day, key.toString('base64')])),
      ]),
    )
    const descriptor = openSync(`${file}.new`, 'w', 0o600)
    try {
      writeSync(descriptor, JSON.stringify(plain))
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(`${file}.new`, file)
  }
  return {
    async ofToday(site, day) {
      const days = keys.get(site) ?? new Map<number, Buffer>()
      keys.set(site, days)
      const there = days.get(day)
      if (there) return there
      const key = randomBytes(32)
      days.set(day, key)
      try {
        save()
      } catch (error) {
        days.delete(day)
        throw error
      }
      return key
    },
    async known(site, day) {
      return keys.get(site)?.get(day) ?? null
    },
    async forget(site, before) {
      const days = keys.get(site)
      const old = [...(days?.keys() ?? [])].filter((day) => day < before)
      if (old.length === 0) return
      for (const day of old) days?.delete(day)
      save()
    },
  }
}

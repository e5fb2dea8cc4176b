/** Views on their way into Redis: one batch of each site at a time, and what arrives meanwhile is the next. */
import { createHash } from 'node:crypto'
import type { SiteNumbers } from './protocol.ts'
import type { RedisClient } from './redis-connection.ts'
import { keyOf, SITES } from './redis-keys.ts'
import { countScript } from './redis-scripts.ts'
import { type Command, written } from './redis-writing.ts'
import { type Counted, ONLINE_WINDOW, VIEW_WINDOW, type View } from './store.ts'

export type SiteReply = [online: number, days: (string | null)[], total: string, legacy: string]
type CountReply = [isNew: number, ...site: SiteReply, views: string, legacy: string]

interface Waiting {
  view: View
  done: (counted: Counted) => void
  failed: (error: unknown) => void
}

const countDigest = createHash('sha1').update(countScript).digest('hex')

/** What counts views; `sites` are those that it has written down. */
export function redisCounting(client: RedisClient, replicas: number) {
  const sites = new Set<string>()
  const record = async (site: string) => {
    if (sites.has(site)) return
    const [reply] = await written(client, replicas, SITES, () => [['sadd', SITES, site]])
    if (reply instanceof Error) throw reply
    sites.add(site)
  }
  const send = async (site: string, batch: readonly Waiting[]) => {
    await record(site)
    const replies = await written(client, replicas, keyOf(site)('views'), (inFull) =>
      batch.map(({ view }, index) => countCommand(view, inFull && index === 0)),
    )
    for (const [index, { done, failed }] of batch.entries()) {
      const reply = replies[index]
      if (reply instanceof Error) failed(reply)
      else done(counted(reply as CountReply))
    }
  }
  const queues = new Map<string, Waiting[]>()
  const work = async (site: string) => {
    for (let batch = queues.get(site) ?? []; batch.length > 0; batch = queues.get(site) ?? []) {
      queues.set(site, [])
      await send(site, batch).catch((error) => {
        for (const { failed } of batch) failed(error)
      })
    }
    queues.delete(site)
  }
  const count = (view: View) =>
    new Promise<Counted>((done, failed) => {
      const queue = queues.get(view.site)
      if (queue) queue.push({ view, done, failed })
      else {
        queues.set(view.site, [{ view, done, failed }])
        // All that has arrived by the end of this turn of the event loop goes together.
        setImmediate(() => void work(view.site))
      }
    })
  return { count, record, sites }
}

function countCommand({ site, path, visitor, other, when: { day, monday } }: View, inFull: boolean): Command {
  const key = keyOf(site)
  const [who, also] = [visitor.toString('base64url'), other?.toString('base64url') ?? '']
  const keys = [
    key('seen', `${who}:${path}`),
    key('seen', `${also}:${path}`),
    ...[key('online'), key('online', path), key('views'), key('legacy'), key('days')],
    ...[key('day', day), key('week', monday), key('visitors', day)],
  ]
  const script: [string, string] = inFull ? ['eval', countScript] : ['evalsha', countDigest]
  return [...script, keys.length, ...keys, path, who, also, VIEW_WINDOW / 1000, ONLINE_WINDOW / 1000, day, monday]
}

function counted([isNew, online, days, total, legacy, views, legacyViews]: CountReply): Counted {
  const site = numbersOf([online, days, total, legacy])
  return { isNew: isNew === 1, views: Number(views) + Number(legacyViews), site }
}

/** A site's numbers from what a script gives. */
export function numbersOf([online, days, total, legacy]: SiteReply): SiteNumbers {
  const views = days.map((day) => Number(day ?? 0))
  const week = views.reduce((sum, ofDay) => sum + ofDay, 0)
  return { online, today: views.at(-1) ?? 0, week, total: Number(total) + Number(legacy) }
}

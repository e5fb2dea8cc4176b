/** Views under load, each of a visitor of its own, and whether what was answered is what is counted. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { listed, sendHit } from './program.ts'

const pages = 7
const senders = 48

/** The page that a visitor opens; of several sites they open one after the other. */
function pageOf(who: number, sites: readonly string[]): { site: string; path: string } {
  return { site: sites[who % sites.length] as string, path: `/${who % pages}/` }
}

/** Sends views until told to stop; `sent` are all of them, `answered` those with status 200. */
export function load(ports: readonly number[], from: number, sites: readonly string[] = ['yenchau']) {
  const sent: number[] = []
  const answered: number[] = []
  let over = false
  const sending = Array.from({ length: senders }, async (_, sender) => {
    while (!over) {
      const who = from + sent.length
      sent.push(who)
      const { site, path } = pageOf(who, sites)
      const status = await sendHit(ports[sender % ports.length] as number, who, path, site)
      if (status === 200) answered.push(who)
      else await sleep(5)
    }
  })
  const stop = async () => {
    over = true
    await Promise.all(sending)
  }
  return { sent, answered, stop }
}

/** What is counted holds every answered view; and when the last load is sent once more, each view is counted exactly once. */
export async function expectExact(
  port: number,
  { all, answered, last }: { all: readonly number[]; answered: readonly number[]; last: readonly number[] },
  sites: readonly string[] = ['yenchau'],
): Promise<void> {
  const before = await countedOf(port, sites)
  const lost = [...byPage(answered, sites)].map(([page, least]) => Math.max(0, least - (before.get(page) ?? 0)))
  expect(lost.reduce((sum, one) => sum + one, 0)).toBe(0)
  const again = [...last]
  const statuses = await Promise.all(
    Array.from({ length: senders }, async () => {
      const found: (number | null)[] = []
      for (let who = again.pop(); who !== undefined; who = again.pop()) {
        const { site, path } = pageOf(who, sites)
        found.push(await sendHit(port, who, path, site))
      }
      return found
    }),
  )
  expect(new Set(statuses.flat())).toEqual(new Set([200]))
  expect(await countedOf(port, sites)).toEqual(byPage(all, sites))
}

async function countedOf(port: number, sites: readonly string[]): Promise<Map<string, number>> {
  const counted = new Map<string, number>()
  for (const site of sites) for (const [path, views] of await listed(port, site)) counted.set(site + path, views)
  return counted
}

function byPage(visitors: readonly number[], sites: readonly string[]): Map<string, number> {
  const views = new Map<string, number>()
  for (const who of visitors) {
    const { site, path } = pageOf(who, sites)
    views.set(site + path, (views.get(site + path) ?? 0) + 1)
  }
  return views
}

/** Waits until views can be counted again. */
export async function healthy(port: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    const { status } = await fetch(`http://127.0.0.1:${port}/healthz`)
    if (status === 200) return
    if (tries > 1000) throw new Error('Redis is back, and the endpoint has not noticed')
    await sleep(50)
  }
}

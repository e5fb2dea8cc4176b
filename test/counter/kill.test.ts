/** The endpoint, and Redis, killed under load: what was answered is counted, and nothing twice. `KILLS` says how often. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listed, type Program, program, sendHit } from './program.ts'
import { type RedisServer, redisServer } from './redis.ts'
import { folder } from './stores.ts'

const kills = Number(process.env.KILLS ?? 2)
const pages = 7

let server: RedisServer
beforeAll(async () => {
  server = await redisServer()
})
afterAll(() => server.close())

const site = ['--site', 'yenchau=https://yenchau.example.gov.vn/', '--any-path', '--trust-proxy', '127.0.0.1']
const pathOf = (who: number) => `/${who % pages}/`

/** Sends views until told to stop; `sent` are all of them, `answered` those with status 200. */
function load(ports: readonly number[], from: number) {
  const sent: number[] = []
  const answered: number[] = []
  let over = false
  const senders = Array.from({ length: 48 }, async (_, sender) => {
    while (!over) {
      const who = from + sent.length
      sent.push(who)
      const status = await sendHit(ports[sender % ports.length] as number, who, pathOf(who))
      if (status === 200) answered.push(who)
      else await sleep(5)
    }
  })
  const stop = async () => {
    over = true
    await Promise.all(senders)
  }
  return { sent, answered, stop }
}

function byPage(visitors: readonly number[]): Map<string, number> {
  const views = new Map<string, number>()
  for (const who of visitors) views.set(pathOf(who), (views.get(pathOf(who)) ?? 0) + 1)
  return views
}

/** What is counted holds every answered view; and when the last load is sent once more, each view is counted exactly once. */
async function expectExact(
  port: number,
  { all, answered, last }: { all: readonly number[]; answered: readonly number[]; last: readonly number[] },
): Promise<void> {
  const counted = await listed(port)
  for (const [path, least] of byPage(answered)) expect(counted.get(path) ?? 0).toBeGreaterThanOrEqual(least)
  const again = [...last]
  const statuses = await Promise.all(
    Array.from({ length: 48 }, async () => {
      const found: (number | null)[] = []
      for (let who = again.pop(); who !== undefined; who = again.pop())
        found.push(await sendHit(port, who, pathOf(who)))
      return found
    }),
  )
  expect(new Set(statuses.flat())).toEqual(new Set([200]))
  expect(await listed(port)).toEqual(byPage(all))
}

test('SQLite: the endpoint is killed', async () => {
  const place = folder()
  const all: number[] = []
  const known: number[] = []
  for (let turn = 0; turn < kills; turn++) {
    const running = await program(site, place)
    const { sent, answered, stop } = load([running.port], turn * 100_000)
    while (answered.length === 0) await sleep(5)
    await sleep(Math.random() * 500)
    await running.stop('SIGKILL')
    await stop()
    all.push(...sent)
    known.push(...answered)
    const after = await program(site, place)
    await expectExact(after.port, { all, answered: known, last: sent })
    await after.stop('SIGKILL')
  }
}, 600_000)

test('Redis: an instance or the server is killed, the other instance goes on', async () => {
  const args = [...site, '--store', server.url]
  const place = folder()
  const instances: Program[] = [await program(args, place), await program(args, place)]
  const all: number[] = []
  const known: number[] = []
  for (let turn = 0; turn < kills; turn++) {
    const { sent, answered, stop } = load(
      instances.map(({ port }) => port),
      turn * 100_000,
    )
    while (answered.length === 0) await sleep(5)
    await sleep(Math.random() * 500)
    if (turn % 2 === 0) {
      await server.kill()
      await sleep(100)
      await server.start()
    } else await instances[1]?.stop('SIGKILL')
    await sleep(100)
    await stop()
    all.push(...sent)
    known.push(...answered)
    if (turn % 2 === 1) instances[1] = await program(args, place)
    for (const { port } of instances) await healthy(port)
    await expectExact((instances[turn % 2] as Program).port, { all, answered: known, last: sent })
  }
}, 600_000)

async function healthy(port: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    const { status } = await fetch(`http://127.0.0.1:${port}/healthz`)
    if (status === 200) return
    if (tries > 1000) throw new Error('Redis is back, and the endpoint has not noticed')
    await sleep(50)
  }
}

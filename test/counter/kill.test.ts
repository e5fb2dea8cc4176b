/** The endpoint, and Redis, killed under load: what was answered is counted, and nothing twice. `KILLS` says how often. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, test } from 'vitest'
import { expectExact, healthy, load } from './load.ts'
import { type Program, program } from './program.ts'
import { type RedisServer, redisServer } from './redis.ts'
import { folder } from './stores.ts'

const kills = Number(process.env.KILLS ?? 2)
let server: RedisServer
beforeAll(async () => {
  server = await redisServer()
})
afterAll(() => server.close())

const site = ['--site', 'yenchau=https://yenchau.example.gov.vn/', '--any-path', '--trust-proxy', '127.0.0.1']

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

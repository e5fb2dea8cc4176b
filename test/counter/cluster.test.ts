/** A cluster, and a master with its replica under Sentinel, of which the master is killed under load. `HITS` says how many views are answered. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { expectExact, healthy, load } from './load.ts'
import { program } from './program.ts'
import { isMaster, type RedisServer, redisCluster, sentinelGroup, until } from './redis.ts'
import { folder } from './stores.ts'

const hits = Number(process.env.HITS ?? 2000)

const counting = (sites: readonly string[]) => [
  ...sites.flatMap((site) => ['--site', `${site}=https://${site}.example.gov.vn/`]),
  ...['--any-path', '--trust-proxy', '127.0.0.1'],
]

/** Two instances count until the master has been killed under them, replaced, and so many views have been answered. */
async function killUnderLoad(
  ports: number[],
  sites: readonly string[],
  { master, replica }: { master: RedisServer; replica: RedisServer },
) {
  const { sent, answered, stop } = load(ports, 0, sites)
  while (answered.length < hits / 3) await sleep(5)
  await master.kill()
  await until(() => isMaster(replica), replica)
  // The new master answers for nothing until it has a replica again.
  await master.start()
  await until(async () => (await replica.command('INFO', 'replication')).includes('state=online'), replica)
  const before = answered.length
  while (answered.length < Math.max(hits, before + hits / 10)) await sleep(5)
  await stop()
  for (const port of ports) await healthy(port)
  if (process.env.HITS) process.stderr.write(`${answered.length} of ${sent.length} views were answered\n`)
  await expectExact(ports[1] as number, { all: sent, answered, last: sent }, sites)
}

test('cluster: one of three masters is killed and replaced by its replica', async () => {
  const cluster = await redisCluster()
  onTestFinished(() => cluster.close())
  // One on each master, so that two of them go on.
  const sites = ['yenchau', 'mocchau', 'sonla', 'phuyen', 'thuanchau', 'muongla']
  const args = [...counting(sites), '--store', cluster.url]
  const running = await Promise.all([program(args, folder()), program(args, folder())])
  const pairs = await Promise.all(sites.map((site) => cluster.pairOf(site)))
  expect(new Set(pairs.map(({ master }) => master.port)).size).toBe(3)
  const ports = running.map(({ port }) => port)
  await killUnderLoad(ports, sites, await cluster.pairOf('yenchau'))
}, 600_000)

test('Sentinel: the master is killed and its replica made master; passwords come from the environment', async () => {
  const group = await sentinelGroup('bi-mat-redis', 'bi-mat-sentinel')
  onTestFinished(() => group.close())
  const environment = { REDIS_PASSWORD: 'bi-mat-redis', REDIS_SENTINEL_PASSWORD: 'bi-mat-sentinel' }
  const args = [...counting(['yenchau']), '--store', group.url]
  const start = () => program(args, folder(), { environment })
  const running = await Promise.all([start(), start()])
  await killUnderLoad(
    running.map(({ port }) => port),
    ['yenchau'],
    group,
  )
  for (const { output } of running) expect(output()).not.toContain('bi-mat')
}, 600_000)

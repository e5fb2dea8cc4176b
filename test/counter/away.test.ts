/** A store that cannot be written or reached: a clear status, no crash, no count lost or invented, and back as soon as it can be. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { endpoint, page } from './endpoint.ts'
import { listed, program, sendHit } from './program.ts'
import { redisServer } from './redis.ts'
import { folder } from './stores.ts'

test('a disk that takes no more', async () => {
  const place = folder()
  const args = ['--site', `yenchau=${page}/`, '--any-path', '--trust-proxy', '127.0.0.1']
  // No file may grow over 2 MB: what the system refuses then is refused as on a full disk.
  const full = await program(args, place, { before: 'ulimit -f 2000' })
  const answered = new Map<string, number>()
  const statuses: (number | null)[] = []
  for (let who = 0; !statuses.includes(503) && who < 5000; who++) {
    const path = `/bai-${who}/`
    const status = await sendHit(full.port, who, path)
    statuses.push(status)
    if (status === 200) answered.set(path, 1)
  }
  expect(answered.size).toBeGreaterThan(10)
  expect([...new Set(statuses)]).toEqual([200, 503])
  expect(await listed(full.port)).toEqual(answered)
  expect(await sendHit(full.port, 9000, '/nua/')).toBe(503)
  expect(await full.stop('SIGTERM')).toBe(0)
  expect(full.output().match(/"event":"store-unavailable"/g)).toHaveLength(1)

  const again = await program(args, place)
  expect(await listed(again.port)).toEqual(answered)
  expect(await sendHit(again.port, 0, '/bai-0/')).toBe(200)
  expect(await listed(again.port)).toEqual(answered)
  expect(await sendHit(again.port, 9000, '/nua/')).toBe(200)
})

test('Redis gone and back', async () => {
  const server = await redisServer()
  onTestFinished(() => server.close())
  const { hit, get, log } = await endpoint({ store: server.url })
  expect((await hit('/a/', '203.0.113.1')).json.page?.views).toBe(1)
  await server.kill()
  const refused = await hit('/a/', '203.0.113.2')
  expect([refused.status, refused.json.error, refused.headers.get('retry-after')]).toEqual([
    503,
    'store-unavailable',
    '5',
  ])
  expect((await get('/healthz')).status).toBe(503)
  expect((await get('/v1/counts?site=yenchau&path=/a/')).status).toBe(503)
  expect((await get('/metrics')).status).toBe(503)
  await server.start()
  for (let tries = 0; (await get('/healthz')).status !== 200 && tries < 1000; tries++) await sleep(50)
  expect((await hit('/a/', '203.0.113.1')).json.page?.views).toBe(1)
  expect((await hit('/a/', '203.0.113.2')).json.page?.views).toBe(2)
  const events = log.map(({ event }) => event).filter((event) => event.startsWith('store-'))
  expect(events).toEqual(['store-unavailable', 'store-back'])
})

/** Several instances on one Redis: a visitor is the same visitor to all of them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoint } from './endpoint.ts'
import { type RedisServer, redisServer } from './redis.ts'
import { start } from './stores.ts'

let server: RedisServer
beforeAll(async () => {
  server = await redisServer()
})
afterAll(() => server.close())

test('a view is counted once, whichever is asked, and all tell the same numbers', async () => {
  const [one, other] = [await endpoint({ store: server.url }), await endpoint({ store: server.url })]
  const hits = Array.from({ length: 40 }, (_, turn) =>
    (turn % 2 === 0 ? one : other).hit('/a/', `203.0.113.${turn % 5}`),
  )
  for (const { status } of await Promise.all(hits)) expect(status).toBe(200)
  for (const { get } of [one, other]) {
    const { json } = await get('/v1/counts?site=yenchau&path=/a/')
    expect(json.pages?.['/a/']).toEqual({ views: 5, online: 5, today: 5, week: 5 })
    expect(json.site).toEqual({ online: 5, today: 5, week: 5, total: 5 })
  }
})

test('also while midnight has come to one and not yet to the other', async () => {
  await server.command('FLUSHALL')
  const [ahead, behind] = [await endpoint({ store: server.url }), await endpoint({ store: server.url })]
  const midnight = Date.parse('2026-11-26T00:00:00+07:00')
  ahead.pass(midnight + 20_000 - start)
  behind.pass(midnight - 20_000 - start)
  expect((await behind.hit('/a/', '203.0.113.1')).json.page?.views).toBe(1)
  expect((await ahead.hit('/a/', '203.0.113.1')).json.page?.views).toBe(1)
  expect((await ahead.hit('/a/', '203.0.113.2')).json.page?.views).toBe(2)
  expect((await behind.hit('/a/', '203.0.113.2')).json.page?.views).toBe(2)
  expect((await ahead.get('/v1/counts?site=yenchau')).json.site).toMatchObject({ online: 2, total: 2 })
})

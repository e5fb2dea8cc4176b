/** The endpoint as a server: opens the store, reads the lists of pages, answers, and ends in good order. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { networks } from './address.ts'
import { endpointApp } from './app.ts'
import { type Clock, systemClock } from './clock.ts'
import { type Log, messageOf } from './log.ts'
import { metrics } from './metrics.ts'
import { watchPages } from './pages.ts'
import { isRedis, type RedisSecrets, redisAddress, shownAddress } from './redis-address.ts'
import type { CounterSettings } from './settings.ts'
import { soleProcess } from './sole-process.ts'
import type { Store } from './store.ts'
import { firstDayKept } from './visitor.ts'

/** A running endpoint; `close` lets answers that are under way be finished, and keeps every count. */
export interface RunningEndpoint {
  origin: string
  port: number
  close: () => Promise<void>
}

/** The endpoint could not be started; `what` is the store or the address, as it was configured. */
export class NotStarted extends Error {
  readonly what: string
  constructor(what: string, cause: unknown) {
    super(reasonOf(cause), { cause })
    this.what = what
  }
}

/** Answers under way are waited for so long when the endpoint ends (milliseconds). */
const LAST_ANSWERS = 5000

const noSecrets: RedisSecrets = { username: '', password: '', sentinelPassword: '' }

/** Opens the store that the settings name; throws `NotStarted`. */
export async function openStore(
  { store, secrets = noSecrets }: Pick<CounterSettings, 'store' | 'secrets'>,
  clock: Clock,
  log: Log,
): Promise<Store> {
  const address = redisAddress(store)
  try {
    let last = ''
    const told = (error: Error) => {
      const reason = reasonOf(error)
      if (reason !== last) log('warn', 'store', { reason })
      last = reason
    }
    if (address !== null) return await (await import('./redis-store.ts')).openRedisStore(address, secrets, told)
    return await (await import('./sqlite-store.ts')).openSqliteStore(store, clock.steady(), told)
  } catch (error) {
    throw new NotStarted(shownStore(store), error)
  }
}

/** An endpoint that another server asks; `close` keeps every count. */
export interface OpenEndpoint {
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  close: () => Promise<void>
}

/** Opens the store and reads the lists of pages; throws `NotStarted`. The clock is the machine's unless another is given. */
export async function openEndpoint(
  settings: Pick<CounterSettings, 'store' | 'secrets' | 'trustProxy' | 'sites'>,
  log: Log,
  clock: Clock = systemClock(),
): Promise<OpenEndpoint> {
  const { trustProxy } = settings
  const release = await alone(settings.store)
  const store = await openStore(settings, clock, log).catch((error) => {
    release()
    throw error
  })
  const sites = await Promise.all(
    settings.sites.map(async ({ id, timeZone, origins, pages }) => ({
      id,
      timeZone,
      origins: new Set(origins),
      pages: await watchPages(pages, clock.steady, (count, error) => {
        if (error === null) log('info', 'pages-read', { site: id, pages: count })
        else log('warn', 'pages-unread', { site: id, pages: count, reason: messageOf(error) })
      }),
    })),
  )
  const trusted = networks(trustProxy)
  if (trusted === null) throw new Error('trustProxy was not checked')
  const endpoint = {
    sites: new Map(sites.map((site) => [site.id, site])),
    store,
    clock,
    trusted,
    metrics: metrics(),
    log,
  }
  const forget = setInterval(() => {
    for (const { id, timeZone } of sites)
      store.keys
        .forget(id, firstDayKept(clock.steady(), timeZone))
        .catch((error) => log('error', 'keys-kept', { site: id, reason: messageOf(error) }))
  }, 60_000).unref()
  return {
    answer: getRequestListener(endpointApp(endpoint).fetch),
    async close() {
      clearInterval(forget)
      for (const { pages } of sites) pages.close()
      await store.close()
      release()
    },
  }
}

/** Starts the endpoint as a server of its own; throws `NotStarted`. */
export async function startEndpoint(settings: CounterSettings, log: Log, clock?: Clock): Promise<RunningEndpoint> {
  const { host, port } = settings
  const endpoint = await openEndpoint(settings, log, clock)
  const server = createServer(
    { requestTimeout: 10_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 },
    endpoint.answer,
  )
  const close = async () => {
    await ended(server)
    await endpoint.close()
  }
  try {
    await listening(server, host, port)
  } catch (error) {
    await close()
    throw new NotStarted(`${host}:${port}`, error)
  }
  const address = server.address()
  const taken = typeof address === 'object' && address !== null ? address.port : port
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${taken}`
  log('info', 'listening', { address: origin, store: shownStore(settings.store), sites: settings.sites.length })
  return { origin, port: taken, close }
}

/** Redis serves any number of processes, a file one. */
async function alone(store: string): Promise<() => void> {
  if (isRedis(store)) return () => {}
  try {
    return await soleProcess(store)
  } catch (error) {
    throw new NotStarted(store, error)
  }
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function ended(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}

function shownStore(store: string): string {
  return isRedis(store) ? shownAddress(store) : store
}

/** The system's own name of a failure where it has one, such as `EADDRINUSE`. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') return 'not installed'
  return /^E[A-Z]+$/.test(code) ? code : messageOf(error)
}

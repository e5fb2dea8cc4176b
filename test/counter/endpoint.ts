/** An endpoint in this process, with a clock that the test sets, and requests as browsers send them. */
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Level } from '../../src/counter/log.ts'
import { startEndpoint } from '../../src/counter/serve.ts'
import { type CounterSettings, siteSettings } from '../../src/counter/settings.ts'
import { folder, start, zone } from './stores.ts'

export const page = 'https://yenchau.example.gov.vn'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

export interface Answer {
  status: number
  headers: Headers
  text: string
  json: {
    page?: { views: number }
    pages?: Record<string, { views: number }>
    site?: { online: number; today: number; week: number; total: number }
    asOf?: string
    error?: string
    next?: string | null
  }
}

/** What a request is sent with besides its path and body; the address is told as a trusted proxy tells it. */
export interface Sent {
  address?: string
  headers?: Record<string, string | null>
}

export async function endpoint(settings: Partial<CounterSettings> = {}) {
  const now = { wall: start, steady: start }
  const log: { level: Level; event: string; facts: object }[] = []
  const running = await startEndpoint(
    {
      host: '127.0.0.1',
      port: 0,
      store: join(folder(), 'counter.db'),
      trustProxy: ['127.0.0.1'],
      sites: [siteSettings('yenchau', `${page}/`, zone, true, null)],
      ...settings,
    },
    (level, event, facts = {}) => log.push({ level, event, facts }),
    { wall: () => now.wall, steady: () => now.steady },
  )
  let closed: Promise<void> | null = null
  const close = () => {
    closed ??= running.close()
    return closed
  }
  onTestFinished(close)
  const ask = async (
    path: string,
    init: RequestInit,
    { address = '203.0.113.1', headers = {} }: Sent,
  ): Promise<Answer> => {
    const sent = { origin: page, 'user-agent': firefox, 'x-forwarded-for': address, ...headers }
    const given = Object.entries(sent).filter((entry): entry is [string, string] => entry[1] !== null)
    const response = await fetch(running.origin + path, {
      ...init,
      headers: [...given, ...Object.entries(init.headers ?? {})],
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : {} }
  }
  return {
    origin: running.origin,
    close,
    log,
    /** Moves both clocks on. */
    pass: (ms: number) => {
      now.wall += ms
      now.steady += ms
    },
    /** Sets the machine's clock, as an administrator does. */
    setClock: (instant: number) => {
      now.wall = instant
    },
    get: (path: string, sent: Sent = {}) => ask(path, {}, sent),
    post: (body: string, sent: Sent = {}, type = 'text/plain;charset=UTF-8') =>
      ask('/v1/hits', { method: 'POST', body, headers: { 'content-type': type } }, sent),
    hit: (path: string, address?: string, headers?: Sent['headers']) =>
      ask(
        '/v1/hits',
        {
          method: 'POST',
          body: JSON.stringify({ site: 'yenchau', path }),
          headers: { 'content-type': 'text/plain;charset=UTF-8' },
        },
        { ...(address && { address }), ...(headers && { headers }) },
      ),
    options: (path: string, sent: Sent) => ask(path, { method: 'OPTIONS' }, sent),
  }
}

/** The endpoint's answers: hits, counts, health and metrics. */
import { createHash } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { isbot } from 'isbot'
import { clientNetwork, type Trusted } from './address.ts'
import { type Clock, present, type When } from './clock.ts'
import { perMinute } from './limits.ts'
import { type Log, messageOf } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Pages } from './pages.ts'
import { normalPath } from './path.ts'
import { asOf, hitShape, type Refusal, refusals } from './protocol.ts'
import { type Store, StoreUnavailable } from './store.ts'
import { visitorOf } from './visitor.ts'

/** A site that is counted; `origins` are those of its pages, which alone may ask from a browser. */
export interface CountedSite {
  id: string
  timeZone: string
  origins: ReadonlySet<string>
  pages: Pages
}

export interface Endpoint {
  sites: ReadonlyMap<string, CountedSite>
  store: Store
  clock: Clock
  trusted: Trusted
  metrics: Metrics
  log: Log
}

type Environment = { Bindings: HttpBindings }
type Request = Context<Environment>

/** Bytes of a hit's body; the longest path that is read fits in. */
const LARGEST_HIT = 4096

/** Paths of one reading. */
const MOST_PATHS = 100

/** Requests a minute of one address with one browser, and of one address: a whole office may stand behind it. */
const LIMITS = { visitor: 120, address: 3000 }

class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal)
    this.refusal = refusal
  }
}

/** Makes the application; it is stateless but for the store, the lists of pages and the limits. */
export function endpointApp({ sites, store, clock, trusted, metrics, log }: Endpoint): Hono<Environment> {
  const limit = {
    visitor: perMinute(LIMITS.visitor, clock.steady),
    address: perMinute(LIMITS.address, clock.steady),
  }
  let isAway = false
  const origins = new Set([...sites.values()].flatMap((site) => [...site.origins]))

  const clientOf = (c: Request) => {
    const address = clientNetwork(c.env.incoming.socket.remoteAddress ?? '', c.req.header('x-forwarded-for'), trusted)
    const browser = (c.req.header('user-agent') ?? '').slice(0, 512)
    const who = createHash('sha1').update(`${address}\0${browser}`).digest('base64')
    if (!limit.address(address) || !limit.visitor(who)) throw new Refused('too-many-requests')
    return { address, browser }
  }
  const siteOf = (c: Request, id: string): CountedSite => {
    const site = sites.get(id)
    if (!site) throw new Refused('site-unknown')
    const origin = c.req.header('origin')
    if (origin !== undefined && !site.origins.has(origin)) throw new Refused('origin-refused')
    return site
  }
  const pageOf = async (site: CountedSite, given: string): Promise<string> => {
    const path = normalPath(given)
    if (path === null) throw new Refused('path-invalid')
    const page = await site.pages.find(path)
    if (page === null) throw new Refused('path-unknown')
    if (page === 'unknown') throw new Refused('pages-unknown')
    return page
  }

  const hit = async (c: Request) => {
    if (!/^(?:text\/plain|application\/json)\s*(?:;|$)/i.test(c.req.header('content-type') ?? ''))
      throw new Refused('type-refused')
    const length = c.req.header('content-length')
    if (length === undefined) throw new Refused('length-required')
    if (Number(length) > LARGEST_HIT) throw new Refused('body-too-large')
    const client = clientOf(c)
    const asked = hitShape.safeParse(parsed(await c.req.text()))
    if (!asked.success) throw new Refused('body-invalid')
    const site = siteOf(c, asked.data.site)
    const path = await pageOf(site, asked.data.path)
    const when = present(clock, site.timeZone)
    const silent = isDeclined(c) ? 'declined' : isbot(client.browser) || client.browser === '' ? 'robot' : null
    if (silent !== null) {
      metrics.hit(site.id, silent)
      const { pages, site: numbers } = await store.read(site.id, [path], when)
      return c.json({ page: { views: pages[0]?.views ?? 0 }, site: numbers, asOf: asOf(when.wall) })
    }
    const who = await visitorOf(store.keys, site, client.address, client.browser, when)
    const { isNew, views, site: numbers } = await store.count({ site: site.id, path, ...who, when })
    if (isAway) log('info', 'store-back')
    isAway = false
    metrics.hit(site.id, isNew ? 'counted' : 'repeated')
    return c.json({ page: { views }, site: numbers, asOf: asOf(when.wall) })
  }

  const counts = async (c: Request) => {
    clientOf(c)
    const site = siteOf(c, c.req.query('site') ?? '')
    const when = present(clock, site.timeZone)
    const paths = c.req.queries('path') ?? []
    const after = c.req.query('after')
    if (paths.length > MOST_PATHS || (after !== undefined && (paths.length > 0 || after.length > 1024)))
      throw new Refused('query-invalid')
    if (after === undefined) return c.json(await countsOf(site, paths, when))
    const { pages, next } = await store.list(site.id, after)
    const { site: numbers } = await store.read(site.id, [], when)
    const views = Object.fromEntries(pages.map(([path, ofPage]) => [path, { views: ofPage }]))
    return c.json({ pages: views, site: numbers, asOf: asOf(when.wall), next })
  }
  /** Of a page that is not the site's, nothing is said; under each path as it was asked for. */
  const countsOf = async (site: CountedSite, paths: readonly string[], when: When) => {
    const found: { given: string; page: string }[] = []
    for (const given of new Set(paths)) {
      const path = normalPath(given)
      if (path === null) throw new Refused('path-invalid')
      const page = await site.pages.find(path)
      if (page === 'unknown') throw new Refused('pages-unknown')
      if (page !== null) found.push({ given, page })
    }
    const read = await store.read(
      site.id,
      found.map(({ page }) => page),
      when,
    )
    const pages = Object.fromEntries(found.map(({ given }, index) => [given, read.pages[index]]))
    return { pages, site: read.site, asOf: asOf(when.wall) }
  }

  const app = new Hono<Environment>()
  app.use('/v1/*', async (c, next) => {
    const start = performance.now()
    c.header('Cache-Control', 'no-store')
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Vary', 'Origin')
    const origin = c.req.header('origin')
    if (origin !== undefined && origins.has(origin)) c.header('Access-Control-Allow-Origin', origin)
    await next()
    const route = /^\/v1\/(?:hits|counts)$/.test(c.req.path) ? c.req.path : 'other'
    metrics.answered(route, c.res.status, (performance.now() - start) / 1000)
  })
  app.options('/v1/*', (c) => {
    if (!origins.has(c.req.header('origin') ?? '')) throw new Refused('origin-refused')
    c.header('Access-Control-Allow-Methods', 'GET, POST')
    c.header('Access-Control-Allow-Headers', 'Content-Type')
    c.header('Access-Control-Max-Age', '86400')
    return c.body(null, 204)
  })
  app.post('/v1/hits', hit)
  app.get('/v1/counts', counts)
  for (const [path, allowed] of Object.entries({ '/v1/hits': 'POST', '/v1/counts': 'GET' }))
    app.all(path, (c) => {
      c.header('Allow', allowed)
      throw new Refused('method-refused')
    })
  app.get('/healthz', async (c) => {
    await store.check()
    return c.json({ ok: true })
  })
  app.get('/metrics', async (c) => {
    const told = [...sites.values()].map(async ({ id, timeZone, pages }) => {
      const when = present(clock, timeZone)
      const [{ site }, visitors] = await Promise.all([store.read(id, [], when), store.visitors(id, when.day)])
      return { id, pages: pages.size(), visitors, numbers: site }
    })
    return c.text(await metrics.text(await Promise.all(told)), 200, { 'Content-Type': 'text/plain; version=0.0.4' })
  })
  app.notFound((c) => refuse(c, 'not-found'))
  app.onError((error, c) => {
    if (error instanceof Refused) return refuse(c, error.refusal)
    if (error instanceof StoreUnavailable) {
      // Once, not for every request of an outage.
      if (!isAway) log('error', 'store-unavailable', { reason: error.message })
      isAway = true
      return refuse(c, 'store-unavailable')
    }
    log('error', 'endpoint-failed', { reason: messageOf(error) })
    return refuse(c, 'endpoint-failed')
  })
  const refuse = (c: Request, refusal: Refusal) => {
    metrics.refused(refusal)
    const status = refusals[refusal]
    if (status === 429) c.header('Retry-After', '60')
    if (status === 503) c.header('Retry-After', '5')
    return c.json({ error: refusal }, status)
  }
  return app
}

/** Do Not Track and Global Privacy Control: such a visitor reads, and is not counted. */
function isDeclined(c: Request): boolean {
  return c.req.header('sec-gpc') === '1' || c.req.header('dnt') === '1'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

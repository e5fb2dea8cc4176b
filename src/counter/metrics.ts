/** The endpoint's own numbers, for Prometheus. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { SiteNumbers } from './protocol.ts'

/** What became of a hit that was answered. */
export type Outcome = 'counted' | 'repeated' | 'robot' | 'declined'

export interface Metrics {
  hit: (site: string, outcome: Outcome) => void
  refused: (reason: string) => void
  answered: (route: string, status: number, seconds: number) => void
  /** The text of `/metrics`, with the numbers of the sites as they are now. */
  text: (
    sites: Iterable<{ id: string; pages: number | null; visitors: number; numbers: SiteNumbers }>,
  ) => Promise<string>
}

/** Makes the registry; of the labels that have to do with requests, none is as a client wrote it. */
export function metrics(): Metrics {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const registers = [register]
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers })
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames: ['site'], registers })
  const hits = counter('portal_counter_hits_total', 'Hits that were answered, by what became of them.', [
    'site',
    'outcome',
  ])
  const refusals = counter('portal_counter_refused_total', 'Requests that were refused, by reason.', ['reason'])
  const seconds = new Histogram({
    name: 'portal_counter_request_seconds',
    help: 'How long requests took.',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2],
    registers,
  })
  const gauges = {
    online: gauge('portal_counter_online', 'Distinct visitors in the last five minutes.'),
    today: gauge('portal_counter_views_today', 'Views of the day in the site’s zone.'),
    week: gauge('portal_counter_views_week', 'Views of the week from Monday.'),
    total: gauge('portal_counter_views', 'Views in all, with those carried over.'),
  }
  const visitorsToday = gauge('portal_counter_visitors_today', 'Distinct visitors of the day.')
  const pagesListed = gauge('portal_counter_pages', 'Pages that may be counted.')
  return {
    hit: (site, outcome) => hits.inc({ site, outcome }),
    refused: (reason) => refusals.inc({ reason }),
    answered: (route, status, took) => seconds.observe({ route, status }, took),
    async text(sites) {
      for (const { id: site, pages, visitors, numbers } of sites) {
        for (const name of ['online', 'today', 'week', 'total'] as const) gauges[name].set({ site }, numbers[name])
        visitorsToday.set({ site }, visitors)
        if (pages !== null) pagesListed.set({ site }, pages)
      }
      return register.metrics()
    },
  }
}

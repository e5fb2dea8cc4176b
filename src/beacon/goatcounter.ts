/** The beacon for GoatCounter: `/count` counts, `/counter/PATH.json` and `/counter/TOTAL.json` tell (goatcounter.com/help/visitor-counter). */
import { show, told } from './page.ts'
import { isPrivate, onView, request } from './visit.ts'

onView(async () => {
  const { endpoint, path } = told
  /** A count in digits that the server groups as its owner likes; undefined where there is none (404: never counted). */
  const read = async (of: string) => {
    const response = await fetch(`${endpoint}/counter/${encodeURIComponent(of)}.json`, request())
    const { count } = (await response.json()) as { count: string }
    return response.ok && /\d/.test(count) ? Number(count.replace(/\D/g, '')) : undefined
  }
  const orNothing = () => undefined
  if (!isPrivate) {
    const query = new URLSearchParams({ p: path, t: document.title })
    // GoatCounter writes views down every ten seconds: there is no reason to wait before reading.
    fetch(`${endpoint}/count?${query}`, { ...request(), cache: 'no-store' }).catch(orNothing)
  }
  const [views, total] = await Promise.all([read(path).catch(orNothing), read('TOTAL').catch(orNothing)])
  show({ pages: { [path]: { views } }, site: { total }, asOf: Date.now() })
})

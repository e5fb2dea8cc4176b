/** The beacon for Umami: `/api/send` counts, the API behind the website's share URL tells (umami.is/docs/api). */
import { show, told } from './page.ts'
import { isPrivate, onView, request } from './visit.ts'

const DAY = 86_400_000

/** Midnight before an instant, and before the Monday of its week, in the site's zone; an hour off where clocks changed since. */
function beginnings(now: number): { day: number; week: number } {
  const clock = new Intl.DateTimeFormat('en', {
    ...({ timeZone: told.zone, weekday: 'short', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const),
    hourCycle: 'h23',
  } as Intl.DateTimeFormatOptions)
  const {
    weekday = '',
    hour,
    minute,
    second,
  } = Object.fromEntries(clock.formatToParts(now).map(({ type, value }) => [type, value]))
  const day = now - (now % 1000) - ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000
  return { day, week: day - ('MonTueWedThuFriSatSun'.indexOf(weekday) / 3) * DAY }
}

onView(async () => {
  const { endpoint, site, path, share } = told
  const ask = async (address: string, init: RequestInit = {}) => {
    const response = await fetch(`${endpoint}/api/${address}`, { ...request(), ...init })
    if (!response.ok) throw response.status
    return response.json()
  }
  const { hostname } = location
  const payload = { website: site, hostname, url: path, title: document.title, language: navigator.language }
  try {
    if (!isPrivate)
      await ask('send', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'event', payload }),
      })
    if (share === undefined) return
    const { token } = await ask(`share/${share}`)
    // Umami 3 takes the token only with the second header; both versions know the first.
    const headers = { 'x-umami-share-token': token, 'x-umami-share-context': '1' }
    const now = Date.now()
    const { day, week } = beginnings(now)
    // Umami 2 gives a number with the one before it, and calls `url` what is `path` in Umami 3.
    const viewsSince = async (start: number, query = '') => {
      const { pageviews } = await ask(`websites/${site}/stats?startAt=${start}&endAt=${now}${query}`, { headers })
      return pageviews.value ?? pageviews
    }
    const own = encodeURIComponent(path)
    const [views, total, ofWeek, today, active] = await Promise.all([
      viewsSince(0, `&path=${own}&url=${own}`),
      viewsSince(0),
      viewsSince(week),
      viewsSince(day),
      ask(`websites/${site}/active`, { headers }),
    ])
    const online = active.visitors ?? active.x
    show({ pages: { [path]: { views } }, site: { total, week: ofWeek, today, online }, asOf: now })
  } catch {
    // Whatever fails, the page stays as it was: numbers adorn it, and nobody is told of their absence.
  }
})

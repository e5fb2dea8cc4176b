/**
 * The beacon for a portal's own endpoint: one request counts the view and brings the numbers.
 * It may weigh 600 bytes compressed, so it shares nothing with its neighbours, and its page tells it all it needs ready-made:
 * `data-hits` and `data-hit` count, `data-counts` only reads, `data-lists` is the file for when neither answers.
 */
interface Told {
  hits: string
  hit: string
  counts: string
  lists: string
  lang: string
  asOf: string
  test?: string
  local?: string
  away?: string
}

interface Answer {
  page?: { views: unknown }
  pages: Record<string, { views: unknown }>
  site: Record<string, unknown>
  asOf: string
}

const page = document
const browser = navigator as Navigator & { globalPrivacyControl?: boolean }
const told = (page.currentScript as HTMLScriptElement).dataset as unknown as Told

/** The page is loaded, or came back from the back-forward cache: counts, now or when somebody sees it. */
const seen = async () => {
  if (page.hidden) addEventListener('visibilitychange', seen, { once: true })
  else
    try {
      // Who asks not to be followed reads only.
      const body = browser.doNotTrack === '1' || browser.globalPrivacyControl ? undefined : told.hit
      const answer = await fetch(body ? told.hits : told.counts, {
        body,
        method: body && 'POST',
        keepalive: true,
        signal: AbortSignal.timeout(5000),
      } as RequestInit)
      const { page: own, pages, site, asOf }: Answer = await answer.json()
      const time = new Date(asOf)
      for (const one of page.querySelectorAll<HTMLElement>('[data-view-count],[data-stat],[data-counted]')) {
        const { stat, path, legacy } = one.dataset as { stat?: string; path?: string; legacy?: number }
        const number = (path ? (own ?? (pages[path] as { views: unknown })).views : site[stat ?? 'total']) as number
        // Neither text, nor fraction, nor less than nothing passes.
        if (+time > 0 && number >>> 0 === number) {
          one.title = told.asOf.replace('%s', time.toLocaleString(told.lang))
          one.textContent = stat || path ? (number + ((legacy as number) | 0)).toLocaleString(told.lang) : one.title
          while (one.closest('[hidden]')) (one.closest('[hidden]') as HTMLElement).hidden = false
        }
      }
    } catch {
      told.away = '1'
      import(told.lists)
    }
}

// Not for a browser that a program drives, unless a test says so, nor for a copy on this machine that would count elsewhere.
if (
  (browser.webdriver ? told.test : /^(localhost$|127\.|\[|$)/.test(location.hostname) ? told.local : '') !== undefined
)
  addEventListener('pageshow', seen)

export {}

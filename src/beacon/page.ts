/** What a page shows of its counts: the hooks in its HTML, filled from an answer. */

/** Numbers as an endpoint gives them, none of them to be relied on; `asOf` is an instant. */
export interface Answer {
  pages: Partial<Record<string, { views?: unknown }>>
  site: Partial<Record<string, unknown>>
  asOf: string | number
}

/** What the page tells its beacon: the data attributes of the script. */
export const told = (document.querySelector('script[data-as-of]') as HTMLElement).dataset as Record<
  'path' | 'lang' | 'asOf' | 'endpoint' | 'site' | 'zone' | 'counts' | 'fallback',
  string
> & { share?: string; test?: string; local?: string; away?: string }

/** Writes every number that is one, with the time that it is of; throws where there is no such time, or nothing else. */
export function show({ pages, site, asOf }: Answer): void {
  const time = new Date(asOf)
  time.toISOString()
  const when = told.asOf.replace('%s', time.toLocaleString(told.lang))
  const write = (hook: string, numberOf: (data: DOMStringMap) => unknown, textOf: (number: number) => string) => {
    for (const one of document.querySelectorAll<HTMLElement>(hook)) {
      const number = numberOf(one.dataset)
      if (typeof number !== 'number' || number >>> 0 !== number) continue
      const all = number + Number(one.dataset.legacy ?? 0)
      // Beside a title, no view is no news.
      if (all === 0 && one.dataset.views !== undefined) continue
      one.title = when
      one.textContent = textOf(all)
      for (;;) {
        const around = one.closest<HTMLElement>('[hidden]')
        if (around === null) break
        around.hidden = false
      }
    }
  }
  const inDigits = (number: number) => number.toLocaleString(told.lang)
  write('[data-view-count],[data-views]', ({ path }) => pages[path as string]?.views, inDigits)
  write('[data-stat]', ({ stat }) => site[stat as string], inDigits)
  write(
    '[data-counted]',
    () => site.total,
    () => when,
  )
}

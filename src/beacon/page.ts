/** What a page shows of its counts: the hooks in its HTML, filled from an answer. */

/** Numbers as an endpoint gives them, none of them to be relied on; `asOf` is an instant. */
export interface Answer {
  page?: Counted | undefined
  pages?: Partial<Record<string, Counted>>
  site?: Partial<Record<string, unknown>>
  asOf: string | number
}

interface Counted {
  views?: unknown
}

/** What the page tells its beacon: the data attributes of the script. */
export const told = (document.querySelector('script[data-endpoint]') as HTMLElement).dataset as Record<string, string>

/** Writes every number that is one, with the time that it is of; throws, and writes nothing, where there is no such time. */
export function show({ page, pages = { [told.path as string]: page }, site = {}, asOf }: Answer): void {
  const { lang } = document.documentElement
  const time = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short', timeZone: told.zone as string })
  const when = (told.asOf as string).replace('%s', time.format(new Date(asOf)))
  const put = (hook: string, numberOf: (data: DOMStringMap) => unknown) => {
    for (const one of document.querySelectorAll<HTMLElement>(hook)) {
      const number = numberOf(one.dataset) as number
      if (Number.isSafeInteger(number) && number >= 0) {
        one.title = when
        one.textContent = (number + Number(one.dataset.legacy || 0)).toLocaleString(lang)
        for (let around = one.closest<HTMLElement>('[hidden]'); around; around = one.closest('[hidden]'))
          around.hidden = false
      }
    }
  }
  put('[data-view-count]', ({ path }) => pages[path as string]?.views)
  put('[data-stat]', ({ stat }) => site[stat as string])
  const line = document.querySelector<HTMLElement>('[data-counted]')
  if (line && Number.isSafeInteger(site.total)) {
    line.textContent = when
    line.hidden = false
  }
}

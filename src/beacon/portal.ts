/** The beacon for a portal's own endpoint: one request counts the view and brings the numbers. */
import { show, told } from './page.ts'
import { isPrivate, onView, request } from './visit.ts'

onView(async () => {
  const { endpoint, site, path, lists } = told
  told.away = ''
  try {
    const response = await fetch(
      ...((isPrivate
        ? [`${endpoint}/v1/counts?${new URLSearchParams({ site, path } as Record<string, string>)}`, request()]
        : [`${endpoint}/v1/hits`, { ...request(), method: 'POST', body: JSON.stringify({ site, path }) }]) as [
        string,
        RequestInit,
      ]),
    )
    if (!response.ok) throw 0
    show(await response.json())
  } catch {
    told.away = '1'
  }
  if (told.away || document.querySelector(`[data-view-count]:not([data-path="${path}"])`))
    document.head.append(
      Object.assign(document.createElement('script'), { src: lists, integrity: told.listsIntegrity }),
    )
})

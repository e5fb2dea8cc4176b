/** The entries of what only a server can say: which addresses have moved, and which are gone for good. */
import type { Published } from '../../content/published.ts'
import type { Site } from '../../content/site.ts'
import type { PlanContext } from '../context.ts'
import { type Entry, sourcesOf } from '../entry.ts'

/**
 * `moved.map`, for nginx's `map`: every alias and every address of the portal before this one, queries included.
 * `gone.conf`, for its `server`: tombstones, answered with 410 (RFC 9110, 15.5.11). `successor.map`, of an archive: every
 * page, for when its own address is given up. Each only where there is something to say.
 */
export function serverRules(site: Site, { href }: Pick<PlanContext, 'href'>): Entry[] {
  const moved = new Map<string, Published>()
  // As browsers ask for it: percent-encoded.
  for (const { alias, to } of site.redirects) moved.set(href(alias), to)
  for (const page of [...site.bulletins, ...site.standing]) {
    const legacy = legacyAddress(page.bulletin.facts.legacy?.url)
    if (legacy !== null && legacy !== href(page.url) && !moved.has(legacy)) moved.set(legacy, page)
  }
  const lines = [...moved].map(([from, to]) => `${quoted(from)} ${quoted(href(to.url))};\n`)
  const gone = site.removed.map(({ url }) => {
    const address = href(url)
    return `location = ${quoted(address)} { error_page 410 ${quoted(`${address}index.html`)}; return 410; }\n`
  })
  return [
    ...file('moved.map', lines, [...moved.values()]),
    ...file('gone.conf', gone, site.removed),
    ...file('successor.map', successorLines(site, href), [...site.bulletins, ...site.standing]),
  ]
}

/** Nothing where the site goes on, or where none of the successors is the one for everything. */
function successorLines(site: Site, href: PlanContext['href']): string[] {
  const { mode, offices } = site.config
  const successors = site.former.flatMap((index) => offices[index]?.successors ?? [])
  const whole = successors.filter(
    ({ url, area }) => url !== undefined && (area === undefined || successors.length === 1),
  )
  const to = whole.at(-1)?.url
  if (mode !== 'archive' || to === undefined) return []
  const pages = [...site.bulletins, ...site.standing, ...site.removed].map(({ url }) => href(url))
  return [href('/'), ...pages].map((from) => `${quoted(from)} ${quoted(to)};\n`)
}

function file(path: string, lines: readonly string[], told: readonly Published[]): Entry[] {
  if (lines.length === 0) return []
  const sources = [...new Set(sourcesOf(told))]
  return [{ path, sources, making: { kind: 'text', text: [...lines].sort().join('') } }]
}

/** Path and query of an address, as a server is asked for it. */
function legacyAddress(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url, 'https://localhost')) return null
  const { pathname, search } = new URL(url, 'https://localhost')
  return pathname + search
}

/** A word of nginx's settings. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

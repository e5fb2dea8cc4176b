/** What only a server can say, as data for it: which addresses have moved, and which are gone for good. */
import { outputAt } from '../../content/address.ts'
import { placeIn } from '../../content/bulletin.ts'
import type { Published } from '../../content/published.ts'
import type { Site } from '../../content/site.ts'
import { type Diagnostic, problem } from '../../diagnostics/diagnostic.ts'
import { compareTexts } from '../../source/order.ts'
import type { PlanContext } from '../context.ts'
import { type Entry, sourcesOf } from '../entry.ts'

/** Their names. */
export const serverFiles = ['moved.map', 'gone.map', 'successor.map'] as const

/**
 * A file beside the site, never in it: a table for nginx's `map`, one line for each address, sorted, and nothing that is a
 * directive. `sources` are the paths under content/ of the bulletins that it tells of.
 */
export interface ServerFile {
  path: (typeof serverFiles)[number]
  sources: readonly string[]
  text: string
}

/** Longer addresses than this, in bytes, do not fit into the tables that `docs/servers.md` sets up. */
const LONGEST = 2000

/**
 * `moved.map`: every alias and every address of the portal before this one. An address without `?` is meant whatever query
 * is asked for with it, one that ends with `?` without a query alone, any other with its own. `gone.map`: tombstones, to be
 * answered with 410 (RFC 9110, 15.5.11). `successor.map`, of an archive: every page, for when its own address is given up.
 * All are always there, for a server that includes one must find it. Code: `legacy-unmoved`.
 */
export function serverRules(
  site: Site,
  { href }: Pick<PlanContext, 'href'>,
  entries: readonly Entry[],
): { files: ServerFile[]; diagnostics: Diagnostic[] } {
  const moved = new Map<string, { from: string; to: Published }>()
  for (const { alias, to } of site.redirects) {
    const from = decoded(href(alias))
    if (from !== null) moved.set(keyOf(from), { from, to })
  }
  let live: ReturnType<typeof livePlaces> | null = null
  const liveAt = (address: string) => {
    live ??= livePlaces(site, entries)
    return live(address)
  }
  const diagnostics: Diagnostic[] = []
  // Which of two has an address does not depend on their days.
  const byPath = [...site.bulletins, ...site.standing]
    .filter(({ bulletin }) => bulletin.facts.legacy?.url !== undefined)
    .sort((a, b) => compareTexts(a.bulletin.path, b.bulletin.path))
  for (const page of byPath) {
    const written = page.bulletin.facts.legacy?.url
    if (written === undefined) continue
    const tell = (reason: 'form' | 'page' | 'twice', other: string | null) =>
      diagnostics.push(
        problem(
          'legacy-unmoved',
          { url: written.slice(0, 200), reason, other },
          placeIn(page.bulletin, ['legacy', 'url']),
        ),
      )
    const from = legacyAddress(written)
    if (from === null) tell('form', null)
    else {
      const known = moved.get(keyOf(from))?.to
      const live = known ? null : liveAt(from)
      if (known !== undefined && known !== page) tell('twice', known.bulletin.file)
      // What leads to the same page, or is that page, needs no line more.
      else if (live !== null && live.url !== page.url && live.to !== page) tell('page', live.url)
      else if (known === undefined && live === null) moved.set(keyOf(from), { from, to: page })
    }
  }
  // Where another address differs by its query alone, one without a query must not stand for all.
  const asked = new Set([...moved.keys()].flatMap((key) => (key.includes('?') ? key.slice(0, key.indexOf('?')) : [])))
  const lines = [...moved].map(([key, { from, to }]) => line(asked.has(key) ? `${from}?` : from, href(to.url)))
  const gone = site.removed.flatMap(({ url }) => {
    const address = decoded(href(url)) ?? ''
    return [line(address, '1'), line(`/${outputAt(address)}`, '1')]
  })
  const files = [
    file(
      'moved.map',
      lines,
      [...moved.values()].map(({ to }) => to),
    ),
    file('gone.map', [...new Set(gone)], site.removed),
    file('successor.map', successorLines(site, href), [...site.bulletins, ...site.standing]),
  ]
  return { files, diagnostics }
}

/** Nothing where the site goes on, or where none of the successors is the one for everything. */
function successorLines(site: Site, href: PlanContext['href']): string[] {
  const { mode, offices } = site.config
  const successors = site.former.flatMap((index) => offices[index]?.successors ?? [])
  const whole = successors.filter(
    ({ url, area }) => url !== undefined && (area === undefined || successors.length === 1),
  )
  const to = whole.at(-1)?.url
  if (mode !== 'archive' || to === undefined || !URL.canParse(to)) return []
  const pages = [...site.bulletins, ...site.standing, ...site.removed].map(({ url }) => href(url))
  return [href('/'), ...pages].map((from) => line(decoded(from) ?? from, new URL(to).href))
}

/** What stands at an address of the site; `to` is where it leads, if it is but an alias. */
interface Live {
  url: string
  to: Published | null
}

/** Asks what stands at an address (path, or path and query, with the prefix) for a server, however the address is spelled. */
function livePlaces(
  { config: { prefix }, redirects }: Site,
  entries: readonly Entry[],
): (address: string) => Live | null {
  const aliases = new Map(redirects.map(({ output, to }) => [output, to]))
  const live = new Map<string, Live>()
  const folders: string[] = []
  for (const { path, making } of entries) {
    const url = `/${path.replace(/(^|\/)index\.html$/, '$1')}`
    live.set(path.normalize('NFC').toLowerCase(), { url, to: aliases.get(path) ?? null })
    if (making.kind === 'search') folders.push(`${path.toLowerCase()}/`)
  }
  return (address) => {
    const [path = '', query] = address.split(/\?(.*)/s)
    if (!path.startsWith(`${prefix}/`)) return null
    const place = path
      .slice(prefix.length + 1)
      .normalize('NFC')
      .toLowerCase()
    // Many portals had all their pages at `/` with a query; the home page itself is asked for without one.
    if (place === '' && query) return null
    const folder = place.replace(/\/$/, '')
    const found = live.get(place) ?? live.get(folder === '' ? 'index.html' : `${folder}/index.html`)
    if (found) return found
    return folders.some((one) => place.startsWith(one)) ? { url: `/${place}`, to: null } : null
  }
}

/** nginx takes letters that differ by case alone for the same, of ASCII. */
function keyOf(address: string): string {
  return address.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/** The path as nginx's `$uri` has it, decoded and without doubled slashes, and the query as it is asked for; null for what is no web address. */
function legacyAddress(url: string): string | null {
  const base = 'https://localhost'
  if (!URL.canParse(url, base)) return null
  const { protocol, pathname, search } = new URL(url, base)
  const path = /^https?:$/.test(protocol) ? decoded(pathname) : null
  if (path === null) return null
  const address = path + search
  return Buffer.byteLength(address) <= LONGEST ? address : null
}

/** Null where a path cannot be asked for, or is not one: bytes that are no UTF-8, control characters, steps upwards. */
function decoded(path: string): string | null {
  try {
    const plain = decodeURIComponent(path).replace(/\/{2,}/g, '/')
    return plain.startsWith('/') && !/\p{Cc}|\?|\/\.{1,2}(?:\/|$)/u.test(plain) ? plain : null
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

function file(path: ServerFile['path'], lines: readonly string[], told: readonly Published[]): ServerFile {
  return { path, sources: [...new Set(sourcesOf(told))], text: [...lines].sort().join('') }
}

/**
 * A line of a `map`: two quoted words. An address begins with `/`, so that it is none of the words (`include`, `default`) and
 * signs (`~`) that mean something there. nginx puts variables into values, for which `$` is written as addresses write it.
 */
function line(from: string, to: string): string {
  const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`
  return `${quoted(from)} ${quoted(to.replaceAll('$', '%24'))};\n`
}

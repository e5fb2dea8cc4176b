/** The texts of a run by everything that a link may call them: their files, their old addresses, their names. */
import { dirname, join, posix, resolve, sep } from 'node:path'
import { decoded, type FindTarget, type LinkTarget } from './links.ts'

/** What is known of a text when it has its place. `aliases` are paths of the old site. */
export interface Known {
  target: LinkTarget
  absolute: string
  url: string | undefined
  aliases: readonly string[]
  /** Its day, of which other generators make addresses. */
  day: string | null
}

/** The texts of a run. */
export interface Targets {
  add: (known: Known) => void
  /** Takes a text out that was not written. */
  drop: (target: LinkTarget) => void
  find: FindTarget
}

/** Of more files with one name none is meant for certain, and none is looked for. */
const NAMESAKES = 50

/** `roots` are the folders that are imported: addresses of other generators begin there, or in `content/` below. */
export function targetsOf(roots: readonly string[], base: string | null): Targets {
  const byFile = new Map<string, LinkTarget>()
  const byUrl = new Map<string, LinkTarget>()
  const byPath = new Map<string, LinkTarget>()
  const byDay = new Map<string, LinkTarget>()
  const byName = new Map<string, { key: string; target: LinkTarget }[]>()
  const dropped = new Set<LinkTarget>()
  const bases = roots.flatMap((root) => [root, join(root, 'content')]).map((root) => root.normalize('NFC'))
  const first = <T>(map: Map<string, T>, key: string, value: T) => {
    if (!map.has(key)) map.set(key, value)
  }
  const named = (path: string, isNear: (key: string) => boolean): LinkTarget | null => {
    const key = pageKey(path)
    const namesakes = byName.get(posix.basename(key)) ?? []
    if (namesakes.length > NAMESAKES) return null
    const meant = namesakes.filter((one) => one.key.endsWith(`/${key.replace(/^\/+/, '')}`) && isNear(one.key))
    return meant.length === 1 ? (meant[0]?.target ?? null) : null
  }
  const atFile = (path: string) => byFile.get(path) ?? null
  const lookUp: FindTarget = (link, from) => {
    if (link.url !== null) {
      const found = byUrl.get(urlKey(link.url)) ?? (link.isOwn ? byPath.get(pathKey(link.url)) : undefined)
      if (found) return found
    }
    // Jekyll puts the categories before the day.
    const whole = link.url ?? (URL.canParse(link.href, 'http://x/') ? new URL(link.href, 'http://x/').href : null)
    const isHere = whole !== null && (link.isOwn || link.url === null)
    const dated = isHere ? /\/(\d{4}\/\d{2}\/\d{2}\/[^/]+)$/.exec(pathKey(whole))?.[1] : undefined
    const found = dated === undefined ? undefined : byDay.get(dated)
    if (found) return found
    if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(link.href)) return null
    const [written = ''] = link.href.split('#')
    const path = decoded(written)
    const bare = decoded(written.replace(/\?.*$/, ''))
    if (path === null || bare === null || bare === '') return null
    if (bare.startsWith('/')) {
      const found = link.url === null ? byPath.get(pathKey(new URL(written, 'http://x/').href)) : undefined
      return (
        found ??
        bases.map((root) => atFile(join(root, bare))).find((one) => one !== null) ??
        (link.byName ? named(bare, (key) => bases.some((root) => key === pageKey(join(root, bare)))) : null)
      )
    }
    // A page that a tool saved keeps its query in its file's name.
    const beside = [path, bare].map((one) => resolve(dirname(from), one).normalize('NFC'))
    return beside.map(atFile).find((one) => one !== null) ?? (link.byName ? named(bare, () => true) : null)
  }
  return {
    add({ target, absolute, url, aliases, day }) {
      const file = absolute.normalize('NFC')
      byFile.set(file, target)
      const key = pageKey(file)
      const name = posix.basename(key)
      const namesakes = byName.get(name) ?? []
      if (namesakes.length <= NAMESAKES) namesakes.push({ key, target })
      byName.set(name, namesakes)
      if (url !== undefined) first(byUrl, urlKey(url), target)
      const paths = [...aliases]
      if (/\.(?:md|markdown)$/i.test(file)) {
        const root = bases.filter((one) => file.startsWith(one + sep)).sort((a, b) => b.length - a.length)[0]
        const way = root === undefined ? null : posix.dirname(key).slice(pageKey(root).length)
        const ends = [posix.basename(target.path, '.md'), name, name.replace(/^\d{4}-\d{2}-\d{2}-/, '')]
        for (const end of ends) {
          if (way !== null) paths.push(`${way}/${end}`)
          if (day !== null) {
            paths.push(`/${day.replaceAll('-', '/')}/${end}`)
            first(byDay, `${day.replaceAll('-', '/')}/${end}`.toLowerCase(), target)
          }
        }
      }
      for (const path of paths) {
        const written = (decoded(path) ?? path).replace(/[?#]/g, encodeURIComponent)
        if (!URL.canParse(written, base ?? 'http://x/')) continue
        const address = new URL(written, base ?? 'http://x/').href
        first(byPath, pathKey(address), target)
        if (base !== null) first(byUrl, urlKey(address), target)
      }
    },
    drop: (target) => dropped.add(target),
    find(link, from) {
      const found = lookUp(link, from)
      return found === null || dropped.has(found) ? null : found
    },
  }
}

/** One for addresses that mean one page: by http or https, with or without a slash or `index.html` at the end, in any case. */
export function urlKey(url: string): string {
  const { host, search } = new URL(url)
  return host + pathKey(url) + search
}

/** The path alone, without the end that a page's file has. */
export function pathKey(url: string): string {
  const { pathname } = new URL(url)
  return (decoded(pathname) ?? pathname)
    .toLowerCase()
    .replace(/\/(?:index\.html?)?$/, '')
    .replace(/\.html?$/, '')
}

/** A file by what a link calls it: without its ending, and a folder's own page by its folder. */
function pageKey(path: string): string {
  return path
    .split(sep)
    .join('/')
    .replace(/\/+$/, '')
    .replace(/\.(?:md|markdown|html?|txt)$/i, '')
    .replace(/\/(?:_?index)$/i, '')
}

/** Full addresses that lead to the site itself, or to a preview of it on somebody's own machine. */

/** Where a preview stands. */
const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/**
 * What an address means in the site: the path, without the site's prefix, and the part of its page. `isSure` is false where a
 * machine's own address may as well be that of something else.
 */
export interface SiteTarget {
  path: string
  fragment: string | null
  isSure: boolean
}

/** What a path of the site (`/gioi-thieu/?a#lien-he`) or a full address of it means; null where it leads elsewhere. */
export function siteTarget(written: string, homes: readonly string[]): SiteTarget | null {
  if (!written.startsWith('/') || written.startsWith('//')) return ownTarget(written, homes)
  const [path = '', fragment] = written.replace(/\?[^#]*/, '').split(/#(.*)/s)
  return { path: decoded(path), fragment: fragment === undefined ? null : decoded(fragment), isSure: true }
}

/**
 * What a full address means in the site, whatever its scheme, port and case, with or without `www.`; null where it leads
 * elsewhere. `homes` are the addresses of the site's home.
 */
export function ownTarget(address: string, homes: readonly string[]): SiteTarget | null {
  if (!/^(?:https?:)?\/\//i.test(address) || !URL.canParse(address, 'https://localhost')) return null
  const { hostname, pathname, hash } = new URL(address, 'https://localhost')
  const path = decoded(pathname)
  for (const written of homes) {
    const home = new URL(written)
    const isSure = bareHost(hostname) === bareHost(home.hostname)
    if (!isSure && !loopback.test(hostname)) continue
    if (`${path}/`.toLowerCase().startsWith(home.pathname.toLowerCase()))
      return {
        path: `/${path.slice(home.pathname.length)}`,
        fragment: address.includes('#') ? decoded(hash.slice(1)) : null,
        isSure,
      }
  }
  return null
}

/** A host by the name that people know it by: its `www.` and the root's full stop left out. */
function bareHost(hostname: string): string {
  return hostname.replace(/^www\./, '').replace(/\.$/, '')
}

/** What is wrongly encoded leads no less to a site. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path).normalize('NFC')
  } catch (error) {
    if (error instanceof URIError) return path
    throw error
  }
}

/** Full addresses that lead to the site itself, or to a preview of it on somebody's own machine. */

/** Where a preview stands. */
const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/**
 * The path in the site, without its prefix, that a full address means, whatever its scheme, port and case, with or without
 * `www.`; null where it leads elsewhere. `homes` are the addresses of the site's home.
 */
export function ownPath(address: string, homes: readonly string[]): string | null {
  if (!/^(?:https?:)?\/\//i.test(address) || !URL.canParse(address, 'https://localhost')) return null
  const { hostname, pathname } = new URL(address, 'https://localhost')
  const path = decoded(pathname)
  for (const written of homes) {
    const home = new URL(written)
    if (bareHost(hostname) !== bareHost(home.hostname) && !loopback.test(hostname)) continue
    if (`${path}/`.toLowerCase().startsWith(home.pathname.toLowerCase())) return `/${path.slice(home.pathname.length)}`
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

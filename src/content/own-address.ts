/** Full addresses that lead to the site itself, or to a preview of it on somebody's own machine. */

/** Where a preview stands. */
const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/**
 * The path in the site, without its prefix, that a full address means; null where it leads elsewhere. `site` is the address
 * of the site's home.
 */
export function ownPath(address: string, site: string): string | null {
  if (!/^(?:https?:)?\/\//i.test(address) || !URL.canParse(address, site)) return null
  const [{ hostname, pathname }, home] = [new URL(address, site), new URL(site)]
  if (hostname !== home.hostname && !loopback.test(hostname)) return null
  const path = decoded(pathname)
  return path !== null && `${path}/`.startsWith(home.pathname) ? `/${path.slice(home.pathname.length)}` : null
}

/** What stands at a path or above it: a file beside a page belongs to the page. */
export function standingAt<T>(path: string, pages: ReadonlyMap<string, T>): T | null {
  const steps = path.split('/').filter(Boolean)
  for (let length = steps.length; length > 0; length--) {
    const found = pages.get(`/${steps.slice(0, length).join('/')}/`)
    if (found !== undefined) return found
  }
  return null
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path).normalize('NFC')
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

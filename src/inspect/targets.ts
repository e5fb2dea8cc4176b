/** Where an address leads, in a site whose files are known. */

/** `away`: to another host, or to no page (`mailto:`); `lost`: nowhere in the site. */
export type Target = { kind: 'away' | 'lost' } | { kind: 'file'; file: string; fragment: string }

/**
 * Makes the function that follows an address as a browser does that reads `file`, a path in the folder.
 * `url` is the site's own address: its files lie in the folder without that address's path.
 */
export function targets(files: ReadonlySet<string>, url: string): (address: string, file: string) => Target {
  const base = new URL(url)
  return (address, file) => {
    const from = new URL(encodeURI(file.replace(/(^|\/)index\.html$/, '$1')), base)
    if (!URL.canParse(address, from.href)) return { kind: 'lost' }
    const to = new URL(address, from)
    if (to.origin !== base.origin) return { kind: 'away' }
    const path = decoded(to.pathname)
    if (path === null || !path.startsWith(base.pathname)) return { kind: 'lost' }
    const below = path.slice(base.pathname.length)
    const found = below === '' || below.endsWith('/') ? `${below}index.html` : below
    return files.has(found)
      ? { kind: 'file', file: found, fragment: decoded(to.hash.slice(1)) ?? '' }
      : { kind: 'lost' }
  }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

/** The one form in which a page's path is counted, whatever form it came in. */

const LONGEST = 1024

/** A path that can only be its own form, as nearly all are. */
const PLAIN = /^(?:\/[a-z0-9_-]+)*\/$/

/**
 * The path decoded, in NFC, without query, fragment and `index.html`; null where it is none: no leading slash, over 1,024
 * bytes, control characters, backslashes, doubled slashes, `.` and `..` as segments, an escaped slash, broken escapes.
 */
export function normalPath(given: string): string | null {
  if (given.length <= LONGEST && PLAIN.test(given)) return given
  if (!given.startsWith('/') || given.length > LONGEST * 3) return null
  const path = decoded(given.replace(/[?#].*$/s, ''))
  if (path === null || Buffer.byteLength(path) > LONGEST) return null
  if (/[\p{Cc}\p{Cs}\\]|\/\/|%2f|%5c/iu.test(path)) return null
  if (path.split('/').some((segment) => segment === '.' || segment === '..')) return null
  return path.normalize('NFC').replace(/\/index\.html$/, '/')
}

function decoded(text: string): string | null {
  try {
    return decodeURI(text)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

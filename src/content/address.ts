/** The addresses of bulletins, standing pages and aliases, without the site's prefix. */
import { posix } from 'node:path'
import { dayParts, type Moment } from '../source/calendar.ts'
import { slugOf } from '../source/fold.ts'
import type { Config } from '../source/settings.ts'
import type { Bulletin } from './bulletin.ts'

/** The slug of a bulletin: its own, else its file's name folded; empty where that leaves nothing. */
export function bulletinSlug(bulletin: Bulletin): string {
  return bulletin.facts.slug ?? slugOf(bulletin.name).slice(0, 200)
}

/** `/2023/01/slug/` by the settings' pattern; the date is the first-published day in the site's zone. */
export function permalink(slug: string, date: Moment, category: string, pattern: Config['permalink']): string {
  const values: Record<string, string> = { ...dayParts(date), slug, category }
  return pattern.replace(/:(year|month|day|slug|category)/g, (_, name: string) => values[name] ?? '')
}

/**
 * The address of a standing page; `pages/gioi-thieu/so-do.md` → `/gioi-thieu/so-do/`. A folder that is named by the
 * page's language only sorts the files: `pages/en/about.md` → `/about/`, which stands below `/en` then.
 */
export function standingUrl(bulletin: Bulletin, slug: string, language: string): string {
  const [, ...folder] = posix.dirname(bulletin.path).split('/')
  if (folder[0] === language) folder.shift()
  const parents = /(^|\/)index\.(md|markdown)$/i.test(bulletin.path) ? folder.slice(0, -1) : folder
  return `/${[...parents.map(slugOf), slug].join('/')}/`
}

/** The file in the output folder at an address; an address without an ending is a folder with `index.html`. */
export function outputAt(url: string): string {
  const path = url.replace(/^\//, '')
  if (url.endsWith('/')) return `${path}index.html`
  return /\.[a-z0-9]{1,8}$/i.test(path) && !/\.(aspx?|php|jsp|do)$/i.test(path) ? path : `${path}/index.html`
}

/** The address of the JSON twin beside a page. */
export function twinUrl(url: string): string {
  return `/${outputAt(url).replace(/html$/, 'json')}`
}

/** The address of what is read out of a bulletin, beside its page. */
export function broadcastUrl(url: string, format: 'txt' | 'ssml'): string {
  return `/${outputAt(url).replace(/index\.html$/, `broadcast.${format}`)}`
}

/**
 * An old address as the server will see it: decoded, NFC. Null where it cannot be a file of the site: a query, a
 * hidden or over-long name, a name with a dot segment.
 */
export function aliasUrl(alias: string): string | null {
  if (/[?#]/.test(alias)) return null
  let path: string
  try {
    path = decodeURIComponent(alias).normalize('NFC')
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
  const segments = path.split('/').slice(1)
  const fit = segments.every(
    (segment, index) =>
      (segment !== '' || index === segments.length - 1) &&
      !segment.startsWith('.') &&
      !/[\p{Cc}\\:*?"<>|]/u.test(segment) &&
      Buffer.byteLength(segment) <= 200,
  )
  return fit && path !== '/' ? path : null
}

/** An address as an `href`: the prefix, and what a path may not hold percent-encoded. */
export function href(url: string, prefix: string): string {
  return prefix + encodeURI(url).replace(/[?#]/g, encodeURIComponent)
}

/** A path of the site as somebody wrote it, with its query and its `#part`, as an `href`: what is encoded already stays so. */
export function writtenHref(written: string, prefix: string): string {
  const { pathname, search, hash } = new URL(written.replace(/%(?![\da-f]{2})/gi, '%25'), 'https://localhost')
  return prefix + pathname + search + hash
}

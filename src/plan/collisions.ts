/** Two outputs at one path: told before anything is made. */
import { outputAt } from '../content/address.ts'
import type { Site } from '../content/site.ts'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import type { Entry, StaticOutput } from './entry.ts'

/**
 * Finds entries at one path, and those where another needs a folder; paths that differ by case or NFC alone are one.
 * Two texts at one address are not told here: the content stage has. Codes: `url-collision`, `path-reserved` (build-portal's
 * own folder in the output).
 */
export function collisions(entries: readonly Entry[], site: Site, statics: readonly StaticOutput[]): Diagnostic[] {
  const texts = [...site.bulletins, ...site.standing, ...site.removed]
  const fileOf = new Map<string, string>([
    ...statics.map(({ url, file }) => [url.slice(1), file] as const),
    ...texts.flatMap(({ url, bulletin, media }) => [
      [outputAt(url), bulletin.file] as const,
      ...[...media.values()].map(({ output, source }) => [output, source.file] as const),
    ]),
    ...site.redirects.map(({ output, to }) => [output, to.bulletin.file] as const),
  ])
  const isText = new Set(texts.map(({ url }) => outputAt(url)))
  const key = (path: string) => path.normalize('NFC').toLowerCase()
  const folders = new Map<string, string>()
  for (const { path } of entries) {
    const parts = key(path).split('/')
    for (let depth = 1; depth < parts.length; depth++) folders.set(parts.slice(0, depth).join('/'), path)
  }
  const owners = new Map<string, string>()
  const told = new Map<string, Diagnostic>()
  for (const { path } of entries) {
    const file = fileOf.get(path)
    if (/^\.portal(\/|$)/i.test(path))
      told.set(key(path), problem('path-reserved', { url: `/${path}` }, file === undefined ? null : inFile(file)))
    const owner = owners.get(key(path)) ?? folders.get(key(path))
    owners.set(key(path), owner ?? path)
    if (owner === undefined || told.has(key(path)) || (isText.has(path) && isText.has(owner))) continue
    // A generated page has no file to name: the diagnostic stands at the file that somebody can change.
    const [mine, theirs] = fileOf.has(path) ? [path, owner] : [owner, path]
    const named = fileOf.get(mine)
    const other = (theirs === mine ? undefined : fileOf.get(theirs)) ?? `/${theirs.replace(/(^|\/)index\.html$/, '$1')}`
    const url = `/${mine.replace(/(^|\/)index\.html$/, '$1')}`
    told.set(key(path), problem('url-collision', { url, other }, named === undefined ? null : inFile(named)))
  }
  return [...told.values()]
}

/** Which folders a site must not be written into, and which a cache must not: those that hold something else. */
import { realpathSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { SERVER_FOLDER } from '../publish/server-files.ts'
import type { PortalPlaces } from '../source/portal.ts'

/**
 * Paths are absolute; `cache` is null where none is used. A folder is unsafe where it is, lies in or holds one of the others,
 * whatever links lead there and however its letters are written, or is equal to or above the root, or lies in a `.git`.
 * `isPreview` says that the site is the preview's own, in .build-portal. Codes: `out-unsafe`, `cache-unsafe`.
 */
export function unsafeFolders(
  places: PortalPlaces,
  out: string,
  cache: string | null,
  isPreview: boolean,
): Diagnostic[] {
  const { root } = places
  const sources = [
    ...[places.content, places.templates, places.static],
    ...[resolve(places.theme, 'templates'), resolve(places.theme, 'static'), resolve(root, SERVER_FOLDER)],
  ]
  const shown = (path: string) => relative(root, path) || '.'
  const own = resolve(root, '.build-portal')
  const diagnostics: Diagnostic[] = []
  const forSite = conflict(out, isPreview ? sources : [...sources, own], root)
  if (forSite !== null) diagnostics.push(problem('out-unsafe', { out: shown(out), folder: shown(forSite) }))
  if (cache === null) return diagnostics
  // A source folder may hold .build-portal: what begins with a dot is no source.
  const forCache = conflict(cache, contains(own, realPath(cache)) ? [out] : [...sources, out], root)
  // Where the two are in each other's way, one of them is told.
  if (forCache === null || (forCache === out && forSite !== null)) return diagnostics
  return [...diagnostics, problem('cache-unsafe', { cache: shown(cache), folder: shown(forCache) })]
}

/** The first of the folders that one is in conflict with; null where there is none. */
function conflict(folder: string, others: readonly string[], root: string): string | null {
  const real = realPath(folder)
  const repository = /^.*?[/\\]\.git(?=[/\\]|$)/i.exec(real)
  if (repository) return repository[0]
  const other = others
    .map((path) => [path, realPath(path)] as const)
    .find(([, path]) => contains(real, path) || contains(path, real))
  return other?.[0] ?? (contains(real, realPath(root)) ? root : null)
}

/** Whether `inner` is `outer` or lies in it; where one disk tells letters apart, another does not. */
export function contains(outer: string, inner: string): boolean {
  const folded = (path: string) => path.normalize('NFC').toLowerCase()
  const way = relative(folded(outer), folded(inner))
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

/** The real path of a folder, or of the nearest folder above it that exists. */
export function realPath(path: string): string {
  const missing: string[] = []
  for (let here = path; ; here = dirname(here)) {
    try {
      return resolve(realpathSync(here), ...missing)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error) || dirname(here) === here) throw error
      missing.unshift(here.slice(dirname(here).length).replace(/^[/\\]/, ''))
    }
  }
}

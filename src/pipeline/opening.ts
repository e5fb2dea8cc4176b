/** Opens what a build works on: its cache and its output folder. */
import { existsSync } from 'node:fs'
import { type Cache, memoryCache, openCacheFolder } from '../cache/cache.ts'
import { readTable } from '../cache/table.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { openPublication, type Publication } from '../publish/open.ts'
import type { OutputRow } from './outputs.ts'
import type { BuildRequest } from './request.ts'

/** Codes: `cache-unusable`, `cache-unverified`. */
export function openCache(request: BuildRequest): { cache: Cache; diagnostics: Diagnostic[] } {
  const { cache: folder, cacheSecret, release } = request
  if (folder === null) return { cache: memoryCache(), diagnostics: [] }
  const without = (key: string | null, reason: string) => [problem('cache-unusable', { key, reason })]
  if (typeof cacheSecret !== 'string') {
    const { place = null, reason = 'no key' } = cacheSecret ?? {}
    return { cache: memoryCache(), diagnostics: without(place, reason) }
  }
  const { cache, unusable, isUnverified } = openCacheFolder(folder, release.salt, cacheSecret)
  if (unusable !== null) return { cache, diagnostics: without(null, unusable) }
  return { cache, diagnostics: isUnverified ? [problem('cache-unverified', undefined)] : [] }
}

/** Repair comes before anything else; `check` and `list` make no output folder where there is none. */
export function openOutput(
  request: BuildRequest,
  cache: Cache,
  shown: (absolute: string) => string,
): { publication: Publication | null; rows: ReadonlyMap<string, OutputRow>; diagnostics: Diagnostic[] } {
  const { only, out, force } = request
  if (only !== 'build' && !existsSync(`${out}/.portal`)) return { publication: null, rows: new Map(), diagnostics: [] }
  const rows = readTable<OutputRow>(cache, 'outputs')
  return { rows, ...openPublication(out, shown(out), { known: rows, force }) }
}

/** Opens what a build works on: its cache and its output folder. */
import { existsSync } from 'node:fs'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { type Memo, openMemo, passingMemo } from '../memo/memo.ts'
import { readTable } from '../memo/table.ts'
import { openPublication, type Publication } from '../publish/open.ts'
import type { OutputRow } from './outputs.ts'
import type { BuildRequest } from './request.ts'

/** Codes: `cache-unusable`, `cache-unverified`. */
export function openCache(request: BuildRequest): { memo: Memo; diagnostics: Diagnostic[] } {
  const { cache, cacheSecret, release } = request
  if (cache === null) return { memo: passingMemo(), diagnostics: [] }
  if (cacheSecret === null)
    return { memo: passingMemo(), diagnostics: [problem('cache-unusable', { reason: 'no key' })] }
  const { memo, unusable, isUnverified } = openMemo(cache, release.salt, cacheSecret)
  if (unusable !== null) return { memo, diagnostics: [problem('cache-unusable', { reason: unusable })] }
  return { memo, diagnostics: isUnverified ? [problem('cache-unverified', undefined)] : [] }
}

/** Repair comes before anything else; `check` and `list` make no output folder where there is none. */
export function openOutput(
  request: BuildRequest,
  memo: Memo,
  shown: (absolute: string) => string,
): { publication: Publication | null; rows: ReadonlyMap<string, OutputRow>; diagnostics: Diagnostic[] } {
  const { only, out, force } = request
  if (only !== 'build' && !existsSync(`${out}/.portal`)) return { publication: null, rows: new Map(), diagnostics: [] }
  const rows = readTable<OutputRow>(memo, 'outputs')
  return { rows, ...openPublication(out, shown(out), { known: rows, force }) }
}

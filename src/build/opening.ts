/** Opens what a build works on: its cache and its output folder. */
import { existsSync } from 'node:fs'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { type Memo, openMemo, passingMemo } from '../memo/memo.ts'
import { openPublication, type Publication } from '../publish/open.ts'
import type { OutputStat } from '../publish/present.ts'
import type { BuildRequest } from './request.ts'

/** Code: `cache-unusable`. */
export function openCache(request: BuildRequest): { memo: Memo; diagnostics: Diagnostic[] } {
  if (request.cache === null) return { memo: passingMemo(), diagnostics: [] }
  const { memo, unusable } = openMemo(request.cache, request.release.salt)
  return { memo, diagnostics: unusable === null ? [] : [problem('cache-unusable', { reason: unusable })] }
}

/** Repair comes before anything else; `check` and `list` make no output folder where there is none. */
export function openOutput(
  request: BuildRequest,
  memo: Memo,
  shown: (absolute: string) => string,
): { publication: Publication | null; diagnostics: Diagnostic[] } {
  const { only, out } = request
  if (only !== 'build' && !existsSync(`${out}/.portal`)) return { publication: null, diagnostics: [] }
  const known = new Map(Object.entries((memo.facts.outputs ?? {}) as Record<string, OutputStat>))
  return openPublication(out, shown(out), { known })
}

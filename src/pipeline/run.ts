/** One build under way: what it works on and where what it finds goes. */

import type { Cache } from '../cache/cache.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Publication } from '../publish/open.ts'
import type { Threads } from './crew.ts'
import type { OutputRow } from './outputs.ts'
import type { Reports } from './reports.ts'
import type { BuildRequest, BuildResult } from './request.ts'
import type { Timings } from './stopwatch.ts'

/** `found` is what was found of the site, `aside` what is reported but holds no site back; all else goes into `result`. */
export interface Run {
  request: BuildRequest
  cache: Cache
  /** Null where nothing is published. */
  publication: Publication | null
  /** The outputs of the last publish. */
  rows: ReadonlyMap<string, OutputRow>
  crew: Threads
  found: Reports
  aside: Diagnostic[]
  result: BuildResult
  lap: (name: keyof Timings) => void
}

/** Adds what a step found, and gives on what it made. */
export function reported<T extends { diagnostics: Iterable<Diagnostic> }>({ found }: Pick<Run, 'found'>, step: T): T {
  found.add(step.diagnostics)
  return step
}

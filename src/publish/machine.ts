/** What the operating system refuses while publishing, made a diagnostic. */
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { isSystemError } from '../lock/system-error.ts'

/** How messages name a path inside the output folder. */
export interface Naming {
  /** The output folder, absolute. */
  out: string
  /** The output folder as the officer typed it. */
  shown: string
}

/**
 * The problem `machine-failed` for an error of the operating system; any other error is thrown on.
 * `fallback` names the path where the error knows none (a full disk is met by `write`, which has only a descriptor).
 */
export function machineFailed(error: unknown, naming: Naming, fallback: string): Diagnostic {
  if (!isSystemError(error)) throw error
  const path = error.path === undefined ? fallback : shownPath(error.path, naming)
  return problem('machine-failed', { reason: error.code, path })
}

function shownPath(path: string, { out, shown }: Naming): string {
  if (!path.startsWith(out)) return path
  const rest = path.slice(out.length).replaceAll('\\', '/')
  return rest === '' || rest.startsWith('/') ? shown.replace(/\/+$/, '') + rest : path
}

/** What the operating system refuses, told apart from bugs and made a value. */
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'

/** How messages name a path inside the output folder. */
export interface Naming {
  /** The output folder, absolute. */
  out: string
  /** The output folder as the officer typed it. */
  shown: string
}

/** An error of a system call: `code` is the errno's name, such as `ENOSPC`. */
export interface SystemError extends Error {
  code: string
  path?: string
}

/** Whether an error came from the operating system; everything else is a bug of ours. */
export function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code)
}

/** Whether an error says that nothing lies at the path. */
export function isAbsence(error: unknown): boolean {
  return isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
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

/** Tidies up where that is worth a try but not worth a failure: what the system refuses, the next run clears away. */
export function attempt(tidy: () => void): void {
  try {
    tidy()
  } catch (error) {
    if (!isSystemError(error)) throw error
  }
}

function shownPath(path: string, { out, shown }: Naming): string {
  if (!path.startsWith(out)) return path
  const rest = path.slice(out.length).replaceAll('\\', '/')
  return rest === '' || rest.startsWith('/') ? shown.replace(/\/+$/, '') + rest : path
}

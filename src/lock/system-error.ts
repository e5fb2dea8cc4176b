/** Errors of the operating system, told apart from bugs. */

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

/** Tidies up where that is worth a try but not worth a failure: what the system refuses, the next run clears away. */
export function attempt(tidy: () => void): void {
  try {
    tidy()
  } catch (error) {
    if (!isSystemError(error)) throw error
  }
}

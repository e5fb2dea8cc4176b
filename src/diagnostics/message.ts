/** The wording of one diagnostic code in both languages, with the arguments that fill it. */

/** `error` stops publishing; `warning` does so under `--strict`; `info` only tells. */
export type Severity = 'error' | 'warning' | 'info'

/** What the reader sees: what is wrong (and why), then what to do. */
export interface Wording {
  message: string
  hint: string
}

/**
 * One entry of the catalogue.
 * `exit` is the exit code of contract section 3 that an error of this code leads to (1 = the content or templates).
 */
export interface Definition<A> {
  severity: Severity
  exit: 1 | 2 | 3 | 4
  vi: (args: A) => Wording
  en: (args: A) => Wording
}

/** States an entry; exists so that the arguments' type is written once, on the `vi` wording. */
export function define<A>(
  severity: Severity,
  vi: (args: A) => [message: string, hint: string],
  en: (args: A) => [message: string, hint: string],
  exit: 1 | 2 | 3 | 4 = 1,
): Definition<A> {
  const worded = (say: typeof vi) => (args: A) => {
    const [message, hint] = say(args)
    return { message, hint }
  }
  return { severity, exit, vi: worded(vi), en: worded(en) }
}

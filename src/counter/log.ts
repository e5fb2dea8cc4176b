/** The endpoint's log: one JSON object a line, in which no visitor's address ever stands. */

export type Level = 'info' | 'warn' | 'error'

export type Log = (
  level: Level,
  event: string,
  facts?: Readonly<Record<string, string | number | boolean | null>>,
) => void

/** A log that is written line by line. */
export function lineLog(write: (line: string) => void): Log {
  return (level, event, facts = {}) =>
    write(`${JSON.stringify({ time: new Date().toISOString(), level, event, ...facts })}\n`)
}

/** What is said of an error in the log: its message alone, for its stack names folders of the machine. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** A line that tells how far a long run is; only in a terminal, never in CI. */
import { isCI } from 'ci-info'
import type { Options } from './options.ts'
import type { Terminal } from './terminal.ts'

/** Shows nothing in the first moments, and then not more often than one can read. */
export function progressBar(terminal: Terminal, options: Options): (what: string, done: number, total: number) => void {
  if (!terminal.live || isCI || options.quiet || options.format !== 'text') return () => {}
  const start = performance.now()
  let last = 0
  return (what, done, total) => {
    const now = performance.now()
    if (now - start < 700 || now - last < 100) return
    last = now
    terminal.error(`\r\u001b[K${what} ${done}/${total}`)
  }
}

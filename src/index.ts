/** The program's start: what `bin/build-portal.js` runs. */
import { run } from './cli/main.ts'

const terminal = {
  out: (text: string) => void process.stdout.write(text),
  error: (text: string) => void process.stderr.write(text),
  color: process.stderr.isTTY && !process.env.NO_COLOR,
  live: process.stderr.isTTY,
}
process.exitCode = await run(process.argv.slice(2), process.env, terminal, import.meta.url)

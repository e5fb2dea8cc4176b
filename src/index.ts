/** The program's start: what `bin/build-portal.js` runs. */
import { run } from './cli/main.ts'

for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has read enough (`| head`) changes nothing: the run goes on to its end and its own exit code.
    if (error.code === 'EPIPE') return
    process.exitCode = 3
    if (stream === process.stdout) process.stderr.write(`${error.message}\n`)
  })

const terminal = {
  out: (text: string) => void process.stdout.write(text),
  error: (text: string) => void process.stderr.write(text),
  color: process.stderr.isTTY && !process.env.NO_COLOR,
  live: process.stderr.isTTY,
  dialogue: () =>
    process.stdin.isTTY && process.stderr.isTTY ? { input: process.stdin, output: process.stderr } : null,
}
const exit = await run(process.argv.slice(2), process.env, terminal, import.meta.url)
process.exitCode ??= exit

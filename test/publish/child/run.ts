/** Running the child program of the publish tests in processes of their own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

/** A bundled program, to be removed when the tests are done. */
export interface Program {
  file: string
  remove: () => void
}

/** How a child ended. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  lines: unknown[]
  errors: string
}

/** Bundles the program. CommonJS, so that what is done to `node:fs` is seen by everything in it. */
export function bundle(): Program {
  const folder = mkdtempSync(join(tmpdir(), 'build-portal-child-'))
  // Another user runs it too.
  chmodSync(folder, 0o755)
  const file = join(folder, 'program.cjs')
  buildSync({
    entryPoints: [fileURLToPath(import.meta.resolve('./program.ts'))],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  })
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Starts the program. */
export function start(program: Program, args: string[], user: { uid?: number; gid?: number } = {}): ChildProcess {
  return spawn(process.execPath, [program.file, ...args], { stdio: ['ignore', 'pipe', 'pipe'], cwd: tmpdir(), ...user })
}

/** Runs the program to its end. */
export function run(program: Program, args: string[], user: { uid?: number; gid?: number } = {}): Promise<Ended> {
  const child = start(program, args, user)
  let output = ''
  let errors = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      const lines = output.split('\n').filter((line) => line !== '')
      resolve({ code, signal, lines: lines.map((line): unknown => JSON.parse(line)), errors })
    })
  })
}

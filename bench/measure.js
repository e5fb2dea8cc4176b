/** Measuring: one command with its time and memory, what a folder holds, and medians. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

/** @typedef {{ argv: string[], cwd: string, env?: Record<string, string> }} Command */
/** @typedef {{ median: number, min: number, max: number }} Spread */
/** @typedef {Map<string, { digest: string, written: bigint, bytes: number }>} Contents */

const gnuTime = '/usr/bin/time'

/**
 * Runs a command to its end in a process of its own.
 * @param {Command} command @param {string} scratch a file that may be overwritten
 * @returns {Promise<{ seconds: number, megabytes: number | null }>}
 */
export async function run({ argv, cwd, env }, scratch) {
  const timed = existsSync(gnuTime) ? [gnuTime, '-f', '%M', '-o', scratch, ...argv] : argv
  const started = performance.now()
  const { code, output, peak } = await ended(timed, cwd, env)
  const seconds = (performance.now() - started) / 1000
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}\n${output.slice(-4000)}`)
  if (timed === argv) return { seconds, megabytes: peak }
  const kilobytes = Number(readFileSync(scratch, 'utf8').trim().split('\n').at(-1))
  rmSync(scratch)
  return { seconds, megabytes: kilobytes / 1024 }
}

/**
 * @param {string[]} argv @param {string} cwd @param {Record<string, string>} [env]
 * @returns {Promise<{ code: number | null, output: string, peak: number | null }>}
 */
function ended(argv, cwd, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(argv[0] ?? '', argv.slice(1), {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    /** @type {number | null} */
    let peak = null
    // Without GNU time: the high-water mark of the first process, read while it lives.
    const watch = argv[0] === gnuTime ? null : setInterval(() => (peak = highWater(child.pid) ?? peak), 50)
    const take = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk).slice(-20_000)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', reject)
    child.on('close', (code) => {
      if (watch) clearInterval(watch)
      resolve({ code, output, peak })
    })
  })
}

/** @param {number | undefined} pid */
function highWater(pid) {
  try {
    const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return found ? Number(found[1]) / 1024 : null
  } catch {
    return null
  }
}

/** Every deployable file of a folder with its digest and its time of writing. @param {string} folder */
export function contentsOf(folder) {
  /** @type {Contents} */
  const contents = new Map()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path)
    // build-portal's own notes, which are not deployed.
    if (name.startsWith('.portal/')) continue
    const text = readFileSync(path)
    contents.set(name, {
      digest: createHash('sha1').update(text).digest('base64'),
      written: statSync(path, { bigint: true }).mtimeNs,
      bytes: text.length,
    })
  }
  return contents
}

/**
 * How many files hold something else, are new or are gone, and how many were written at all.
 * @param {Contents} before @param {Contents} after
 */
export function difference(before, after) {
  let changed = 0
  let written = 0
  for (const [name, file] of after) {
    const old = before.get(name)
    if (old?.digest !== file.digest) changed++
    if (old?.written !== file.written) written++
  }
  for (const name of before.keys()) if (!after.has(name)) changed++
  return { changed, written }
}

/** @param {Contents} contents */
export function sizeOf(contents) {
  let bytes = 0
  let pages = 0
  for (const [name, file] of contents) {
    bytes += file.bytes
    if (name.endsWith('.html')) pages++
  }
  return { files: contents.size, pages, bytes }
}

/** @param {number[]} numbers @returns {Spread} */
export function spread(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const median = sorted.length % 2 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
  return { median: median ?? Number.NaN, min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN }
}

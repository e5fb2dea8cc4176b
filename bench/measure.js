/** Measuring: one command with its times and memory, what a folder holds, and medians. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'

/** @typedef {{ argv: string[], cwd: string, env?: Record<string, string> }} Command */
/** @typedef {{ wall: number, cpu: number, megabytes: number }} Cost seconds on the clock, seconds of all cores, the largest process's peak */
/** @typedef {{ median: number, min: number, max: number }} Spread */
/** @typedef {Map<string, { digest: string, bytes: number }>} Contents */

const gnuTime = '/usr/bin/time'

/**
 * Runs a command to its end in a process of its own.
 * @param {Command} command @param {string} scratch a file that may be overwritten
 * @returns {Promise<Cost>}
 */
export async function run({ argv, cwd, env }, scratch) {
  if (!existsSync(gnuTime)) throw new Error(`the bench needs ${gnuTime} (Debian's package time)`)
  const started = performance.now()
  await new Promise((resolve, reject) => {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 27 }
    execFile(gnuTime, ['-f', '%U %S %M', '-o', scratch, ...argv], options, (problem, stdout, stderr) => {
      if (problem) reject(new Error(`${argv.join(' ')} ended with ${problem.code}\n${(stdout + stderr).slice(-4000)}`))
      else resolve(undefined)
    })
  })
  const wall = (performance.now() - started) / 1000
  const [user = 0, system = 0, kilobytes = 0] = readFileSync(scratch, 'utf8').trim().split(' ').map(Number)
  rmSync(scratch)
  return { wall, cpu: user + system, megabytes: kilobytes / 1024 }
}

/** Every deployable file of a folder with its digest. @param {string} folder */
export function contentsOf(folder) {
  /** @type {Contents} */
  const contents = new Map()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path)
    // build-portal's own notes are not deployed.
    if (!entry.isFile() || name.startsWith('.portal/')) continue
    const text = readFileSync(path)
    contents.set(name, { digest: createHash('sha1').update(text).digest('base64'), bytes: text.length })
  }
  return contents
}

/** How many files hold something else, are new or are gone. @param {Contents} before @param {Contents} after */
export function difference(before, after) {
  const gone = [...before.keys()].filter((name) => !after.has(name))
  const changed = [...after].filter(([name, { digest }]) => before.get(name)?.digest !== digest)
  return gone.length + changed.length
}

/** @param {Contents} contents */
export function sizeOf(contents) {
  return { files: contents.size, bytes: [...contents.values()].reduce((sum, { bytes }) => sum + bytes, 0) }
}

/** @param {number[]} numbers at least one @returns {Spread} */
export function spread(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  const at = (/** @type {number} */ place) => sorted[place] ?? Number.NaN
  const median = (at(Math.floor((sorted.length - 1) / 2)) + at(Math.ceil((sorted.length - 1) / 2))) / 2
  return { median, min: at(0), max: at(sorted.length - 1) }
}

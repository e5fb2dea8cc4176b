/** From saving a bulletin to its page with the new text: how long a generator's watch mode takes. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** @typedef {{ file: string, page: string, text: string }} Target a bulletin's file, its page and what the file holds */

const limit = 60_000
const limitReady = 180_000
/** A watcher that takes long for an edit is asked for no more once this has passed. */
const patience = 120_000
const inotify = '/proc/sys/fs/inotify/max_user_watches'

/** Why the machine cannot watch that many files, or null. Most watchers ask for one watch a file. @param {number} files */
export function unwatchable(files) {
  if (!existsSync(inotify)) return null
  const most = Number(readFileSync(inotify, 'utf8'))
  return most < files + 1000 ? `${inotify} is ${most}, too few for ${files} files: raise it with sysctl` : null
}

/**
 * The milliseconds of every edit but the first two, which warm the watcher up, fewer where patience ends.
 * @param {import('./contestants.js').Contestant} contestant @param {string} folder @param {readonly Target[]} targets
 */
export async function watchTimes({ watch, env }, folder, targets) {
  const [program = '', ...argv] = watch.argv
  const child = spawn(program, argv, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  const readyAt = new Promise((resolve, reject) => {
    const take = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk).slice(-20_000)
      if (watch.ready.test(output)) resolve(undefined)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', reject)
    child.on('close', (code) => reject(new Error(`${watch.argv.join(' ')} ended with ${code}\n${output}`)))
    setTimeout(() => reject(new Error(`${watch.argv.join(' ')} was not ready\n${output}`)), limitReady).unref()
  })
  try {
    await readyAt
    await sleep(1500)
    const times = []
    const began = performance.now()
    for (const [nth, target] of targets.entries()) {
      if (times.length > 0 && performance.now() - began > patience) break
      const token = `Đoạn thêm thứ ${nth} lúc ${Date.now()}.`
      const page = pageReader(watch.pages, folder, target.page)
      // Served pages are asked for once before, as an editor has the page open.
      await page()
      const started = performance.now()
      writeFileSync(target.file, `${target.text}\n${token}\n`)
      while (!(await page()).includes(token)) {
        if (performance.now() - started > limit) throw new Error(`${target.page} never showed the new text\n${output}`)
        await sleep(1)
      }
      const took = performance.now() - started
      if (nth >= 2) times.push(took)
      // Nobody saves twice within a second; what a watcher does afterwards is done by then.
      await sleep(Math.max(2000, took * 1.5))
    }
    return times
  } finally {
    await ended(child)
  }
}

/** @param {string} pages @param {string} folder @param {string} page @returns {() => Promise<string>} */
function pageReader(pages, folder, page) {
  if (!pages.startsWith('http')) {
    const path = join(folder, pages, page)
    return async () => {
      try {
        return readFileSync(path, 'utf8')
      } catch {
        return ''
      }
    }
  }
  const url = `${pages}${page.slice(0, -'index.html'.length)}`
  return () =>
    new Promise((resolve) => {
      get(url, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk) => {
          text += chunk
        })
        response.on('end', () => resolve(text))
      }).on('error', () => resolve(''))
    })
}

/** Ends the watcher and whatever it started. @param {import('node:child_process').ChildProcess} child */
async function ended(child) {
  if (child.exitCode !== null || !child.pid) return
  const gone = new Promise((resolve) => child.on('close', resolve))
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGKILL'])) {
    try {
      process.kill(-child.pid, signal)
    } catch {
      return
    }
    if ((await Promise.race([gone.then(() => 'gone'), sleep(4000)])) === 'gone') return
  }
}

/**
 * Measures the view counter under load by wrk, on the loopback of this machine: SQLite, Redis with two instances, and a
 * million pages. Wants wrk and redis-server on the PATH (Debian's packages).
 *   node bench/counter.js [--seconds 30] [--connections 24] [--only sqlite,redis,pages] [--pages 1000000] [--table]
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { cpus, loadavg, release, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const here = dirname(fileURLToPath(import.meta.url))
const program = join(here, '../bin/build-portal.js')
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    connections: { type: 'string', default: '24' },
    only: { type: 'string', default: 'sqlite,redis,pages' },
    pages: { type: 'string', default: '1000000' },
    table: { type: 'boolean', default: false },
  },
})
const seconds = Number(values.seconds)
const connections = Number(values.connections)
const parts = values.only.split(',')
const folder = mkdtempSync(join(tmpdir(), 'counter-bench-'))
/** @type {import('node:child_process').ChildProcess[]} */
const children = []
/** @type {string[][]} */
const rows = []

try {
  if (parts.includes('sqlite')) rows.push(await sqlite())
  if (parts.includes('redis')) rows.push(await redis())
  for (const row of rows) console.log(row.join(' | '))
  const million = parts.includes('pages') ? await pages(Number(values.pages)) : []
  for (const row of million) console.log(row.join(' | '))
  if (values.table) render(rows, million)
} finally {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}

async function sqlite() {
  const endpoint = await serve(['--store', join(folder, 'counter.db')])
  await load([endpoint.port], 3, 10_000, 9_000_000)
  const before = await total(endpoint.port)
  const found = await load([endpoint.port], seconds, 10_000, 0)
  const counted = (await total(endpoint.port)) - before
  const row = loadRow('SQLite, one process', found, counted, `${rss(endpoint.child)} MB`)
  await stop(endpoint.child)
  return row
}

async function redis() {
  const port = 20_000 + (process.pid % 10_000)
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', '']
  const server = spawn('redis-server', args, { stdio: 'ignore' })
  children.push(server)
  await reachable(port)
  const store = ['--store', `redis://127.0.0.1:${port}/`]
  const endpoints = [await serve(store), await serve(store)]
  const ports = endpoints.map((one) => one.port)
  await load(ports, 3, 10_000, 9_000_000)
  const before = await total(ports[0] ?? 0)
  const found = await load(ports, seconds, 10_000, 0)
  const counted = (await total(ports[1] ?? 0)) - before
  const memory = [...endpoints.map(({ child }) => child), server].map((child) => `${rss(child)} MB`).join(' + ')
  for (const { child } of endpoints) await stop(child)
  server.kill('SIGKILL')
  return loadRow('Redis (AOF, everysec), two instances', found, counted, memory)
}

/** Every page of a site of a million is opened by somebody: memory and disk after each tenth. @param {number} count */
async function pages(count) {
  const list = join(folder, 'pages.json')
  const paths = Array.from({ length: count }, (_, index) => `/2023/01/ban-tin-so-${index}-cua-huyen/`)
  writeFileSync(list, JSON.stringify(paths))
  paths.length = 0
  const file = join(folder, 'pages.db')
  const endpoint = await serve(['--store', file, '--pages', list], [])
  /** @type {string[][]} */
  const found = [['0', `${rss(endpoint.child)} MB`, '–', '–', '–', '–']]
  let visitor = 0
  while (visitor < count) {
    const { hits, p99, refused, failed, rate } = await load([endpoint.port], 20, count - visitor, visitor, visitor)
    visitor += hits + connections
    const disk = sizeOf('pages.db')
    console.log(visitor, rss(endpoint.child), disk, rate, p99)
    found.push([
      (await total(endpoint.port)).toLocaleString('en-US'),
      `${rss(endpoint.child)} MB`,
      `${Math.round(disk / 1e6)} MB`,
      Math.round(rate).toLocaleString('en-US'),
      `${p99.toFixed(1)} ms`,
      String(refused + failed),
    ])
  }
  await stop(endpoint.child)
  found.push(['after the end', '–', `${Math.round(sizeOf('pages.db') / 1e6)} MB`, '–', '–', '–'])
  return found
}

/** @param {string} name @param {Awaited<ReturnType<typeof load>>} found @param {number} counted @param {string} memory */
function loadRow(name, found, counted, memory) {
  return [
    name,
    found.hits.toLocaleString('en-US'),
    Math.round(found.rate).toLocaleString('en-US'),
    `${found.p50.toFixed(1)} ms`,
    `${found.p99.toFixed(1)} ms`,
    `${found.max.toFixed(1)} ms`,
    String(found.refused + found.failed),
    counted.toLocaleString('en-US'),
    memory,
  ]
}

/**
 * Runs wrk against each port at once; the worst percentiles of them.
 * @param {number[]} ports @param {number} duration @param {number} count pages @param {number} visitor @param {number} [first]
 */
async function load(ports, duration, count, visitor, first = 0) {
  const runs = ports.map(async (port, index) => {
    const each = String(Math.max(1, Math.round(connections / ports.length)))
    const script = [join(here, 'counter.lua'), `http://127.0.0.1:${port}`]
    const own = ['--', String(first), String(count), String(visitor + index * 4_000_000)]
    const args = ['-t1', `-c${each}`, `-d${duration}s`, '--latency', '-s', ...script, ...own]
    const wrk = spawn('wrk', args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    for await (const piece of wrk.stdout) output += piece
    const [line] = /^\{"hits".*\}$/m.exec(output) ?? []
    if (!line) throw new Error(output)
    return /** @type {Record<'hits' | 'seconds' | 'refused' | 'failed' | 'p50' | 'p99' | 'p999' | 'max', number>} */ (
      JSON.parse(line)
    )
  })
  const all = await Promise.all(runs)
  const sum = (/** @type {'hits' | 'refused' | 'failed'} */ key) => all.reduce((whole, one) => whole + one[key], 0)
  const worst = (/** @type {'p50' | 'p99' | 'max'} */ key) => Math.max(...all.map((one) => one[key]))
  const rate = all.reduce((whole, one) => whole + one.hits / one.seconds, 0)
  const [p50, p99, max] = [worst('p50'), worst('p99'), worst('max')]
  return { hits: sum('hits'), refused: sum('refused'), failed: sum('failed'), rate, p50, p99, max }
}

/** @param {string[]} args @param {string[]} [which] */
async function serve(args, which = ['--any-path']) {
  const site = ['--site', 'yenchau=https://yenchau.example.gov.vn/', '--trust-proxy', '127.0.0.1', '--port', '0']
  const child = spawn(process.execPath, [program, 'counter', ...site, ...which, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  let output = ''
  const port = await new Promise((resolve, reject) => {
    child.stdout.on('data', (piece) => {
      output += piece
      const [, taken] = /"event":"listening","address":"http:\/\/[^"]*:(\d+)"/.exec(output) ?? []
      if (taken) resolve(Number(taken))
    })
    child.on('exit', () => reject(new Error(output)))
  })
  return { child, port: /** @type {number} */ (port) }
}

/** @param {import('node:child_process').ChildProcess} child */
async function stop(child) {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}

/** @param {number} port */
async function reachable(port) {
  for (let tries = 0; tries < 100; tries++) {
    const isOpen = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
      socket.unref()
    })
    if (isOpen) return
    await sleep(50)
  }
  throw new Error('redis-server does not answer')
}

/** @param {number} port */
async function total(port) {
  const response = await fetch(`http://127.0.0.1:${port}/v1/counts?site=yenchau`)
  const { site } = /** @type {{ site: { total: number } }} */ (await response.json())
  return site.total
}

/** Megabytes of memory that a process has. @param {import('node:child_process').ChildProcess} child */
function rss(child) {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1000)
}

/** Bytes of a store's files. @param {string} name */
function sizeOf(name) {
  const files = readdirSync(folder).filter((file) => file.startsWith(name))
  return files.reduce((whole, file) => whole + statSync(join(folder, file)).size, 0)
}

/** @param {string[][]} loads @param {string[][]} million */
function render(loads, million) {
  const table = (/** @type {string[]} */ head, /** @type {string[][]} */ body) =>
    [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
  const machine = `${new Date().toISOString().slice(0, 10)}; ${cpus()[0]?.model.trim()}, ${cpus().length} cores, Linux ${release()}, Node ${process.version}; load average of the last minute, wrk and endpoint among it: ${loadavg()[0]?.toFixed(1)}.`
  const blocks = [machine]
  if (loads.length > 0)
    blocks.push(
      `${seconds} s, ${connections} connections.`,
      table(['store', 'hits', 'hits/s', 'median', 'p99', 'longest', 'errors', 'counted', 'memory'], loads),
    )
  if (million.length > 0) blocks.push(table(['views = pages', 'memory', 'disk', 'hits/s', 'p99', 'errors'], million))
  const file = join(here, 'README.md')
  const part = /(<!-- bench:counter -->\n)[\s\S]*?(<!-- \/bench:counter -->)/
  writeFileSync(file, readFileSync(file, 'utf8').replace(part, (_, start, end) => `${start}\n${blocks.join('\n\n')}\n\n${end}`))
}

/** A Redis of its own for a test: a real server with an append-only file, found on the machine or installed where that may be done. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { installPackage, starts } from '../support/debian.ts'

const programs = ['redis-server', 'valkey-server']

/** The server's program: `REDIS_SERVER`, else one that the machine has, else Debian's package, which root may install. */
export function redisProgram(): string {
  const named = process.env.REDIS_SERVER
  const found = named ? (starts(named) ? named : undefined) : programs.find(starts)
  if (found) return found
  const refusal = named
    ? `REDIS_SERVER is "${named}", and it does not run.`
    : installPackage('redis-server', ['debian', 'ubuntu'])
  if (refusal === null && starts('redis-server')) return 'redis-server'
  throw new Error(
    [
      'These tests need Redis or Valkey, and this machine has neither.',
      refusal ?? 'Debian’s package redis-server was installed, and "redis-server --version" does not run.',
      'Install it (Debian: "apt-get update && apt-get install -y redis-server" as root), or set REDIS_SERVER to its program.',
    ].join('\n'),
  )
}

export interface RedisServer {
  url: string
  /** Kills it (SIGKILL) and waits for its end. */
  kill: () => Promise<void>
  /** Starts it again on its port, with what it has on disk. */
  start: () => Promise<void>
  /** What a command gives, as `redis-cli` would print it raw. */
  command: (...words: string[]) => Promise<string>
  close: () => Promise<void>
}

/**
 * Starts a server. It is a cluster of one node that has all slots: a script whose keys do not lie in one slot is refused, as in
 * any cluster.
 */
export async function redisServer(): Promise<RedisServer> {
  const program = redisProgram()
  const folder = mkdtempSync(join(tmpdir(), 'redis-'))
  const port = await freePort()
  let child: ChildProcess | null = null
  const start = async () => {
    const options = {
      port: String(port),
      bind: '127.0.0.1',
      dir: folder,
      appendonly: 'yes',
      save: '',
      'cluster-enabled': 'yes',
      'cluster-port': String(await freePort()),
      'cluster-config-file': 'nodes.conf',
      logfile: join(folder, 'log'),
    }
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
    child = spawn(program, args, { stdio: 'ignore' })
    for (let tries = 0; ; tries++) {
      const state = await command('CLUSTER', 'INFO').catch(() => '')
      if (state.includes('cluster_state:ok')) return
      if (state.includes('cluster_slots_assigned:0')) await command('CLUSTER', 'ADDSLOTSRANGE', '0', '16383')
      if (tries > 1200) throw new Error(`Redis did not start.\n${readFileSync(join(folder, 'log'), 'utf8')}`)
      await sleep(50)
    }
  }
  const kill = async () => {
    const dying = child
    child = null
    if (dying === null || dying.exitCode !== null) return
    const gone = new Promise((resolve) => dying.once('exit', resolve))
    dying.kill('SIGKILL')
    await gone
  }
  const command = (...words: string[]) =>
    new Promise<string>((resolve, reject) => {
      const socket = createConnection(port, '127.0.0.1')
      let answer = ''
      socket.setTimeout(10_000, () => socket.destroy(new Error('no answer')))
      socket.on('error', reject)
      socket.on('data', (data) => {
        answer += data
        const [, size] = /^\$(\d+)\r\n/.exec(answer) ?? []
        const isWhole = size === undefined ? answer.endsWith('\r\n') : answer.length >= Number(size) + size.length + 5
        if (!isWhole) return
        socket.end()
        resolve(answer)
      })
      socket.write(`*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`)
    })
  mkdirSync(folder, { recursive: true })
  await start()
  return {
    url: `redis://127.0.0.1:${port}/`,
    kill,
    start,
    command,
    async close() {
      await kill()
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

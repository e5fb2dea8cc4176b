/** A Redis of its own for a test: a real server with an append-only file, found on the machine or installed where that may be done. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
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
  port: number
  url: string
  folder: string
  /** Kills it (SIGKILL) and waits for its end. */
  kill: () => Promise<void>
  /** Starts it again on its port, with what it has on disk. */
  start: () => Promise<void>
  /** What a command gives, as the protocol writes it. */
  command: (...words: string[]) => Promise<string>
  close: () => Promise<void>
}

/**
 * Starts a server. It is a cluster of one node that has all slots: a script whose keys do not lie in one slot is refused, as in
 * any cluster.
 */
export async function redisServer(options: Record<string, string> = {}): Promise<RedisServer> {
  const server = await redisNode({ ...clustered, ...durable, ...options })
  const start = async () => {
    await server.start()
    await until(async () => {
      const state = await server.command('CLUSTER', 'INFO')
      if (state.includes('cluster_slots_assigned:0')) await server.command('CLUSTER', 'ADDSLOTSRANGE', '0', '16383')
      return state.includes('cluster_state:ok')
    }, server)
  }
  await start()
  return { ...server, start }
}

/** For a node of a cluster. */
const clustered = { 'cluster-enabled': 'yes', 'cluster-config-file': 'nodes.conf' }

/** A server that is made, and started by `start`, with options of its own; `words` come before them, such as a file. */
export async function redisNode(options: Record<string, string>, words: readonly string[] = []): Promise<RedisServer> {
  const program = redisProgram()
  const folder = mkdtempSync(join(tmpdir(), 'redis-'))
  const port = await freePort()
  const busPort = options['cluster-enabled'] ? { 'cluster-port': String(await freePort()) } : {}
  let child: ChildProcess | null = null
  const start = async () => {
    const all = {
      port: String(port),
      bind: '127.0.0.1',
      dir: folder,
      logfile: join(folder, 'log'),
      ...busPort,
      ...options,
    }
    const args = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value])
    child = spawn(program, [...words, ...args], { stdio: 'ignore', cwd: folder })
    await until(async () => /^\+PONG|^-NOAUTH/.test(await command('PING')), { folder })
  }
  const kill = async () => {
    const dying = child
    child = null
    if (dying === null || dying.exitCode !== null) return
    const gone = new Promise((resolve) => dying.once('exit', resolve))
    dying.kill('SIGKILL')
    await gone
  }
  const command = (...words: string[]) => {
    const login = options.requirepass ? [['AUTH', options.requirepass]] : []
    return asked(port, [...login, words])
  }
  return {
    port,
    folder,
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

/** Tries until it is so; what the server logged is told where it never is. */
export async function until(isSo: () => Promise<boolean>, { folder }: Pick<RedisServer, 'folder'>): Promise<void> {
  for (let tries = 0; !(await isSo().catch(() => false)); tries++) {
    if (tries > 1200) throw new Error(`Redis is not ready.\n${readFileSync(join(folder, 'log'), 'utf8')}`)
    await sleep(50)
  }
}

/** Sends commands on a connection of their own; the answer to the last. */
function asked(port: number, commands: readonly (readonly string[])[]): Promise<string> {
  return new Promise<string>((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1')
    let answer = ''
    let left = commands.length
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer')))
    socket.on('error', reject)
    // Sentinel ends the connections of a server that it makes a master.
    socket.on('close', () => reject(new Error('no answer')))
    socket.on('data', (data) => {
      answer += data
      const [, size] = /^\$(\d+)\r\n/.exec(answer) ?? []
      const isWhole = size === undefined ? answer.endsWith('\r\n') : answer.length >= Number(size) + size.length + 5
      if (!isWhole) return
      if (--left > 0) send()
      else {
        socket.end()
        resolve(answer)
      }
    })
    const send = () => {
      answer = ''
      const words = commands[commands.length - left] ?? []
      socket.write(`*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`)
    }
    send()
  })
}

export interface RedisCluster {
  /** An address that names the masters. */
  url: string
  /** The master of a site, and its replica. */
  pairOf: (site: string) => Promise<{ master: RedisServer; replica: RedisServer }>
  close: () => Promise<void>
}

/** A cluster of three masters with a replica each. A master that is silent for two seconds is replaced. */
export async function redisCluster(): Promise<RedisCluster> {
  const options = { ...clustered, ...durable, 'cluster-node-timeout': '2000', 'cluster-replica-validity-factor': '0' }
  const nodes = await Promise.all(Array.from({ length: 6 }, () => redisNode(options)))
  const masters = nodes.slice(0, 3)
  await Promise.all(nodes.map((node) => node.start()))
  const ids = await Promise.all(nodes.map((node) => node.command('CLUSTER', 'MYID')))
  const ports = await Promise.all(nodes.map((node) => node.command('CONFIG', 'GET', 'cluster-port')))
  const busPorts = ports.map((told) => told.trim().split('\r\n').at(-1) ?? '')
  for (const [index, node] of nodes.entries()) {
    await node.command('CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1))
    const [from, to] = [Math.ceil((index * 16384) / 3), Math.ceil(((index + 1) * 16384) / 3) - 1]
    if (index < 3) await node.command('CLUSTER', 'ADDSLOTSRANGE', String(from), String(to))
    await node.command('CLUSTER', 'MEET', '127.0.0.1', String(masters[0]?.port), busPorts[0] ?? '')
  }
  for (const node of nodes)
    await until(async () => (await node.command('CLUSTER', 'INFO')).includes('cluster_known_nodes:6'), node)
  for (const [index, node] of nodes.slice(3).entries()) {
    const id = ids[index]?.split('\r\n')[1] ?? ''
    await until(async () => (await node.command('CLUSTER', 'REPLICATE', id)).startsWith('+OK'), node)
  }
  for (const node of masters) {
    await until(async () => (await node.command('CLUSTER', 'INFO')).includes('cluster_state:ok'), node)
    await until(async () => (await node.command('INFO', 'replication')).includes('state=online'), node)
  }
  return {
    url: `redis://${masters.map(({ port }) => `127.0.0.1:${port}`).join(',')}/`,
    async pairOf(site) {
      const slot = await masters[0]?.command('CLUSTER', 'KEYSLOT', `{${site}}`)
      const index = Math.floor((Number(slot?.slice(1)) * 3) / 16384)
      return { master: nodes[index] as RedisServer, replica: nodes[index + 3] as RedisServer }
    },
    close: async () => void (await Promise.all(nodes.map((node) => node.close()))),
  }
}

/** Everything is on disk, and a replica is in step at once. */
export const durable = { appendonly: 'yes', save: '', 'repl-diskless-sync-delay': '0' }

/** Whether a server has become a master. */
export async function isMaster(server: RedisServer): Promise<boolean> {
  return (await server.command('INFO', 'replication')).includes('role:master')
}

export interface SentinelGroup {
  /** An address that names the Sentinels. */
  url: string
  master: RedisServer
  replica: RedisServer
  close: () => Promise<void>
}

/** A master and its replica, whose password is `password`, and three Sentinels with one of their own. */
export async function sentinelGroup(password: string, sentinelPassword: string): Promise<SentinelGroup> {
  const login = { requirepass: password, masterauth: password }
  const master = await redisNode({ ...durable, ...login })
  await master.start()
  const replica = await redisNode({ ...durable, ...login, replicaof: `127.0.0.1 ${master.port}` })
  await replica.start()
  await until(async () => (await master.command('INFO', 'replication')).includes('state=online'), master)
  const sentinels = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const settings = join(mkdtempSync(join(tmpdir(), 'sentinel-')), 'sentinel.conf')
      writeFileSync(
        settings,
        [
          `sentinel monitor mymaster 127.0.0.1 ${master.port} 2`,
          `sentinel auth-pass mymaster ${password}`,
          'sentinel down-after-milliseconds mymaster 2000',
          'sentinel failover-timeout mymaster 10000',
          `sentinel sentinel-pass ${sentinelPassword}`,
          '',
        ].join('\n'),
      )
      const sentinel = await redisNode({ requirepass: sentinelPassword }, [settings, '--sentinel'])
      await sentinel.start()
      return { ...sentinel, settings }
    }),
  )
  for (const sentinel of sentinels)
    await until(async () => {
      const told = (await sentinel.command('SENTINEL', 'MASTER', 'mymaster')).split('\r\n')
      const value = (name: string) => told[told.indexOf(name) + 2]
      return value('num-other-sentinels') === '2' && value('num-slaves') === '1'
    }, sentinel)
  return {
    url: `redis+sentinel://${sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',')}/mymaster`,
    master,
    replica,
    async close() {
      await Promise.all([master, replica, ...sentinels].map((node) => node.close()))
      for (const { settings } of sentinels) rmSync(dirname(settings), { recursive: true, force: true, maxRetries: 3 })
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

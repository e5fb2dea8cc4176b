/** The endpoint as the real program runs it, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { repository } from '../support/portal.ts'

export interface Program {
  port: number
  output: () => string
  /** Ends it and waits; resolves to its exit code, null where the signal killed it. */
  stop: (signal: NodeJS.Signals) => Promise<number | null>
}

/** Starts `build-portal counter` and waits until it listens; `before` is a command of the shell that comes first. */
export async function program(
  args: readonly string[],
  cwd: string,
  { before = ':', environment = {} }: { before?: string; environment?: NodeJS.ProcessEnv } = {},
): Promise<Program> {
  const command = [process.execPath, join(repository, 'bin/build-portal.js'), 'counter', '--port', '0', '--lang', 'en']
  const child: ChildProcess = spawn('bash', ['-c', `${before}; exec "$0" "$@"`, ...command, ...args], {
    cwd,
    env: { PATH: process.env.PATH, NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const stop = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return exited
  }
  onTestFinished(async () => void (await stop('SIGKILL')))
  let output = ''
  const port = await new Promise<number>((resolve, reject) => {
    const take = (data: Buffer) => {
      output += data
      const [, taken] = /"event":"listening","address":"http:\/\/[^"]*:(\d+)"/.exec(output) ?? []
      if (taken) resolve(Number(taken))
    }
    child.stdout?.on('data', take)
    child.stderr?.on('data', take)
    child.once('exit', () => reject(new Error(output)))
  })
  return { port, output: () => output, stop }
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** Sends a view of a visitor of its own by this number; the status, or null where there was no answer. */
export function sendHit(port: number, who: number, path: string, site = 'yenchau'): Promise<number | null> {
  return new Promise((resolve) => {
    const address = [10, (who >> 16) & 255, (who >> 8) & 255, who & 255].join('.')
    const sending = request(
      {
        port,
        agent,
        host: '127.0.0.1',
        method: 'POST',
        path: '/v1/hits',
        headers: {
          'content-type': 'text/plain',
          'user-agent': 'Mozilla/5.0 Firefox/140.0',
          'x-forwarded-for': address,
        },
      },
      (response) => {
        response.on('error', () => resolve(null))
        response.on('end', () => resolve(response.complete ? (response.statusCode ?? null) : null)).resume()
      },
    )
    sending.on('error', () => resolve(null))
    sending.end(JSON.stringify({ site, path }))
  })
}

/** The views of every page that the endpoint lists of a site. */
export async function listed(port: number, site = 'yenchau'): Promise<Map<string, number>> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/counts?site=${site}&after=`)
  const { pages } = (await response.json()) as { pages: Record<string, { views: number }> }
  return new Map(Object.entries(pages).map(([path, { views }]) => [path, views]))
}

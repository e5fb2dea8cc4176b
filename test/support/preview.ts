/** The preview as an officer runs it: the real program in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { cacheSecret, repository } from './portal.ts'

export interface Preview {
  url: string
  get: (path: string, headers?: Record<string, string>) => Promise<{ status: number; body: string; headers: Headers }>
  /** Waits until a page holds a text, or holds it no more. */
  until: (path: string, text: string, there?: boolean) => Promise<string>
  /** What open pages were told last. */
  told: () => Promise<{ build: string; overlay: string | null }>
  stop: (signal?: NodeJS.Signals) => Promise<number | null>
  output: () => string
}

/** Starts it; it ends with the test. */
export async function preview(root: string, ...args: string[]): Promise<Preview> {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(repository, 'bin/build-portal.js'), 'dev', '--root', root, '--port', '0', '--lang', 'en', ...args],
    {
      env: { PATH: process.env.PATH, NO_COLOR: '1', BUILD_PORTAL_CACHE_KEY: cacheSecret },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (output += data))
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return exited
  }
  onTestFinished(async () => void (await stop('SIGKILL')))
  const url = await eventually(
    () => /http:\/\/127\.0\.0\.1:\d+\S*/.exec(output)?.[0] ?? null,
    () => output,
  )
  const get: Preview['get'] = async (path, headers = {}) => {
    const response = await fetch(new URL(path, url), { headers, redirect: 'manual' })
    return { status: response.status, body: await response.text(), headers: response.headers }
  }
  return {
    url,
    get,
    until: (path, text, there = true) =>
      eventually(
        async () => {
          const { body } = await get(path)
          return body.includes(text) === there ? body : null
        },
        () => `${path} ${there ? 'never had' : 'still has'} ${text}\n${output}`,
      ),
    async told() {
      const controller = new AbortController()
      const response = await fetch(new URL('/.build-portal/events', url), { signal: controller.signal })
      const { value } = (await response.body?.getReader().read()) ?? {}
      controller.abort()
      return JSON.parse(
        Buffer.from(value ?? [])
          .toString()
          .replace(/^data: /, ''),
      )
    },
    stop,
    output: () => output,
  }
}

/** Looks until there is something, as long as a machine may take that does much else. */
export async function eventually<T>(look: () => Promise<T | null> | T | null, why: () => string): Promise<T> {
  for (const end = Date.now() + 100_000; Date.now() < end; ) {
    const found = await look()
    if (found !== null) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(why())
}

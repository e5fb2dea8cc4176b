/** Small real portals in temporary folders, and the real program run on them. */
import { spawnSync } from 'node:child_process'
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'
import { type BuildRequest, type BuildResult, build } from '../../src/build.ts'
import { run } from '../../src/cli/main.ts'

/** The repository's folder. */
export const repository = resolve(import.meta.dirname, '../..')

/** Settings that every portal needs and no test is about. */
export const plainSettings = `title: Trang thử
url: https://thu.example.gov.vn/
language: vi
timezone: Asia/Ho_Chi_Minh
categories:
  - {id: tin-tuc, title: Tin tức}
  - {id: thong-bao, title: Thông báo}
`

/** The present time of tests that are not about time. */
export const now = '2026-01-01T00:00:00Z'

/** A bulletin's text; `front` is added to the three required keys, or replaces them. */
export function bulletin(front: Record<string, string> = {}, body = 'Nội dung.\n'): string {
  const keys = { title: 'Tin thử', date: '2024-05-06', author: 'Lừ Chương', ...front }
  const lines = Object.entries(keys).map(([key, value]) => `${key}: ${value}`)
  return `---\n${lines.join('\n')}\n---\n\n${body}`
}

/** Makes a portal of files by their paths; `portal.yaml` is the plain one unless given. It goes with the test. */
export function portal(files: Record<string, string | Uint8Array>): string {
  const root = mkdtempSync(join(tmpdir(), 'portal-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  write(root, { 'portal.yaml': plainSettings, ...files })
  return root
}

/** Writes files into a portal; null deletes one. */
export function write(root: string, files: Record<string, string | Uint8Array | null>): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path)
    if (content === null) rmSync(file, { recursive: true, force: true })
    else {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
    }
  }
}

/** Builds a portal in this process, with the shipped theme and no cache unless asked. */
export function buildPortal(root: string, options: Partial<BuildRequest> = {}): Promise<BuildResult> {
  return build({
    places: {
      root,
      content: join(root, 'content'),
      templates: join(root, 'templates'),
      static: join(root, 'static'),
      theme: repository,
    },
    settings: join(root, 'portal.yaml'),
    out: join(root, '_site'),
    cache: null,
    cacheSecret,
    encodesImages: true,
    baseUrl: null,
    now: Date.parse(now),
    drafts: false,
    future: false,
    strict: false,
    force: false,
    parser: 'fast',
    search: false,
    previewCounter: null,
    alone: null,
    preview: false,
    signingKey: null,
    only: 'build',
    release: { version: '0.0.0', salt: 'test', images: 'test' },
    threads: null,
    onProgress: () => {},
    ...options,
  })
}

/** The secret of the tests' caches; what is started as users do finds it in its environment (vitest.config.ts). */
export const cacheSecret = process.env.BUILD_PORTAL_CACHE_KEY ?? ''

/** What the program finds in its environment, whatever the machine's own holds. */
export const cliEnvironment = () => ({
  PATH: process.env.PATH,
  LANG: 'vi_VN.UTF-8',
  NO_COLOR: '1',
  BUILD_PORTAL_CACHE_KEY: cacheSecret,
})

const bundle = pathToFileURL(join(repository, 'dist/build-portal.js')).href

/** Runs the built program as users do; `npm run build` comes before the tests. */
export function runCli(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(repository, 'bin/build-portal.js'), ...args], {
    cwd: options.cwd ?? repository,
    env: { ...cliEnvironment(), ...options.env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return { status, stdout, stderr }
}

/**
 * What `runCli` does, by a call in this process: for tests of what the program says and does, not of how it starts and ends.
 * The working folder is the process's: one call at a time.
 */
export async function callCli(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<{ status: number; stdout: string; stderr: string }> {
  const told = { stdout: '', stderr: '' }
  const terminal = {
    out(text: string) {
      told.stdout += text
    },
    error(text: string) {
      told.stderr += text
    },
    color: false,
    live: false,
  }
  const before = process.cwd()
  process.chdir(options.cwd ?? repository)
  try {
    const status = await run(args, { ...cliEnvironment(), ...options.env }, terminal, bundle)
    return { status, ...told }
  } finally {
    process.chdir(before)
  }
}

/** Every file of a folder by path, as text or, for what is no UTF-8, as base64; build-portal's own state left out. */
export function tree(folder: string): Map<string, string> {
  const files = new Map<string, string>()
  const visit = (path: string) => {
    for (const name of readdirSync(join(folder, path)).sort()) {
      const below = path === '' ? name : `${path}/${name}`
      if (below === '.portal') continue
      if (lstatSync(join(folder, below)).isDirectory()) visit(below)
      else {
        const bytes = readFileSync(join(folder, below))
        const text = bytes.toString('utf8')
        files.set(below, Buffer.from(text, 'utf8').equals(bytes) ? text : bytes.toString('base64'))
      }
    }
  }
  visit('')
  return files
}

/** The text of one file of the built site. */
export function page(root: string, path: string): string {
  return readFileSync(join(root, '_site', path), 'utf8')
}

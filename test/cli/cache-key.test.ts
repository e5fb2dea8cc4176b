/** The secret that proves a cache to be the user's own: where it comes from, and what a build does without. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { problem, wording } from '../../src/diagnostics/diagnostic.ts'
import { bulletin, portal, runCli, write } from '../support/portal.ts'

const good = { 'content/a.md': bulletin({}, 'Nội dung.\n') }

/** Codes, and how many texts had to be parsed. */
function built(root: string, env: Record<string, string>) {
  const { status, stdout, stderr } = runCli(['build', '--root', root, '--verbose', '--lang', 'en'], {
    env: { BUILD_PORTAL_CACHE_KEY: '', ...env },
  })
  expect(stderr.includes('✖') ? stderr : '').toBe('')
  const { work } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { work: { parsed: number } }
  const codes = [...stderr.matchAll(/\[([a-z-]+)\]$/gm)].map(([, code]) => code)
  return { status, parsed: work.parsed, codes, told: stderr }
}

/** A portal beside a home. */
function home(): { root: string; state: string; again: (env: Record<string, string>) => ReturnType<typeof built> } {
  const place = portal({ ...Object.fromEntries(Object.entries(good).map(([path, text]) => [`portal/${path}`, text])) })
  write(place, { 'portal/portal.yaml': readFileSync(join(place, 'portal.yaml'), 'utf8') })
  const root = join(place, 'portal')
  return { root, state: join(place, 'state'), again: (env) => built(root, env) }
}

/** A file where the folder of the secret would be. */
function asFile(state: string): Record<string, string> {
  writeFileSync(state, '')
  return { XDG_STATE_HOME: state }
}

test('it is made once, for the user alone, outside of the portal', () => {
  const { root, state, again } = home()
  expect(again({ XDG_STATE_HOME: state })).toMatchObject({ status: 0, parsed: 1, codes: [] })
  expect(again({ XDG_STATE_HOME: state })).toMatchObject({ status: 0, parsed: 0, codes: [] })
  const file = join(state, 'build-portal/cache-key')
  expect(readFileSync(file, 'utf8')).toMatch(/^[\da-f]{64}\n$/)
  expect(readdirSync(join(state, 'build-portal'))).toEqual(['cache-key'])
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  const inPortal = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => /key/.test(path))
  expect(inPortal).toEqual([])
})

test('another user’s cache is not used, and the same secret in the environment makes it one', () => {
  const { state, again } = home()
  const secret = { BUILD_PORTAL_CACHE_KEY: '0123456789abcdef0123456789abcdef' }
  expect(again({ XDG_STATE_HOME: state })).toMatchObject({ parsed: 1, codes: [] })
  expect(again({ XDG_STATE_HOME: `${state}-of-another` })).toMatchObject({ parsed: 1, codes: ['cache-unverified'] })
  expect(again({ XDG_STATE_HOME: state, ...secret })).toMatchObject({ parsed: 1, codes: ['cache-unverified'] })
  expect(again({ XDG_STATE_HOME: `${state}-of-another`, ...secret })).toMatchObject({ parsed: 0, codes: [] })
})

test.skipIf(process.platform === 'win32')('without XDG_STATE_HOME it is in ~/.local/state', () => {
  const { state, again } = home()
  expect(again({ HOME: state })).toMatchObject({ status: 0, codes: [] })
  expect(readdirSync(join(state, '.local/state/build-portal'))).toEqual(['cache-key'])
})

test('a torn one is made again', () => {
  const { state, again } = home()
  write(state, { 'build-portal/cache-key': '0123' })
  expect(again({ XDG_STATE_HOME: state })).toMatchObject({ status: 0, codes: [] })
  expect(again({ XDG_STATE_HOME: state })).toMatchObject({ parsed: 0, codes: [] })
})

test.each([
  ['there is no home', () => ({}), 'To do: Set BUILD_PORTAL_CACHE_KEY to a secret'],
  [
    'its place is a file',
    (state: string) => asFile(state),
    'To do: Make "STATE/build-portal" a folder that you may write to, or set BUILD_PORTAL_CACHE_KEY',
  ],
  ['its place is relative', () => ({ XDG_STATE_HOME: 'state' }), 'To do: Set BUILD_PORTAL_CACHE_KEY to a secret'],
  [
    'it would be in the cache',
    (_: string, root: string) => ({ XDG_STATE_HOME: join(root, '.build-portal/cache/state') }),
    'To do: Let XDG_STATE_HOME be a folder outside of the cache, or set BUILD_PORTAL_CACHE_KEY',
  ],
])(
  'where %s, a build does without a cache and says what to do',
  (_, make: (state: string, root: string) => Record<string, string>, cure) => {
    const { root, state, again } = home()
    const env = make(state, root)
    for (let round = 0; round < 2; round++) {
      const { told, ...seen } = again(env)
      expect(seen).toEqual({ status: 0, parsed: 1, codes: ['cache-unusable'] })
      expect(told.replaceAll(state, 'STATE')).toContain(cure)
      // Nothing that lies in it is at fault.
      expect(told).not.toContain('delete .build-portal/')
    }
  },
)

test.each([
  ['EROFS', 'Cho phép ghi vào .build-portal/', 'Make .build-portal/ writable'],
  ['ENOSPC', 'Dọn bớt tệp', 'Delete files that are not needed'],
  ['a link', 'Thay liên kết đó bằng một thư mục', 'Put a folder in the place of the link'],
  [
    'in use by process 12 elsewhere (abc)',
    'Bạn không cần làm gì: hai lần dựng',
    'There is nothing to do: of two builds',
  ],
  ['ENOTDIR', 'xoá .build-portal/', 'delete .build-portal/'],
])('where the cache itself cannot be used (%s), what to do is said of it', (reason, vi, en) => {
  const told = problem('cache-unusable', { key: null, reason })
  expect(wording(told, 'vi').hint).toContain(vi)
  expect(wording(told, 'en').hint).toContain(en)
  expect(wording(told, 'en').hint).not.toContain('BUILD_PORTAL_CACHE_KEY')
})

test('one that could be guessed is refused', () => {
  const { root } = home()
  const { status, stdout } = runCli(['build', '--root', root, '--format', 'json'], {
    env: { BUILD_PORTAL_CACHE_KEY: 'password' },
  })
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; message: string }[] }
  expect([status, diagnostics.map(({ code }) => code)]).toEqual([2, ['usage-invalid']])
  expect(diagnostics[0]?.message).not.toContain('password')
})

test('commands that use no cache make none', () => {
  const { root, state } = home()
  const { status } = runCli(['new', '--root', root, '--yes', 'Tin mới'], {
    env: { BUILD_PORTAL_CACHE_KEY: '', XDG_STATE_HOME: state },
  })
  expect(status).toBe(0)
  expect(() => statSync(state)).toThrow('ENOENT')
})

/** Readers of the program's output that leave early, and a place for it that is full. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bulletin, portal, repository } from '../support/portal.ts'

/** Runs a line of shell in which `$P` is the program; `pipefail` hands on what the program says. */
function shell(line: string, cwd: string) {
  return spawnSync('bash', ['--norc', '-o', 'pipefail', '-c', line], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd,
    env: { PATH: process.env.PATH, NO_COLOR: '1', P: join(repository, 'bin/build-portal.js') },
    encoding: 'utf8',
  })
}

/** More than a pipe holds, so that the program is still writing when its reader goes. */
const many = Object.fromEntries(
  Array.from({ length: 600 }, (_, index) => [`content/tin-${index}.md`, bulletin({ title: `Tin thử số ${index}` })]),
)

test.each(['build', 'list'])('%s goes on to its end where nobody reads it', (command) => {
  const root = portal(many)
  const { status, stdout, stderr } = shell(`node "$P" ${command} --format json --no-cache | head -1`, root)
  expect({ status, stderr, stdout }).toEqual({ status: 0, stderr: '', stdout: '{\n' })
  if (command === 'build') expect(existsSync(join(root, '_site/index.html'))).toBe(true)
})

test('the exit code is the run’s own', () => {
  const root = portal({ 'content/a.md': bulletin({ date: '2024-02-30' }) })
  const { status, stderr } = shell('node "$P" build --format json | true', root)
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
})

test('messages that nobody reads end nothing', () => {
  const root = portal({ 'content/a.md': bulletin({ date: '2024-02-30' }) })
  expect(shell('node "$P" build 2>&1 >/dev/null | true', root).status).toBe(1)
})

test('output that finds no room is a failure of the machine', () => {
  const root = portal({ 'content/a.md': bulletin() })
  const { status, stderr } = shell('node "$P" list --format json > /dev/full', root)
  expect(status).toBe(3)
  expect(stderr).toContain('ENOSPC')
})

/** `check --watch`: the real program looks again at each save, says what changed, and ends well when it is told to. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { bulletin, cliEnvironment, now, portal, repository, runCli, write } from '../support/portal.ts'

/** Starts the program; `until` gives what it said since the last time, once that holds all of some texts; two pipes keep no order. */
function started(root: string, ...args: string[]) {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(repository, 'bin/build-portal.js'), 'check', '--watch', '--root', root, '--now', now, ...args],
    { env: cliEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] },
  )
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  let said = ''
  let look = () => {}
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (piece: string) => {
      said += piece
      look()
    })
  const until = (...texts: string[]) =>
    new Promise<string>((resolve, reject) => {
      look = () => {
        if (!texts.every((text) => said.includes(text))) return
        const all = said
        said = ''
        resolve(all)
      }
      child.once('exit', () => reject(new Error(`ended after: ${said}`)))
      look()
    })
  return { child, until }
}

const path = 'content/2024/tin.md'
const waiting = 'Đang chờ lần lưu tới; Ctrl-C để dừng.'

test('reports at once and again at each save, with the time and what changed, and ends with 0', async () => {
  const root = portal({ [path]: bulletin() })
  const { child, until } = started(root)
  const first = await until(waiting, 'Không có lỗi.')
  expect(first).toMatch(/^\d\d:\d\d:\d\d · kiểm tra lần đầu\n/m)

  write(root, { [path]: bulletin({ date: '2024-02-31' }) })
  const broken = await until(waiting, '1 lỗi')
  expect(broken).toMatch(/^\d\d:\d\d:\d\d · đã đổi: content\/2024\/tin\.md\n/m)
  expect(broken).toContain('content/2024/tin.md:3:7 ')
  expect(broken).toContain('[date-impossible]')
  expect(broken).toContain('Cách sửa: ')
  // Nothing clears what goes into a file.
  expect(first + broken).not.toContain('\u001b')

  write(root, { [path]: bulletin({ date: '2024-02-28' }), 'content/2024/moi.md': bulletin({ title: 'Tin mới' }) })
  const mended = await until(waiting, 'moi.md', 'Không có lỗi.')
  expect(mended).toMatch(/· đã đổi: .*content\/2024\/moi\.md/)

  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('--format json gives one object a line', async () => {
  const root = portal({ [path]: bulletin({ date: '2024-02-31' }) })
  const { child, until } = started(root, '--format', 'json')
  const [line = '', ...others] = (await until('\n')).split('\n')
  expect(others).toEqual([''])
  expect(JSON.parse(line)).toMatchObject({ ok: false, diagnostics: [{ code: 'date-impossible', file: path }] })
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test.each(['--fix', '--site', '--format=github', '--format=gitlab'])('with %s is refused', (option) => {
  const { status, stderr, stdout } = runCli(['check', '--watch', '--root', portal({}), option])
  expect(status).toBe(2)
  expect(stdout + stderr).toContain('--watch không đi cùng --fix')
})

/** Another build is under way: one of a large archive into the same output folder, stopped while it has the lock. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { bulletin, repository } from '../../support/portal.ts'

export async function prepare(root: string): Promise<void> {
  const archive = join(root, '../archive')
  mkdirSync(archive)
  for (let number = 0; number < 1500; number++) writeFileSync(join(archive, `tin-${number}.md`), bulletin())
  const args = [join(repository, 'bin/build-portal.js'), 'build', '--no-cache', '--content', archive]
  const other = spawn(process.execPath, args, { cwd: root, stdio: 'ignore' })
  onTestFinished(() => void other.kill('SIGKILL'))
  while (!existsSync(join(root, '_site/.portal/lock'))) {
    if (other.exitCode !== null) throw new Error(`The other build ended with ${other.exitCode}.`)
    await setTimeout(2)
  }
  other.kill('SIGSTOP')
  // The signal is only sent by then; a thread may write on until it gets there.
  while (!isStopped(other.pid)) await setTimeout(2)
}

/** Whether every thread of a process stands still, by what Linux tells; elsewhere the signal has to be trusted. */
function isStopped(pid: number | undefined): boolean {
  const tasks = `/proc/${pid}/task`
  if (!existsSync(tasks)) return true
  return readdirSync(tasks).every((task) => /^State:\s+[Tt]/m.test(readFileSync(join(tasks, task, 'status'), 'utf8')))
}

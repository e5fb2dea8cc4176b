/** Another build is under way: it waits for its settings, which come through a pipe that nobody writes to. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { repository } from '../../support/portal.ts'

export async function prepare(root: string): Promise<void> {
  const pipe = join(root, '../settings.yaml')
  execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', pipe])
  const args = [join(repository, 'bin/build-portal.js'), 'build', '--no-cache', '--config', pipe]
  const other = spawn(process.execPath, args, { cwd: root, stdio: 'ignore' })
  onTestFinished(() => void other.kill('SIGKILL'))
  while (!existsSync(join(root, '_site/.portal/lock'))) {
    if (other.exitCode !== null) throw new Error(`The other build ended with ${other.exitCode}.`)
    await setTimeout(5)
  }
}

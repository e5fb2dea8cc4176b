/** A build that was killed while it wrote the site: a large file keeps it busy until then. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { repository } from '../../support/portal.ts'

export async function prepare(root: string): Promise<void> {
  const large = join(root, 'static/zz.bin')
  mkdirSync(join(root, 'static'))
  writeFileSync(large, '')
  truncateSync(large, 256 << 20)
  const state = join(root, '_site/.portal')
  const build = spawn(process.execPath, [join(repository, 'bin/build-portal.js')], { cwd: root, stdio: 'ignore' })
  const ended = once(build, 'exit')
  while (!existsSync(join(state, 'stage')) && build.exitCode === null) await setTimeout(1)
  build.kill('SIGKILL')
  await ended
  if (!existsSync(join(state, 'stage')) || existsSync(join(state, 'journal')))
    throw new Error('The build was not killed while it staged the site.')
  rmSync(large)
}

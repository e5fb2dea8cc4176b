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
  const state = join(root, '_site/.portal')
  // On a busy machine the build may be done before it is looked at: then a larger file keeps the next one longer.
  for (const megabytes of [256, 1024, 2048]) {
    writeFileSync(large, '')
    truncateSync(large, megabytes * 2 ** 20)
    const build = spawn(process.execPath, [join(repository, 'bin/build-portal.js')], { cwd: root, stdio: 'ignore' })
    const ended = once(build, 'exit')
    while (!existsSync(join(state, 'stage')) && build.exitCode === null) await setTimeout(1)
    build.kill('SIGKILL')
    await ended
    rmSync(large)
    if (existsSync(join(state, 'stage')) && !existsSync(join(state, 'journal'))) return
    rmSync(join(root, '_site'), { recursive: true, force: true })
  }
  throw new Error('The build was not killed while it staged the site.')
}

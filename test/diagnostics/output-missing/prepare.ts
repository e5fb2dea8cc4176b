/** A published page that somebody deleted. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { runCli } from '../../support/portal.ts'

export async function prepare(root: string): Promise<void> {
  runCli(['build'], { cwd: root })
  rmSync(join(root, '_site/404.html'))
}

/** The list of published files was cut off, as by a full disk. */
import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { runCli } from '../../support/portal.ts'

export async function prepare(root: string): Promise<void> {
  runCli(['build'], { cwd: root })
  truncateSync(join(root, '_site/.portal/manifest.json'), 40)
}

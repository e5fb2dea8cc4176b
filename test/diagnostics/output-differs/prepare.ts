/** A published page that somebody changed by hand. */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCli } from '../../support/portal.ts'

export async function prepare(root: string): Promise<void> {
  runCli(['build'], { cwd: root })
  appendFileSync(join(root, '_site/index.html'), '<!-- sửa tay -->\n')
}

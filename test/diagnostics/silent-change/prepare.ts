/** A published bulletin whose text was changed without a note. */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCli } from '../../support/portal.ts'

export async function prepare(root: string): Promise<void> {
  runCli(['build'], { cwd: root })
  appendFileSync(join(root, 'content/lich-hop.md'), '\nHọp lúc 8 giờ.\n')
}

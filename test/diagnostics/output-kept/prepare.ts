/** A published file that somebody changed by hand, and that the site has no longer. */
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCli } from '../../support/portal.ts'

export async function prepare(root: string): Promise<void> {
  mkdirSync(join(root, 'static'))
  writeFileSync(join(root, 'static/mau-don.txt'), 'Mẫu đơn\n')
  runCli(['build'], { cwd: root })
  appendFileSync(join(root, '_site/mau-don.txt'), 'sửa tay\n')
  rmSync(join(root, 'static'), { recursive: true })
}

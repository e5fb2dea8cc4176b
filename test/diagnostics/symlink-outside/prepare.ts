/** A link to a file of the machine that is no part of the portal. */
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export async function prepare(root: string): Promise<void> {
  writeFileSync(join(root, '../noi-bo.md'), 'Không dành cho bạn đọc.\n')
  symlinkSync('../../noi-bo.md', join(root, 'content/noi-bo.md'))
}

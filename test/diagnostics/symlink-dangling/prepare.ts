/** A link to a file that is not there any more. */
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'

export async function prepare(root: string): Promise<void> {
  symlinkSync('lich-hop-cu.md', join(root, 'content/lich-hop-tuan-18.md'))
}

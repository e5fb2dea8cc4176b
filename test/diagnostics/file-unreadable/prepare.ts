/** A bulletin that the account may not read. */
import { chmodSync } from 'node:fs'
import { join } from 'node:path'

export async function prepare(root: string): Promise<void> {
  chmodSync(join(root, 'content/lich-hop.md'), 0o000)
}

/** The output folder belongs to somebody else. */
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

export async function prepare(root: string): Promise<void> {
  mkdirSync(join(root, '_site'))
  chmodSync(join(root, '_site'), 0o555)
}

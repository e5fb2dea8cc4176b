/** Something else lies where the cache would be. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export async function prepare(root: string): Promise<void> {
  writeFileSync(join(root, '.build-portal'), '')
}

/** A file where the folder of the approvals belongs. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export async function prepare(root: string): Promise<void> {
  writeFileSync(join(root, 'approvals'), '')
}

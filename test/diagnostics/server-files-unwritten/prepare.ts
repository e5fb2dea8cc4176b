/** A file where the folder of the tables for servers belongs. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export async function prepare(root: string): Promise<void> {
  writeFileSync(join(root, '_server'), '')
}

/** A link in a folder that leads back to the folder above it. */
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

export async function prepare(root: string): Promise<void> {
  mkdirSync(join(root, 'content/anh'))
  symlinkSync('..', join(root, 'content/anh/tat-ca'))
}

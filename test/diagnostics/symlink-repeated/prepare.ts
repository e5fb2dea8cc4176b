/** Folders of which each holds two links to the next one: the paths double with every one of them. */
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

export async function prepare(root: string): Promise<void> {
  for (let level = 0; level <= 6; level++) {
    const folder = join(root, `kho/${level}`)
    mkdirSync(folder, { recursive: true })
    if (level < 6) for (const name of ['a', 'b']) symlinkSync(`../${level + 1}`, join(folder, name))
  }
  symlinkSync('../kho/0', join(root, 'content/kho'))
}

/** The output folder holds a page that somebody made by hand. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export async function prepare(root: string): Promise<void> {
  mkdirSync(join(root, '_site'))
  writeFileSync(join(root, '_site/index.html'), '<!doctype html>\n<title>Trang làm tay</title>\n')
}

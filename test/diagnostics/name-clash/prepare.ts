/** Two files whose names look the same: one name in NFC, the other in NFD, as macOS writes it. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'

export async function prepare(root: string): Promise<void> {
  for (const form of ['NFC', 'NFD'])
    copyFileSync(join(root, 'content/lich-hop.md'), join(root, 'content', 'lịch-nghỉ.md'.normalize(form)))
}

/** A whole book was pasted into one bulletin. */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'

export async function prepare(root: string): Promise<void> {
  appendFileSync(join(root, 'content/lich-hop.md'), 'Uỷ ban nhân dân huyện thông báo.\n\n'.repeat(160_000))
}

/** A picture as it came from the camera. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export async function prepare(root: string): Promise<void> {
  writeFileSync(join(root, 'public/anh.jpg'), Buffer.alloc(3_000_000))
}

/** A bulletin saved by an old editor: "Thông" in Windows-1258, where ô is one byte that UTF-8 does not know. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export async function prepare(root: string): Promise<void> {
  const file = join(root, 'content/lich-hop.md')
  const [before = '', after = ''] = readFileSync(file, 'utf8').split('Thông báo lịch họp')
  writeFileSync(
    file,
    Buffer.concat([Buffer.from(before), Buffer.from('Th\xf4ng b\xe1o', 'latin1'), Buffer.from(after)]),
  )
}

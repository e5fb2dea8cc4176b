/** An attachment that another program keeps writing anew. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const writer = `
  const { renameSync, writeFileSync } = require('node:fs')
  const [file, draft] = process.argv.slice(1)
  for (let version = 0; ; version++) {
    writeFileSync(draft, 'Lịch họp tuần 19, bản ' + version)
    renameSync(draft, file)
    if (version === 0) process.stdout.write('.')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
  }
`

export async function prepare(root: string): Promise<void> {
  const child = spawn(process.execPath, ['-e', writer, join(root, 'content/lich-hop.pdf'), join(root, '../draft')])
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
}

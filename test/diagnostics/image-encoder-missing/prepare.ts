/** An installation without sharp: npm left it out, since it has no binary for the platform. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { repository, write } from '../../support/portal.ts'

export async function prepare(root: string): Promise<void> {
  const installation = join(root, '../build-portal')
  for (const name of ['bin', 'dist', 'package.json', 'static', 'templates'])
    cpSync(join(repository, name), join(installation, name), { recursive: true })
  // Node asks the folders above too: one that gives nothing ends its search here, whatever the machine's own folders hold.
  write(installation, { 'node_modules/sharp/package.json': '{"name": "sharp", "exports": {}}\n' })
}

export function program(root: string): string {
  return join(root, '../build-portal/bin/build-portal.js')
}

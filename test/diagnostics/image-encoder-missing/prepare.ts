/** An installation without sharp: npm left it out, since it has no binary for the platform. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../../support/portal.ts'

export async function prepare(root: string): Promise<void> {
  for (const name of ['bin', 'dist', 'package.json', 'static', 'templates'])
    cpSync(join(repository, name), join(root, '../build-portal', name), { recursive: true })
}

export function program(root: string): string {
  return join(root, '../build-portal/bin/build-portal.js')
}

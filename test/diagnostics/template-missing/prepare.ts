/** An installation that lost a template of the shipped theme. */
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../../support/portal.ts'

export async function prepare(root: string): Promise<void> {
  for (const name of ['bin', 'dist', 'package.json', 'static', 'templates'])
    cpSync(join(repository, name), join(root, '../build-portal', name), { recursive: true })
  rmSync(join(root, '../build-portal/templates/search.hbs'))
}

export function program(root: string): string {
  return join(root, '../build-portal/bin/build-portal.js')
}

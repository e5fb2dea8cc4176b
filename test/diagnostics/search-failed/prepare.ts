/** A machine that Pagefind has no program for. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { repository } from '../../support/portal.ts'

/** The program, on a processor that nobody builds for; npm's own variable says which. */
export async function prepare(root: string): Promise<void> {
  const bin = pathToFileURL(join(repository, 'bin/build-portal.js')).href
  writeFileSync(program(root), `process.env.npm_config_arch = 'pdp11'\nawait import('${bin}')\n`)
}

export function program(root: string): string {
  return join(root, '../build-portal.mjs')
}

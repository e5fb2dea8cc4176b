/** The portal of `test/sites/bilingual`, copied and built. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BuildRequest, BuildResult } from '../../src/build.ts'
import { buildPortal, page, repository } from '../support/portal.ts'

/** Where the site stands by its settings. */
export const home = 'https://yenchau.example.gov.vn'

/** When it is built: no bulletin is fresh, one is expired. */
export const at = Date.parse('2025-01-01T00:00:00Z')

/** A copy of the portal; whoever asks takes it away. */
export function bilingual(): string {
  const root = mkdtempSync(join(tmpdir(), 'bilingual-'))
  cpSync(join(repository, 'test/sites/bilingual'), root, { recursive: true })
  return root
}

export function buildBilingual(root: string, options: Partial<BuildRequest> = {}): Promise<BuildResult> {
  return buildPortal(root, { now: at, ...options })
}

/** Takes a copy away. */
export function remove(root: string): void {
  rmSync(root, { recursive: true, force: true })
}

/** The page at an address, as the site's files have it. */
export function pageAt(root: string, url: string): string {
  return page(root, `${url.slice(1)}${url.endsWith('/') ? 'index.html' : ''}`)
}

/** What an expression finds in a text, group by group. */
export function found(text: string, pattern: RegExp): string[][] {
  return [...text.matchAll(pattern)].map(([, ...groups]) => groups.map((group) => group ?? ''))
}

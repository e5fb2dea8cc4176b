/** The sample portal, built by the real program as its readers get it. */
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { now, repository, runCli } from '../support/portal.ts'

/** Where the sample lives by its settings. */
export const home = 'https://yenchau.example.gov.vn/'

/** The seed bulletin's path. */
export const seedPath = '/2023/01/ubnd-huyen-yen-chau-nam-trong-danh-sach-nhom-a/'

/** A folder that goes when all tests are done. */
export function temporaryFolder(): string {
  return mkdtempSync(join(inject('workshop'), 'folder-'))
}

/** What `buildSample` makes of some options, built once for all tests of a run: whoever asks for it only looks. */
export function theSample(options: readonly string[] = []): string {
  const name = createHash('sha256').update(JSON.stringify(options)).digest('hex').slice(0, 16)
  const shared = join(inject('workshop'), name)
  if (!existsSync(shared)) {
    const folder = temporaryFolder()
    buildSample(options, { out: join(folder, 'site') })
    try {
      renameSync(folder, shared)
    } catch (error) {
      // Another worker's was there first.
      if (!existsSync(shared)) throw error
    }
  }
  return join(shared, 'site')
}

/**
 * Builds the sample into `out` (a new folder unless given), fails loudly, and gives the folder. What `options` leave
 * open is told: the sample's root, no cache, and `now`, of which null leaves the choice to the environment.
 */
export function buildSample(
  options: readonly string[] = [],
  { out, env, at = now }: { out?: string; env?: Record<string, string>; at?: string | null } = {},
): string {
  const site = out ?? join(temporaryFolder(), 'site')
  const told = (option: string, ...values: string[]) => (options.includes(option) ? [] : [option, ...values])
  const { status, stdout, stderr } = runCli(
    [
      'build',
      ...options,
      ...['--out', site, '--quiet'],
      ...told('--root', repository),
      ...told('--lang', 'en'),
      ...(at === null ? [] : told('--now', at)),
      ...(options.includes('--cache-dir') ? [] : ['--no-cache']),
    ],
    { env: env ?? {} },
  )
  if (status !== 0) throw new Error(`The sample does not build (exit ${status}).\n${stdout}${stderr}`)
  return site
}

/** The paths of all files of a folder, sorted, folders named with `/`; the state of build-portal among them if asked. */
export function filesOf(folder: string, { state = false } = {}): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => state || !path.startsWith('.portal/'))
    .sort()
}

/** The text of one output. */
export function output(site: string, path: string): string {
  return readFileSync(join(site, path), 'utf8')
}

/** The output file that a server sends for a path below the site's own. */
export function fileOf(path: string): string {
  const file = decodeURIComponent(path).replace(/^\//, '')
  return file === '' || file.endsWith('/') ? `${file}index.html` : file
}

/** The path at which a page of the site is read. */
export function pathOf(file: string): string {
  return `/${file.replace(/(^|\/)index\.html$/, '$1')}`
}

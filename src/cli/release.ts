/** Which build-portal this is: its version, where its theme lies, and the salt of its caches. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Release {
  version: string
  /**
   * Everything but the input that may change what a step gives: this program's own bytes, the packages that stand beside it,
   * Node's major, the CPU's family.
   */
  salt: string
  /** The digest of the code that encodes images alone: other changes of the program are no reason to encode them again. */
  images: string
  /** The folder with the shipped `templates/`, `static/` and `dist/static/`. */
  theme: string
  /** The modules of threads beside this program's: one of the crew, and the one that makes the preview's indexes. */
  worker: URL
  indexer: URL
}

/** Reads the release of the running program; `module` is the address of its bundle. */
export function thisRelease(module: string): Release {
  const file = fileURLToPath(module)
  let folder = dirname(file)
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  const { version, dependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as {
    version: string
    dependencies?: Record<string, string>
    optionalDependencies?: Record<string, string>
  }
  const [major] = process.versions.node.split('.')
  const own = createHash('sha256')
    .update(readFileSync(file))
    .update(JSON.stringify([dependencies, optionalDependencies]))
    .digest('hex')
  const [worker, indexer] = [new URL('worker.js', module), new URL('indexer.js', module)]
  const images = readFileSync(new URL('images.sha256', module), 'utf8')
  return { version, salt: `${own}:${major}:${process.arch}`, images, theme: folder, worker, indexer }
}

/** Where the state of publishing lies inside an output folder. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { look } from './look.ts'
import { STATE_FOLDER } from './output-path.ts'

/** Absolute paths. */
export interface StateFiles {
  folder: string
  manifest: string
  journal: string
  stage: string
}

/** The state files of an output folder. */
export function stateFiles(out: string): StateFiles {
  const folder = join(out, STATE_FOLDER)
  return {
    folder,
    manifest: join(folder, 'manifest.json'),
    journal: join(folder, 'journal'),
    stage: join(folder, 'stage'),
  }
}

/** The text of a state file; null where there is none, empty for a link or anything else that is no file. */
export function readState(file: string): string | null {
  const found = look(file)
  if (found === null) return null
  return found.isFile() ? readFileSync(file, 'utf8') : ''
}

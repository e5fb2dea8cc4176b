/** Where the state of publishing lies inside an output folder. */
import { join } from 'node:path'
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

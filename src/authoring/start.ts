/** Makes a new portal in a folder: what is there stays as it is. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { readSettings } from '../source/settings.ts'
import { type Office, settingsFile } from './starter/settings-file.ts'
import { writeNew } from './write-new.ts'

/** What was made, what was there already, and what kept the rest from being made. */
export interface Started {
  made: string[]
  kept: string[]
  diagnostics: Diagnostic[]
}

/**
 * Writes the files of a new portal into `root`, the settings last, so that one that was not finished may be begun again.
 * A folder that is a portal is refused. Codes: `file-exists`, `machine-failed`.
 */
export function startPortal(root: string, files: ReadonlyMap<string, string>): Started {
  const started: Started = { made: [], kept: [], diagnostics: [] }
  if (existsSync(resolve(root, 'portal.yaml')))
    return { ...started, diagnostics: [problem('file-exists', { file: 'portal.yaml' })] }
  const hasContent = existsSync(resolve(root, 'content'))
  for (const [file, text] of files) {
    // A sample has no place among an office's own bulletins.
    if (hasContent && file.startsWith('content/')) continue
    const unwritten = writeNew(resolve(root, file), file, text)
    if (unwritten === null) started.made.push(file)
    else if (unwritten.code === 'file-exists' && file !== 'portal.yaml') started.kept.push(file)
    else return { ...started, diagnostics: [unwritten] }
  }
  return started
}

/** What the settings of an office would be refused for, without a place. Codes: those of `readSettings`. */
export function officeFaults(office: Office): Diagnostic[] {
  const { diagnostics } = readSettings(settingsFile(office), 'portal.yaml', null)
  return diagnostics.map((diagnostic) => ({ ...diagnostic, place: null }))
}

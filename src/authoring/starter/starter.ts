/** Everything that a new portal begins with, by path. */
import { continuousFiles } from './continuous-files.ts'
import { deskFiles } from './desk-files.ts'
import { editorFiles } from './editor-files.ts'
import { firstBulletin } from './first-bulletin.ts'
import { serverSettings } from './server-settings.ts'
import { type Office, settingsFile } from './settings-file.ts'

/** The files of a new portal, the settings last; `today` is the first bulletin's date, `version` the build-portal that CI and editor run. */
export function starterFiles(office: Office, today: string, version: string): Map<string, string> {
  return new Map([
    ...firstBulletin(office, today),
    ...deskFiles(office),
    ...editorFiles(office, version),
    ...continuousFiles(office.language, version),
    ...serverSettings(office),
    ['portal.yaml', settingsFile(office)],
  ])
}

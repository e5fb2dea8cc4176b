/** Folders for one test, and what lies in them afterwards. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A new folder that goes with the test. */
export function scratch(): string {
  return newFolder(tmpdir())
}

/** The same on a file system in memory where there is one, for tests that write thousands of files. */
export function quickScratch(): string {
  return newFolder(existsSync('/dev/shm') ? '/dev/shm' : tmpdir())
}

function newFolder(parent: string): string {
  const folder = mkdtempSync(join(parent, 'build-portal-publish-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }), 60_000)
  return folder
}

/** Writes files below a folder. */
export function put(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** Everything below a folder but `.portal`: files with their text, folders with a slash, symlinks with their target. */
export function tree(folder: string): Record<string, string> {
  const found: Record<string, string> = {}
  const walk = (at: string) => {
    for (const entry of readdirSync(join(folder, at), { withFileTypes: true })) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`
      if (path === '.portal') continue
      if (entry.isSymbolicLink()) found[path] = `-> ${readlinkSync(join(folder, path))}`
      else if (entry.isDirectory()) {
        found[`${path}/`] = ''
        walk(path)
      } else found[path] = readFileSync(join(folder, path), 'utf8')
    }
  }
  walk('')
  return found
}

/** The names in the state folder; empty where there is none. */
export function stateNames(out: string): string[] {
  return lstatSync(join(out, '.portal'), { throwIfNoEntry: false }) === undefined
    ? []
    : readdirSync(join(out, '.portal')).sort()
}

/** Inode, time of change and time of modification of everything below a folder that `.portal` itself is not. */
export function times(folder: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const path of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })].sort()) {
    if (path === '.portal') continue
    const { ino, mtimeNs, ctimeNs } = lstatSync(join(folder, path), { bigint: true })
    found[path] = `${ino} ${mtimeNs} ${ctimeNs}`
  }
  return found
}

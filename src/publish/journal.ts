/** The plan of one commit: once it lies on disk, the commit will be carried out whatever happens. */
import { fsyncSync, writeFileSync } from 'node:fs'
import { replaceFile } from '../lock/replace-file.ts'
import { isRecord, type Manifest, manifestText, parseManifest } from './manifest.ts'
import { isOutputPath } from './output-path.ts'
import { readState } from './state-files.ts'

/** A foreign thing that `--force` takes away, and what it was, so that its successor is never taken for it. */
export interface Displaced {
  path: string
  kind: 'file' | 'folder'
}

/** The steps of a commit in their order; every path is an output path. */
export interface Journal {
  /** Old outputs that must be gone before the new ones can be put in place. */
  clear: readonly string[]
  displaced: readonly Displaced[]
  /** Names of files in the stage folder and where each belongs. */
  moves: readonly (readonly [staged: string, path: string])[]
  /** Old outputs that go once the new ones are in place. */
  remove: readonly string[]
  /** The text of the manifest of what is published then. */
  manifest: string
}

/** A journal that was found on disk, with the digests of what is published then. */
export type FoundJournal = Journal & { files: Manifest['files'] }

/** Puts the journal on disk, whole or not at all, and durably. */
export function writeJournal(file: string, { clear, displaced, moves, remove, manifest }: Journal): void {
  const steps = JSON.stringify({ version: 1, clear, displaced, moves, remove })
  replaceFile(file, (descriptor) => {
    writeFileSync(descriptor, `${steps.slice(0, -1)},"manifest":${manifest}}\n`)
    fsyncSync(descriptor)
  })
}

/** Reads the journal; `absent` where there is none, `broken` where it says anything that build-portal would not write. */
export function readJournal(file: string): FoundJournal | 'absent' | 'broken' {
  const text = readState(file)
  if (text === null) return 'absent'
  try {
    return parseJournal(JSON.parse(text)) ?? 'broken'
  } catch (error) {
    if (error instanceof SyntaxError) return 'broken'
    throw error
  }
}

function parseJournal(json: unknown): FoundJournal | null {
  if (!isRecord(json) || json.version !== 1) return null
  const manifest = parseManifest(json.manifest)
  if (manifest === null) return null
  const { clear, displaced, moves, remove } = json
  const isGoing = (path: unknown): path is string => isOutputPath(path) && !manifest.files.has(path)
  const isMove = (move: unknown): move is [string, string] =>
    Array.isArray(move) &&
    move.length === 2 &&
    /^[0-9]{1,15}$/.test(String(move[0])) &&
    isOutputPath(move[1]) &&
    manifest.files.has(move[1])
  if (!isListOf(clear, isGoing) || !isListOf(remove, isGoing)) return null
  if (!isListOf(displaced, isDisplaced) || !isListOf(moves, isMove)) return null
  return { clear, displaced, moves, remove, manifest: manifestText(manifest), files: manifest.files }
}

function isDisplaced(value: unknown): value is Displaced {
  return isRecord(value) && isOutputPath(value.path) && (value.kind === 'file' || value.kind === 'folder')
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(isItem)
}

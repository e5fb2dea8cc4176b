/** The list of what was published last: of these files alone a publish may remove any, and only one that is as the list says. */
import { hash } from 'node:crypto'
import { isOutputPath } from './output-path.ts'
import { readState } from './state-files.ts'

/**
 * `files` gives each output's digest (SHA-256 in hex) by its path; `pages` are URLs, sorted, without repetition; `records`
 * say by URL what each bulletin and standing page said. `signature` is over the text of all the rest; null where nobody signed.
 */
export interface Manifest {
  files: ReadonlyMap<string, string>
  pages: readonly string[]
  records: ReadonlyMap<string, PageRecord>
  signature: string | null
}

/** What a published bulletin or standing page said, as a digest, and how many notes of changes it had. */
export interface PageRecord {
  digest: string
  notes: number
}

/** A manifest that was found on disk; `digest` is that of its file, by which it is known again. */
export interface FoundManifest extends Manifest {
  digest: string
}

/** The manifest of a folder that nothing was published into. */
export const noManifest: FoundManifest = {
  files: new Map(),
  pages: [],
  records: new Map(),
  signature: null,
  digest: '',
}

/** Reads a manifest; `absent` where there is no file, `broken` where it is none that this release can act upon. */
export function readManifest(file: string): FoundManifest | 'absent' | 'broken' {
  const text = readState(file)
  if (text === null) return 'absent'
  try {
    const manifest = parseManifest(JSON.parse(text))
    return manifest === null ? 'broken' : { ...manifest, digest: manifestDigest(text) }
  } catch (error) {
    if (error instanceof SyntaxError) return 'broken'
    throw error
  }
}

/** A manifest from parsed JSON; null where it has not the right shape or names a path outside the output folder. */
export function parseManifest(json: unknown): Manifest | null {
  if (!isRecord(json) || json.version !== 1 || !isRecord(json.files) || !Array.isArray(json.pages)) return null
  const files = new Map<string, string>()
  for (const [path, digest] of Object.entries(json.files)) {
    if (!isOutputPath(path) || !isDigest(digest)) return null
    files.set(path, digest)
  }
  const pages: unknown[] = json.pages
  const records = parseRecords(json.records ?? {})
  const { signature = null } = json
  if (records === null || (signature !== null && typeof signature !== 'string')) return null
  return pages.every((page) => typeof page === 'string') ? { files, pages, records, signature } : null
}

function parseRecords(json: unknown): Map<string, PageRecord> | null {
  if (!isRecord(json)) return null
  const records = new Map<string, PageRecord>()
  for (const [url, record] of Object.entries(json)) {
    const [digest, notes] = Array.isArray(record) ? (record as unknown[]) : []
    if (!isDigest(digest) || typeof notes !== 'number') return null
    records.set(url, { digest, notes })
  }
  return records
}

function isDigest(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
}

/** The bytes of a manifest: the same for the same content, one line for each entry, so that two can be compared. */
export function manifestText({ files, pages, records, signature }: Manifest): string {
  const fileLines = sorted(files).map(([path, digest]) => `    ${JSON.stringify(path)}: ${JSON.stringify(digest)}`)
  const pageLines = [...new Set(pages)].sort().map((page) => `    ${JSON.stringify(page)}`)
  const recordLines = sorted(records).map(
    ([url, { digest, notes }]) => `    ${JSON.stringify(url)}: [${JSON.stringify(digest)}, ${notes}]`,
  )
  // Written by hand, since an object would put number-like paths first and lose `__proto__`.
  return [
    '{\n  "version": 1,\n',
    `  "files": {${block(fileLines)}},\n`,
    `  "pages": [${block(pageLines)}],\n`,
    `  "records": {${block(recordLines)}},\n`,
    `  "signature": ${JSON.stringify(signature)}\n}\n`,
  ].join('')
}

function sorted<T>(entries: ReadonlyMap<string, T>): [string, T][] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** SHA-256 in hex of a manifest's text. */
export function manifestDigest(text: string): string {
  return hash('sha256', text)
}

/** Whether two manifests have the same bytes. */
export function sayTheSame(a: Manifest, b: Manifest): boolean {
  if (a.files.size !== b.files.size) return false
  for (const [path, digest] of a.files) if (b.files.get(path) !== digest) return false
  if (a.pages === b.pages && a.records === b.records && a.signature === b.signature) return true
  return manifestText({ ...a, files: new Map() }) === manifestText({ ...b, files: new Map() })
}

/** Whether a value of parsed JSON is an object with keys. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function block(lines: string[]): string {
  return lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `
}

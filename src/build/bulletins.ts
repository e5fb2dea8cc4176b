/** Reads every bulletin of a portal, each distinct text once. */
import { type Bulletin, readBulletin } from '../content/bulletin.ts'
import { type Defaults, defaultsFor, readDefaults, settingsDefaults } from '../content/defaults.ts'
import type { Fragment } from '../content/markdown/fragment.ts'
import { type MarkdownReader, markdownReader, type ParserName } from '../content/markdown/reader.ts'
import { isMarkdown } from '../content/media.ts'
import type { SourceBulletin } from '../content/release.ts'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import type { Memo } from '../memo/memo.ts'
import { digest, digestOfAll } from '../source/digest.ts'
import type { SourceFile } from '../source/folder.ts'
import type { Snapshot } from '../source/portal.ts'
import type { Config } from '../source/settings.ts'
import { decodeText, readText } from '../source/text.ts'
import type { SourceReader } from './source-reader.ts'

/** `read` and `parsed` count the texts that had to be read from disk and parsed. */
export interface ReadBulletins {
  bulletins: SourceBulletin[]
  diagnostics: Diagnostic[]
  read: number
  parsed: number
}

/**
 * Reads the bulletins and standing pages. Their fragments stay in the memo, by digest.
 * Codes: `content-empty`, `file-changed`, `text-too-deep`, and those of reading and of `readBulletin`.
 */
export async function readBulletins(
  snapshot: Snapshot,
  config: Config,
  parser: ParserName,
  memo: Memo,
  reader: SourceReader,
  onProgress: (done: number, total: number) => void,
): Promise<ReadBulletins> {
  const { defaults, diagnostics } = allDefaults(snapshot, config)
  const settings = { language: config.language, timezone: config.timezone, imageHosts: config.imageHosts }
  const all: ReadBulletins = { bulletins: [], diagnostics, read: 0, parsed: 0 }
  const texts = [...snapshot.content.values()].filter(({ path }) => isMarkdown(path))
  if (snapshot.contentFolder !== null && !texts.some(({ path }) => !path.startsWith('pages/')))
    diagnostics.push(problem('content-empty', { folder: snapshot.contentFolder }))

  let markdown: MarkdownReader | null = null
  for (const [index, file] of texts.entries()) {
    onProgress(index, texts.length)
    const source = reader.digestOf(file)
    if (source === null) continue
    const inherited = defaultsFor(file.path, defaults)
    const key = digestOfAll(
      'bulletin',
      parser,
      file.path,
      file.file,
      source.digest,
      JSON.stringify([inherited, settings]),
    )
    let one = recalled(key, memo)
    if (one === null) {
      markdown ??= await markdownReader(parser)
      one = readOne(file, source, inherited, settings, markdown, key, memo, reader, all)
    }
    diagnostics.push(...one.diagnostics)
    if (one.bulletin) all.bulletins.push({ bulletin: one.bulletin, fragment: one.fragment })
  }
  return all
}

/** The fragment with a digest; it is there for every bulletin of this build. */
export function recallFragment(memo: Memo, name: string): Fragment {
  const json = memo.get(fragmentKey(name))
  if (json === undefined) throw new Error(`the fragment ${name} is not in the memo`)
  return JSON.parse(json) as Fragment
}

/** A bulletin as the memo keeps it; `fragment` is the digest of its fragment. */
interface Kept {
  bulletin: Bulletin | null
  fragment: string
  diagnostics: Diagnostic[]
}

/** What the memo knows of a text; nothing where its fragment was damaged: the text is read again then. */
function recalled(key: string, memo: Memo): Kept | null {
  const json = memo.get(key)
  if (json === undefined) return null
  const kept = JSON.parse(json) as Kept
  return kept.bulletin === null || memo.get(fragmentKey(kept.fragment)) !== undefined ? kept : null
}

function readOne(
  file: SourceFile,
  source: { digest: string; bytes: Buffer | null },
  inherited: Record<string, unknown>,
  settings: Pick<Config, 'language' | 'timezone' | 'imageHosts'>,
  markdown: MarkdownReader,
  key: string,
  memo: Memo,
  reader: SourceReader,
  counts: ReadBulletins,
): Kept {
  const nothing = (...diagnostics: Diagnostic[]): Kept => ({ bulletin: null, fragment: '', diagnostics })
  counts.read++
  const fresh = source.bytes === null ? reader.bytesOf(file) : { digest: source.digest, bytes: source.bytes }
  if (fresh === null) return nothing()
  if (fresh.digest !== source.digest) return nothing(problem('file-changed', {}, inFile(file.file)))
  const decoded = decodeText(fresh.bytes, file.file)
  if ('diagnostic' in decoded) return nothing(decoded.diagnostic)
  counts.parsed++
  const read = deepEnough(() => readBulletin(decoded.text, file.path, file.file, inherited, settings, markdown))
  if (read === null) return nothing(problem('text-too-deep', {}, inFile(file.file)))
  const { bulletin, fragment, diagnostics } = read
  const json = JSON.stringify(fragment)
  const kept: Kept = { bulletin, fragment: digest(json), diagnostics }
  if (memo.get(fragmentKey(kept.fragment)) === undefined) memo.put(fragmentKey(kept.fragment), json)
  memo.put(key, JSON.stringify(kept))
  return kept
}

/** The parsers recurse: a text with thousands of nested quotes or elements is more than a stack holds. */
function deepEnough<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError && /call stack/.test(error.message)) return null
    throw error
  }
}

function fragmentKey(name: string): string {
  return `fragment:${name}`
}

function allDefaults(snapshot: Snapshot, config: Config): { defaults: Defaults[]; diagnostics: Diagnostic[] } {
  const own = settingsDefaults(config.defaults, (key) => config.placeOf(['defaults', key]))
  const diagnostics = [...own.diagnostics]
  const folders = snapshot.defaults.flatMap((file) => {
    const read = readText(file)
    if ('diagnostic' in read) {
      diagnostics.push(read.diagnostic)
      return []
    }
    const { defaults, diagnostics: faults } = readDefaults(read.text, file.path, file.file)
    diagnostics.push(...faults)
    return [defaults]
  })
  return { defaults: [own.defaults, ...folders], diagnostics }
}

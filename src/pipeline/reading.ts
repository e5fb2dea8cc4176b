/** Reading one source text whole: bytes, digest, bulletin and fragment; a step that any thread can do. */
import { runInNewContext } from 'node:vm'
import { type Bulletin, type ReadingSettings, readBulletin } from '../content/bulletin.ts'
import { type MarkdownReader, markdownReader, type ParserName } from '../content/markdown/reader.ts'
import { textRecord } from '../content/record.ts'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import { digest, digestOfAll } from '../source/digest.ts'
import { decodeText, readBytes } from '../source/text.ts'

/** What reading needs to know; `inherited` are the different defaults that there are. */
export interface ReadingContext {
  parser: ParserName
  settings: ReadingSettings
  inherited: Record<string, unknown>[]
}

/** One text; `inherited` is an index, `expected` the digest that it was seen with, if any. */
export interface ReadingJob {
  path: string
  file: string
  absolute: string
  inherited: number
  expected: string | null
}

/** A bulletin without its text, as the cache keeps it; `facts` is the digest of the rest. */
export interface Kept {
  facts: string
  bulletin: Bulletin | null
  diagnostics: Diagnostic[]
}

/**
 * `bytes` is the digest of the file's, null where it could not be read; `readAt` is when it was (milliseconds since 1970). `read` is null
 * with `faults` that are not to be remembered.
 */
export interface ReadingResult {
  bytes: string | null
  readAt: number
  read: ReadText | null
  faults: Diagnostic[]
}

/** What was read of a text: the JSON of `Kept` and of its fragment; `fragment` and `text` are digests, the latter of the text as written. */
export interface ReadText {
  json: string
  facts: string
  fragmentJson: string
  fragment: string
  text: string
}

/**
 * Makes the step. Codes: `file-unreadable`, `file-changed`, `encoding-invalid`, `text-too-deep`, `text-too-complex`, and
 * those of `readBulletin`.
 */
export async function readingOf({
  parser,
  settings,
  inherited,
}: ReadingContext): Promise<(job: ReadingJob) => ReadingResult> {
  const markdown = await markdownReader(parser)
  return (job) => readSource(job, inherited[job.inherited] ?? {}, settings, markdown)
}

function readSource(
  { path, file, absolute, expected }: ReadingJob,
  inherited: Record<string, unknown>,
  settings: ReadingSettings,
  markdown: MarkdownReader,
): ReadingResult {
  const readAt = Date.now()
  const nothing = (bytes: string | null, ...faults: Diagnostic[]) => ({ bytes, readAt, read: null, faults })
  const source = readBytes({ absolute, file })
  if ('diagnostic' in source) return nothing(null, source.diagnostic)
  const found = digest(source.bytes)
  if (expected !== null && found !== expected) return nothing(null, problem('file-changed', {}, inFile(file)))
  const decoded = decodeText(source.bytes, file)
  if ('diagnostic' in decoded) return nothing(found, decoded.diagnostic)
  if (decoded.text.length > LONGEST) return nothing(found, problem('text-too-complex', {}, inFile(file)))
  const read = bounded(decoded.text, () => readBulletin(decoded.text, path, file, inherited, settings, markdown))
  if (typeof read === 'string') return nothing(found, problem(read, {}, inFile(file)))
  const fragmentJson = JSON.stringify(read.fragment)
  const bulletin = JSON.stringify(read.bulletin)
  const diagnostics = JSON.stringify(read.diagnostics)
  const facts = digestOfAll(bulletin, diagnostics)
  // The parts are JSON already: made into one text by hand, they need not be written twice.
  const json = `{"facts":"${facts}","bulletin":${bulletin},"diagnostics":${diagnostics}}`
  const digests = { facts, fragment: digest(fragmentJson), text: textRecord(read.text) }
  return { bytes: found, readAt, read: { json, fragmentJson, ...digests }, faults: [] }
}

/** More letters than this are a book: it belongs into an attachment. */
const LONGEST = 5_000_000
/** How long one text may take (milliseconds); a page of real text takes a thousandth of it. */
const PATIENCE = 15_000
/** No text of so few letters takes that long, whatever is in it. */
const SHORT = 16_000

/**
 * The parsers recurse: a text with thousands of nested quotes or elements is more than a stack holds. And some texts
 * (thousands of brackets that are never closed) take time that grows with the square of their length.
 */
function bounded<T>(text: string, read: () => T): T | 'text-too-deep' | 'text-too-complex' {
  try {
    return text.length < SHORT ? read() : (runInNewContext('read()', { read }, { timeout: PATIENCE }) as T)
  } catch (error) {
    // An error of the other context is no Error of this one.
    const { message = '', code = '' } = error as { message?: string; code?: string }
    if (/call stack/.test(message)) return 'text-too-deep'
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'text-too-complex'
    throw error
  }
}

/** Imports files one by one: each is written whole beside the others, told of, or refused without harm to the rest. */
import { existsSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, posix, resolve } from 'node:path'
import { dateReader, readBulletin } from '../../content/bulletin.ts'
import { bulletinSchema } from '../../content/front-matter-schema.ts'
import type { MarkdownReader } from '../../content/markdown/reader.ts'
import { type Diagnostic, inFile, problem } from '../../diagnostics/diagnostic.ts'
import { dayParts } from '../../source/calendar.ts'
import { slugOf } from '../../source/fold.ts'
import { type SourceFile, unreadable, walkFolder } from '../../source/folder.ts'
import { imageEnding, readImage } from '../../source/image.ts'
import type { SiteConfig } from '../../source/settings.ts'
import { readBytes, readText } from '../../source/text.ts'
import { oneLine, shortened, yamlLines } from '../draft.ts'
import { writeNew } from '../write-new.ts'
import type { Note, Picture } from './findings.ts'
import { type Imported, importPage } from './page.ts'

/** How to import. `date` and `author` stand in where a source states none; `shown` names a file of the portal. */
export interface ImportRequest {
  content: string
  shown: (absolute: string) => string
  config: SiteConfig
  defaults: Record<string, unknown>
  reader: MarkdownReader
  date: string | undefined
  author: string | undefined
  base: string | null
  dryRun: boolean
}

/** What became of one source; `target` is null where nothing was written or would be. */
export interface ImportedFile {
  source: string
  target: string | null
  outcome: 'written' | 'unchanged' | 'refused'
  notes: Note[]
}

type Source = Pick<SourceFile, 'absolute' | 'file'>

const kinds: Record<string, 'html' | 'text'> = { '.html': 'html', '.htm': 'html', '.txt': 'text' }

/** The date of a draft whose source states none: no bulletin has it, so that nobody takes it for true. */
const NO_DATE = '1970-01-01'

/** In letters: the build reads no longer text. */
const LONGEST = 5_000_000

/** The sources that arguments name: files, and of folders every page. Codes: `file-unreadable`, `import-kind`, and those of `walkFolder`. */
export function sourcesOf(args: readonly string[]): { sources: Source[]; diagnostics: Diagnostic[] } {
  const sources = new Map<string, Source>()
  const diagnostics: Diagnostic[] = []
  for (const file of args) {
    const absolute = resolve(file)
    try {
      if (statSync(absolute).isDirectory()) {
        const shown = file.replace(/\/+$/, '')
        const walked = walkFolder(absolute, shown, absolute, (name) => name.startsWith('.'))
        diagnostics.push(...walked.diagnostics)
        // Of images and scripts beside the pages what is needed is taken with the page that shows it.
        for (const one of walked.folder.files.values()) if (kindOf(one.absolute)) sources.set(one.absolute, one)
      } else if (kindOf(absolute)) sources.set(absolute, { absolute, file })
      else diagnostics.push(problem('import-kind', { kind: extname(file) }, inFile(file)))
    } catch (error) {
      diagnostics.push(unreadable(error, file))
    }
  }
  return { sources: [...sources.values()], diagnostics }
}

/**
 * Imports the sources in their order; a source that was imported before is found to be there. Codes: `import-date-missing`,
 * `import-author-missing`, `import-empty`, `file-exists`, `machine-failed`, `slug-empty`, `text-too-complex`, those of reading
 * a text, and the errors of `readBulletin`.
 */
export async function importFiles(
  sources: readonly Source[],
  request: ImportRequest,
  onProgress: (done: number) => void,
): Promise<{ files: ImportedFile[]; diagnostics: Diagnostic[] }> {
  const files: ImportedFile[] = []
  const diagnostics: Diagnostic[] = []
  const taken = { paths: new Set<string>(), aliases: new Set<string>() }
  for (const [index, source] of sources.entries()) {
    const told: Diagnostic[] = []
    try {
      files.push(await importOne(source, request, taken, told))
    } catch (error) {
      // Elements within elements, thousands deep, are beyond the stack of whatever walks them.
      if (!(error instanceof RangeError)) throw error
      told.push(problem('text-too-complex', {}, inFile(source.file)))
      files.push({ source: source.file, target: null, outcome: 'refused', notes: [] })
    }
    diagnostics.push(...told)
    onProgress(index + 1)
  }
  return { files, diagnostics }
}

async function importOne(
  source: Source,
  request: ImportRequest,
  taken: { paths: Set<string>; aliases: Set<string> },
  told: Diagnostic[],
): Promise<ImportedFile> {
  const refused = (notes: Note[], ...why: Diagnostic[]): ImportedFile => {
    told.push(...why)
    return { source: source.file, target: null, outcome: 'refused', notes }
  }
  const here = inFile(source.file)
  const read = readText(source)
  if ('diagnostic' in read) return refused([], read.diagnostic)
  const pictures: Picture[] = []
  const imported = await readSource(source, read.text, request, pictures)
  const { values, body, notes } = imported
  const title = typeof values.title === 'string' ? oneLine(values.title) : ''
  if (title === '' || body.trim() === '') return refused(notes, problem('import-empty', { title: title || null }, here))
  const slug = shortened(slugOf(title)).replace(/-+$/, '')
  if (slug === '') return refused(notes, problem('slug-empty', { value: title }, here))
  if (values.author === undefined) values.author = request.author ?? request.defaults.author
  if (values.author === undefined) return refused(notes, problem('import-author-missing', {}, here))

  values.date ??= request.date
  if (values.date === undefined) {
    told.push(problem('import-date-missing', { cited: imported.cited }, here))
    notes.push({ fate: 'changed', name: 'noDate', value: NO_DATE })
    Object.assign(values, { date: NO_DATE, draft: true })
  }
  const moment = dateReader(request.config.timezone, () => here, told).read(values.date, ['date'])
  if (moment === null) return refused(notes)
  const { year, month } = dayParts(moment)
  const folder = values.date === NO_DATE ? 'undated' : `${year}/${month}`
  const name = freeName(slug, folder, taken.paths)
  const target = `${folder}/${name}.md`
  const aliases = ((values.aliases ?? []) as string[]).filter((alias) => !taken.aliases.has(alias.toLowerCase()))
  for (const alias of aliases) taken.aliases.add(alias.toLowerCase())
  const settled = { ...values, title, aliases: aliases.length > 0 ? aliases : undefined }
  const images = pictures.map((picture, index) => ({
    ...picture,
    name: `${name}-${index + 1}${extname(picture.name)}`,
  }))
  let text = `---\n${yamlLines(ordered(settled))}---\n\n${body}`
  for (const [index, { name: to }] of images.entries()) text = text.replaceAll(placeholder(index), to)

  if (text.length > LONGEST) return refused(notes, problem('text-too-complex', {}, here))
  const shown = request.shown(resolve(request.content, target))
  const judged = readBulletin(text, target, source.file, request.defaults, request.config, request.reader)
  const errors = judged.diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) return refused(notes, ...errors.map((one) => ({ ...one, place: here })))
  const made = [
    ...images.map(({ name: file, bytes }) => ({ path: `${folder}/${file}`, data: bytes })),
    { path: target, data: text },
  ]
  return write(made, request, (outcome, why) =>
    why === null ? { source: source.file, target: shown, outcome, notes } : refused(notes, why),
  )
}

async function readSource(
  source: Source,
  text: string,
  request: ImportRequest,
  pictures: Picture[],
): Promise<Imported> {
  const take = (src: string): string | null => {
    const picture = pictureAt(source, src)
    return picture === null ? null : placeholder(pictures.push(picture) - 1)
  }
  return importPage(text, kindOf(source.absolute) ?? 'text', request.config, { base: request.base, take })
}

/** The images first: a bulletin that is there has all that it shows. What is there with the same bytes stays. */
function write(
  made: readonly { path: string; data: string | Uint8Array }[],
  request: ImportRequest,
  tell: (outcome: ImportedFile['outcome'], why: Diagnostic | null) => ImportedFile,
): ImportedFile {
  const missing: (typeof made)[number][] = []
  for (const one of made) {
    const absolute = resolve(request.content, one.path)
    if (!existsSync(absolute)) missing.push(one)
    else {
      const there = readBytes({ absolute, file: request.shown(absolute) })
      if ('diagnostic' in there) return tell('refused', there.diagnostic)
      if (!there.bytes.equals(Buffer.from(one.data)))
        return tell('refused', problem('file-exists', { file: request.shown(absolute), imported: true }))
    }
  }
  if (missing.length === 0) return tell('unchanged', null)
  if (!request.dryRun)
    for (const { path, data } of missing) {
      const absolute = resolve(request.content, path)
      const unwritten = writeNew(absolute, request.shown(absolute), data)
      if (unwritten !== null) return tell('refused', unwritten)
    }
  return tell('written', null)
}

/** An image beside its page, never outside the page's folder and never fetched. */
function pictureAt(source: Source, src: string): Picture | null {
  let path: string
  try {
    path = decodeURIComponent(src.replace(/[?#].*$/, ''))
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
  const normal = posix.normalize(path)
  if (
    /^[a-z][a-z\d+.-]*:|^\/|\\|\0/i.test(path) ||
    normal.startsWith('..') ||
    !imageEnding.test(path) ||
    /\.svg$/i.test(path)
  )
    return null
  const absolute = join(dirname(source.absolute), normal)
  if (!existsSync(absolute) || !statSync(absolute).isFile()) return null
  const read = readBytes({ absolute, file: src })
  if ('diagnostic' in read || 'broken' in readImage(read.bytes)) return null
  return { name: basename(absolute).toLowerCase(), bytes: read.bytes }
}

function placeholder(index: number): string {
  return `import-picture-${index}-`
}

function freeName(slug: string, folder: string, paths: Set<string>): string {
  let name = slug
  for (let n = 2; paths.has(`${folder}/${name}`); n++) name = `${slug}-${n}`
  paths.add(`${folder}/${name}`)
  return name
}

function ordered(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(bulletinSchema.shape).flatMap((key) =>
      values[key] === undefined ? [] : [[key, JSON.parse(JSON.stringify(values[key])) as unknown]],
    ),
  )
}

function kindOf(file: string): 'html' | 'text' | undefined {
  return kinds[extname(file).toLowerCase()]
}

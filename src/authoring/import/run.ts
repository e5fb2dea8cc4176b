/** Imports files one by one: each is written whole beside the others, told of, or refused without harm to the rest. */
import { existsSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import { aliasUrl, outputAt, permalink } from '../../content/address.ts'
import { dateReader, nameOf, readBulletin } from '../../content/bulletin.ts'
import { bulletinSchema } from '../../content/front-matter-schema.ts'
import type { MarkdownReader } from '../../content/markdown/reader.ts'
import { type Diagnostic, inFile, problem } from '../../diagnostics/diagnostic.ts'
import { dayParts } from '../../source/calendar.ts'
import { slugOf } from '../../source/fold.ts'
import type { SiteConfig } from '../../source/settings.ts'
import { readBytes, readText } from '../../source/text.ts'
import { oneLine, shortened, yamlLines } from '../draft.ts'
import { writeNew } from '../write-new.ts'
import type { Imported, Note, Picture } from './findings.ts'
import { importMarkdown } from './markdown.ts'
import { importPage } from './page.ts'
import { kindOf, pictureAt, type Source } from './sources.ts'

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

/** The date of a draft whose source states none: no bulletin has it, so that nobody takes it for true. */
const NO_DATE = '1970-01-01'

/** In letters: the build reads no longer text. */
const LONGEST = 5_000_000

/**
 * Imports the sources in their order; a source that was imported before is found to be there. Codes: `import-date-missing`,
 * `import-author-missing`, `import-empty`, `import-word`, `file-exists`, `machine-failed`, `slug-empty`, `text-too-complex`, those of reading
 * a text, and the errors of `readBulletin`.
 */
export async function importFiles(
  sources: readonly Source[],
  request: ImportRequest,
  onProgress: (done: number) => void,
): Promise<{ files: ImportedFile[]; diagnostics: Diagnostic[] }> {
  const files: ImportedFile[] = []
  const diagnostics: Diagnostic[] = []
  const taken = new Set<string>()
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
  taken: Set<string>,
  told: Diagnostic[],
): Promise<ImportedFile> {
  const refused = (notes: Note[], ...why: Diagnostic[]): ImportedFile => {
    told.push(...why)
    return { source: source.file, target: null, outcome: 'refused', notes }
  }
  const here = inFile(source.file)
  const pictures: Picture[] = []
  const imported = await readSource(source, request, pictures)
  if ('diagnostics' in imported) return refused([], ...imported.diagnostics)
  const { values, body, notes } = imported
  const title = typeof values.title === 'string' ? oneLine(values.title) : ''
  if (title === '' || (body.trim() === '' && !imported.mayBeEmpty))
    return refused(notes, problem('import-empty', { title: title || null }, here))
  const slug = shortened(imported.name || slugOf(title)).replace(/-+$/, '')
  if (slug === '') return refused(notes, problem('slug-empty', { value: title }, here))
  for (const key of ['author', 'date'] as const) {
    const given = request[key] ?? (key === 'author' ? request.defaults.author : undefined)
    if (values[key] !== undefined || given === undefined) continue
    values[key] = given
    if (typeof given === 'string') notes.push({ fate: 'changed', name: key, value: given })
  }
  if (values.author === undefined) return refused(notes, problem('import-author-missing', {}, here))

  if (values.date === undefined) {
    told.push(problem('import-date-missing', { cited: imported.cited }, here))
    notes.push({ fate: 'changed', name: 'noDate', value: NO_DATE })
    Object.assign(values, { date: NO_DATE, draft: true })
  }
  const moment = dateReader(request.config.timezone, () => here, told).read(values.date, ['date'])
  if (moment === null) return refused(notes)
  const { year, month } = dayParts(moment)
  const folder = values.date === NO_DATE ? 'undated' : `${year}/${month}`
  const addressOf = (name: string) =>
    addressKey(permalink(name, moment, String(values.category ?? ''), request.config.permalink))
  const name = freeName(slug, (one) => taken.has(addressOf(one)) || taken.has(`${folder}/${one}.md`))
  const target = `${folder}/${name}.md`
  taken.add(addressOf(name)).add(target)
  const aliases = ((values.aliases ?? []) as string[]).filter((alias) => {
    const url = aliasUrl(alias)
    const key = url === null ? null : addressKey(url)
    if (key !== null && !taken.has(key)) return taken.add(key)
    if (key !== addressOf(name)) notes.push({ fate: 'dropped', name: 'query', value: alias })
    return false
  })
  const settled: Record<string, unknown> = {
    ...values,
    title,
    // The file's name says the slug, unless it reads as a date or as a folder's own page.
    slug: nameOf(target) === name ? undefined : name,
    aliases: aliases.length > 0 ? aliases : undefined,
  }
  const images = pictures.map((picture, index) => ({
    ...picture,
    name: `${name}-${index + 1}${extname(picture.name)}`,
  }))
  const written = (head: Record<string, unknown>) =>
    images.reduce(
      (text, { name: to }, index) => text.replaceAll(placeholder(index), to),
      `---\n${yamlLines(ordered(head))}---\n\n${body}`,
    )
  const judge = () =>
    readBulletin(
      written(settled),
      target,
      source.file,
      request.defaults,
      request.config,
      request.reader,
    ).diagnostics.filter(({ severity }) => severity === 'error')
  if (body.length > LONGEST) return refused(notes, problem('text-too-complex', {}, here))
  let errors = judge()
  // What the build refuses and no bulletin needs is left out, and told.
  for (const key of errors.flatMap(keyAtFault)) {
    if (settled[key] === undefined) continue
    notes.push({ fate: 'dropped', name: 'key', value: `${key}: ${JSON.stringify(settled[key]).slice(0, 100)}` })
    delete settled[key]
  }
  if (errors.length > 0) errors = judge()
  if (errors.length > 0) return refused(notes, ...errors.map((one) => ({ ...one, place: here })))
  const text = written(settled)
  const shown = request.shown(resolve(request.content, target))
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
  request: ImportRequest,
  pictures: Picture[],
): Promise<Imported | { diagnostics: Diagnostic[] }> {
  const keep = (picture: Picture) => placeholder(pictures.push(picture) - 1)
  const kind = kindOf(source.absolute) ?? 'text'
  if (kind === 'word') {
    const read = readBytes(source)
    if ('diagnostic' in read) return { diagnostics: [read.diagnostic] }
    const { importWord } = await import('./word.ts')
    return importWord(read.bytes, source.file, request.config, keep)
  }
  const take = (src: string): string | null => {
    const picture = pictureAt(source, src)
    return picture === null ? null : keep(picture)
  }
  const read = readText(source)
  if ('diagnostic' in read) return { diagnostics: [read.diagnostic] }
  const around = { base: request.base, take }
  if (kind === 'markdown') return importMarkdown(read.text, source.file, request.config, around)
  return importPage(read.text, kind, request.config, around)
}

/** The key that an error is about, unless no bulletin can do without it. */
function keyAtFault({ args }: Diagnostic): string[] {
  const { key, later } = args as { key?: unknown; later?: unknown }
  const [first = ''] = String(later ?? key ?? '').split('.')
  return ['', 'title', 'date', 'author'].includes(first) ? [] : [first]
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

function placeholder(index: number): string {
  return `import-picture-${index}-`
}

function freeName(slug: string, isTaken: (name: string) => boolean): string {
  let name = slug
  for (let n = 2; isTaken(name); n++) name = `${slug}-${n}`
  return name
}

/** One for addresses that no server or disk tells apart. */
function addressKey(url: string): string {
  return outputAt(url).toLowerCase()
}

function ordered(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(bulletinSchema.shape).flatMap((key) =>
      values[key] === undefined ? [] : [[key, JSON.parse(JSON.stringify(values[key])) as unknown]],
    ),
  )
}

/** What a source says to a bulletin: named, dated, at an address of its own, and judged as a build judges it. */
import { extname } from 'node:path'
import { aliasUrl, outputAt, permalink } from '../../content/address.ts'
import { dateReader, nameOf, readBulletin } from '../../content/bulletin.ts'
import { bulletinSchema } from '../../content/front-matter-schema.ts'
import type { Fragment } from '../../content/markdown/fragment.ts'
import type { MarkdownReader } from '../../content/markdown/reader.ts'
import { type Diagnostic, inFile, problem } from '../../diagnostics/diagnostic.ts'
import { dayParts, type Moment } from '../../source/calendar.ts'
import { slugOf } from '../../source/fold.ts'
import type { SiteConfig } from '../../source/settings.ts'
import { oneLine, shortened, yamlLines } from '../draft.ts'
import { type LostWords, lostWords, publishedText, textsIn } from './conservation.ts'
import { type Imported, LONGEST, type Note, type Picture } from './findings.ts'
import type { Source } from './sources.ts'

/** How drafts are made. `date` and `author` stand in where a source states none; `dates` say those of single sources, by their absolute paths in NFC. */
export interface DraftingRequest {
  config: SiteConfig
  defaults: Record<string, unknown>
  reader: MarkdownReader
  date: string | undefined
  dates: ReadonlyMap<string, string>
  author: string | undefined
}

/** A bulletin before it is written. `target` is its path under content/, `folder` that of its images too; `parts` what a link may name. */
export interface Draft {
  source: string
  absolute: string
  target: string
  folder: string
  head: Record<string, unknown>
  body: string
  open: Imported['open']
  images: Picture[]
  notes: Note[]
  parts: readonly string[]
  moment: Moment
  words: { total: number; lost: number } | null
}

/** The names and addresses that texts of the run have; how far each name is counted. */
export interface Taken {
  names: Set<string>
  next: Map<string, number>
}

/** The date of a draft whose source states none: no bulletin has it, so that nobody takes it for true. */
const NO_DATE = '1970-01-01'

/** Makes a draft; null where it cannot be one, with what is told. Codes: as `importFiles` says. */
export function draftOf(
  source: Source,
  imported: Imported,
  pictures: readonly Picture[],
  request: DraftingRequest,
  taken: Taken,
  told: Diagnostic[],
): Draft | null {
  const here = inFile(source.file)
  const refused = (why: Diagnostic): null => {
    told.push(why)
    return null
  }
  const { values, body, notes } = imported
  if (imported.isTooLong || body.length > LONGEST) return refused(problem('text-too-complex', {}, here))
  const title = typeof values.title === 'string' ? oneLine(values.title) : ''
  if (title === '' || (body.trim() === '' && !imported.mayBeEmpty))
    return refused(problem('import-empty', { title: title || null }, here))
  const slug = shortened(imported.name || slugOf(title)).replace(/-+$/, '')
  if (slug === '') return refused(problem('slug-empty', { value: title, of: 'file' }, here))
  const tabled = request.dates.get(source.absolute.normalize('NFC'))
  if (tabled !== undefined && tabled !== values.date) {
    const before = typeof values.date === 'string' ? `${values.date} → ` : ''
    notes.push({ fate: 'changed', name: 'date', value: before + tabled })
    values.date = tabled
  }
  for (const key of ['author', 'date'] as const) {
    const given = request[key] ?? (key === 'author' ? request.defaults.author : undefined)
    if (values[key] !== undefined || given === undefined) continue
    values[key] = given
    if (typeof given === 'string') notes.push({ fate: 'changed', name: key, value: given })
  }
  if (values.author === undefined) return refused(problem('import-author-missing', {}, here))

  if (values.date === undefined) {
    told.push(problem('import-date-missing', { cited: imported.cited }, here))
    notes.push({ fate: 'changed', name: 'noDate', value: NO_DATE })
    Object.assign(values, { date: NO_DATE, draft: true })
  }
  const moment = dateReader(request.config.timezone, () => here, told).read(values.date, ['date'])
  if (moment === null) return null
  const { year, month } = dayParts(moment)
  const folder = values.date === NO_DATE ? 'undated' : `${year}/${month}`
  const addressOf = (name: string) =>
    addressKey(permalink(name, moment, String(values.category ?? ''), request.config.permalink))
  const name = freeName(slug, folder, taken, (one) => [addressOf(one), `${folder}/${one}.md`])
  const target = `${folder}/${name}.md`
  const aliases = ((values.aliases ?? []) as string[]).filter((alias) => {
    const url = aliasUrl(alias)
    const key = url === null ? null : addressKey(url)
    if (key !== null && !taken.names.has(key)) return taken.names.add(key)
    if (key !== addressOf(name)) notes.push({ fate: 'dropped', name: 'query', value: alias })
    return false
  })
  const head: Record<string, unknown> = {
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
  const judge = () => {
    const { bulletin, fragment, diagnostics } = readBulletin(
      draftText(head, body, images),
      target,
      source.file,
      request.defaults,
      request.config,
      request.reader,
    )
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    return { parts: bulletin?.body.ids ?? [], fragment, errors }
  }
  let { errors, parts, fragment } = judge()
  // What the build refuses and no bulletin needs is left out, and told.
  for (const key of errors.flatMap(keyAtFault)) {
    if (head[key] === undefined) continue
    notes.push({ fate: 'dropped', name: 'key', value: `${key}: ${JSON.stringify(head[key]).slice(0, 100)}` })
    delete head[key]
  }
  if (errors.length > 0) ({ errors, parts, fragment } = judge())
  for (const error of errors) refused({ ...error, place: here })
  if (errors.length > 0) return null
  const without = [...body.matchAll(/!\[\]\(import-picture-(\d+)-/g)].flatMap(
    ([, index]) => pictures[Number(index)]?.name ?? [],
  )
  if (without.length > 0) notes.push({ fate: 'changed', name: 'altMissing', value: without.join(', ') })
  const lost = wordsLost(imported, head, fragment)
  if (lost.count > 0) told.push(problem('import-words-lost', lost, here))
  const { absolute, file } = source
  const words = imported.visible === undefined ? null : { total: lost.total, lost: lost.count }
  const { open } = imported
  return { source: file, absolute, target, folder, head, body, open, images, notes, parts, moment, words }
}

/** The words of the source that are neither in the bulletin, as a build reads it, nor in what is reported of it. */
function wordsLost({ visible, notes }: Imported, head: Record<string, unknown>, fragment: Fragment): LostWords {
  if (visible === undefined) return { count: 0, total: 0, excerpts: [] }
  const reported = notes.flatMap(({ fate, value, words }) => words ?? (fate === 'dropped' ? value : []))
  const html = fragment.filter((part) => typeof part === 'string').join('')
  return lostWords(visible, [publishedText(html), ...textsIn(head), ...reported])
}

/** A draft as the text of its file; images go by the names that they have beside it. */
export function draftText(head: Record<string, unknown>, body: string, images: readonly Picture[]): string {
  return images.reduce(
    (text, { name }, index) => text.replaceAll(pictureAddress(index), name),
    `---\n${yamlLines(ordered(head))}---\n\n${body}`,
  )
}

/** What stands for an image until the bulletin has its name. */
export function pictureAddress(index: number): string {
  return `import-picture-${index}-`
}

/** The key that an error is about, unless no bulletin can do without it. */
function keyAtFault({ args }: Diagnostic): string[] {
  const { key, later } = args as { key?: unknown; later?: unknown }
  const [first = ''] = String(later ?? key ?? '').split('.')
  return ['', 'title', 'date', 'author'].includes(first) ? [] : [first]
}

/** The slug, or the first with a number that no text has; the count goes on where it was for the last of its name. */
function freeName(slug: string, folder: string, taken: Taken, keysOf: (name: string) => string[]): string {
  const counted = `${folder}/${slug}`
  let name = slug
  let n = taken.next.get(counted) ?? 2
  if (n > 2) name = `${slug}-${n++}`
  while (keysOf(name).some((key) => taken.names.has(key))) name = `${slug}-${n++}`
  taken.next.set(counted, n)
  for (const key of keysOf(name)) taken.names.add(key)
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

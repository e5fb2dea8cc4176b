/** Imports files one by one: each is written whole beside the others, told of, or refused without harm to the rest. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { type Diagnostic, inFile, problem } from '../../diagnostics/diagnostic.ts'
import { readBytes } from '../../source/text.ts'
import { clearUnfinished, writeNew } from '../write-new.ts'
import { attachmentAt, pictureAt } from './beside.ts'
import { decodeSource } from './decode.ts'
import { type Draft, type DraftingRequest, draftOf, draftText, pictureAddress, type Taken } from './drafting.ts'
import { earlierTargets } from './earlier.ts'
import type { Imported, Note, Picture } from './findings.ts'
import { type FindTarget, type LinkTarget, linkedTree, relinked } from './links.ts'
import { importMarkdown } from './markdown.ts'
import { packed, unpacked } from './packing.ts'
import { importPage } from './page.ts'
import { kindOf, type Source } from './sources.ts'
import { type Targets, targetsOf } from './targets.ts'
import { toMarkdown } from './to-markdown.ts'

/** How to import. `roots` are the folders that the sources come from; `shown` names a file of the portal; `now` is in milliseconds since 1970. */
export interface ImportRequest extends DraftingRequest {
  content: string
  roots: readonly string[]
  shown: (absolute: string) => string
  base: string | null
  now: number
  dryRun: boolean
}

/**
 * What became of one source; `target` is null where nothing was written or would be. `words` are those that were looked for and those that
 * are nowhere; null where the text came in as it was written, or not at all.
 */
export interface ImportedFile {
  source: string
  target: string | null
  outcome: 'written' | 'unchanged' | 'refused'
  notes: Note[]
  words: Draft['words']
}

/**
 * What an import tells on its way: each file as soon as it is done with, and how far it is. Reading goes through all sources,
 * linking through those whose links wait until all are read.
 */
export interface ImportEvents {
  done: (file: ImportedFile) => void
  progress: (phase: 'importing' | 'linking', done: number, total: number) => void
}

/** A draft that waits for the others, packed. */
interface Held {
  index: number
  draft: Uint8Array
  target: LinkTarget
}

/** What a run found: its problems, and the files that its texts show or offer, by their absolute paths. */
export interface ImportResult {
  diagnostics: Diagnostic[]
  along: ReadonlySet<string>
}

/**
 * Imports the sources; a source that was imported before is found to be there. Codes: `import-date-missing`,
 * `import-author-missing`, `import-empty`, `import-word`, `import-front-matter`, `file-exists`, `machine-failed`, `slug-empty`,
 * `text-too-complex`, those of reading a text, and the errors of `readBulletin`.
 */
export async function importFiles(
  sources: readonly Source[],
  request: ImportRequest,
  events: ImportEvents,
): Promise<ImportResult> {
  const along = new Set<string>()
  const isSource = new Set(sources.map(({ absolute }) => absolute))
  const told: Diagnostic[][] = []
  const taken: Taken = { names: new Set(), next: new Map() }
  const targets = targetsOf(request.roots, request.base)
  const waiting: Held[] = []
  for (const [index, source] of sources.entries()) {
    const diagnostics: Diagnostic[] = []
    told.push(diagnostics)
    const { draft, notes, pictures } = await draftFrom(source, request, isSource, taken, diagnostics)
    for (const { path } of pictures) if (path !== undefined) along.add(path)
    if (draft === null) events.done({ source: source.file, target: null, outcome: 'refused', notes, words: null })
    else {
      const target = added(draft, request, targets)
      if (draft.open !== undefined) waiting.push({ index, draft: packed(draft), target })
      else {
        const file = write(draft, draft.body, request, diagnostics)
        // What an officer wrote in its place has the same address.
        if (file.outcome === 'refused' && !existsSync(resolve(request.content, target.path))) targets.drop(target)
        events.done(file)
      }
    }
    events.progress('importing', index + 1, sources.length)
    // Between two turns of the event loop nothing that the native parser holds is given back.
    await setImmediate()
  }
  const earlier = earlierTargets(request.content, request.base, request.config, request.reader, request.now)
  for (const [done, { index, draft: held, target }] of waiting.entries()) {
    const draft = unpacked(held)
    const diagnostics = told[index] ?? []
    if ('diagnostic' in draft) {
      diagnostics.push(draft.diagnostic)
      events.done({ source: sources[index]?.file ?? '', target: null, outcome: 'refused', notes: [], words: null })
    } else events.done(await linked(draft, target, targets.find, earlier, request, diagnostics))
    events.progress('linking', done + 1, waiting.length)
    await setImmediate()
  }
  return { diagnostics: told.flat(), along }
}

/** Reads a source to a draft; null where it cannot be one. */
async function draftFrom(
  source: Source,
  request: ImportRequest,
  isSource: ReadonlySet<string>,
  taken: Taken,
  told: Diagnostic[],
): Promise<{ draft: Draft | null; notes: Note[]; pictures: Picture[] }> {
  const pictures: Picture[] = []
  try {
    const imported = await readSource(source, request, isSource, pictures)
    if ('notes' in imported)
      return { draft: draftOf(source, imported, pictures, request, taken, told), notes: imported.notes, pictures }
    for (const diagnostic of imported.diagnostics) told.push(diagnostic)
  } catch (error) {
    // Elements within elements, thousands deep, are beyond the stack of whatever walks them.
    if (!(error instanceof RangeError && /call stack/.test(error.message))) throw error
    told.push(problem('text-too-complex', {}, inFile(source.file)))
  }
  return { draft: null, notes: [], pictures }
}

async function readSource(
  source: Source,
  request: ImportRequest,
  isSource: ReadonlySet<string>,
  pictures: Picture[],
): Promise<Imported | { diagnostics: Diagnostic[] }> {
  const keep = (picture: Picture) => pictureAddress(pictures.push(picture) - 1)
  const attached = new Map<string | undefined, string>()
  const attach = (href: string): string | null => {
    const found = attachmentAt(source, href, request.roots)
    // One that is imported itself has a page of its own.
    if (found === null || isSource.has(found.path ?? '')) return null
    const address = attached.get(found.path) ?? keep(found)
    attached.set(found.path, address)
    return address
  }
  const kind = kindOf(source.absolute) ?? 'text'
  if (kind === 'word') {
    const read = readBytes(source)
    if ('diagnostic' in read) return { diagnostics: [read.diagnostic] }
    const { importWord } = await import('./word.ts')
    return importWord(read.bytes, source.file, request.config, { keep, attach })
  }
  const take = (src: string): string | null => {
    const picture = pictureAt(source, src, request.roots)
    return picture === null ? null : keep(picture)
  }
  const read = decodeSource(source, kind === 'html')
  if ('diagnostic' in read) return { diagnostics: [read.diagnostic] }
  const allows = (host: string) => request.config.imageHosts.includes(host)
  const around = { base: request.base, take, attach, allows }
  const imported =
    kind === 'markdown' || (kind === 'html' && /^\s*---[ \t]*\r?\n/.test(read.text))
      ? await importMarkdown(read.text, source.file, kind === 'html', request.config, around)
      : await importPage(read.text, kind, request.config, around)
  if ('notes' in imported)
    imported.notes = [
      ...read.from.map((value): Note => ({ fate: 'changed', name: 'encoding', value })),
      ...imported.notes,
    ]
  return imported
}

function added(draft: Draft, request: ImportRequest, targets: Targets): LinkTarget {
  const { target: path, absolute, head, parts, moment } = draft
  const url = (head.legacy as { url?: string } | undefined)?.url
  const isHeld = head.draft === true || moment.instant > request.now
  const target: LinkTarget = { path, isHeld, parts: () => parts }
  const day = isHeld ? null : moment.text.slice(0, 10)
  targets.add({ target, absolute, url, aliases: (head.aliases ?? []) as string[], day })
  return target
}

/**
 * Writes a draft whose links are led where they mean. A file that is there from a run that did not know the bulletins of others
 * yet stays as it is.
 */
async function linked(
  draft: Draft,
  own: LinkTarget,
  here: FindTarget,
  earlier: FindTarget,
  request: ImportRequest,
  told: Diagnostic[],
): Promise<ImportedFile> {
  const { open, absolute, notes } = draft
  if (open === undefined) return write(draft, draft.body, request, told)
  let usedEarlier = false
  const both: FindTarget = (link, from) => {
    const found = here(link, from)
    if (found !== null) return found
    const before = earlier(link, from)
    if (before !== null && before.path !== own.path) usedEarlier = true
    return before
  }
  const settled = async (find: FindTarget) => {
    const { tree, notes: more, led } = linkedTree(open, own, absolute, find)
    const kept = open.written === null ? null : relinked(open.written, led)
    if (kept !== null) return { body: kept, more }
    const footnotes = new Set((open.written ?? '').match(/\[\^[^\]\s]+\](?=:)/g))
    for (const value of footnotes) more.push({ fate: 'changed', name: 'footnote', value })
    return { body: await toMarkdown(tree), more }
  }
  const { body, more } = await settled(both)
  const alone = usedEarlier ? await settled(here) : null
  if (alone !== null && isThere(draft, alone.body, request))
    return write({ ...draft, notes: [...notes, ...alone.more] }, alone.body, request, told)
  return write({ ...draft, notes: [...notes, ...more] }, body, request, told)
}

function isThere(draft: Draft, body: string, { content, shown }: ImportRequest): boolean {
  const absolute = resolve(content, draft.target)
  if (!existsSync(absolute)) return false
  const there = readBytes({ absolute, file: shown(absolute) })
  return 'bytes' in there && there.bytes.equals(Buffer.from(draftText(draft.head, body, draft.images)))
}

/** The images first: a bulletin that is there has all that it shows. What is there with the same bytes stays. */
function write(draft: Draft, body: string, request: ImportRequest, told: Diagnostic[]): ImportedFile {
  const { source, target, folder, images, head, notes } = draft
  const end = (outcome: ImportedFile['outcome'], why: Diagnostic | null): ImportedFile => {
    if (why !== null) told.push(why)
    const shown = why === null ? request.shown(resolve(request.content, target)) : null
    return { source, target: shown, outcome, notes, words: draft.words }
  }
  const made = [
    ...images.map(({ name, bytes }) => ({ path: `${folder}/${name}`, data: bytes })),
    { path: target, data: draftText(head, body, images) },
  ]
  const missing: (typeof made)[number][] = []
  for (const one of made) {
    const absolute = resolve(request.content, one.path)
    if (!existsSync(absolute)) missing.push(one)
    else {
      const there = readBytes({ absolute, file: request.shown(absolute) })
      if ('diagnostic' in there) return end('refused', there.diagnostic)
      if (!there.bytes.equals(Buffer.from(one.data)))
        return end('refused', problem('file-exists', { file: request.shown(absolute), imported: true }))
      if (!request.dryRun) clearUnfinished(absolute)
    }
  }
  if (missing.length === 0) return end('unchanged', null)
  if (!request.dryRun)
    for (const { path, data } of missing) {
      const absolute = resolve(request.content, path)
      const unwritten = writeNew(absolute, request.shown(absolute), data)
      if (unwritten !== null) return end('refused', unwritten)
    }
  return end('written', null)
}

/** The files beside bulletins that a page shows or offers: which they are, and where they come to lie. */
import { posix } from 'node:path'
import { type Diagnostic, type Place, problem } from '../diagnostics/diagnostic.ts'
import { type KnownNames, knownNames } from '../diagnostics/did-you-mean.ts'
import { isActive } from '../source/file-kinds.ts'
import type { SourceFile } from '../source/folder.ts'
import { type ImageFacts, imageEnding, rareJpegEnding } from '../source/image.ts'
import type { KeyPath } from '../source/yaml.ts'
import { type Bulletin, placeIn } from './bulletin.ts'
import { companionsOf } from './clips.ts'
import { isOnDisk, resolveContentPath } from './markdown/references.ts'

/** Facts of a file that is no Markdown; `image` is null where it is none, `pages` where it has none or hides how many. */
export interface MediaFacts {
  digest: string
  image: ImageFacts | null
  pages: number | null
}

/** A file under content/ with the output that it becomes; `url` is without the prefix. */
export interface Media {
  source: SourceFile
  facts: MediaFacts
  output: string
  url: string
}

/** A file that front matter names: `key` is where. */
export interface NamedFile {
  key: KeyPath
  written: string
  source: SourceFile
}

/** Remembers what was found for a bulletin among the files of a run; most have none. */
function once<T extends { files: readonly unknown[]; diagnostics: readonly Diagnostic[] }>(
  find: (bulletin: Bulletin, files: ReadonlyMap<string, SourceFile>) => T,
): (bulletin: Bulletin, files: ReadonlyMap<string, SourceFile>) => T {
  const known = new WeakMap<Bulletin, { files: ReadonlyMap<string, SourceFile>; found: T }>()
  return (bulletin, files) => {
    const before = known.get(bulletin)
    if (before?.files === files) return before.found
    const found = find(bulletin, files)
    if (found.files.length + found.diagnostics.length > 0) known.set(bulletin, { files, found })
    return found
  }
}

/**
 * Finds the files that a bulletin's front matter names (image, attachments, decisions' files).
 * Codes: `file-missing`, `path-outside`, `file-unsafe`, `image-unshowable`, `image-host`, `url-unsafe`.
 */
export function namedFiles(
  bulletin: Bulletin,
  files: ReadonlyMap<string, SourceFile>,
  imageHosts: readonly string[],
): { files: NamedFile[]; diagnostics: Diagnostic[] } {
  const { image } = bulletin.facts
  const away = image && !isLocal(image.src) ? judgeRemote(bulletin, image.src, imageHosts) : null
  const named = localFiles(bulletin, files)
  return away ? { ...named, diagnostics: [away, ...named.diagnostics] } : named
}

/** Looked up once: several steps of a run ask. */
const localFiles = once((bulletin, files): { files: NamedFile[]; diagnostics: Diagnostic[] } => {
  const { facts } = bulletin
  const wanted: { key: KeyPath; written: string }[] = [
    ...(facts.image && isLocal(facts.image.src) ? [{ key: ['image', 'src'], written: facts.image.src }] : []),
    ...facts.attachments.map(({ file }, index) => ({ key: ['attachments', index, 'file'], written: file })),
    ...facts.decision.flatMap(({ file }, index) => (file ? [{ key: ['decision', index, 'file'], written: file }] : [])),
  ]
  const diagnostics: Diagnostic[] = []
  const found = wanted.flatMap(({ key, written }) => {
    const place = placeIn(bulletin, key)
    const named = namedFile(String(key[0]), written, folderOf(bulletin), place, files)
    if ('code' in named) {
      diagnostics.push(named)
      return []
    }
    if (key[0] === 'image' && !imageEnding.test(named.path)) {
      diagnostics.push(problem('image-unshowable', { path: written }, place))
      return []
    }
    return [{ key, written, source: named }]
  })
  return { files: found, diagnostics }
})

/** The file that a value of `key` means, as written in a file of `folder`. Codes: `file-missing`, `path-outside`, `file-unsafe`. */
export function namedFile(
  key: string,
  written: string,
  folder: string,
  place: Place,
  files: ReadonlyMap<string, SourceFile>,
): SourceFile | Diagnostic {
  const path = resolveContentPath(folder, written)
  if (path === null || /^\/|\\/.test(written) || isOnDisk(written))
    return problem('path-outside', { key, path: written }, place)
  const source = files.get(path)
  if (!source || isMarkdown(path)) {
    const known = nearFile(path, files, 'files')
    return problem('file-missing', { key, path: written, known }, place)
  }
  return isActive(path) ? problem('file-unsafe', { path: written }, place) : source
}

/** The address of an image on another host, or null where it is none that a browser should load. */
export function remoteImage(src: string): string | null {
  return /^(https?:)?\/\//i.test(src) && URL.canParse(src, 'https://localhost') ? src : null
}

function judgeRemote(bulletin: Bulletin, src: string, imageHosts: readonly string[]): Diagnostic | null {
  const place = placeIn(bulletin, ['image', 'src'])
  if (isOnDisk(src)) return problem('path-outside', { key: 'image', path: src }, place)
  if (remoteImage(src) === null) return problem('url-unsafe', { url: src.slice(0, 100) }, place)
  const { hostname } = new URL(src, 'https://localhost')
  return imageHosts.includes(hostname) ? null : problem('image-host', { host: hostname }, place)
}

/**
 * Finds the files that a bulletin's text shows, plays or links to, with the captions and pictures of its films. Links to
 * other Markdown files are none of them. Codes: `file-unsafe`, `image-unshowable`, `captions-missing`.
 */
export const linkedFiles = once((bulletin, files): { files: SourceFile[]; diagnostics: Diagnostic[] } => {
  const diagnostics: Diagnostic[] = []
  const found = bulletin.body.references.flatMap((reference) => {
    if (reference.to !== 'file' || isMarkdown(reference.path)) return []
    const source = files.get(reference.path)
    if (!source) return []
    const { path, written: name, image, clip } = reference
    const place = { file: bulletin.file, line: reference.line, column: reference.column }
    if (isActive(path)) {
      diagnostics.push(problem('file-unsafe', { path: name }, place))
      return []
    }
    if (image && !imageEnding.test(path)) {
      diagnostics.push(problem('image-unshowable', { path: name }, place))
      return []
    }
    if (clip === null) return [source]
    const { captions, poster } = companionsOf(path, files)
    if (clip === 'video' && captions.length === 0) diagnostics.push(problem('captions-missing', { path: name }, place))
    const beside = [...captions.map((caption) => caption.path), ...(poster === null ? [] : [poster])]
    return [source, ...beside.flatMap((one) => files.get(one) ?? [])]
  })
  return { files: found, diagnostics }
})

/** Gives each file its place beside the page; of two files of one name the second by path gets a number. Every JPEG is a `.jpg` or `.jpeg` there. */
export function layMedia(
  sources: readonly SourceFile[],
  pageUrl: string,
  factsOf: (file: SourceFile) => MediaFacts | null,
): Map<string, Media> {
  const media = new Map<string, Media>()
  const taken = new Set(['index.html', 'index.json', 'broadcast.txt', 'broadcast.ssml'])
  const distinct = [...new Map(sources.map((source) => [source.path, source])).values()]
  distinct.sort((a, b) => (a.path < b.path ? -1 : 1))
  for (const source of distinct) {
    const facts = factsOf(source)
    if (facts === null) continue
    const { name: stem, ext: written } = posix.parse(posix.basename(source.path))
    const ext = rareJpegEnding.test(written) ? '.jpg' : written
    let name = stem + ext
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${stem}-${number}${ext}`
    taken.add(name.toLowerCase())
    media.set(source.path, { source, facts, output: pageUrl.slice(1) + name, url: pageUrl + name })
  }
  return media
}

/** The folder of a file under content/, without a final slash. */
export function folderOf(bulletin: Bulletin): string {
  return posix.dirname(bulletin.path).replace(/^\.$/, '')
}

/** Whether a path under content/ is a text rather than a file beside one. */
export function isMarkdown(path: string): boolean {
  return /\.(?:md|markdown)$/i.test(path)
}

/** Whether an image's address means a file of the portal. */
export function isLocal(src: string): boolean {
  return !/^([a-z][a-z\d+.-]*:|\/\/)/i.test(src)
}

/** The names in one folder; `files` are those that are no texts. */
interface FolderNames {
  names: string[]
  all?: KnownNames
  files?: KnownNames
}

/** The names in every folder, made once for the files of a run. */
const foldersOf = new WeakMap<ReadonlyMap<string, SourceFile>, Map<string, FolderNames>>()

/** The nearest file of the same folder, as its author would write it from there. */
export function nearFile(
  path: string,
  files: ReadonlyMap<string, SourceFile>,
  among: 'all' | 'files' = 'all',
): string | null {
  const folders = foldersOf.get(files) ?? inFolders(files)
  foldersOf.set(files, folders)
  const folder = folders.get(posix.dirname(path))
  if (folder === undefined) return null
  const { names } = folder
  folder[among] ??= knownNames(among === 'all' ? names : names.filter((name) => !isMarkdown(name)))
  return folder[among].near(posix.basename(path))
}

/** How many names were looked at for missing files so far. */
export function nearFileLooks(files: ReadonlyMap<string, SourceFile>): number {
  let looks = 0
  for (const folder of foldersOf.get(files)?.values() ?? [])
    looks += (folder.all?.looks() ?? 0) + (folder.files?.looks() ?? 0)
  return looks
}

function inFolders(files: ReadonlyMap<string, SourceFile>): Map<string, FolderNames> {
  const folders = new Map<string, FolderNames>()
  for (const path of files.keys()) {
    const folder = posix.dirname(path)
    const known = folders.get(folder)
    if (known) known.names.push(posix.basename(path))
    else folders.set(folder, { names: [posix.basename(path)] })
  }
  return folders
}

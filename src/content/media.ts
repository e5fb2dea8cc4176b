/** The files beside bulletins that a page shows or offers: which they are, and where they come to lie. */
import { posix } from 'node:path'
import { type Diagnostic, type Place, problem } from '../diagnostics/diagnostic.ts'
import { didYouMean } from '../diagnostics/did-you-mean.ts'
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

/** Files that a browser would run as a page of the site. */
const runs = /\.(?:x?html?|shtml|xht|m?js|php\d?|xml|xsl|swf)$/i

/**
 * Finds the files that a bulletin's front matter names (image, attachments, decisions' files).
 * Codes: `file-missing`, `path-outside`, `file-unsafe`, `image-unshowable`, `image-host`, `url-unsafe`.
 */
export function namedFiles(
  bulletin: Bulletin,
  files: ReadonlyMap<string, SourceFile>,
  imageHosts: readonly string[],
): { files: NamedFile[]; diagnostics: Diagnostic[] } {
  const { facts } = bulletin
  const wanted: { key: KeyPath; written: string }[] = [
    ...(facts.image && isLocal(facts.image.src) ? [{ key: ['image', 'src'], written: facts.image.src }] : []),
    ...facts.attachments.map(({ file }, index) => ({ key: ['attachments', index, 'file'], written: file })),
    ...facts.decision.flatMap(({ file }, index) => (file ? [{ key: ['decision', index, 'file'], written: file }] : [])),
  ]
  const diagnostics: Diagnostic[] = []
  const away = facts.image && !isLocal(facts.image.src) ? judgeRemote(bulletin, facts.image.src, imageHosts) : null
  if (away) diagnostics.push(away)
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
}

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
    const known = nearFile(path, files, (other) => !isMarkdown(other))
    return problem('file-missing', { key, path: written, known }, place)
  }
  return runs.test(path) ? problem('file-unsafe', { path: written }, place) : source
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
export function linkedFiles(
  bulletin: Bulletin,
  files: ReadonlyMap<string, SourceFile>,
): { files: SourceFile[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const found = bulletin.body.references.flatMap((reference) => {
    if (reference.to !== 'file' || isMarkdown(reference.path)) return []
    const source = files.get(reference.path)
    if (!source) return []
    const { path, written: name, image, clip } = reference
    const place = { file: bulletin.file, line: reference.line, column: reference.column }
    if (runs.test(path)) {
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
}

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

/** The nearest file of the same folder, as its author would write it from there. */
export function nearFile(
  path: string,
  files: ReadonlyMap<string, SourceFile>,
  fits: (path: string) => boolean = () => true,
): string | null {
  const folder = posix.dirname(path)
  const names = [...files.keys()]
    .filter((other) => posix.dirname(other) === folder && fits(other))
    .map((other) => posix.basename(other))
  return didYouMean(posix.basename(path), names)
}

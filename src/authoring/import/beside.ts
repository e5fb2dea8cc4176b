/** The files that a text shows or offers: found in the folders of the run, never outside them and never fetched. */
import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { imageEnding, readImage } from '../../source/image.ts'
import { readBytes } from '../../source/text.ts'
import type { Picture } from './findings.ts'
import { decoded } from './links.ts'
import type { Source } from './sources.ts'

/** What readers are given as files, and the build lays beside a page. */
const attachmentEnding = /\.(?:pdf|docx?|rtf|odt|xlsx?|ods|pptx?|odp|csv|txt|zip|rar|7z)$/i

/** Where other generators keep the files whose addresses begin at the site's root. */
const publicFolders = ['', 'static', 'public', 'source', 'src', 'content', 'assets']

/** The image that a source shows by `src`, as written there; null where it is none that a browser shows, or not at hand. */
export function pictureAt(source: Source, src: string, roots: readonly string[]): Picture | null {
  if (/^data:/i.test(src)) return pictureWithin(src)
  const found = fileAt(source, src, roots, (path) => imageEnding.test(path) && !/\.svg$/i.test(path))
  return found === null || 'broken' in readImage(found.bytes) ? null : found
}

/** In bytes; a picture that is written into a page is no larger in any that was seen. */
const LARGEST_WITHIN = 20_000_000

/** A picture that is written into its page as base64; null where it is none, or only holds the place of one. */
function pictureWithin(address: string): Picture | null {
  const written = /^data:image\/[\w.+-]+(?:;[\w=-]+)*;base64,\s*/i.exec(address)
  if (written === null || address.length > LARGEST_WITHIN * 1.4) return null
  const bytes = Buffer.from(address.slice(written[0].length), 'base64')
  const facts = readImage(bytes)
  if ('broken' in facts || facts.format === 'svg' || (facts.width ?? 0) <= 2 || (facts.height ?? 0) <= 2) return null
  return { name: `image.${facts.format === 'jpeg' ? 'jpg' : facts.format}`, bytes }
}

/** The document that a source links to by `href`, as written there or as the path of its full address; null where it is not at hand. */
export function attachmentAt(source: Source, href: string, roots: readonly string[]): Picture | null {
  return fileAt(source, href, roots, (path) => attachmentEnding.test(path))
}

function fileAt(
  source: Source,
  written: string,
  roots: readonly string[],
  fits: (path: string) => boolean,
): Picture | null {
  const [bare = ''] = written.split(/[?#]/)
  const path = undone(bare)
  if (path === null || /^[a-z][a-z\d+.-]*:|^\/\/|\\|\0/i.test(path) || !fits(path)) return null
  const places = path.startsWith('/')
    ? roots.flatMap((root) => publicFolders.map((folder) => join(root, folder, path)))
    : [resolve(dirname(source.absolute), path)]
  for (const place of new Set(places)) {
    const absolute = [place, place.normalize('NFC'), place.normalize('NFD')].find((one) =>
      statSync(one, { throwIfNoEntry: false })?.isFile(),
    )
    if (absolute === undefined || !isWithin(absolute, roots)) continue
    const read = readBytes({ absolute, file: written })
    if ('bytes' in read) return { name: basename(absolute).toLowerCase(), bytes: read.bytes, path: absolute }
  }
  return null
}

/** A link of the file system may lead out of the folder that is imported. */
function isWithin(absolute: string, roots: readonly string[]): boolean {
  const real = realpathSync(absolute)
  return roots.some((root) => real.startsWith(realpathSync(root) + sep))
}

/** As `decoded`, in the form of letters that the name has. */
function undone(text: string): string | null {
  return decoded(text) === null ? null : decodeURIComponent(text)
}

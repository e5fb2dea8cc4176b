/** The files that lie where a single text's pictures and documents do, so that it is built without all others of its portal. */
import { readdirSync, realpathSync, statSync } from 'node:fs'
import { join, posix, sep } from 'node:path'
import type { Bulletin } from '../content/bulletin.ts'
import { resolveContentPath } from '../content/markdown/references.ts'
import { folderOf, isLocal, isMarkdown } from '../content/media.ts'
import type { SourceBulletin } from '../content/release.ts'
import type { SourceFile } from '../source/folder.ts'

/**
 * Adds to `files`, by their paths, the files of the folders in which the bulletins name any: whole folders, since captions and a
 * film's picture are found by their names. `content` is the portal's folder; links that leave `root` are passed over.
 */
export function addFilesBeside(
  files: Map<string, SourceFile>,
  bulletins: readonly SourceBulletin[],
  content: string,
  root: string,
): void {
  const portal = realpathSync(root)
  const folders = new Set(bulletins.flatMap(({ bulletin }) => namedIn(bulletin).map((path) => posix.dirname(path))))
  for (const folder of folders) {
    const at = folderAt(content, folder)
    for (const name of at === null ? [] : readdirSync(at)) {
      const path = posix.join(folder, name.normalize('NFC'))
      const absolute = join(at ?? '', name)
      const found = statSync(absolute, { throwIfNoEntry: false })
      if (!found?.isFile() || isMarkdown(path) || /^[._]|~$/.test(name) || files.has(path)) continue
      if (!realpathSync(absolute).startsWith(portal + sep)) continue
      const { size, mtimeMs, ctimeMs, ino } = found
      const stamp = `${size}:${mtimeMs}:${ctimeMs}:${ino}`
      files.set(path, { path, file: path, absolute, size, stamp, changedAt: Math.max(mtimeMs, ctimeMs) })
    }
  }
}

/** The paths below content/ of all that a bulletin names, in its front matter and its text. */
function namedIn(bulletin: Bulletin): string[] {
  const { image, attachments, decision } = bulletin.facts
  const written = [image?.src, ...attachments.map(({ file }) => file), ...decision.map(({ file }) => file)]
  const keys = written.flatMap((one) =>
    one !== undefined && isLocal(one) ? (resolveContentPath(folderOf(bulletin), one) ?? []) : [],
  )
  return [...keys, ...bulletin.body.references.flatMap((one) => (one.to === 'file' ? one.path : []))]
}

/** Where a folder lies on disk: its name there may be written in another Unicode form. */
function folderAt(content: string, folder: string): string | null {
  let at: string | null = content
  for (const step of folder === '.' ? [] : folder.split('/')) {
    const name: string | undefined = readdirSync(at).find((one) => one.normalize('NFC') === step)
    if (name === undefined || !statSync(join(at, name), { throwIfNoEntry: false })?.isDirectory()) return null
    at = join(at, name)
  }
  return at
}

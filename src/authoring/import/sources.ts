/** What there is to import: the files that arguments name, and the images beside them. */
import { existsSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, posix, resolve } from 'node:path'
import { type Diagnostic, inFile, problem } from '../../diagnostics/diagnostic.ts'
import { type SourceFile, unreadable, walkFolder } from '../../source/folder.ts'
import { imageEnding, readImage } from '../../source/image.ts'
import { readBytes } from '../../source/text.ts'
import type { Picture } from './findings.ts'

/** A file to import; `file` is how messages name it. */
export type Source = Pick<SourceFile, 'absolute' | 'file'>

type Kind = 'html' | 'text' | 'markdown' | 'word'

const kinds: Record<string, Kind> = {
  '.html': 'html',
  '.htm': 'html',
  '.txt': 'text',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.docx': 'word',
  '.docm': 'word',
}

/**
 * The sources that arguments name: files, and of folders every page; `roots` are the folders that they lie in.
 * Codes: `file-unreadable`, `import-kind`, and those of `walkFolder`.
 */
export function sourcesOf(args: readonly string[]): { sources: Source[]; roots: string[]; diagnostics: Diagnostic[] } {
  const sources = new Map<string, Source>()
  const roots = new Set<string>()
  const diagnostics: Diagnostic[] = []
  for (const file of args) {
    const absolute = resolve(file)
    try {
      const isFolder = statSync(absolute).isDirectory()
      roots.add(isFolder ? absolute : dirname(absolute))
      if (isFolder) {
        const shown = file.replace(/\/+$/, '')
        const walked = walkFolder(absolute, shown, absolute, isPassedOver)
        diagnostics.push(...walked.diagnostics)
        // Of images and scripts beside the pages what is needed is taken with the page that shows it.
        for (const one of walked.folder.files.values())
          if (kindOf(one.absolute) && !/^_index\./.test(basename(one.absolute))) sources.set(one.absolute, one)
      } else if (kindOf(absolute)) sources.set(absolute, { absolute, file })
      else diagnostics.push(problem('import-kind', { kind: extname(file) }, inFile(file)))
    } catch (error) {
      diagnostics.push(unreadable(error, file))
    }
  }
  return { sources: [...sources.values()], roots: [...roots], diagnostics }
}

/** Hidden files, packages, and the mark that Word leaves beside a file that is open. */
function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$') || name === 'node_modules'
}

/** An image beside its page, never outside the page's folder and never fetched. */
export function pictureAt(source: Source, src: string): Picture | null {
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
  return { name: basename(absolute).toLowerCase(), bytes: read.bytes, path: absolute }
}

/** What a file is by its ending. */
export function kindOf(file: string): Kind | undefined {
  return kinds[extname(file).toLowerCase()]
}

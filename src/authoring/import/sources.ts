/** What there is to import: the files that arguments name, and those of the folders among them. */
import { existsSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, extname, resolve, sep } from 'node:path'
import { type Diagnostic, inFile, problem } from '../../diagnostics/diagnostic.ts'
import { type SourceFile, unreadable, walkFolder } from '../../source/folder.ts'
import { leftKind } from './unread.ts'

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

/** What there is in the folders and files that arguments name: `left` is what an import does not read, `roots` the folders that all lie in. */
export interface Sources {
  sources: Source[]
  left: Source[]
  roots: string[]
  diagnostics: Diagnostic[]
}

/**
 * The sources that arguments name: files, and of folders every text. `content` is the portal's own folder, which is none.
 * Codes: `file-unreadable`, `import-kind`, `import-own`, `import-nothing`, and those of `walkFolder`.
 */
export function sourcesOf(args: readonly string[], content: string): Sources {
  const sources = new Map<string, Source>()
  const left = new Map<string, Source>()
  const roots = new Set<string>()
  const diagnostics: Diagnostic[] = []
  const isOwn = within(content)
  for (const file of args) {
    const absolute = resolve(file)
    if (/^https?:\/\//i.test(file)) {
      diagnostics.push(problem('import-kind', { kind: '', what: 'address' }, inFile(file)))
      continue
    }
    try {
      const isFolder = statSync(absolute).isDirectory()
      if (isOwn(absolute)) {
        diagnostics.push(problem('import-own', {}, inFile(file)))
        continue
      }
      roots.add(isFolder ? absolute : dirname(absolute))
      if (isFolder) {
        const shown = file.replace(/\/+$/, '')
        const walked = walkFolder(absolute, shown, absolute, isPassedOver)
        for (const diagnostic of walked.diagnostics) diagnostics.push(diagnostic)
        const files = [...walked.folder.files.values()].filter((one) => !isOwn(one.absolute))
        const texts = files.filter(
          (one) => kindOf(one.absolute) && !/^_index\./.test(basename(one.absolute)) && !isTheme(one.path),
        )
        for (const one of texts) sources.set(one.absolute, one)
        for (const one of files) if (!sources.has(one.absolute)) left.set(one.absolute, one)
        const isBare = texts.length === 0 && !files.some((one) => leftKind(one.absolute))
        if (isBare) diagnostics.push(problem('import-nothing', { files: files.length }, inFile(file)))
      } else if (kindOf(absolute)) sources.set(absolute, { absolute, file })
      else diagnostics.push(problem('import-kind', { kind: extname(file), what: leftKind(file) ?? null }, inFile(file)))
    } catch (error) {
      diagnostics.push(unreadable(error, file))
    }
  }
  return { sources: [...sources.values()], left: [...left.values()], roots: [...roots], diagnostics }
}

/** Tells whether a path that is there is the portal's content folder, or lies in it. */
function within(content: string): (absolute: string) => boolean {
  const own = existsSync(content) ? `${realpathSync(content)}${sep}` : null
  return (absolute) => own !== null && `${realpathSync(absolute)}${sep}`.startsWith(own)
}

/** Hidden files, packages, and the mark that Word leaves beside a file that is open. */
function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$') || name === 'node_modules'
}

/** What another generator makes pages with, and texts for those who work on it: by the names of their folders and files. */
function isTheme(path: string): boolean {
  return (
    /(?:^|\/)(?:_layouts|_includes|_sass|_data|_plugins|layouts|archetypes|themes|admin|node_modules|_site)\//.test(
      path,
    ) ||
    /(?:^|\/)(?:404\.(?:html?|md)|(?:readme|license|licence|contributing|changelog|code_of_conduct|security|support)(?:\.\w+)?\.(?:md|markdown|txt)|robots\.txt|humans\.txt|security\.txt)$/i.test(
      path,
    )
  )
}

/** What a file is by its ending. */
export function kindOf(file: string): Kind | undefined {
  return kinds[extname(file).toLowerCase()]
}

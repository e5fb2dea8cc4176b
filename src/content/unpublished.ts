/** Texts under content/ that are no Markdown and that nothing refers to: nobody will read them. */
import { posix } from 'node:path'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import type { SourceFile } from '../source/folder.ts'
import type { Bulletin } from './bulletin.ts'
import { type DecisionRecord, recordFile } from './decision-records.ts'
import { resolveContentPath } from './markdown/references.ts'
import { namedFiles } from './media.ts'

/** What was meant for a bulletin: Notepad adds `.txt`, other programs have endings of their own for Markdown. */
const misnamed = /\.(?:(?:md|markdown)\.(?:txt|text|bak|docx?|html?)|mdx|mdown|mkdn?|mdwn|mdtxt|mdtext|rmd|qmd)$/i
const documents = /\.(?:txt|text|docx?|docm|dotx?|odt|rtf|wps|pages|html?)$/i

/** The files, in the order of their paths. Codes: `text-misnamed`, `file-unpublished`. */
export function unpublishedTexts(
  files: ReadonlyMap<string, SourceFile>,
  bulletins: readonly Bulletin[],
  records: readonly DecisionRecord[],
): { files: string[]; diagnostics: Diagnostic[] } {
  const texts = [...files.values()].filter(
    ({ path }) => (misnamed.test(path) || documents.test(path)) && !isLockFile(path),
  )
  if (texts.length === 0) return { files: [], diagnostics: [] }
  const wanted = new Set<string>()
  for (const bulletin of bulletins) {
    const named = namedFiles(bulletin, files, [])
    for (const { source } of named.files) wanted.add(source.path)
    // What is attached and refused has a message already.
    for (const { code, args } of named.diagnostics) {
      const path =
        code === 'file-unsafe' && 'path' in args
          ? resolveContentPath(posix.dirname(bulletin.path), String(args.path))
          : null
      if (path !== null) wanted.add(path)
    }
    for (const reference of bulletin.body.references) if (reference.to === 'file') wanted.add(reference.path)
  }
  for (const record of records) {
    const file = recordFile(record, files)
    if (file !== null && 'path' in file) wanted.add(file.path)
  }
  const lost = texts.filter(({ path }) => !wanted.has(path))
  return {
    files: lost.map(({ file }) => file),
    diagnostics: lost.map(({ path, file }) =>
      misnamed.test(path)
        ? problem('text-misnamed', { name: path.replace(/^.*\//, '').replace(misnamed, '.md') }, inFile(file))
        : problem('file-unpublished', { isWord: /\.doc[xm]?$/i.test(path) }, inFile(file)),
    ),
  }
}

/** Word keeps one beside each file that it has open. */
function isLockFile(path: string): boolean {
  return /(?:^|\/)~\$/.test(path)
}

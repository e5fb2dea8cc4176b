/** The files of a folder that an import left: those to tell of, and those that only count. */
import { extname } from 'node:path'
import { type Diagnostic, inFile, problem } from '../../diagnostics/diagnostic.ts'
import type { Source } from './sources.ts'
import { leftKind } from './unread.ts'

/**
 * What to tell of the files that an import left, and those that only count. A file that went `along` with a text is neither;
 * one beside a source of its name is that text in another form, as whoever saves a `.doc` as `.docx` keeps both.
 * Codes: `import-kind`, and `import-unlinked` for what only a text could offer.
 */
export function leftOver(
  left: readonly Source[],
  sources: readonly Source[],
  along: ReadonlySet<string>,
): { told: Diagnostic[]; others: Source[] } {
  const texts = new Set(sources.map(({ absolute }) => stem(absolute)))
  const told: Diagnostic[] = []
  const others: Source[] = []
  for (const source of left) {
    const { absolute, file } = source
    const what = leftKind(absolute)
    if (along.has(absolute)) continue
    if (what === undefined || texts.has(stem(absolute))) others.push(source)
    else if (what === 'attachment') told.push(problem('import-unlinked', { isPdf: /\.pdf$/i.test(file) }, inFile(file)))
    else told.push(problem('import-kind', { kind: extname(file), what }, inFile(file)))
  }
  return { told, others }
}

function stem(path: string): string {
  return path
    .slice(0, path.length - extname(path).length)
    .normalize('NFC')
    .toLowerCase()
}

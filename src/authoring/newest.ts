/** What the newest bulletin says that the next one is likely to say again. */
import { splitFrontMatter } from '../content/front-matter.ts'
import { isMarkdown } from '../content/media.ts'
import type { SourceFile } from '../source/folder.ts'
import { readText } from '../source/text.ts'

/** The author and section of the bulletin with the latest date; undefined where it names none, or there is no bulletin. */
export function newestBulletin(content: ReadonlyMap<string, SourceFile>): {
  author: string | undefined
  category: string | undefined
} {
  let newest = { date: '', head: '' }
  for (const [path, file] of content) {
    if (!isMarkdown(path) || path.startsWith('pages/')) continue
    const read = readText(file)
    if ('diagnostic' in read) continue
    // Only the newest is read as YAML: an archive has thousands.
    const end = read.text.indexOf('\n---', 3)
    const head = end < 0 ? '' : read.text.slice(0, end + 5)
    const date = /^date:[ \t]*["']?(\d{4}-\d{2}-\d{2}[T\d:]*)/m.exec(head)?.[1] ?? ''
    if (date > newest.date) newest = { date, head }
  }
  const values = splitFrontMatter(newest.head, '').frontMatter?.values ?? {}
  return { author: nameIn(values.author), category: typeof values.category === 'string' ? values.category : undefined }
}

/** The first name of an author's long or short form. */
function nameIn(author: unknown): string | undefined {
  const [first] = Array.isArray(author) ? (author as unknown[]) : [author]
  const name = first !== null && typeof first === 'object' && 'name' in first ? first.name : first
  return typeof name === 'string' ? name : undefined
}

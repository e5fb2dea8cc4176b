/** Copies of a bulletin that Windows, a browser or a program that syncs folders has made beside it. */
import { posix } from 'node:path'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import { fold } from '../source/fold.ts'
import type { Bulletin } from './bulletin.ts'

/** Endings and beginnings that only such a copy has. */
const certain: readonly RegExp[] = [
  /[ ._-](?:sync-)?conflict(?:[._-]\d[\d._-]*(?:-[A-Z\d]+)?)?$/iu,
  / ?\([^()/]*(?:conflict|xung đột|bản sao|sao chép|copy)[^()/]*\)$/iu,
  /[ _–-]+(?:copy|sao chép|bản sao)(?: ?\(?\d{1,3}\)?)?$/iu,
  /^(?:copy of|bản sao của) /iu,
]

/** Endings that a name may also have by itself: a number in brackets, and a computer's name, which OneDrive appends. */
const numbered = / ?\(\d{1,3}\)$/u
const computer = /-(?=[\p{Lu}\d-]*\p{Lu})[\p{Lu}\d][\p{Lu}\d-]{2,30}$/u

/**
 * A bulletin with such a name, where its original is in the same folder and, unless the name leaves no doubt, says nearly the same
 * (title, or first paragraph, and day). Where no original is left, another bulletin of the folder with the same title, day and first paragraph is it.
 * Code: `file-copied`.
 */
export function fileCopies(bulletins: readonly Bulletin[]): Diagnostic[] {
  const present = bulletins.filter(({ facts }) => facts.removed === null)
  const byName = new Map(present.map((bulletin) => [nameKey(folderOf(bulletin), stemOf(bulletin)), bulletin]))
  const bySaying = new Map<string, Bulletin>()
  for (const bulletin of present.some(isCopyName) ? present : []) {
    const known = bySaying.get(sayingOf(bulletin))
    if (known === undefined || (isCopyName(known) && !isCopyName(bulletin))) bySaying.set(sayingOf(bulletin), bulletin)
  }
  return present.flatMap((bulletin) => {
    const original =
      namedOriginal(bulletin, byName) ?? (isCopyName(bulletin) ? bySaying.get(sayingOf(bulletin)) : undefined)
    if (original === undefined || original === bulletin) return []
    return problem('file-copied', { original: original.file }, inFile(bulletin.file), {
      related: [inFile(original.file)],
    })
  })
}

function namedOriginal(bulletin: Bulletin, byName: ReadonlyMap<string, Bulletin>): Bulletin | undefined {
  const stem = stemOf(bulletin)
  for (const patterns of [certain, [numbered, computer]])
    for (const pattern of patterns) {
      const rest = stem.replace(pattern, '')
      const original = rest === stem || rest === '' ? undefined : byName.get(nameKey(folderOf(bulletin), rest))
      if (original && (patterns === certain || isNearlySame(bulletin, original))) return original
    }
  return undefined
}

function isNearlySame(one: Bulletin, other: Bulletin): boolean {
  const isSameText = one.body.excerpt !== '' && one.body.excerpt === other.body.excerpt
  return (
    one.facts.date?.text === other.facts.date?.text && (isSameText || fold(one.facts.title) === fold(other.facts.title))
  )
}

/** Capitals at a name's end are no sign where there is no original of that name. */
function isCopyName(bulletin: Bulletin): boolean {
  const stem = stemOf(bulletin)
  return [...certain, numbered].some((pattern) => pattern.test(stem))
}

/** The file's name without its ending, or its folder's where it is an `index.md`. */
function stemOf({ path }: Bulletin): string {
  const file = posix.basename(path).replace(/\.(md|markdown)$/i, '')
  return file === 'index' ? posix.basename(posix.dirname(path)) : file
}

function folderOf({ path }: Bulletin): string {
  const folder = posix.dirname(path)
  return /(?:^|\/)index\.(?:md|markdown)$/i.test(path) ? posix.dirname(folder) : folder
}

function nameKey(folder: string, stem: string): string {
  return `${folder}/${stem.toLowerCase()}`
}

function sayingOf(bulletin: Bulletin): string {
  const { title, date, lang } = bulletin.facts
  return JSON.stringify([folderOf(bulletin), fold(title), date?.text ?? null, lang ?? null, bulletin.body.excerpt])
}

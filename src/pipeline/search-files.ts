/**
 * The files of an index as they are published, put together from its parts. Pagefind's filters come in the order of a hash
 * map, another each time; and it counts only words without marks when it cuts an index into pieces, so that Vietnamese
 * ones come out far too large.
 */
import { gzipSync } from 'node:zlib'
import { type Cbor, cborList, cborNumber, writeCbor } from '../render/search/cbor.ts'
import { digest } from '../source/digest.ts'
import { compareTexts } from '../source/order.ts'
import { type PartWord, type Places, type SearchPart, signature, wordsOf } from './search-part.ts'

/** A file by its path in the index's folder; `content` is null where a file of this digest has to be at hand already. */
export interface SearchFile {
  path: string
  digest: string
  content: Uint8Array | null
}

/**
 * All files of an index, sorted by path: what its pages say, filters in order, words in pieces that a reader can pay for,
 * everything named by what is in it, and Pagefind's own. `published` has the digests of files by their paths: one that is
 * named by its bytes and is there already is not made again. Throws where there is no part, or they are not alike.
 */
export function indexFiles(
  parts: readonly SearchPart[],
  language: string,
  published: ReadonlyMap<string, string>,
): SearchFile[] {
  const [first] = parts
  if (first === undefined || !areAlike(parts)) throw new Error('Pagefind: parts of two kinds')
  const { version, fields, program, entry } = first
  const files: SearchFile[] = program.map(([path, found]) => ({ path, digest: found, content: null }))
  const put = (folder: string, kind: string, value: Uint8Array): string => {
    const bytes = Buffer.concat([signature, value])
    const name = `${language}_${digest(bytes).slice(0, 10)}`
    const path = `${folder}${name}.${kind}`
    const known = published.get(path)
    if (known !== undefined) files.push({ path, digest: known, content: null })
    else files.push(fileOf(path, packed(bytes)))
    return name
  }
  const names = new Set<string>()
  const pages = parts.flatMap((part) =>
    part.pages.map(({ text, file, words }): Cbor => {
      const name = freeName(text, language, names)
      names.add(name)
      files.push({ path: `fragment/${name}.pf_fragment`, digest: file, content: null })
      return [name, words]
    }),
  )
  const pieces: Cbor[] = []
  for (const { from, to, bytes } of piecesOf(writtenWords(parts, language === 'vi' ? END : '')))
    pieces.push([from, to, put('index/', 'pf_index', bytes)])
  const filters = filtersOf(parts).map((filter): Cbor => [filter[0], put('filter/', 'pf_filter', writeCbor(filter))])
  const meta = put('pagefind.', 'pf_meta', writeCbor([version, pages, pieces, filters, [], fields]))
  files.push(fileOf('pagefind-entry.json', entryOf(entry, language, meta, pages.length)))
  return files.sort((a, b) => compareTexts(a.path, b.path))
}

/** Whether one version of Pagefind made all parts, in one way. */
export function areAlike(parts: readonly SearchPart[]): boolean {
  return new Set(parts.map(({ version, fields, program }) => JSON.stringify([version, fields, program]))).size <= 1
}

function fileOf(path: string, content: Uint8Array): SearchFile {
  return { path, digest: digest(content), content }
}

/** Digits of a fragment's name: every reader loads all names, and two that are alike in so many digits are rare. */
const NAME = 8

function freeName(text: string, language: string, used: ReadonlySet<string>): string {
  for (let digits = NAME; digits <= text.length; digits++) {
    const name = `${language}_${text.slice(0, digits)}`
    if (!used.has(name)) return name
  }
  throw new Error('Pagefind: one page twice')
}

/** Each filter with its values and their pages, all in order. */
function filtersOf(parts: readonly SearchPart[]): [string, Cbor[]][] {
  const filters = new Map<string, Map<string, number[]>>()
  let from = 0
  for (const part of parts) {
    for (const [filter, values] of part.filters) {
      const all = filters.get(filter) ?? new Map<string, number[]>()
      filters.set(filter, all)
      for (const [value, pages] of values) {
        const here = all.get(value) ?? []
        all.set(value, here)
        for (const page of pages) here.push(from + page)
      }
    }
    from += part.pages.length
  }
  return inOrder(filters).map(([filter, values]) => [filter, inOrder(values)])
}

function inOrder<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => compareTexts(a, b))
}

/** A word with all its places, as it is written. */
interface Word {
  word: string
  bytes: Uint8Array
}

/**
 * Pagefind finds every word that begins with what is typed. A Vietnamese syllable begins many others (vụ, vùng, vui), so
 * there each word has this sign at its end, and `static/search.js` asks with it for whole words. It sorts before letters
 * and digits, and stands in no word.
 */
const END = '$'

/** The words of all parts, each once. */
function* writtenWords(parts: readonly SearchPart[], end: string): Generator<Word> {
  let from = 0
  const streams = parts.map((part) => {
    const words = wordsOf(part, from)
    from += part.pages.length
    // Words are in the order of their bytes in UTF-8, which is not that of UTF-16.
    const next = (): (PartWord & { order: Buffer }) | null => {
      const { value } = words.next()
      return value ? { ...value, order: Buffer.from(value.word) } : null
    }
    return { next, head: next() }
  })
  for (;;) {
    let first: (PartWord & { order: Buffer }) | null = null
    for (const { head } of streams)
      if (head && (first === null || Buffer.compare(head.order, first.order) < 0)) first = head
    if (first === null) return
    const plain: Places[] = []
    const marked = new Map<string, Places[]>()
    for (const stream of streams) {
      if (stream.head?.word !== first.word) continue
      plain.push(stream.head.plain)
      for (const [spelling, places] of stream.head.marked) {
        const all = marked.get(spelling) ?? []
        marked.set(spelling, all)
        all.push(places)
      }
      stream.head = stream.next()
    }
    const word = first.word + end
    const bytes = [cborList(3), writeCbor(word), ...written(plain), cborList(marked.size)]
    for (const [spelling, places] of inOrder(marked)) {
      bytes.push(cborList(2), writeCbor(spelling))
      for (const piece of written(places)) bytes.push(piece)
    }
    yield { word, bytes: Buffer.concat(bytes) }
  }
}

/** The places of parts one after another: only how far the first page is from the one before is another. */
function written(parts: readonly Places[]): Uint8Array[] {
  const bytes = [cborList(parts.reduce((sum, { count }) => sum + count, 0))]
  let before = 0
  for (const { count, first, last, rest } of parts) {
    if (count === 0) continue
    bytes.push(cborList(3), cborNumber(first - before), rest)
    before = last
  }
  return bytes
}

/** How many bytes a piece has before it is compressed, about; a word is never cut. */
const PIECE = 8_000

function* piecesOf(words: Iterable<Word>): Generator<{ from: string; to: string; bytes: Uint8Array }> {
  let piece: Word[] = []
  let size = 0
  const whole = () => ({
    from: piece[0]?.word ?? '',
    to: piece.at(-1)?.word ?? '',
    bytes: Buffer.concat([cborList(1), cborList(piece.length), ...piece.map(({ bytes }) => bytes)]),
  })
  for (const word of words) {
    // A word that fills a piece by itself does not burden its neighbours.
    if (piece.length > 0 && size + word.bytes.length > PIECE) {
      yield whole()
      piece = []
      size = 0
    }
    piece.push(word)
    size += word.bytes.length
  }
  if (piece.length > 0) yield whole()
}

function packed(bytes: Uint8Array): Uint8Array {
  const content = gzipSync(bytes, { level: 9 })
  // The header's last byte names the system that it was made on.
  content[9] = 255
  return content
}

interface Entry {
  languages: Record<string, { hash: string; page_count: number }>
}

function entryOf(entry: string, language: string, hash: string, count: number): Uint8Array {
  const written = JSON.parse(entry) as Entry
  const languages = { [language]: { ...written.languages[language], hash, page_count: count } }
  return new TextEncoder().encode(JSON.stringify({ ...written, languages }))
}

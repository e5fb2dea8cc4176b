/**
 * The files of an index as they are published, put together from one that Pagefind made and one that was published before.
 * Pagefind's filters come in the order of a hash map, another each time; and it counts only words without marks when it
 * cuts an index into pieces, so that Vietnamese ones come out far too large.
 */
import { gzipSync } from 'node:zlib'
import { type Cbor, cborList, cborNumber, writeCbor } from '../render/search/cbor.ts'
import { digest } from '../source/digest.ts'
import { compareTexts } from '../source/order.ts'
import { type Run, type SearchIndex, signature, type Taking } from './search-index.ts'

/** A file of an index, by its path in the index's folder; null where it is what was published under that path. */
export interface SearchFile {
  path: string
  content: Uint8Array | null
}

/** An index of which pages are taken over: `to` says for each page which it becomes, null where it is gone. */
export interface Part {
  index: SearchIndex
  to: (number | null)[]
  /** Whether it was published: then its words have their ends, and its fragments the names they keep. */
  isPublished: boolean
}

/** What a page's words may be part of, in every index, whether a page of it has them all or not. */
const FIELDS = ['decision', 'title']

/**
 * The files that a search page asks for, but Pagefind's own program: filters in order, the index in pieces that a reader
 * can pay for, everything named by what is in it. `fragments` are the names of the pages' fragments in the new order,
 * `entry` is Pagefind's, `published` the paths of what is published. The same for the same pages, whatever they come from.
 */
export function indexFiles(
  parts: readonly Part[],
  fragments: readonly string[],
  entry: Uint8Array,
  language: string,
  published: ReadonlySet<string>,
): SearchFile[] {
  const files: SearchFile[] = []
  const put = (folder: string, kind: string, value: Uint8Array): string => {
    const bytes = Buffer.concat([signature, value])
    const name = `${language}_${digest(bytes).slice(0, 10)}`
    const path = `${folder}${name}.${kind}`
    files.push({ path, content: published.has(path) ? null : packed(bytes) })
    return name
  }
  const filters = filtersOf(parts).map(
    ([name, values]): Cbor => [name, put('filter/', 'pf_filter', writeCbor([name, values]))],
  )
  const pieces: Cbor[] = []
  for (const { from, to, bytes } of piecesOf(mergedWords(parts, language)))
    pieces.push([from, to, put('index/', 'pf_index', bytes)])
  const counts: number[] = []
  for (const { index, to } of parts)
    for (const [page, { words }] of index.pages.entries()) {
      const target = to[page]
      if (target != null) counts[target] = words
    }
  const pages = fragments.map((name, page): Cbor => [name, counts[page] ?? 0])
  const version = parts[0]?.index.version ?? ''
  const whole = put('pagefind.', 'pf_meta', writeCbor([version, pages, pieces, filters, [], FIELDS]))
  files.push({ path: 'pagefind-entry.json', content: entryOf(entry, language, whole, fragments.length) })
  return files
}

/** The values of each filter with their pages, all in order. */
function filtersOf(parts: readonly Part[]): [string, Cbor[]][] {
  const filters = new Map<string, Map<string, number[]>>()
  for (const { index, to } of parts)
    for (const [filter, values] of index.filters)
      for (const [value, pages] of values)
        for (const page of pages) {
          const target = to[page]
          if (target == null) continue
          const all = filters.get(filter) ?? new Map<string, number[]>()
          filters.set(filter, all)
          const here = all.get(value) ?? []
          all.set(value, here)
          here.push(target)
        }
  const inOrder = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => compareTexts(a, b))
  return inOrder(filters).map(([filter, values]) => [
    filter,
    inOrder(values).map(([value, pages]): Cbor => [value, pages.sort((a, b) => a - b)]),
  ])
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

/** The words of all parts in the order of their bytes, each once; those of pages that are gone are left out. */
function* mergedWords(parts: readonly Part[], language: string): Generator<Word> {
  const streams = parts.map((part) => {
    const words = part.index.words(takingOf(part, parts))
    const end = part.isPublished || language !== 'vi' ? '' : END
    const next = () => {
      const { value } = words.next()
      const word = value && value.word + end
      return { value, word, order: Buffer.from(word ?? '') }
    }
    return { next, head: next() }
  })
  for (;;) {
    const open = streams.filter(({ head }) => head.value)
    const [first] = [...open].sort((a, b) => Buffer.compare(a.head.order, b.head.order))
    if (first?.head.word === undefined) return
    const { word } = first.head
    const plain: Run[] = []
    const marked = new Map<string, Run[]>()
    for (const stream of open.filter(({ head }) => head.word === word)) {
      const { value } = stream.head
      for (const run of value?.plain ?? []) plain.push(run)
      for (const { spelling, runs } of value?.marked ?? []) {
        const all = marked.get(spelling) ?? []
        marked.set(spelling, all)
        for (const run of runs) all.push(run)
      }
      stream.head = stream.next()
    }
    const spellings = [...marked].filter(([, runs]) => runs.length > 0)
    if (plain.length + spellings.length > 0) yield { word, bytes: writtenWord(word, plain, spellings) }
  }
}

/** What is taken of a part beside others. */
function takingOf({ index, to }: Part, parts: readonly Part[]): Taking {
  // How many pages of other parts come before each page of the whole.
  const others: number[] = []
  for (const part of parts)
    if (part.index !== index) for (const target of part.to) if (target !== null) others[target] = 1
  const before: number[] = []
  let sum = 0
  for (let page = 0; page < others.length; page++) {
    before.push(sum)
    sum += others[page] ?? 0
  }
  const upTo = (page: number) => before[page] ?? sum
  return {
    to: (page) => to[page] ?? null,
    isBetween: (one, other) => upTo(one) !== upTo(other),
    fields: fieldsOf(index),
  }
}

function writtenWord(word: string, plain: Run[], marked: [string, Run[]][]): Uint8Array {
  const bytes = [cborList(3), writeCbor(word), ...written(plain), cborList(marked.length)]
  for (const [spelling, runs] of marked.sort(([a], [b]) => compareTexts(a, b)))
    bytes.push(cborList(2), writeCbor(spelling), ...written(runs))
  return Buffer.concat(bytes)
}

function written(runs: Run[]): Uint8Array[] {
  runs.sort((a, b) => a.first - b.first)
  const bytes = [cborList(runs.reduce((sum, { count }) => sum + count, 0))]
  let before = 0
  for (const { first, last, rest } of runs) {
    bytes.push(cborList(3), cborNumber(first - before), rest)
    before = last
  }
  return bytes
}

/** The places of an index's fields among all that there may be; null where it has them all. */
function fieldsOf({ fields }: SearchIndex): number[] | null {
  const places = fields.map((field) => FIELDS.indexOf(field))
  if (places.includes(-1)) throw new Error('Pagefind: another field')
  return places.length === FIELDS.length && places.every((place, at) => place === at) ? null : places
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

function entryOf(entry: Uint8Array, language: string, hash: string, count: number): Uint8Array {
  const written = JSON.parse(new TextDecoder().decode(entry)) as Entry
  const languages = { [language]: { ...written.languages[language], hash, page_count: count } }
  return new TextEncoder().encode(JSON.stringify({ ...written, languages }))
}

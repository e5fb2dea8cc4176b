/** An index of the search, as Pagefind or an earlier build wrote it, read word by word. */
import { gunzipSync } from 'node:zlib'
import { type Cbor, type CborReader, cborReader, readCbor, writeCbor } from '../render/search/cbor.ts'

/** What begins every file of an index but its fragments' texts. */
export const signature = new TextEncoder().encode('pagefind_dcd')

/** An index; its pages are numbered from 0, in the order in which they were added. */
export interface SearchIndex {
  version: Cbor
  /** The name of each page's fragment, and how many words the page has. */
  pages: { fragment: string; words: number }[]
  /** The pages of each value of each filter. */
  filters: Map<string, Map<string, number[]>>
  /** The names of what a page's words may be part of, its title for one. */
  fields: string[]
  /** Its words in the order of their bytes, with the pages that are taken; each is to be read before the next. */
  words: (taking: Taking) => Generator<IndexedWord>
}

/** What becomes of an index's pages in another one. */
export interface Taking {
  /** Which page a page becomes; null where it is not taken. */
  to: (page: number) => number | null
  /** Whether a page of elsewhere will stand between two of them. */
  isBetween: (before: number, after: number) => boolean
  /** The places of its fields among those of the other; null where they are the same. */
  fields: readonly number[] | null
}

/** A word without marks: where it stands so, and where with marks, by each spelling. */
export interface IndexedWord {
  word: string
  plain: Run[]
  marked: { spelling: string; runs: Run[] }[]
}

/**
 * Pages that hold a word, one after another: the first and the last, and how many. `rest` is what is written of them
 * behind the number of the first: where the word stands in it, and all of the others.
 */
export interface Run {
  first: number
  last: number
  count: number
  rest: Uint8Array
}

/**
 * Reads an index; `file` gives a file's bytes by its path in the index's folder. Throws where one is not as Pagefind 1.5
 * writes them.
 */
export function openIndex(paths: readonly string[], file: (path: string) => Uint8Array): SearchIndex {
  const meta = paths.find((path) => path.endsWith('.pf_meta'))
  if (meta === undefined) throw new Error('Pagefind: no index')
  const [version = '', pages, chunks, filters, , fields] = listOf(readCbor(opened(file(meta))))
  const pieces = listOf(chunks).map((chunk) => {
    const [from, , name] = listOf(chunk)
    return { from: Buffer.from(String(from)), path: `index/${name}.pf_index` }
  })
  // Each piece is in order already, by code points as Rust compares them.
  pieces.sort((a, b) => Buffer.compare(a.from, b.from))
  return {
    version,
    pages: listOf(pages).map((page) => {
      const [fragment, words] = listOf(page)
      return { fragment: String(fragment), words: Number(words) }
    }),
    filters: new Map(
      listOf(filters).map((filter) => {
        const [, name] = listOf(filter)
        return filterOf(readCbor(opened(file(`filter/${name}.pf_filter`))))
      }),
    ),
    fields: listOf(fields).map(String),
    *words(taking) {
      for (const { path } of pieces) yield* wordsOf(opened(file(path)), taking)
    },
  }
}

function filterOf(written: Cbor): [string, Map<string, number[]>] {
  const [filter, values] = listOf(written)
  const pagesOf = (value: Cbor): [string, number[]] => {
    const [name, pages] = listOf(value)
    return [String(name), listOf(pages).map(Number)]
  }
  return [String(filter), new Map(listOf(values).map(pagesOf))]
}

/** A file of words is a list in a list; each word is a list of its text, its plain and its marked places. */
function* wordsOf(bytes: Uint8Array, taking: Taking): Generator<IndexedWord> {
  const reader = cborReader(bytes)
  reader.enter()
  for (let left = reader.enter(); left > 0; left--) {
    expected(reader.enter(), 3)
    const word = String(reader.read())
    const plain = runsOf(bytes, reader, taking)
    const marked = Array.from({ length: reader.enter() }, () => {
      expected(reader.enter(), 2)
      return { spelling: String(reader.read()), runs: runsOf(bytes, reader, taking) }
    })
    yield { word, plain, marked }
  }
}

/** A page is written as how far it is from the one before, so pages that stay together are taken as they are written. */
function runsOf(bytes: Uint8Array, reader: CborReader, { to, isBetween, fields }: Taking): Run[] {
  const runs: (Run & { start: number; end: number; shift: number })[] = []
  let open: (typeof runs)[number] | null = null
  let page = 0
  for (let left = reader.enter(); left > 0; left--) {
    expected(reader.enter(), 3)
    page += Number(reader.read())
    const start = reader.at()
    reader.skip()
    const between = reader.at()
    reader.skip()
    const end = reader.at()
    const target = to(page)
    if (target === null) open = null
    else if (open !== null && target - page === open.shift && !isBetween(open.last, target)) {
      open.last = target
      open.end = end
      open.count++
    } else {
      const run = { first: target, last: target, count: 1, rest: bytes, start, end, shift: target - page }
      runs.push(run)
      open = run
    }
    if (fields !== null && open !== null) {
      open.rest = Buffer.concat([bytes.subarray(start, between), renamed(bytes.subarray(between, end), fields)])
      open = null
    }
  }
  return runs.map(({ first, last, count, rest, start, end }) => ({
    ...{ first, last, count },
    rest: rest === bytes ? bytes.subarray(start, end) : rest,
  }))
}

/** Places in fields, each field told by a number below zero before its places. */
function renamed(inFields: Uint8Array, places: readonly number[]): Uint8Array {
  const numbers = listOf(readCbor(inFields)).map(Number)
  return writeCbor(numbers.map((number) => (number < 0 ? -1 - (places[-1 - number] ?? 0) : number)))
}

/** The bytes of a file of an index, without what says that it is one. */
export function opened(content: Uint8Array): Uint8Array {
  return gunzipSync(content).subarray(signature.length)
}

export function listOf(value: Cbor | undefined): Cbor[] {
  if (!Array.isArray(value)) throw new Error('Pagefind: another format')
  return value
}

function expected(parts: number, known: number): void {
  if (parts !== known) throw new Error('Pagefind: another format')
}

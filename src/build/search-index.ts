/** An index of the search, as Pagefind or an earlier build wrote it, read word by word. */
import { gunzipSync } from 'node:zlib'
import { type Cbor, type CborReader, cborReader, readCbor } from '../render/search/cbor.ts'

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
  /** Its words in the order of their bytes; each is to be read before the next. */
  words: () => Generator<IndexedWord>
}

/** A word without marks: where it stands so, and where with marks, by each spelling. */
export interface IndexedWord {
  word: string
  plain: Posting[]
  marked: { spelling: string; postings: Posting[] }[]
}

/** Where a word stands in a page: two lists of numbers as they are written, in the text and in its fields. */
export interface Posting {
  page: number
  inText: Uint8Array
  inFields: Uint8Array
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
    *words() {
      for (const { path } of pieces) yield* wordsOf(opened(file(path)))
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
function* wordsOf(bytes: Uint8Array): Generator<IndexedWord> {
  const reader = cborReader(bytes)
  reader.enter()
  for (let left = reader.enter(); left > 0; left--) {
    expected(reader.enter(), 3)
    const word = String(reader.read())
    const plain = postingsOf(bytes, reader)
    const marked = Array.from({ length: reader.enter() }, () => {
      expected(reader.enter(), 2)
      return { spelling: String(reader.read()), postings: postingsOf(bytes, reader) }
    })
    yield { word, plain, marked }
  }
}

/** Pages are written as how far each is from the one before. */
function postingsOf(bytes: Uint8Array, reader: CborReader): Posting[] {
  let page = 0
  return Array.from({ length: reader.enter() }, () => {
    expected(reader.enter(), 3)
    page += Number(reader.read())
    const from = reader.at()
    reader.skip()
    const between = reader.at()
    reader.skip()
    return { page, inText: bytes.subarray(from, between), inFields: bytes.subarray(between, reader.at()) }
  })
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

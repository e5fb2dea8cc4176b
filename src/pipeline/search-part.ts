/** A part of an index: what Pagefind made of documents that stand one after another in it, as the cache keeps it. */
import { gunzipSync } from 'node:zlib'
import type { SearchDocument } from '../plan/search.ts'
import { type Cbor, type CborReader, cborReader, readCbor } from '../render/search/cbor.ts'
import { digest } from '../source/digest.ts'

/** What begins every file of an index. */
export const signature = new TextEncoder().encode('pagefind_dcd')

/** Plain data; pages are numbered from 0, in the order of the documents. */
export interface SearchPart {
  version: string
  /** Of each page, the digests of its text and of the file that holds it, and how many words it has. */
  pages: { text: string; file: string; words: number }[]
  /** The pages of each value of each filter. */
  filters: [filter: string, values: [value: string, pages: number[]][]][]
  /** The names of what a page's words may be part of, its title for one. */
  fields: string[]
  /** The files of words as they were made, in base64, in the order of the words. */
  words: string[]
  /** The digests of Pagefind's own files, the same in every index, and what says which indexes there are. */
  program: [path: string, digest: string][]
  entry: string
}

/** Where a word stands: without marks, and with them by each spelling. */
export interface PartWord {
  word: string
  plain: Places
  marked: [spelling: string, places: Places][]
}

/**
 * Pages that hold a word: how many, the first and the last. `rest` is what is written of them behind the number of the
 * first: where the word stands in it, and all of the others.
 */
export interface Places {
  count: number
  first: number
  last: number
  rest: Uint8Array
}

/** Takes in what Pagefind wrote of documents. Throws where it is not as Pagefind 1.5 writes it, or in another order. */
export function partOf(files: ReadonlyMap<string, Uint8Array>, documents: readonly SearchDocument[]): SearchPart {
  const file = (path: string) => {
    const content = files.get(path)
    if (content === undefined) throw new Error(`Pagefind: no ${path}`)
    return content
  }
  const meta = [...files.keys()].find((path) => path.endsWith('.pf_meta')) ?? '*.pf_meta'
  const [version, pages, chunks, filters, sorts, fields] = listOf(readCbor(opened(file(meta))), 6)
  listOf(sorts, 0)
  const program = [...files].filter(([path]) => path === 'pagefind.js' || path.startsWith('wasm.'))
  return {
    version: textOf(version),
    pages: listOf(pages, documents.length).map((page, nth) => {
      const [name, words] = listOf(page, 2)
      const content = file(`fragment/${textOf(name)}.pf_fragment`)
      const text = opened(content)
      const { url } = JSON.parse(new TextDecoder().decode(text)) as { url: string }
      if (url !== documents[nth]?.url) throw new Error(`Pagefind: ${url} in another place`)
      return { text: digest(text), file: digest(content), words: numberOf(words) }
    }),
    filters: listOf(filters).map((one) => {
      const [, name] = listOf(one, 2)
      const [filter, values] = listOf(readCbor(opened(file(`filter/${textOf(name)}.pf_filter`))), 2)
      return [
        textOf(filter),
        listOf(values).map((value) => {
          const [text, holding] = listOf(value, 2)
          return [textOf(text), listOf(holding).map(numberOf)]
        }),
      ]
    }),
    fields: listOf(fields).map(textOf),
    words: listOf(chunks).map((chunk) => {
      const [, , name] = listOf(chunk, 3)
      return Buffer.from(file(`index/${textOf(name)}.pf_index`)).toString('base64')
    }),
    program: program.map(([path, content]): [string, string] => [path, digest(content)]).sort(),
    entry: new TextDecoder().decode(file('pagefind-entry.json')),
  }
}

/** The words of a part in the order of their code points; its first page becomes the page `from` of the whole. */
export function* wordsOf({ words }: SearchPart, from: number): Generator<PartWord> {
  for (const file of words) {
    const bytes = opened(Buffer.from(file, 'base64'))
    const reader = cborReader(bytes)
    expect(reader.enter(), 1)
    for (let left = reader.enter(); left > 0; left--) {
      expect(reader.enter(), 3)
      const word = textOf(reader.read())
      const plain = placesOf(bytes, reader, from)
      const marked = Array.from({ length: reader.enter() }, (): [string, Places] => {
        expect(reader.enter(), 2)
        return [textOf(reader.read()), placesOf(bytes, reader, from)]
      })
      yield { word, plain, marked }
    }
  }
}

/** A page is written as how far it is from the one before; behind it stands where it has the word, in its text and in its fields. */
function placesOf(bytes: Uint8Array, reader: CborReader, from: number): Places {
  const count = reader.enter()
  let [first, last, start] = [from, from, reader.at()]
  for (let nth = 0; nth < count; nth++) {
    expect(reader.enter(), 3)
    last += numberOf(reader.read())
    if (nth === 0) [first, start] = [last, reader.at()]
    reader.skip()
    reader.skip()
  }
  return { count, first, last, rest: bytes.subarray(start, reader.at()) }
}

/** The bytes of a file of an index, without what says that it is one. */
function opened(content: Uint8Array): Uint8Array {
  const bytes = gunzipSync(content)
  if (Buffer.compare(bytes.subarray(0, signature.length), signature) !== 0) throw new Error('Pagefind: another format')
  return bytes.subarray(signature.length)
}

function listOf(value: Cbor | undefined, parts?: number): Cbor[] {
  if (!Array.isArray(value)) throw new Error('Pagefind: another format')
  if (parts !== undefined) expect(value.length, parts)
  return value
}

function textOf(value: Cbor | undefined): string {
  if (typeof value !== 'string') throw new Error('Pagefind: another format')
  return value
}

function numberOf(value: Cbor | undefined): number {
  if (typeof value !== 'number') throw new Error('Pagefind: another format')
  return value
}

function expect(parts: number, known: number): void {
  if (parts !== known) throw new Error('Pagefind: another format')
}

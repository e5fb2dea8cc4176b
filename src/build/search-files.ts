/**
 * What Pagefind gives, made fit for this site. Its filters come in the order of a hash map, another each time; and it
 * counts only words without marks when it cuts an index into pieces, so that Vietnamese ones come out far too large.
 */
import { gunzipSync, gzipSync } from 'node:zlib'
import { type Cbor, cborList, cborReader, readCbor, writeCbor } from '../render/search/cbor.ts'
import { digest } from '../source/digest.ts'
import { compareTexts } from '../source/order.ts'

/** A file of an index, by its path in the index's folder. */
export interface SearchFile {
  path: string
  content: Uint8Array
}

/**
 * The files that a search page asks for: filters in order, the index in pieces that a reader can pay for, and everything
 * named by what is in it. Throws where they are not as Pagefind 1.5 writes them.
 */
export function settledFiles(files: readonly SearchFile[], language: string): SearchFile[] {
  const settled: SearchFile[] = []
  const filters = new Map<string, string>()
  const indexed: Word[][] = []
  for (const { path, content } of files) {
    const [, kind, name = ''] = /^(?:(filter|index|fragment)\/)?(.*?)(?:\.pf_\w+)?$/.exec(path) ?? []
    if (kind === 'filter') {
      const [filter, values] = listOf(readCbor(opened(content)))
      const file = packed(writeCbor([filter ?? '', [...listOf(values)].sort(byFirst)]), language)
      filters.set(name, file.name)
      settled.push({ path: `filter/${file.name}.pf_filter`, content: file.content })
    } else if (kind === 'index') indexed.push(wordsOf(opened(content), language))
    else if (kind === 'fragment' || path === 'pagefind.js' || path.startsWith('wasm.')) settled.push({ path, content })
  }
  // Each file is in order already, by code points as Rust compares them.
  indexed.sort(([a], [b]) => Buffer.compare(Buffer.from(a?.word ?? ''), Buffer.from(b?.word ?? '')))
  const pieces = piecesOf(indexed.flat()).map(({ from, to, bytes }): Cbor[] => {
    const file = packed(bytes, language)
    settled.push({ path: `index/${file.name}.pf_index`, content: file.content })
    return [from, to, file.name]
  })

  const meta = files.find(({ path }) => path.endsWith('.pf_meta'))
  const entry = files.find(({ path }) => path === 'pagefind-entry.json')
  if (!meta || !entry) throw new Error('Pagefind: no index')
  const [version = '', pages = [], , named, ...more] = listOf(readCbor(opened(meta.content)))
  const renamed = listOf(named).map((one): Cbor => {
    const [filter = '', file] = listOf(one)
    return [filter, filters.get(String(file)) ?? '']
  })
  const whole = packed(writeCbor([version, pages, pieces, renamed.sort(byFirst), ...more]), language)
  settled.push({ path: `pagefind.${whole.name}.pf_meta`, content: whole.content })
  const old = /^pagefind\.(.+)\.pf_meta$/.exec(meta.path)?.[1] ?? ''
  const text = new TextDecoder().decode(entry.content).replace(`"${old}"`, `"${whole.name}"`)
  settled.push({ path: entry.path, content: new TextEncoder().encode(text) })
  return settled.sort((a, b) => compareTexts(a.path, b.path))
}

/** A word with all its places. */
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

/** A file of words is a list in a list; each word is a list that begins with its text. */
function wordsOf(bytes: Uint8Array, language: string): Word[] {
  const reader = cborReader(bytes)
  reader.enter()
  return Array.from({ length: reader.enter() }, () => {
    const parts = reader.enter()
    const word = String(reader.read()) + (language === 'vi' ? END : '')
    const from = reader.at()
    for (let part = 1; part < parts; part++) reader.skip()
    const places = bytes.subarray(from, reader.at())
    return { word, bytes: Buffer.concat([cborList(parts), writeCbor(word), places]) }
  })
}

/** How many bytes a piece has before it is compressed, about; a word is never cut. */
const PIECE = 8_000

function piecesOf(words: readonly Word[]): { from: string; to: string; bytes: Uint8Array }[] {
  const pieces: Word[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const word of words) {
    // A word that fills a piece by itself does not burden its neighbours.
    if (size + word.bytes.length > PIECE) {
      pieces.push([])
      size = 0
    }
    pieces.at(-1)?.push(word)
    size += word.bytes.length
  }
  return pieces.map((piece) => ({
    from: piece[0]?.word ?? '',
    to: piece.at(-1)?.word ?? '',
    bytes: Buffer.concat([cborList(1), cborList(piece.length), ...piece.map(({ bytes }) => bytes)]),
  }))
}

const signature = new TextEncoder().encode('pagefind_dcd')

function opened(content: Uint8Array): Uint8Array {
  return gunzipSync(content).subarray(signature.length)
}

function packed(value: Uint8Array, language: string): { name: string; content: Uint8Array } {
  const bytes = Buffer.concat([signature, value])
  const content = gzipSync(bytes, { level: 9 })
  // The header's last byte names the system that it was made on.
  content[9] = 255
  return { name: `${language}_${digest(bytes).slice(0, 10)}`, content }
}

function listOf(value: Cbor | undefined): Cbor[] {
  if (!Array.isArray(value)) throw new Error('Pagefind: another format')
  return value
}

function byFirst(a: Cbor, b: Cbor): number {
  return compareTexts(String(listOf(a)[0]), String(listOf(b)[0]))
}

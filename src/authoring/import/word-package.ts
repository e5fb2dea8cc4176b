/** The parts of a Word file, unpacked within bounds: whatever it claims, no more memory than they allow is filled. */
import JSZip from 'jszip'
import { attribute, tagsOf } from './word-xml.ts'

/** Why a file cannot be read as Word's. */
export type WordFault = 'old' | 'locked' | 'not-word' | 'no-document' | 'damaged' | 'too-large'

/** Parts by their path in the package; `document` is the path of the main one. Macros and embedded files are only counted. */
export interface WordPackage {
  parts: ReadonlyMap<string, Uint8Array>
  document: string
  macros: boolean
}

/** In bytes, unpacked. */
const LARGEST = 200_000_000
const LARGEST_XML = 50_000_000

/** Compound File Binary, the container of Office 97 and of files with a password ([MS-CFB] 2.2). */
const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const unneeded = /^(?:word\/(?:embeddings|fonts|activeX|glossary)\/|customXml\/|docProps\/thumbnail)/i
const macros = /(?:^|\/)vba\w*\.(?:bin|xml)(?:\.rels)?$/i

/** Unpacks a file. */
export async function openWord(bytes: Buffer): Promise<WordPackage | { fault: WordFault }> {
  if (bytes.subarray(0, 8).equals(compound))
    return { fault: bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'locked' : 'old' }
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return { fault: 'not-word' }
  let left = LARGEST
  const parts = new Map<string, Uint8Array>()
  let hasMacros = false
  try {
    const zip = await JSZip.loadAsync(bytes)
    for (const [path, entry] of Object.entries(zip.files)) {
      if (entry.dir || unneeded.test(path)) continue
      if (macros.test(path)) {
        hasMacros = true
        continue
      }
      const part = await inflated(entry, Math.min(left, /\.(?:xml|rels)$/i.test(path) ? LARGEST_XML : LARGEST))
      if (part === null) return { fault: 'too-large' }
      left -= part.length
      parts.set(path, part)
    }
  } catch (error) {
    // What the library throws of a torn or foreign archive is a plain Error.
    if (!(error instanceof Error) || error instanceof RangeError) throw error
    return { fault: 'damaged' }
  }
  const document = mainPart(parts)
  if (!parts.has(document)) return { fault: 'no-document' }
  return { parts, document, macros: hasMacros }
}

/** The text of a part; empty where there is none. */
export function partText(parts: WordPackage['parts'], path: string): string {
  const part = parts.get(path)
  return part === undefined ? '' : new TextDecoder().decode(part)
}

/** Puts parts together again, some of them replaced, for a reader that takes only whole files. */
export async function closeWord({ parts }: WordPackage, replaced: ReadonlyMap<string, string>): Promise<Buffer> {
  const zip = new JSZip()
  for (const [path, part] of parts) zip.file(path, replaced.get(path) ?? part)
  return zip.generateAsync({ type: 'nodebuffer', compression: 'STORE' })
}

/** Unpacks piece by piece and stops beyond `limit`, since an archive may lie about its sizes. */
function inflated(entry: JSZip.JSZipObject, limit: number): Promise<Uint8Array | null> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    let length = 0
    const stream = entry.nodeStream()
    stream
      .on('data', (piece: Buffer) => {
        length += piece.length
        if (length <= limit) pieces.push(piece)
        else {
          stream.pause()
          resolve(null)
        }
      })
      .on('error', reject)
      .on('end', () => resolve(Buffer.concat(pieces, length)))
  })
}

/** The path of a part by its relation to the main one, such as `numbering`; its usual path where none is stated. */
export function relatedPart({ parts, document }: Pick<WordPackage, 'parts' | 'document'>, type: string): string {
  const folder = document.replace(/[^/]*$/, '')
  const stated = targetsOf(partText(parts, document.replace(/([^/]*)$/, '_rels/$1.rels')), type)
    .map((target) => (target.startsWith('/') ? target.slice(1) : folder + target))
    .find((path) => parts.has(path))
  return stated ?? `${folder}${type}.xml`
}

/** The path that the package's relationships name, or the usual one (ECMA-376 Part 2, 9.3). */
function mainPart(parts: WordPackage['parts']): string {
  const stated = targetsOf(partText(parts, '_rels/.rels'), 'officeDocument').map((target) => target.replace(/^\//, ''))
  return stated.find((path) => parts.has(path)) ?? 'word/document.xml'
}

function targetsOf(relationships: string, type: string): string[] {
  return [...tagsOf(relationships)].flatMap((tag) =>
    tag.name === 'Relationship' && attribute(tag, 'Type')?.endsWith(`/${type}`) ? (attribute(tag, 'Target') ?? []) : [],
  )
}

/** The bytes and the text of a source file; no other file of the core reads sources. */
import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import { lineIndex, positionAt } from '../diagnostics/line-index.ts'
import { type SourceFile, unreadable } from './folder.ts'
import type { ReadPiece } from './zip-parts.ts'

/** Reads a file's bytes. Code: `file-unreadable`. */
export function readBytes(file: Pick<SourceFile, 'absolute' | 'file'>): { bytes: Buffer } | { diagnostic: Diagnostic } {
  try {
    return { bytes: readFileSync(file.absolute) }
  } catch (error) {
    return { diagnostic: unreadable(error, file.file) }
  }
}

/** The digest of a file's bytes (SHA-256 in hex), read piece by piece: it may be larger than the memory. Code: `file-unreadable`. */
export function digestOfFile(
  file: Pick<SourceFile, 'absolute' | 'file'>,
): { digest: string } | { diagnostic: Diagnostic } {
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(1 << 20)
  try {
    const descriptor = openSync(file.absolute, 'r')
    try {
      for (;;) {
        const length = readSync(descriptor, buffer, 0, buffer.length, null)
        if (length === 0) return { digest: hash.digest('hex') }
        hash.update(buffer.subarray(0, length))
      }
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    return { diagnostic: unreadable(error, file.file) }
  }
}

/** Looks into a file piece by piece: it may be larger than the memory. Code: `file-unreadable`. */
export function lookInto<T>(
  file: Pick<SourceFile, 'absolute' | 'file'>,
  look: (read: ReadPiece) => T,
): { seen: T } | { diagnostic: Diagnostic } {
  try {
    const descriptor = openSync(file.absolute, 'r')
    try {
      return { seen: look((offset, length) => pieceOf(descriptor, offset, length)) }
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    return { diagnostic: unreadable(error, file.file) }
  }
}

function pieceOf(descriptor: number, offset: number, length: number): Buffer {
  const piece = Buffer.alloc(length)
  let done = 0
  while (done < length) {
    const got = readSync(descriptor, piece, done, length - done, offset + done)
    if (got === 0) break
    done += got
  }
  return piece.subarray(0, done)
}

/** Reads and decodes a file. Codes: `file-unreadable`, `encoding-invalid`. */
export function readText(file: Pick<SourceFile, 'absolute' | 'file'>): { text: string } | { diagnostic: Diagnostic } {
  const read = readBytes(file)
  return 'diagnostic' in read ? read : decodeText(read.bytes, file.file)
}

/**
 * Decodes UTF-8 and brings it to NFC (TCVN 6909:2001), without a byte order mark.
 * Code: `encoding-invalid`, at the first line that is no UTF-8.
 */
export function decodeText(bytes: Uint8Array, file: string): { text: string } | { diagnostic: Diagnostic } {
  const looksLike = utf16(bytes)
  if (looksLike === null && isUtf8(bytes)) {
    const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', marked ? 3 : 0)
    return { text: text.normalize('NFC') }
  }
  const kind = kindOf(bytes)
  const place = looksLike === null && kind === null ? { file, ...firstBroken(bytes) } : inFile(file)
  return { diagnostic: problem('encoding-invalid', { looksLike, kind }, place) }
}

/** How files begin that are no text, whatever they are called (PNG 3rd edition, 5.2; ISO 10918; PDF 1.7, 7.5.2; APPNOTE 4.3.7; MS-CFB 2.2). */
const beginnings: [kind: 'word' | 'old-word' | 'pdf' | 'image', bytes: string][] = [
  ['word', 'PK\x03\x04'],
  ['old-word', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['pdf', '%PDF-'],
  ['image', '\x89PNG\r\n\x1a\n'],
  ['image', '\xff\xd8\xff'],
  ['image', 'GIF8'],
]

function kindOf(bytes: Uint8Array): 'word' | 'old-word' | 'pdf' | 'image' | null {
  const begin = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  return beginnings.find(([, mark]) => begin.startsWith(mark))?.[0] ?? null
}

/** Whether a file is NFC as it is. */
export function isComposed(bytes: Buffer): boolean {
  const text = bytes.toString('utf8')
  return text === text.normalize('NFC')
}

function utf16(bytes: Uint8Array): string | null {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  return marked ? 'UTF-16' : null
}

/** The line and column of the first byte that is no UTF-8, counted in the NFC text before it. */
function firstBroken(bytes: Uint8Array): { line: number; column: number } {
  const isSound = (length: number) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true })
      return true
    } catch (error) {
      if (error instanceof TypeError) return false
      throw error
    }
  }
  let [sound, broken] = [0, bytes.length + 1]
  while (broken - sound > 1) {
    const middle = (sound + broken) >> 1
    if (middle <= bytes.length && isSound(middle)) sound = middle
    else broken = middle
  }
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, sound), { stream: true }).normalize('NFC')
  return positionAt(lineIndex(before), before.length)
}

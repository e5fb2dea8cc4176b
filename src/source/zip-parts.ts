/** A few small parts of a ZIP file (APPNOTE 6.3), found by its central directory: the rest of the file is not read. */
import { inflateRawSync } from 'node:zlib'

/** Reads some bytes of a file; fewer where it ends. */
export type ReadPiece = (offset: number, length: number) => Buffer

/** The end record and the longest comment after it. */
const TAIL = 22 + 65_535
/** A directory of 50,000 parts is about as long as this; office files have some hundred. */
const LARGEST_DIRECTORY = 8 * 1024 * 1024
/** A part larger than this, packed or unpacked, is left out: it holds no few words, or is made to fill the memory. */
const LARGEST_PART = 1024 * 1024

/** The wanted parts by name, unpacked. What is no ZIP file, is torn, encrypted or in 64-bit form has none. */
export function zipParts(read: ReadPiece, size: number, wanted: ReadonlySet<string>): Map<string, Buffer> {
  const parts = new Map<string, Buffer>()
  const tail = read(Math.max(0, size - TAIL), Math.min(size, TAIL))
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0 || end + 22 > tail.length) return parts
  const [length, start] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  if (length > LARGEST_DIRECTORY || start + length > size) return parts
  const directory = read(start, length)
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28)
    const name = directory.toString('utf8', at + 46, nameEnd)
    if (wanted.has(name) && !parts.has(name)) {
      const part = partOf(read, directory.subarray(at, at + 46))
      if (part !== null) parts.set(name, part)
    }
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return parts
}

/** The part that an entry of the directory stands for; null where it cannot be unpacked. */
function partOf(read: ReadPiece, entry: Buffer): Buffer | null {
  const [flags, method, packed, offset] = [
    entry.readUInt16LE(8),
    entry.readUInt16LE(10),
    entry.readUInt32LE(20),
    entry.readUInt32LE(42),
  ]
  const isEncrypted = (flags & 1) === 1
  if (isEncrypted || packed > LARGEST_PART) return null
  const local = read(offset, 30)
  if (local.length < 30 || local.readUInt32LE(0) !== 0x04034b50) return null
  const data = read(offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28), packed)
  if (method === 0) return data
  try {
    return method === 8 ? inflateRawSync(data, { maxOutputLength: LARGEST_PART }) : null
  } catch {
    // Torn, or larger than anyone's name: nothing is known of it.
    return null
  }
}

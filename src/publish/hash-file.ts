/** The digest of a file's bytes, read piece by piece. */
import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'

const PIECE = 1 << 18

/**
 * SHA-256 in hex of a regular file. `size` is what it is expected to have and only saves memory.
 * `onPiece` sees every piece before the next is read; it must not keep it.
 */
export function hashFile(path: string, size: bigint, onPiece: (piece: Uint8Array) => void = () => {}): string {
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(size < PIECE ? Number(size) + 1 : PIECE)
  const file = openSync(path, 'r')
  try {
    for (;;) {
      const length = readSync(file, buffer, 0, buffer.length, null)
      if (length === 0) return hash.digest('hex')
      const piece = buffer.subarray(0, length)
      hash.update(piece)
      onPiece(piece)
    }
  } finally {
    closeSync(file)
  }
}

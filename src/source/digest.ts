/** The digest that names contents everywhere: sources, cached values, outputs. */
import { createHash } from 'node:crypto'

/** SHA-256 in lower-case hex; several parts are told apart by their lengths. */
export function digest(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) {
    if (parts.length > 1) hash.update(`${part.length}:`)
    hash.update(part)
  }
  return hash.digest('hex')
}

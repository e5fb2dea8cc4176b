/** The digest that names contents everywhere: sources, cached values, outputs. */
import { hash } from 'node:crypto'

/** SHA-256 in lower-case hex, of bytes or of a text in UTF-8. */
export function digest(content: string | Uint8Array): string {
  return hash('sha256', content)
}

/** SHA-256 in lower-case hex of several texts, told apart by their lengths. */
export function digestOfAll(...parts: readonly string[]): string {
  return digest(parts.map((part) => `${part.length}:${part}`).join(''))
}

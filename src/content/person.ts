/** Whether two names are one person's, however they are written. */
import { fold, sameSpelling } from '../source/fold.ts'

/**
 * One person where the names are the same words, in any order, with or without marks, spaces or all but their first letters
 * ("N. V. An"), or where one is the end of the other: "Trưởng phòng Nguyễn Văn A", "nguyen van a (Trưởng phòng)". Rather
 * one too many: it keeps an author from approving what is their own.
 */
export function samePerson(one: string, other: string): boolean {
  const [a, b] = [fold(bare(one)), fold(bare(other))].map((name) => name.split(/[^\p{L}\p{N}]+/u).filter(Boolean))
  if (a === undefined || b === undefined || a.length === 0 || b.length === 0)
    return sameSpelling(one) === sameSpelling(other)
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const end = long.slice(-short.length)
  return (
    [...a].sort().join(' ') === [...b].sort().join(' ') ||
    a.join('') === b.join('') ||
    (short.length > 1 && end.every((word, at) => sameWord(word, short[at] ?? '')))
  )
}

/** Whether two words are one, or one is the other's first letter. */
function sameWord(one: string, other: string): boolean {
  return one === other || (one.length === 1 ? other.startsWith(one) : other.length === 1 && one.startsWith(other))
}

/** Whether a name is the one that a list has: in its own letters, whatever office stands with it. */
export function isListed(name: string, list: readonly string[]): boolean {
  return list.some((one) => sameSpelling(bare(one)) === sameSpelling(bare(name)))
}

/** A name without the office that stands with it, in brackets, after a comma or a dash, and without "Đ/c" (comrade). */
function bare(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/^\s*đ\/c\.?\s*/iu, '')
  const alone = plain.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ').replace(/\s*[,;/|–—].*$|\s+-\s.*$/u, '')
  return alone.trim() === '' ? plain : alone
}

/** Whether two names are one person's, however they are written. */
import { fold, sameSpelling } from '../source/fold.ts'

/**
 * One person where the names are the same words, in any order and with or without marks, or where one is the end of the
 * other: "Trưởng phòng Nguyễn Văn A", "nguyen van a (Trưởng phòng)". Rather one too many: it keeps an author from
 * approving what is their own.
 */
export function samePerson(one: string, other: string): boolean {
  const [a, b] = [fold(bare(one)), fold(bare(other))].map((name) => name.split(/[^\p{L}\p{N}]+/u).filter(Boolean))
  if (a === undefined || b === undefined || a.length === 0 || b.length === 0)
    return sameSpelling(one) === sameSpelling(other)
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const end = long.slice(-short.length)
  return [...a].sort().join(' ') === [...b].sort().join(' ') || (short.length > 1 && end.join(' ') === short.join(' '))
}

/** Whether a name is the one that a list has: in its own letters, whatever office stands with it. */
export function isListed(name: string, list: readonly string[]): boolean {
  return list.some((one) => sameSpelling(bare(one)) === sameSpelling(bare(name)))
}

/** A name without the office that stands with it: in brackets, after a comma or a dash. */
function bare(name: string): string {
  const plain = name.normalize('NFKC').replace(/\p{Cf}/gu, '')
  const alone = plain.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ').replace(/\s*[,;/|–—].*$|\s+-\s.*$/u, '')
  return alone.trim() === '' ? plain : alone
}

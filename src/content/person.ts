/** Whether two names are one person's, however they are written. */
import { sameSpelling } from '../source/fold.ts'
import { plainName, toneLast, unmarked, wordsOf } from './name-words.ts'

/**
 * One person where the names are the same words, in any order, without any marks, with other spaces, letters that look alike
 * or all but their first letters ("N. V. An"), where one is the end of the other, and whatever stands around them: "Trưởng
 * phòng Nguyễn Văn A", "nguyen van a (Trưởng phòng)", "Phòng Văn hóa, Nguyễn Văn A; Lò Thị B". Two where a mark differs:
 * "Lê Văn An", "Lê Văn Ân". Rather one too many: it keeps an author from approving what is their own.
 */
export function samePerson(one: string, other: string): boolean {
  const [some, others] = [peopleIn(one), peopleIn(other)]
  if (some.length === 0 || others.length === 0) return sameSpelling(one) === sameSpelling(other)
  // "Áng, Nguyễn Văn": what a comma parts is one name there.
  const [whole, otherWhole] = [wordsOf(one), wordsOf(other)]
  return (
    some.some((a) => others.some((b) => sameName(a, b)) || sameWords(a, otherWhole)) ||
    others.some((b) => sameWords(b, whole))
  )
}

/** Whether a name is the one that a list has: in its own letters, whatever office stands with it. */
export function isListed(name: string, list: readonly string[]): boolean {
  return list.some((one) => sameSpelling(bare(one)) === sameSpelling(bare(name)))
}

/** A name without the office that stands with it, in brackets, after a comma or a dash, and without "Đ/c" (comrade). */
function bare(name: string): string {
  const plain = plainName(name)
  const alone = plain.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ').replace(/\s*[,;/|–—].*$|\s+-\s.*$/u, '')
  return alone.trim() === '' ? plain : alone
}

/** The names that stand in one, each as its words without titles before it; what is an office alone is nobody's. */
function peopleIn(name: string): string[][] {
  const parts = plainName(name)
    .split(/[()[\]{},;:/|&+–—]|\s-+\s/u)
    .filter((part) => wordsOf(part).length > 0)
  const people = parts.length === 1 ? parts : parts.filter((part) => !isUnit(part))
  return people
    .flatMap((part) => (isUnit(part) ? part : part.split(/\s(?:và|and)\s/iu)))
    .map((part) => withoutTitles(wordsOf(part)))
    .filter((words) => words.length > 0)
}

/** Whether a name is that of an office. */
export function isUnit(name: string): boolean {
  return units.some((unit) => begins(wordsOf(name), unit))
}

const titles = phrases(
  'ông bà anh chị cô chú bác thầy đ.c đồng.chí mr mrs ms dr ts t.s ths th.s gs pgs bs ks cn ls cvc tiến.sĩ thạc.sĩ giáo.sư phó.giáo.sư bác.sĩ kỹ.sư cử.nhân luật.sư',
  'trưởng.phòng phó.trưởng.phòng phó.phòng trưởng.ban phó.trưởng.ban phó.ban chủ.tịch phó.chủ.tịch bí.thư phó.bí.thư giám.đốc phó.giám.đốc chánh.văn.phòng phó.chánh.văn.phòng',
  'chuyên.viên biên.tập.viên phóng.viên cộng.tác.viên nhà.báo tổng.biên.tập phó.tổng.biên.tập thư.ký cán.bộ công.chức người.viết tác.giả ảnh tin bài theo',
)
const units = phrases(
  'phòng ban sở ubnd ủy.ban hđnd văn.phòng trung.tâm đài chi.cục công.an đảng.ủy tổ.biên.tập nhóm trường xã huyện tỉnh phường',
)

/** Phrases apart by spaces, their words apart by dots. */
function phrases(...lines: string[]): string[][] {
  return lines.flatMap((line) => line.split(' ').map(wordsOf))
}

/** Whether a name begins with a phrase. "Trương" and "Bạc" are surnames, "trường" and "bác" are not. */
function begins(words: readonly string[], phrase: readonly string[]): boolean {
  const hasMarks = !isPlain(words)
  return phrase.every((word, at) => words[at] === (hasMarks ? word : unmarked(word)))
}

/** "Ông" is a surname too: a title is one where two words follow it, or none. */
function withoutTitles(words: string[]): string[] {
  const [longest] = titles.filter((title) => begins(words, title)).sort((a, b) => b.length - a.length)
  if (longest === undefined) return words
  const rest = words.slice(longest.length)
  return rest.length === 1 ? words : withoutTitles(rest)
}

function isPlain(words: readonly string[]): boolean {
  return words.every((word) => word === unmarked(word))
}

/** Two names as far as they have marks: one that has none at all may lack them. */
function alike(a: readonly string[], b: readonly string[]): [readonly string[], readonly string[]] {
  return isPlain(a) || isPlain(b) ? [a.map(unmarked), b.map(unmarked)] : [a, b]
}

/** Whether they are the same words in any order. */
function sameWords(one: readonly string[], other: readonly string[]): boolean {
  const [a, b] = alike(one, other)
  return [...a].sort().join(' ') === [...b].sort().join(' ')
}

function sameName(one: readonly string[], other: readonly string[]): boolean {
  const [a, b] = alike(one, other)
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const end = long.slice(-short.length)
  return (
    sameWords(a, b) ||
    toneLast(a.join('')) === toneLast(b.join('')) ||
    (short.length > 1 && end.every((word, at) => sameWord(word, short[at] ?? '')))
  )
}

/** Whether two words are one, or one is the other's first letter. */
function sameWord(one: string, other: string): boolean {
  const [a, b] = [unmarked(one), unmarked(other)]
  return one === other || (a.length === 1 ? b.startsWith(a) : b.length === 1 && a.startsWith(b))
}

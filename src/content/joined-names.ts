/** Several people in the name of one author, several tags in one. */
import { isSyllable } from '../source/language/syllable.ts'
import { wordsOf } from './name-words.ts'
import { isUnit } from './person.ts'

/** Surnames in Vietnam, those of its north-west among them. */
const surnames = new Set(
  (
    'nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh mai đào trương lâm lưu tô tạ thái châu quách cao ' +
    'kiều chu tống hà lò lừ lường quàng cầm tòng bạc cà vì vi giàng vàng vừ mùa thào sùng sồng hạng tráng ly lầu cháng phàng và lèo điêu đèo sa ' +
    'hờ nông triệu ma sầm vương bế hứa lục đàm tẩn phàn lồ chang bàn'
  )
    .split(' ')
    .map((name) => wordsOf(name).join(' ')),
)

/** Words of offices and fields, which stand in no name of a person. */
const offices =
  /(?<!\p{L})(?:văn hóa|văn hoá|thông tin|kinh tế|xã hội|giáo dục|y tế|tuyên giáo|dân vận|đào tạo|du lịch|thể thao|nông nghiệp|môi trường|tài nguyên|thanh niên|phụ nữ|nội vụ|tư pháp|tài chính|kế hoạch|truyền thông|sơn la|điện biên|lai châu|lào cai|yên bái|hòa bình|hà nội|department|office|agency|administration|services?|team|committee|ministry|resources?|protection|division|bureau|council|commission|cent(?:er|re)|university|college|institute|staff|editors?|group|program|network|news|press|media|communications?|affairs|relations|government|state|county|city|national|federal|public|digital|research|development)(?!\p{L})/iu

const title = /^(?:ông|bà|anh|chị|đ\/c|đồng chí|mr|mrs|ms|dr|ths|ts|bs|ks)\.?\s+(?=\p{Lu})/iu

/**
 * The people in a name, null where it is one person's or an office's: "Lò A, Lò B và Lò C", "Lò A & Lò B", "A; B". Left alone are
 * "Áng, Nguyễn Văn", "Lừ Chương, Yên Châu", "Ban Tuyên giáo và Dân vận", "UBND xã A, huyện B".
 */
export function peopleJoined(name: string): string[] | null {
  if (name.includes(';')) return severalOf(name.split(';'))
  const parts = severalOf(
    name.split(/[,/|]|\s(?:&|\+|và|and)\s/u).map((part) => part.replace(/^\s*(?:và|and|&)\s/u, '')),
  )
  if (parts === null || !parts.every(isPerson)) return null
  const hasLoneWord = parts.some((part) => !/\s/.test(part))
  const isVietnamese = parts.every((part) => part.split(/\s+/).every((word) => isSyllable(word) || word.length <= 2))
  // One word alone may be a given name in Vietnam; elsewhere it is half of "Research and Development".
  if (!isVietnamese && hasLoneWord) return null
  const isPair = parts.length === 2 && /[,/|]/.test(name)
  if (isPair && hasLoneWord) return null
  // What follows a name and a comma may be a place.
  if (isPair && isVietnamese && !parts.every(hasSurname)) return null
  return parts
}

/** The tags in one, null where it is one: phrases with "và" and places stay whole. */
export function tagsJoined(tag: string): string[] | null {
  if (/^#[^\s#]+(?:\s+#[^\s#]+)+$/u.test(tag)) return tag.split(/\s+/).map((one) => one.slice(1))
  if (/[;|]/.test(tag)) return severalOf(tag.split(/[;|]/))
  const parts = severalOf(tag.split(/,(?!\d)|、/u))
  if (parts === null || /\s(?:và|and|&)\s/iu.test(tag)) return null
  const isPlace = parts
    .slice(1)
    .some((part) => /^(?:xã|huyện|tỉnh|thành phố|tp\.?|phường|quận|thị (?:xã|trấn)|bản)\s/iu.test(part))
  return isPlace ? null : parts
}

/** The names as a list in YAML. */
export function yamlList(names: readonly string[]): string {
  return names
    .map((name) => (/^[\p{L}\p{M}][\p{L}\p{M}\p{N} .'’-]*$/u.test(name) ? name : JSON.stringify(name)))
    .join(', ')
}

function severalOf(parts: readonly string[]): string[] | null {
  const named = parts.map((part) => part.trim()).filter(Boolean)
  return named.length > 1 ? named : null
}

function isPerson(part: string): boolean {
  const name = part.replace(title, '')
  const words = name.split(/\s+/)
  if (words.length > 5 || isUnit(name) || offices.test(name)) return false
  return words.every(
    (word) =>
      /^\p{Lu}(?:[\p{Ll}\p{M}'’]*|\.|[\p{Ll}\p{M}]+-\p{Lu}[\p{Ll}\p{M}]+)$/u.test(word) ||
      (word === word.toUpperCase() && isSyllable(word)),
  )
}

function hasSurname(part: string): boolean {
  const [first = ''] = wordsOf(part.replace(title, ''))
  return surnames.has(first)
}

/** Vietnamese text folded to plain letters, for addresses, identities and comparison. */
import slugify from '@sindresorhus/slugify'

/** Lower case, no marks, đ as d, one space between words; the same for NFC and NFD. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}

/** The part of an address that stands for a text: `Đẩy mạnh` → `day-manh`; empty where no Latin letter or digit is left. */
export function slugOf(text: string): string {
  const plain = text.normalize('NFC')
  if (vietnamese.test(plain)) {
    const letters = plain
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .replaceAll('đ', 'd')
    return letters.replace(/[^a-z\d]+/g, '-').replace(/^-|-$/g, '')
  }
  return slugify(plain, {
    customReplacements: [
      ['đ', 'd'],
      ['Đ', 'd'],
      ['&', ' va '],
    ],
    decamelize: false,
  })
}

/**
 * The part of an address that stands for a name: as `slugOf` and, of a name in a script that has no Latin letters to fold to (Khmer, Lao,
 * Thai, Chinese), the name itself: `ខ្មែរ`, `民族-2026`. At most 200 bytes, as file systems allow; empty where there is no letter and no digit.
 */
export const slugOfName = remembered((name) => {
  const slug = slugOf(name).slice(0, 200)
  if (/[a-z]/.test(slug) || !/\p{L}/u.test(name)) return slug
  const plain = name
    .normalize('NFC')
    .replace(/\u200c|\u200d|\ufeff/g, '')
    .toLowerCase()
  let own = ''
  for (const character of plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-|-$/g, '')) {
    if (Buffer.byteLength(own + character) > 200) break
    own += character
  }
  return own
})

/** Texts that need no table: Vietnamese and English words, numbers and common punctuation. */
const vietnamese =
  /^[a-zA-Z\d ,.:;()/"“”–-]*(?:[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ][a-zA-Z\d ,.:;()/"“”–-]*)*$/i

/** Two spellings are one where this is equal: NFC, one space, no case (contract section 5). */
export const sameSpelling = remembered((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase())

/** Names come again and again: so many are remembered. */
function remembered(make: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const made = make(text)
    if (known.size < 20_000) known.set(text, made)
    return made
  }
}

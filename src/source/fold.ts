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
    const letters = plain.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
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

/** Texts that need no table: Vietnamese and English words, numbers and common punctuation. */
const vietnamese =
  /^[a-zA-Z\d ,.:;()/"“”–-]*(?:[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ][a-zA-Z\d ,.:;()/"“”–-]*)*$/i

/** Two spellings are one where this is equal: NFC, one space, no case (contract section 5). */
export function sameSpelling(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
}

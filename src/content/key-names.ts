/** The key that somebody meant who typed another: a slip of the finger, or its name in Vietnamese. */
import { didYouMean } from '../diagnostics/did-you-mean.ts'
import { slugOf } from '../source/fold.ts'

/** What officers call the keys in Vietnamese, in plain letters. */
const vietnameseNames: Record<string, string> = {
  tua: 'title',
  'tua-bai': 'title',
  'tieu-de': 'title',
  ngay: 'date',
  'ngay-dang': 'date',
  'tac-gia': 'author',
  'nguoi-viet': 'author',
  'chuyen-muc': 'category',
  'tom-tat': 'summary',
  'van-ban': 'decision',
  'so-van-ban': 'decision',
  'so-quyet-dinh': 'decision',
  'tu-khoa': 'tags',
  anh: 'image',
  'tep-dinh-kem': 'attachments',
  'dinh-kem': 'attachments',
  nguon: 'source',
  'ban-nhap': 'draft',
}

/** The one of `known` that a key stands for, or null. */
export function meantKey(typed: string, known: readonly string[]): string | null {
  const translated = vietnameseNames[slugOf(typed)]
  return translated !== undefined && known.includes(translated) ? translated : didYouMean(typed, known)
}

/** Words that stand twice in a row and are never said so. */
import { problem } from '../../diagnostics/diagnostic.ts'
import type { SiteLanguage } from '../../source/language/labels.ts'
import type { Finding } from './finding.ts'

/**
 * Vietnamese says many words twice (`dần dần`, `ngày ngày`, `xanh xanh`), so that only these are looked at. `always` are those of
 * which one has to go; the others end or begin phrases too (`kết quả đạt được được ghi nhận`, `log in in two steps`):
 * they are told, and their author decides.
 */
const words: Record<SiteLanguage, { always: string; often: string }> = {
  vi: {
    always: 'và|của|các|những|với|này|sẽ|cũng|như|nhằm|hoặc',
    often: 'được|tại|theo|khi|để|hàng(?=[ \\t\\u00a0]+hàng[ \\t\\u00a0]+(?:tháng|năm|ngày|quý|tuần))',
  },
  en: { always: 'the|and|a|an', often: 'of|to|in|is|are|for|on|with|by|from' },
}

/** Words before the first, or after the second, with which the two are right: `hiện tại tại xã`, `để để dành`. */
const phrases: Record<SiteLanguage, Record<string, RegExp>> = {
  vi: {
    của: /^.+\s(?:cải|công|chung|riêng|chìm|nổi|hồi|để)/u,
    được: /^(?:đạt|thu|có|nhận|làm|tìm|giành|lấy|nghe|thấy|đo|tính|học|mua|bán|huy động|xác định)\s/u,
    hàng: /^(?:khách|ngân|cửa|mặt|bán|đơn|nhà|giao|xếp|mua|nhập|xuất|đặt|trả|chuyển|chở|lô|hiệu|gian|kho|nguồn|họ|thứ|bạn)\s/u,
    khi: /^(?:đôi|có|nhiều|lắm|một|mấy|ít|thường)\s/u,
    theo: /^(?:kèm|tiếp|dõi|làm|noi|nghe|mang|đi)\s/u,
    tại: /^(?:hiện|tồn|thực|đương|ngoại|nội|tự|sẵn)\s/u,
    để: /^.+\s(?:dành|lại|ý|tang|yên|trống|ngỏ|lộ|mất|xảy|phần|bụng|dở)/u,
  },
  en: {
    in: /^(?:log|sign|check|plug|come|drop|fill|move|opt|give|built|bring|hand)\w*\s/u,
    is: /^(?:it|that|this|he|she|there)\s/u,
    on: /^(?:log|sign|go|carry|move|put|turn|switch|add|try)\w*\s/u,
  },
}

const blanks = '[ \\t\\u00a0]'
const before = `(?<=^|[\\s(\\[“‘"'«*_~|>])`
const after = `(?=[.,;:!?…)\\]”’"'»*_~|<]*(?:\\s|$))`

/** Two words with nothing but blanks between them, or one line end; what hyphens and apostrophes join is one word. */
const doubled = Object.fromEntries(
  Object.entries(words).map(([language, { always, often }]) => [
    language,
    new RegExp(`${before}(${always}|${often})((?:${blanks}+\\1)+|${blanks}*\\r?\\n${blanks}*\\1)${after}`, 'gimu'),
  ]),
) as Record<SiteLanguage, RegExp>

/** `text` is what readers see. */
export function doubledWords(text: string, language: SiteLanguage): Finding[] {
  const always = new RegExp(`^(?:${words[language].always})$`, 'iu')
  return [...text.matchAll(doubled[language])].flatMap(({ index, 0: whole, 1: word = '', 2: again = '' }) => {
    if (isName(text, index, word, again)) return []
    const [last = ''] = /(?:\p{L}+ )?\p{L}+\s+$/u.exec(text.slice(Math.max(0, index - 30), index)) ?? []
    const next = text.slice(index + whole.length, index + whole.length + 12)
    const phrase = phrases[language][word.toLowerCase()]
    const around = `${last.replace(/\s+/g, ' ')}${word}${next}`.toLowerCase()
    if (phrase?.test(around) || phrase?.test(around.replace(/^\p{L}+ /u, ''))) return []
    // A line end may be part of what Markdown makes of the line: it stays.
    const isSafe = always.test(word) && !again.includes('\n') && (word.length === 1 || word !== word.toUpperCase())
    const written = { offset: index, written: whole, right: word }
    return [
      {
        told: (place) => problem('doubled-word', { word }, place),
        offset: index,
        fix: isSafe ? [written] : null,
      } satisfies Finding,
    ]
  })
}

/** `bà Lò Thị Và và con`: a capital letter within a sentence, in one of the words alone, is a name's. */
function isName(text: string, index: number, word: string, again: string): boolean {
  const [first = ''] = word
  const isCapital = first !== first.toLowerCase()
  const isAll = word.length > 1 && word === word.toUpperCase() && again.trim() === word
  if (isAll) return false
  const others = again.trim().split(/\s+/)
  if (others.some((other) => other !== other.toLowerCase())) return true
  return (
    isCapital &&
    !/(?:^|[.!?:…]["”’)]*\s+|\n[^\p{L}]*|["“‘(|>]|\uFFFC\s*)$/u.test(text.slice(Math.max(0, index - 40), index))
  )
}

/** Words that Vietnamese offices often misspell, and their abbreviations in the wrong case. */
import { problem } from '../../diagnostics/diagnostic.ts'
import type { Finding } from './finding.ts'

/**
 * As it is found, in lower case, and as it is right. Where its syllables also meet in right words, `after` and `before` are the
 * syllables with which they do: `lịch sử | lý luận`, `cảm xúc | tích cực`, `giám sát | nhập khẩu`.
 */
const spellings: Record<string, { right: string; after?: string; before?: string; isOpen?: true }> = {
  nghành: { right: 'ngành' },
  'sử lý': { right: 'xử lý', after: 'lịch|quốc|tiểu|dã|chính|cổ|tiền|tín|sinh|văn', before: 'luận|thuyết|trần' },
  'xử dụng': { right: 'sử dụng' },
  'xắp xếp': { right: 'sắp xếp' },
  'sát nhập': {
    right: 'sáp nhập',
    after: 'khảo|giám|cảnh|quan|trinh|thị|kiểm|ám|sâu|mật|thanh|xuất',
    before: 'khẩu|cảnh|cư|học|ngũ|viện|cuộc|vai|thế|ngoại|siêu|lậu|hàng',
  },
  'bổ xung': { right: 'bổ sung', before: 'quanh|yếu|phong|kích|đột|lực' },
  'thăm quan': { right: 'tham quan', before: 'họ|chức|tài|viên|khách|tướng' },
  'suất sắc': { right: 'xuất sắc' },
  'xuất xắc': { right: 'xuất sắc' },
  'chỉnh chu': { right: 'chỉn chu', after: 'điều|hiệu|cân', before: 'kỳ|kì|trình|vi|cấp|đáo|du|toàn|tất' },
  'xúc tích': { right: 'súc tích', after: 'tiếp|cảm|xúc|xây|máy', before: 'cực|lũy|luỹ|hợp|trữ|tụ|điện' },
  'chuẩn đoán': { right: 'chẩn đoán', after: 'tiêu|quy|phê|chuẩn', before: 'định|trước|biết' },
  'triễn khai': { right: 'triển khai' },
  'kiễm tra': { right: 'kiểm tra' },
  'hổ trợ': { right: 'hỗ trợ', before: 'giúp|lý|thủ' },
  'lảnh đạo': { right: 'lãnh đạo' },
  // `cũng cố làm`: any verb may follow.
  'cũng cố': {
    right: 'củng cố',
    before: 'gắng|tình|hết|ý|sức|giữ|kết|đạt|tìm|công|nhiên|chấp|làm|học|đi|thủ',
    isOpen: true,
  },
  'sữa đổi': { right: 'sửa đổi', before: 'lấy|vị|màu|mới', after: 'uống|bò|bình|hộp' },
  'sữa chữa': { right: 'sửa chữa' },
  'sửa chửa': { right: 'sửa chữa' },
  'trãi qua': { right: 'trải qua', after: 'nguyễn' },
  'nghỉa vụ': { right: 'nghĩa vụ' },
  'giãi quyết': { right: 'giải quyết' },
  'đả được': { right: 'đã được', after: 'ẩu|loạn|khẩu' },
  'dể dàng': { right: 'dễ dàng' },
  'vẩn còn': { right: 'vẫn còn', after: 'vớ|lởn|vơ|lẩn|lảng' },
  'khẫn trương': { right: 'khẩn trương' },
  'kỷ năng': { right: 'kỹ năng', after: 'thế|thập', before: 'lượng|động|lực|suất' },
}

const misspelt = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}_#@])(?:${Object.keys(spellings).join('|').replaceAll(' ', '[ \\t\\u00a0]+')})(?![\\p{L}\\p{M}\\p{N}_])`,
  'giu',
)

/** The office's abbreviation in mixed case. */
const halfCapital =
  /(?<![\p{L}\p{M}\p{N}_#@/-])(?:UBNd|UBnD|UbND|UBnd|Ubnd|HĐNd|HĐnD|HDND)(?![\p{L}\p{M}\p{N}_]|[-/@]\w)/gu

/** `text` is what readers see. */
export function misspellings(text: string): Finding[] {
  return [
    ...[...text.matchAll(halfCapital)].map(({ index, 0: written }) =>
      wrong('abbreviation-case', index, written, /^U/i.test(written) ? 'UBND' : 'HĐND', true),
    ),
    ...[...text.matchAll(misspelt)].flatMap(({ index, 0: written }) => {
      const spelling = spellings[written.toLowerCase().replace(/\s+/g, ' ')]
      if (spelling === undefined) throw new Error(`no spelling of ${written}`)
      const { right, after, before, isOpen } = spelling
      const isCut =
        (after && new RegExp(`(?:^|\\P{L})(?:${after})\\s+$`, 'iu').test(text.slice(Math.max(0, index - 20), index))) ||
        (before &&
          new RegExp(`^\\s+(?:${before})(?!\\p{L})`, 'iu').test(
            text.slice(index + written.length, index + written.length + 20),
          ))
      // A capital in its middle is a name's: `sử Lý`.
      const isName = written !== written.toUpperCase() && /\s\p{Lu}/u.test(written)
      if (isCut || isName) return []
      return [wrong('misspelling', index, written, inCaseOf(written, right), !isOpen)]
    }),
  ]
}

function wrong(
  code: 'misspelling' | 'abbreviation-case',
  offset: number,
  written: string,
  right: string,
  isSure: boolean,
): Finding {
  return {
    told: (place) => problem(code, { written, right }, place),
    offset,
    fix: isSure ? [{ offset, written, right }] : null,
  }
}

function inCaseOf(written: string, right: string): string {
  if (written === written.toUpperCase()) return right.toUpperCase()
  const [first = ''] = written
  return first === first.toUpperCase() ? right.charAt(0).toUpperCase() + right.slice(1) : right
}

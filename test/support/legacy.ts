/** Vietnamese as it was written before Unicode: texts turned into the encodings of their time. */

import { westernText } from '../../src/source/legacy-text.ts'

/** All letters of the alphabet in every tone that prose has; no capital has a tone, which TCVN3 has no code for. */
export const prose = `Sáng ngày hôm qua tại trụ sở Uỷ ban nhân dân huyện đã tổ chức hội nghị tổng kết công tác cải cách hành chính
  và triển khai nhiệm vụ trọng tâm năm tới. Đồng chí Bí thư phát biểu chỉ đạo, biểu dương những kết quả đạt được, đề nghị các xã, thị trấn
  khắc phục tồn tại, đẩy mạnh tuyên truyền, giữ vững an ninh trật tự, chăm lo đời sống hộ nghèo, sửa chữa đường giao thông nông thôn,
  phòng chống cháy rừng, bảo vệ nguồn nước; mỗi người dân đều hưởng ứng, cùng nhau góp sức. Ăn uống hợp vệ sinh, ở sạch, nghỉ ngơi đủ giấc.
  Quỹ khuyến học trao thưởng cho học sinh giỏi, kỷ luật nghiêm, mỹ thuật, lý lẽ, vẫn ngẫm nghĩ, bướm lượn, tỷ lệ, thuở ấy, khuỷu tay, chữ ký, yếu tố.`

const tcvn3: Record<string, number> = Object.fromEntries(
  `Ă A1 Â A2 Ê A3 Ô A4 Ơ A5 Ư A6 Đ A7 ă A8 â A9 ê AA ô AB ơ AC ư AD đ AE à B5 ả B6 ã B7 á B8 ạ B9 ằ BB ẳ BC ẵ BD ắ BE ặ C6 ầ C7 ẩ C8
  ẫ C9 ấ CA ậ CB è CC ẻ CE ẽ CF é D0 ẹ D1 ề D2 ể D3 ễ D4 ế D5 ệ D6 ì D7 ỉ D8 ĩ DC í DD ị DE ò DF ỏ E1 õ E2 ó E3 ọ E4 ồ E5 ổ E6 ỗ E7
  ố E8 ộ E9 ờ EA ở EB ỡ EC ớ ED ợ EE ù EF ủ F1 ũ F2 ú F3 ụ F4 ừ F5 ử F6 ữ F7 ứ F8 ự F9 ỳ FA ỷ FB ỹ FC ý FD ỵ FE`
    .split(/\s+/)
    .flatMap((letter, index, all) => (index % 2 === 0 ? [[letter, Number.parseInt(all[index + 1] ?? '', 16)]] : [])),
)

/** The bytes of VNI's signs for a mark after its vowel: for the five tones, for a circumflex and a breve with them. */
const vniTones: Record<string, string> = {
  '\u0301': 'ù',
  '\u0300': 'ø',
  '\u0309': 'û',
  '\u0303': 'õ',
  '\u0323': 'ï',
  '': '',
}
const vniCircumflex: Record<string, string> = {
  '\u0301': 'á',
  '\u0300': 'à',
  '\u0309': 'å',
  '\u0303': 'ã',
  '\u0323': 'ä',
  '': 'â',
}
const vniBreve: Record<string, string> = {
  '\u0301': 'é',
  '\u0300': 'è',
  '\u0309': 'ú',
  '\u0303': 'ü',
  '\u0323': 'ë',
  '': 'ê',
}
const vniWhole: Record<string, string> = { í: 'í', ì: 'ì', ỉ: 'æ', ĩ: 'ó', ị: 'ò', ỵ: 'î', đ: 'ñ', ơ: 'ô', ư: 'ö' }

function vniLetter(letter: string): string {
  const lower = letter.toLowerCase()
  if (lower !== letter) return vniLetter(lower).toUpperCase()
  const whole = vniWhole[letter]
  if (whole !== undefined) return whole
  const [base = '', ...marks] = letter.normalize('NFD')
  const tone = marks.find((mark) => mark in vniTones) ?? ''
  if (marks.includes('\u031b')) return (base === 'o' ? 'ô' : 'ö') + vniTones[tone]
  if (marks.includes('\u0302')) return base + vniCircumflex[tone]
  if (marks.includes('\u0306')) return base + vniBreve[tone]
  return marks.length > 0 ? base + vniTones[tone] : letter
}

/** A text by the signs that a reader of Western encodings sees. */
export function legacySigns(text: string, name: 'TCVN3' | 'VNI' | 'UTF-8 → windows-1252'): string {
  if (name === 'UTF-8 → windows-1252') return westernText(Buffer.from(text))
  return name === 'VNI'
    ? text.replace(/[^\p{ASCII}]/gu, vniLetter)
    : text.replace(/[^\p{ASCII}]/gu, (letter) => String.fromCharCode(tcvn3[letter] ?? 0x3f))
}

const vietnameseCodes = new Map(
  [...new TextDecoder('windows-1258').decode(Uint8Array.from({ length: 256 }, (_, code) => code))].map((sign, code) => [
    sign,
    code,
  ]),
)

/** A text as bytes of an encoding; windows-1258 has the tones as letters of their own. */
export function legacyBytes(text: string, name: 'TCVN3' | 'VNI' | 'windows-1258' | 'UTF-16LE' | 'UTF-16BE'): Buffer {
  if (name === 'UTF-16LE') return Buffer.from(`\ufeff${text}`, 'utf16le')
  if (name === 'UTF-16BE') return Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  if (name !== 'windows-1258') return Buffer.from(legacySigns(text, name), 'latin1')
  const codes = [...text].flatMap((letter) => {
    const whole = vietnameseCodes.get(letter)
    if (whole !== undefined) return [whole]
    const apart = letter.normalize('NFD')
    const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(apart)?.[0] ?? ''
    return [apart.replace(tone, '').normalize('NFC'), tone].map((sign) => vietnameseCodes.get(sign) ?? 0x3f)
  })
  return Buffer.from(codes)
}

/** Numbers as they are said in Vietnamese: linh, mốt, tư, lăm. */

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const
const scales = [
  { size: 1_000_000_000, word: 'tỷ' },
  { size: 1_000_000, word: 'triệu' },
  { size: 1000, word: 'nghìn' },
] as const

/** Says a whole number from 0 to 999 999 999 999 999: 1 069 733 is "một triệu không trăm sáu mươi chín nghìn bảy trăm ba mươi ba". */
export function sayWhole(value: number): string {
  return value === 0 ? digits[0] : wordsOf(value, false).join(' ')
}

/** Says digits one after another, as of a telephone number. */
export function sayDigits(text: string): string {
  return [...text].map((digit) => digits[Number(digit)] ?? '').join(' ')
}

/** Says what stands after the decimal mark: at most two digits as a number (`94` → "chín mươi tư"), else digit by digit. */
export function sayFraction(text: string): string {
  return text.length <= 2 && !text.startsWith('0') ? sayWhole(Number(text)) : sayDigits(text)
}

/** The words of a number above 0; `inside` a larger one, where hundreds are said even if there are none. */
function wordsOf(value: number, inside: boolean): string[] {
  for (const { size, word } of scales) {
    if (value < size) continue
    const rest = value % size
    const head = wordsOf(Math.floor(value / size), inside && value / size < 1000)
    return [...head, word, ...(rest === 0 ? [] : wordsOf(rest, true))]
  }
  return belowThousand(value, inside)
}

function belowThousand(value: number, inside: boolean): string[] {
  const hundreds = Math.floor(value / 100)
  const rest = value % 100
  const isFull = inside || hundreds > 0
  return [...(isFull ? [digits[hundreds] ?? '', 'trăm'] : []), ...belowHundred(rest, isFull)]
}

function belowHundred(value: number, isFull: boolean): string[] {
  const tens = Math.floor(value / 10)
  const ones = value % 10
  if (tens === 0) return ones === 0 ? [] : [...(isFull ? ['linh'] : []), digits[ones] ?? '']
  const head = tens === 1 ? ['mười'] : [digits[tens] ?? '', 'mươi']
  if (ones === 0) return head
  if (ones === 5) return [...head, 'lăm']
  const isHigh = tens > 1
  return [...head, ones === 1 && isHigh ? 'mốt' : ones === 4 && isHigh ? 'tư' : (digits[ones] ?? '')]
}

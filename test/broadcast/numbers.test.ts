/** Numbers as they are said: known ones word by word, and any other read back to itself. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sayDigits, sayFraction, sayWhole } from '../../src/render/broadcast/numbers.ts'

test.each([
  [0, 'không'],
  [1, 'một'],
  [4, 'bốn'],
  [5, 'năm'],
  [10, 'mười'],
  [11, 'mười một'],
  [14, 'mười bốn'],
  [15, 'mười lăm'],
  [20, 'hai mươi'],
  [21, 'hai mươi mốt'],
  [24, 'hai mươi tư'],
  [25, 'hai mươi lăm'],
  [31, 'ba mươi mốt'],
  [55, 'năm mươi lăm'],
  [94, 'chín mươi tư'],
  [100, 'một trăm'],
  [101, 'một trăm linh một'],
  [104, 'một trăm linh bốn'],
  [105, 'một trăm linh năm'],
  [110, 'một trăm mười'],
  [115, 'một trăm mười lăm'],
  [121, 'một trăm hai mươi mốt'],
  [1000, 'một nghìn'],
  [1001, 'một nghìn không trăm linh một'],
  [1010, 'một nghìn không trăm mười'],
  [2005, 'hai nghìn không trăm linh năm'],
  [2023, 'hai nghìn không trăm hai mươi ba'],
  [10_000, 'mười nghìn'],
  [11_703, 'mười một nghìn bảy trăm linh ba'],
  [1_000_000, 'một triệu'],
  [1_000_001, 'một triệu không trăm linh một'],
  [1_069_733, 'một triệu không trăm sáu mươi chín nghìn bảy trăm ba mươi ba'],
  [1_005_000, 'một triệu không trăm linh năm nghìn'],
  [1_000_000_000, 'một tỷ'],
  [21_000_000_005, 'hai mươi mốt tỷ không trăm linh năm'],
  [1_000_000_000_000, 'một nghìn tỷ'],
  [2_005_000_000_000, 'hai nghìn không trăm linh năm tỷ'],
])('%i is %s', (value, words) => expect(sayWhole(value)).toBe(words))

/** Reads the words of a number back; written from the grammar, not from the program. */
function heard(words: string): number {
  const units: Record<string, number> = {
    ...{ không: 0, một: 1, mốt: 1, hai: 2, ba: 3, bốn: 4, tư: 4, năm: 5, lăm: 5, sáu: 6, bảy: 7, tám: 8, chín: 9 },
  }
  let [whole, thousands, part, last] = [0, 0, 0, 0]
  for (const word of words.split(' ')) {
    if (word === 'trăm') [part, last] = [part + last * 100, 0]
    else if (word === 'mươi') [part, last] = [part + last * 10, 0]
    else if (word === 'mười') part += 10
    else if (word === 'linh') last = 0
    else if (word === 'nghìn') [thousands, part, last] = [thousands + (part + last) * 1000, 0, 0]
    else if (word === 'triệu') [thousands, part, last] = [thousands + (part + last) * 1_000_000, 0, 0]
    else if (word === 'tỷ') [whole, thousands, part, last] = [(thousands + part + last) * 1_000_000_000, 0, 0, 0]
    else {
      const unit = units[word]
      if (unit === undefined) throw new Error(`${word} is no word of a number`)
      last = unit
    }
  }
  return whole + thousands + part + last
}

const values = fc.oneof(
  fc.integer({ min: 0, max: 1_000_000_000_000 }),
  fc.integer({ min: 0, max: 10_000 }),
  fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 9 })).map(([head, zeros]) => head * 10 ** zeros),
)

describe('any number from 0 to 10^12', () => {
  test('is heard as what it is', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(heard(sayWhole(value))).toBe(value)
      }),
      { numRuns: 3000 },
    )
  })

  test('has its words where they belong', () => {
    fc.assert(
      fc.property(values, (value) => {
        const words = ` ${sayWhole(value)} `
        expect(words).toMatch(/^( \p{L}+)+ $/u)
        // linh only after hundreds, before one digit; mốt and tư only after mươi; lăm after mươi or mười.
        expect(words).not.toMatch(/(?<! trăm) linh|linh (?!(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín) )/)
        expect(words).not.toMatch(
          /(?<! mươi) (?:mốt|tư) |(?<! mươi| mười) lăm |mươi (?:một|bốn|năm) |mười (?:mốt|tư|năm) /,
        )
        if (value > 0) expect(words).not.toMatch(/ không (?!trăm )/)
      }),
      { numRuns: 3000 },
    )
  })
})

test.each([
  ['94', 'chín mươi tư'],
  ['37', 'ba mươi bảy'],
  ['5', 'năm'],
  ['05', 'không năm'],
  ['0', 'không'],
  ['145', 'một bốn năm'],
])('after the decimal mark, %s is %s', (text, words) => expect(sayFraction(text)).toBe(words))

test('digits are said one by one', () => expect(sayDigits('0212')).toBe('không hai một hai'))

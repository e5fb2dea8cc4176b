/** Folding Vietnamese: addresses, identities and comparison. */
import slugify from '@sindresorhus/slugify'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, sameSpelling, slugOf } from '../../src/source/fold.ts'

const vietnamese = fc
  .array(
    fc.constantFrom(
      ...'aăâbcdđeêghiklmnoôơpqrstuưvxy'.split(''),
      ...'ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ'.split(''),
      ...'àáảãạằắẳẵặầấẩẫậđèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ'.split(''),
      ...' -&/.,0123456789'.split(''),
    ),
    { maxLength: 40 },
  )
  .map((letters) => letters.join(''))

describe('slugs', () => {
  test.each([
    ['Đẩy mạnh', 'day-manh'],
    ['đẩy mạnh'.normalize('NFD'), 'day-manh'],
    ['ĐẨY MẠNH', 'day-manh'],
    ['UBND huyện Yên Châu nằm trong danh sách nhóm A', 'ubnd-huyen-yen-chau-nam-trong-danh-sach-nhom-a'],
    ['Văn hóa - Xã hội', 'van-hoa-xa-hoi'],
    ['Khoa học & Công nghệ', 'khoa-hoc-va-cong-nghe'],
    ['R&D', 'r-va-d'],
    ['94/QĐ-UBND', '94-qd-ubnd'],
    ['Ngày 12/01/2023', 'ngay-12-01-2023'],
    ['87,94 %', '87-94'],
    ['  hai   khoảng  trắng ', 'hai-khoang-trang'],
    ['“Ngoặc kép” – gạch dài…', 'ngoac-kep-gach-dai'],
    ['QuyĐ', 'quyd'],
    ['iPhone YouTube', 'iphone-youtube'],
    ['中国新闻', ''],
    ['', ''],
    ['!!!', ''],
    ['🙂', ''],
    ['../../etc', 'etc'],
    ['%2e%2e', '2e-2e'],
  ])('%j → %j', (text, slug) => {
    expect(slugOf(text)).toBe(slug)
  })

  test('every Vietnamese letter has its plain one', () => {
    const rows: [string, string][] = [
      ['aàáảãạăằắẳẵặâầấẩẫậ', 'a'],
      ['eèéẻẽẹêềếểễệ', 'e'],
      ['iìíỉĩị', 'i'],
      ['oòóỏõọôồốổỗộơờớởỡợ', 'o'],
      ['uùúủũụưừứửữự', 'u'],
      ['yỳýỷỹỵ', 'y'],
      ['dđ', 'd'],
    ]
    for (const [letters, plain] of rows)
      for (const letter of letters)
        for (const form of [letter, letter.toUpperCase(), letter.normalize('NFD')]) {
          expect(slugOf(form)).toBe(plain)
          expect(fold(form)).toBe(plain)
        }
  })

  test('are the same for NFC and NFD', () => {
    fc.assert(
      fc.property(fc.oneof(vietnamese, fc.string({ unit: 'grapheme' })), (text) => {
        expect(slugOf(text.normalize('NFD'))).toBe(slugOf(text.normalize('NFC')))
      }),
      { numRuns: 500 },
    )
  })

  test('hold nothing but small Latin letters, digits and single hyphens within', () => {
    fc.assert(
      fc.property(fc.oneof(vietnamese, fc.string({ unit: 'binary' })), (text) => {
        expect(slugOf(text)).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/)
      }),
      { numRuns: 500 },
    )
  })

  test('are their own slugs', () => {
    fc.assert(
      fc.property(vietnamese, (text) => {
        expect(slugOf(slugOf(text))).toBe(slugOf(text))
      }),
    )
  })
})

describe('folded text', () => {
  test.each([
    ['  Ủy   ban\tNhân dân ', 'uy ban nhan dan'],
    ['ĐÀ NẴNG', 'da nang'],
    ['94/QĐ-UBND', '94/qd-ubnd'],
    ['中国', '中国'],
  ])('%j → %j', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  test('is the same for NFC and NFD, and folds no further', () => {
    fc.assert(
      fc.property(vietnamese, (text) => {
        expect(fold(text.normalize('NFD'))).toBe(fold(text))
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })
})

describe('spellings are one', () => {
  test.each([
    ['Cải cách', 'cải  CÁCH '],
    ['Cải cách', 'Cải cách'.normalize('NFD')],
    ['ĐẤT', 'đất'],
  ])('%j and %j', (one, other) => {
    expect(sameSpelling(one)).toBe(sameSpelling(other))
  })

  test.each([
    ['Đạt', 'Đất'],
    ['Đạt', 'Dat'],
    ['hòa', 'hoà'],
  ])('but not %j and %j', (one, other) => {
    expect(sameSpelling(one)).not.toBe(sameSpelling(other))
  })
})

test('what needs no table of letters comes out as with it', () => {
  const by = {
    customReplacements: [
      ['đ', 'd'],
      ['Đ', 'd'],
      ['&', ' va '],
    ] as [string, string][],
    decamelize: false,
  }
  const text = fc.oneof(
    vietnamese,
    fc.string({ maxLength: 12 }),
    fc
      .array(fc.constantFrom(...'aÀđ1 ,.:;()/"“”–-\'&é'.split('')), { maxLength: 12 })
      .map((letters) => letters.join('')),
  )
  fc.assert(
    fc.property(text, (written) => {
      expect(slugOf(written)).toBe(slugify(written.normalize('NFC'), by))
    }),
    { numRuns: 2000 },
  )
})

/** Written texts as they are read out, word by word; whatever is written, only words and marks come out. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { abbreviationsOf, say } from '../../src/render/broadcast/speech.ts'

const abbreviations = abbreviationsOf({
  'KT-XH': 'kinh tế - xã hội',
  BHXH: 'Bảo hiểm xã hội',
  'TT&TT': 'Thông tin và Truyền thông',
})

test.each([
  ['UBND tỉnh', 'Ủy ban nhân dân tỉnh'],
  ['của UBNd tỉnh Sơn La', 'của Ủy ban nhân dân tỉnh Sơn La'],
  ['HĐND và UBND', 'Hội đồng nhân dân và Ủy ban nhân dân'],
  ['phát triển KT-XH', 'phát triển kinh tế, xã hội'],
  ['Sở TT&TT', 'Sở Thông tin và Truyền thông'],
  ['cp và tu', 'cp và tu'],
  ['THÔNG BÁO VỀ VIỆC HỌP', 'THÔNG BÁO VỀ VIỆC HỌP'],
  ['khối THCS', 'khối tê hát xê ét xì'],
  ['nhóm A', 'nhóm A'],
  ['12/1/2023', 'ngày mười hai tháng một năm hai nghìn không trăm hai mươi ba'],
  ['ngày 12/01/2023', 'ngày mười hai tháng một năm hai nghìn không trăm hai mươi ba'],
  ['Ngày 04-4-2024', 'Ngày bốn tháng tư năm hai nghìn không trăm hai mươi tư'],
  ['ngày 12 tháng 01 năm 2023', 'ngày mười hai tháng một năm hai nghìn không trăm hai mươi ba'],
  ['tháng 4 và tháng 14', 'tháng tư và tháng mười bốn'],
  ['ngày 30/4', 'ngày ba mươi tháng tư'],
  ['tháng 6/2023', 'tháng sáu năm hai nghìn không trăm hai mươi ba'],
  ['quý III/2022', 'quý ba, hai nghìn không trăm hai mươi hai'],
  ['khóa XV', 'khóa mười lăm'],
  ['31/2/2023', 'ba mươi mốt trên hai trên hai nghìn không trăm hai mươi ba'],
  ['87,94', 'tám mươi bảy phẩy chín mươi tư'],
  ['87.94/100 điểm', 'tám mươi bảy phẩy chín mươi tư trên một trăm điểm'],
  ['0,37 điểm', 'không phẩy ba mươi bảy điểm'],
  ['0,05', 'không phẩy không năm'],
  ['1.069.733', 'một triệu không trăm sáu mươi chín nghìn bảy trăm ba mươi ba'],
  ['1,069,733', 'một triệu không trăm sáu mươi chín nghìn bảy trăm ba mươi ba'],
  ['10.000 đồng', 'mười nghìn đồng'],
  ['1.234,5', 'một nghìn hai trăm ba mươi tư phẩy năm'],
  ['01 trong 05 huyện', 'một trong năm huyện'],
  ['1/5 huyện', 'một trên năm huyện'],
  ['95,5%', 'chín mươi lăm phẩy năm phần trăm'],
  ['100 %', 'một trăm phần trăm'],
  ['5 km, 12 ha, 3 m2', 'năm ki lô mét, mười hai héc ta, ba mét vuông'],
  ['60 km/h', 'sáu mươi ki lô mét trên giờ'],
  ['-5°C', 'âm năm độ C'],
  ['2021-2025', 'hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi lăm'],
  ['10 – 15 ngày', 'mười đến mười lăm ngày'],
  ['Từ 15/5 đến 10/6', 'Từ ngày mười lăm tháng năm đến ngày mười tháng sáu'],
  ['Hội đồng nhân dân (HĐND) huyện', 'Hội đồng nhân dân huyện'],
  ['đơn vị (UBND xã)', 'đơn vị, Ủy ban nhân dân xã'],
  ['17 giờ 00 ngày', 'mười bảy giờ ngày'],
  ['7 giờ 30 và 8 giờ 15 phút', 'bảy giờ ba mươi phút và tám giờ mười lăm phút'],
  ['8:30', 'tám giờ ba mươi phút'],
  ['7h30 và 14h', 'bảy giờ ba mươi phút và mười bốn giờ'],
  ['0212 000 0000', 'không hai một hai không không không không không không không'],
  ['tổ 3/KP5', 'tổ ba, ca pê năm'],
  ['Quyết định số 94 ngày', 'Quyết định số chín mươi tư ngày'],
  ['số 94/QĐ-UBND ngày', 'số chín mươi tư, ký hiệu Quyết định, Ủy ban nhân dân, ngày'],
  ['30/2020/NĐ-CP.', 'ba mươi, năm hai nghìn không trăm hai mươi, ký hiệu Nghị định, Chính phủ.'],
  ['91/2025/QH15', 'chín mươi mốt, năm hai nghìn không trăm hai mươi lăm, ký hiệu Quốc hội khóa mười lăm'],
  ['02a/TB-BHXH', 'hai a, ký hiệu Thông báo, Bảo hiểm xã hội'],
  ['xem https://a.vn/94?x=1 hoặc a.b@c.vn', 'xem hoặc'],
  ['(trích) “lời” – 5 & 6', 'trích, lời, năm và sáu'],
  ['v.v.', 'vân vân'],
  ['thu + chi = 7', 'thu cộng chi bằng bảy'],
  ['dân số 😀 ② ٣', 'dân số'],
])('%s → %s', (written, spoken) => expect(say(written, abbreviations)).toBe(spoken))

const nothingElse = /^[\p{L}\p{M}\s.,;:?!]*$/u

describe('any text', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      ...'UBND|94/QĐ-UBND|12/1/2023|87,94|1.069.733|%|/|-|–|&|km2|8:30|IV|quý IV|A4|x²|½|０|m3|<b>|\n|0|00|1e9'.split(
        '|',
      ),
    ),
    fc.float().map(String),
  )
  test('comes out as words and marks, quickly', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.constantFrom('', ' '), (pieces, glue) => {
        const spoken = say(pieces.join(glue), abbreviations)
        expect(spoken).toMatch(nothingElse)
        expect(spoken).not.toMatch(/\p{N}|UBND|QĐ/u)
      }),
      { numRuns: 2000 },
    )
  })

  test('a hostile one too', () => {
    for (const part of [
      '1.',
      '1,',
      '1/',
      '1-',
      'A',
      '@',
      'a@',
      'ngày ',
      '12/',
      ' ',
      '1 ',
      '(',
      '.',
      'V',
      'http://',
      '-1',
    ])
      expect(say(part.repeat(30_000), abbreviations)).toMatch(nothingElse)
  })
})

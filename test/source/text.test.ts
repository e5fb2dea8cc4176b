/** From bytes to text: UTF-8 only, in NFC, and the exact place where it is something else. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText } from '../../src/source/text.ts'

const utf8 = (text: string) => Buffer.from(text, 'utf8')
const mark = Buffer.from([0xef, 0xbb, 0xbf])

function decode(...parts: (string | number[] | Buffer)[]) {
  return decodeText(
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? utf8(part) : Buffer.from(part)))),
    'content/a.md',
  )
}

describe('text', () => {
  test('is brought to NFC', () => {
    expect(decode('Đẩy mạnh'.normalize('NFD'))).toEqual({ text: 'Đẩy mạnh'.normalize('NFC') })
  })

  test('loses its byte order mark and nothing else', () => {
    expect(decode(mark, '---\ntitle: a\n')).toEqual({ text: '---\ntitle: a\n' })
    expect(decode(mark)).toEqual({ text: '' })
  })

  test('keeps its line ends', () => {
    expect(decode('a\r\nb\rc\n')).toEqual({ text: 'a\r\nb\rc\n' })
  })

  test('may be empty', () => {
    expect(decode('')).toEqual({ text: '' })
  })

  test('of every kind comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.startsWith('\uFEFF'))
        expect(decode(text)).toEqual({ text: text.normalize('NFC') })
      }),
    )
  })
})

describe('bytes that are no UTF-8', () => {
  test.each<[name: string, bytes: (string | number[] | Buffer)[], line: number, column: number]>([
    ['at the beginning', [[0xff]], 1, 1],
    ['a letter of Windows-1258', ['---\ntitle: T', [0xea], 't\n'], 2, 9],
    ['after Vietnamese letters', ['Đẩy mạnh ', [0xe3, 0x28]], 1, 10],
    ['on a later line', ['một\nhai\nba ', [0x80], '\n'], 3, 4],
    ['after CRLF', ['một\r\nhai\r\n', [0xc3]], 3, 1],
    ['a letter that is cut off', ['x\nTi', [0xe1, 0xba]], 2, 3],
    ['after a letter of two units', ['🙂🙂', [0xff]], 1, 5],
    ['after a replacement character that was typed', ['a\uFFFDb\nc\uFFFD', [0xff]], 2, 3],
    ['an overlong slash', ['a\n', [0xc0, 0xaf]], 2, 1],
    ['half a surrogate', ['ab', [0xed, 0xa0, 0x80]], 1, 3],
    ['the first of several', ['a\n', [0xff], '\n', [0xff]], 2, 1],
    ['after a byte order mark', [mark, 'a\nb', [0xff]], 2, 2],
    ['after a byte order mark and a typed replacement character', [mark, 'a\uFFFD\nb\n', [0xff]], 3, 1],
    ['after decomposed letters, counted composed', ['ế'.normalize('NFD'), [0xff]], 1, 2],
    ['after a line that ends with CR alone', ['a\rb', [0xff]], 2, 2],
  ])('%s', (_, bytes, line, column) => {
    expect(decode(...bytes)).toMatchObject({
      diagnostic: {
        code: 'encoding-invalid',
        args: { looksLike: null },
        place: { file: 'content/a.md', line, column },
      },
    })
  })

  test.each([
    ['little-endian', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('---\ntitle: Tết', 'utf16le')])],
    ['big-endian', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from('---\ntitle: Tết', 'utf16le').swap16()])],
  ])('UTF-16, %s, is called by its name', (_, bytes) => {
    expect(decode(bytes)).toMatchObject({
      diagnostic: { code: 'encoding-invalid', args: { looksLike: 'UTF-16' }, place: { file: 'content/a.md' } },
    })
  })

  test('are found in any text', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zđạế ]{0,8}$/), { minLength: 1 }), fc.nat(), (lines, at) => {
        const line = at % lines.length
        const bytes = lines.map((text, index) =>
          index === line ? Buffer.concat([utf8(text), Buffer.from([0xfe])]) : utf8(text),
        )
        const joined = Buffer.concat(bytes.flatMap((part) => [part, utf8('\n')]))
        expect(decode(joined)).toMatchObject({
          diagnostic: { place: { line: line + 1, column: (lines[line]?.length ?? 0) + 1 } },
        })
      }),
    )
  })
})

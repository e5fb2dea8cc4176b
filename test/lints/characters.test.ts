/** Characters that no reader sees: which are reported, which scripts need them, what is fixed. */
import { describe, expect, test } from 'vitest'
import { editedText, lintText } from '../../src/content/lints/lint.ts'
import { wording } from '../../src/diagnostics/diagnostic.ts'

const head = '---\ntitle: Lịch họp\ndate: 2024-05-02\nauthor: Lừ Chương\n---\n\n'

function lint(body: string, language: 'vi' | 'en' = 'vi') {
  return lintText(`${head}${body}\n`, 'content/a.md', language, { offices: [] })
}

/** Codes with the character and how often it is there. */
function told(body: string, language: 'vi' | 'en' = 'vi'): string[] {
  return lint(body, language).map(({ code, args }) => {
    const { sign, word, count } = args as { sign?: string; word?: string; count?: number }
    return `${code} ${sign ?? word} ${count}`
  })
}

function fixed(body: string): string {
  const text = `${head}${body}\n`
  const { text: edited } = editedText(
    text,
    lintText(text, 'content/a.md', 'vi', { offices: [] }).flatMap(({ edits }) => edits),
  )
  return edited.slice(head.length, -1)
}

describe('reported, and what --fix makes of them', () => {
  test.each([
    ['Nơi nhận:\vNhư trên', 'control-character U+000B 1', 'Nơi nhận:\\\nNhư trên'],
    ['A\x02B', 'control-character U+0002 1', 'A\x02B'],
    ['Năm 2023\x962025, \x93trích\x94', 'control-character U+0096 1', 'Năm 2023–2025, “trích”'],
    ['A\x7fB', 'control-character U+007F 1', 'A\x7fB'],
    ['A\u2028B', 'control-character U+2028 1', 'A\\\nB'],
    // The rest of the line would be something else: a list, text below a heading, another table row, code.
    ['Gồm:\v- Như trên', 'control-character U+000B 1', 'Gồm:\v- Như trên'],
    ['## Nơi nhận\vNhư trên', 'control-character U+000B 1', '## Nơi nhận\vNhư trên'],
    ['| A\vB |\n|---|', 'control-character U+000B 1', '| A\vB |\n|---|'],
    ['```\nA\vB\n```', 'control-character U+000B 1', '```\nA\vB\n```'],
    ['Hội\u200b nghị tổng\u200b kết', 'invisible-character U+200B 2', 'Hội nghị tổng kết'],
    ['kế\u00adhoạch', 'invisible-character U+00AD 1', 'kếhoạch'],
    ['A\ufeffB', 'invisible-character U+FEFF 1', 'AB'],
    ['A\u2060B', 'invisible-character U+2060 1', 'AB'],
    ['A\u200dB', 'invisible-character U+200D 1', 'AB'],
    ['A\u200eB', 'invisible-character U+200E 1', 'AB'],
    ['tệp \u202efdp.exe', 'bidi-character U+202E 1', 'tệp fdp.exe'],
    ['A\u2066B', 'bidi-character U+2066 1', 'AB'],
    ['\uf0b7 Mục', 'private-character U+F0B7 1', '- Mục'],
    ['A\u{f0041}B', 'private-character U+F0041 1', 'A\u{f0041}B'],
    ['Đi\ufffdn Biên', 'lost-character U+FFFD 1', 'Đi\ufffdn Biên'],
    ['Ảnh: \ufffc', 'lost-character U+FFFC 1', 'Ảnh: \ufffc'],
    ['Ðồng bào, HÐND và ðồng', 'letter-eth Ðồng 3', 'Đồng bào, HĐND và đồng'],
  ])('%j', (body, first, right) => {
    expect(told(body)[0]).toBe(first)
    expect(fixed(body)).toBe(right)
    expect(fixed(right)).toBe(right)
  })
})

test.each([
  'ភាសា\u200bខ្មែរ, ไทย\u200bไทย',
  'می\u200cخواهم, क्\u200dष',
  '👨\u200d👩\u200d👧 và 🏴\u{e0067}\u{e0062}\u{e007f} ❤\ufe0f',
  'עברית \u2067אבג\u2069 \u200f',
  'Tab\tvà khoảng\u00a0trắng, 5\u202f000',
])('left alone: %j', (body) => expect(told(body)).toEqual([]))

test('eth is a letter of other languages', () => {
  expect(told('Ðorður', 'en')).toEqual([])
  expect(told('Guðrún Ðorður')).toEqual([])
})

test('values of the front matter are looked at, and where a character comes from is said', () => {
  const text = head.replace('Lịch họp', '"Lịch\u200b họp của Ðảng ủy"')
  const found = lintText(`${text}Họp.\n`, 'content/a.md', 'vi', { offices: [] })
  expect(found.map(({ code, place }) => `${code} ${place?.line}:${place?.column}`)).toEqual([
    'invisible-character 2:13',
    'letter-eth 2:23',
  ])
  expect(found.map((one) => wording(one, 'vi').message)[0]).toContain(
    'U+200B (dấu cách rộng bằng không), thường do chép',
  )
  expect(
    editedText(
      text,
      found.flatMap(({ edits }) => edits),
    ).text,
  ).toContain('"Lịch họp của Đảng ủy"')
})

test('code and addresses are not edited', () => {
  const body = '`a\u200bb` và <https://a.vn/x\u200by> và a\u200bb'
  expect(told(body)).toEqual(['invisible-character U+200B 3'])
  expect(fixed(body)).toBe('`a\u200bb` và <https://a.vn/x\u200by> và ab')
})

test('many of a kind are one message', () => {
  const [one, ...others] = lint('a\u200b '.repeat(50_000))
  expect(others).toEqual([])
  expect(one?.edits).toHaveLength(50_000)
})

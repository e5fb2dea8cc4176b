/** The line reader of plain YAML beside the real parser: where it reads at all, it reads the same. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseYaml } from '../../src/source/yaml.ts'
import { parsePlainYaml } from '../../src/source/yaml-plain.ts'

function same(text: string): boolean {
  const plain = parsePlainYaml(text)
  if (plain === null) return false
  const { map, faults } = parseYaml(text)
  expect(faults).toEqual([])
  expect(plain.value).toEqual(map?.value)
  const keys = [...Object.keys(plain.value), 'missing']
  for (const path of keys.flatMap((key) => [[key], [key, 0], [key, 1], [key, 2], [key, 'x'], [key, 0, 'x']]))
    for (const part of ['key', 'value'] as const)
      expect([path, part, plain.offsetOf(path, part)]).toEqual([path, part, map?.offsetOf(path, part)])
  expect(plain.offsetOf([], 'value')).toBe(map?.offsetOf([], 'value'))
  return true
}

describe('what front matter is made of is read', () => {
  test.each([
    'title: Hội nghị tổng kết năm 2023\ndate: 2023-01-17\nauthor: Lừ Chương\n',
    'date: 2023-01-17T08:00:00+07:00\n',
    'title: "Kết luận: đạt 95%, tăng 2%"\n',
    'tags: [đất đai, "cải cách hành chính", y tế]\n',
    'tags: []\n',
    'tags:\n  - đất đai\n  - "y tế"\nauthor: Tòng Thị Ơn\n',
    'tags:\n- một\n- hai\n',
    'draft: true\nlegacyViews: 68\nzero: 0\n',
    'summary: Sáng 17/1, huyện tổ chức hội nghị; dự có đồng chí A – Phó Chủ tịch (khóa XXI).\n',
    'a: một,hai, ba',
  ])('%j', (text) => expect(same(text)).toBe(true))
})

describe('what is more is left alone', () => {
  test.each([
    'a: b: c\n',
    'a: b # chú thích\n',
    "a: 'b'\n",
    'a: "b\\n"\n',
    'a: null\n',
    'a: ~\n',
    'a: True\n',
    'a: 1.50\n',
    'a: 0123\n',
    'a: 1e3\n',
    'a: 0x1F\n',
    'a: 9007199254740993\n',
    'a:\n',
    'a:\n\nb: c\n',
    'a: |\n  b\n',
    'a: &x b\n',
    'a: *x\n',
    'a: !!str b\n',
    'a: b\n  c\n',
    'a: b\na: c\n',
    'a: b \n',
    'a: b\r\n',
    'a:\tb\n',
    'a: {b: c}\n',
    'a: [b, [c]]\n',
    'a: [b, ]\n',
    'a: ["b, c"]\n',
    'a: [b\n',
    'a: - b\n',
    'a:\n  - b: c\n',
    'a:\n  - b\n - c\n',
    'a:\n  b: c\n',
    '  a: b\n',
    '- a\n',
    '"a": b\n',
    '? a\n: b\n',
    'a: %b\n',
    'a: @b\n',
    'a: `b`\n',
    '__proto__: b\n',
    '',
    '\n',
    '# chú thích\n',
    'a: b\n\nc: d\n',
  ])('%j', (text) => expect(parsePlainYaml(text)).toBeNull())
})

test('whatever is thrown together, the two agree', () => {
  const piece = fc.oneof(
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
    {
      weight: 10,
      arbitrary: fc.constantFrom(
        ...'a|b|đất đai|2023-01-17|T08:00:00+07:00|12|0|-1|1.5|.5|1e3|0x1|0o7|true|false|null|yes|no|~|.inf|.nan|: |:|, |,| |  |#| #|- |-|[|]|{|}|"|\'|&|*|!|?|%|@|/|(|)|–|“|”|=|<<|---|...|\u00a0|\u3000|\ufeff|A\u0301'.split(
          '|',
        ),
        '|',
        '>',
      ),
    },
  )
  const words = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''))
  const line = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'tags'), words).map(([k, v]) => `${k}: ${v}\n`),
    },
    fc.tuple(fc.constantFrom('e', 'f'), fc.array(words, { maxLength: 3 })).map(([k, v]) => `${k}: [${v.join(', ')}]\n`),
    fc
      .tuple(fc.constantFrom('g', 'h'), fc.constantFrom('', '  '), fc.array(words, { maxLength: 3 }))
      .map(([k, indent, v]) => `${k}:\n${v.map((item) => `${indent}- ${item}\n`).join('')}`),
    words.map((text) => `${text}\n`),
  )
  let read = 0
  fc.assert(
    fc.property(fc.array(line, { maxLength: 4 }), (lines) => {
      if (same(lines.join(''))) read++
    }),
    { numRuns: 5000, seed: 1 },
  )
  expect(read).toBeGreaterThan(100)
})

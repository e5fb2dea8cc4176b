/** What is pasted from Word as plain text is reported, and `--fix` gives it the one form that shows it right. */
import { expect, test } from 'vitest'
import { editedText, lintText } from '../../src/content/lints/lint.ts'

const head = '---\ntitle: Lịch họp\ndate: 2026-01-05\nauthor: Lò A\n---\n\n'

/** The codes of a body's findings, and the body with their edits. */
function fixed(body: string): { codes: string[]; body: string } {
  const found = lintText(head + body, 'a.md', 'vi', { offices: [] })
  const { text } = editedText(
    head + body,
    found.flatMap(({ edits }) => edits),
  )
  return { codes: [...new Set(found.map(({ code }) => code))], body: text.slice(head.length) }
}

test.each([
  [
    'a tab before a paragraph',
    '\tỦy ban nhân dân xã họp giao ban.',
    'paragraph-indented',
    'Ủy ban nhân dân xã họp giao ban.',
  ],
  [
    'a tab below a list',
    '- Một\n\n\tỦy ban nhân dân xã họp giao ban.',
    'paragraph-indented',
    '- Một\n\nỦy ban nhân dân xã họp giao ban.',
  ],
  ['marks of Word', '·\tMột\no\tHai', 'bullet-unread', '- Một\n  - Hai'],
  ['a sign of Symbol', '\uf0b7 Một', 'bullet-unread', '- Một'],
  ['dashes', '– Một\n– Hai', 'lines-joined', '- Một\n- Hai'],
  ['cells between tabs', 'STT\tTên\n1\tLò A', 'table-of-tabs', '| STT | Tên |\n| --- | --- |\n| 1 | Lò A |'],
  [
    'rows without a rule',
    '| Ngày | Việc |\n| 1/2 | Họp |',
    'table-unseen',
    '| Ngày | Việc |\n| --- | --- |\n| 1/2 | Họp |',
  ],
  [
    'a signature',
    'TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLừ Chương',
    'signature-joined',
    'TM. ỦY BAN NHÂN DÂN\\\nCHỦ TỊCH\\\nLừ Chương',
  ],
  ['line breaks of Word', 'Nơi nhận:\u000bNhư trên', 'control-character', 'Nơi nhận:\\\nNhư trên'],
  ['soft hyphens', 'Xin\u00ad chào', 'invisible-character', 'Xin chào'],
])('%s', (_, body, code, right) => {
  const { codes, body: made } = fixed(body)
  expect(codes).toContain(code)
  expect(made).toBe(right)
  expect(fixed(made).codes).toEqual([])
})

test.each([
  ['code', '    npm run build && echo "xong"'],
  ['a fence', '```\n\tỦy ban nhân dân xã họp giao ban.\n·\tMột\n```'],
  ['a second paragraph of an item', '- Một\n\n    Ủy ban nhân dân xã họp giao ban.'],
  ['a table', '| a | b |\n|---|---|\n| 1 | 2 |'],
  ['prose in lines', 'Sáng nay, xã họp,\nbàn việc của tháng.'],
  ['a list', '- Một\n- Hai\n\n1. Ba'],
])('%s is left alone', (_, body) => {
  expect(fixed(body)).toEqual({ codes: [], body })
})

/** Markdown that does not do what its author meant: what is reported, and what is left alone. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { unclosedEmphasis } from '../../src/content/markdown/faults/emphasis.ts'
import { foreignMarkup } from '../../src/content/markdown/faults/foreign.ts'
import { joinedLines } from '../../src/content/markdown/faults/lines.ts'
import { unseenTable } from '../../src/content/markdown/faults/tables.ts'
import { fastReader } from '../../src/content/markdown/reader.ts'
import { wording } from '../../src/diagnostics/diagnostic.ts'
import { buildPortal, bulletin, portal, repository } from '../support/portal.ts'
import { read } from './body.ts'

/** Of what the reader does not report: links that lead nowhere here. */
const others = /^(?:image-alt-missing|heading-skipped|html-removed|image-host) /

/** What is reported, as `code line:column`; the body begins on line 10. */
function told(markdown: string): string[] {
  return read(`${markdown}\n`).told.filter((one) => !others.test(one))
}

describe('cells beyond the table’s columns', () => {
  test.each([
    ['| Bản | Hộ |\n|---|---|\n| Nà Lốc | 12 | 5 hộ nghèo |', ['cell-lost 12:17']],
    ['| A | B |\n|---|---|\n| 1 | 2 | 3 | 4 |\n| 5 | 6 | 7 |', ['cell-lost 12:11', 'cell-lost 13:11']],
    ['A | B\n---|---\n1 | 2 | 3', ['cell-lost 12:9']],
    ['> | A | B |\n> |---|---|\n> | 1 | 2 | 3 |', ['cell-lost 12:13']],
    ['- mục\n\n  | A | B |\n  |---|---|\n  | 1 | 2 | ba |', ['cell-lost 14:13']],
  ])('%j', (markdown, expected) => expect(told(markdown)).toEqual(expected))

  test.each([
    '| A | B |\n|---|---|\n| 1 |\n| 1 | 2 |',
    '| A | B |\n|---|---|\n| 1 | 2 ||\n| 3 | 4 | |',
    '| A | B |\n|---|---|\n| a \\| b | 2 |\n| `c|d` | 2 |'.replace('`c|d`', '`c\\|d`'),
    '```\n| A | B |\n|---|---|\n| 1 | 2 | 3 |\n```',
  ])('nothing is lost in %j', (markdown) => expect(told(markdown)).toEqual([]))

  test('the lost text is quoted, in a build too', async () => {
    const root = portal({ 'content/a.md': bulletin({}, '| A | B |\n|---|---|\n| 1 | 2 | **năm** hộ | ba |\n') })
    for (const only of ['build', 'check'] as const) {
      const { diagnostics, exit } = await buildPortal(root, { only })
      expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['cell-lost', 'warning']])
      expect(diagnostics.map((one) => wording(one, 'vi').message)).toEqual([
        '"**năm** hộ | ba" không có trên trang: bảng có 2 cột, dòng này nhiều ô hơn.',
      ])
      expect(exit).toBe(0)
    }
  })
})

describe('rows that make no table', () => {
  test.each([
    ['| Bản | Hộ |\n| Nà Lốc | 12 |', 'missing'],
    ['Bản | Hộ | Năm\nNà Lốc | 12 | 2024', 'missing'],
    ['Số liệu:\n| Bản | Hộ |\n| Nà Lốc | 12 |', 'missing'],
    ['| Bản | Hộ | Ghi chú |\n|---|---|\n| Nà Lốc | 12 | x |', 'short'],
    ['| Bản | Hộ |\n|---|---|---|\n| Nà Lốc | 12 |', 'short'],
    ['| Bản | Hộ |\n|—|—|\n| Nà Lốc | 12 |', 'malformed'],
    ['| Bản | Hộ |\n|===|===|\n| Nà Lốc | 12 |', 'malformed'],
    ['|---|---|\n| Bản | Hộ |', 'malformed'],
    ['+-----+----+\n| Bản | Hộ |\n+-----+----+\n| Nà Lốc | 12 |', 'malformed'],
    ['| Bản | Hộ |\n\n|---|---|\n\n| Nà Lốc | 12 |', 'apart'],
  ])('%j is %s', (markdown, fault) => {
    const { diagnostics } = read(`${markdown}\n`)
    expect(diagnostics.map(({ code, args }) => [code, (args as { fault?: string }).fault])).toEqual([
      ['table-unseen', fault],
    ])
  })

  test.each([
    'Trang chủ | Tin tức | Liên hệ',
    'Giá trị |x| và |y|\nlà số dương',
    'Chọn A | B\nhoặc C | D',
    '| một ô |',
    '`a | b | c`\n`d | e | f`',
    '---',
    'a || b\nc || d',
  ])('%j is no table', (markdown) => expect(told(markdown)).toEqual([]))
})

describe('emphasis that opens or closes nothing', () => {
  test.each([
    ['**Hội nghị tổng kết năm', ['emphasis-unclosed 10:1']],
    ['Kết quả: **đạt yêu cầu\n\nĐoạn sau.', ['emphasis-unclosed 10:10']],
    ['**Nội dung****1**', ['emphasis-unclosed 10:11']],
    ['**Một\n\nHai**', ['emphasis-unclosed 10:1']],
    ['Hội nghị tổng kết** như sau', ['emphasis-unclosed 10:18']],
    ['## **Tiêu đề', ['emphasis-unclosed 10:4']],
    ['__Hội nghị tổng kết', ['emphasis-unclosed 10:1']],
    ['***Hội nghị tổng kết', ['emphasis-unclosed 10:1']],
    ['- **Mục một: nội dung', ['emphasis-unclosed 10:3']],
  ])('%j', (markdown, expected) => expect(told(markdown)).toEqual(expected))

  test.each([
    '5 * 3 = 15, 5 ** 3, 2**3, a_b_c và __init__',
    '*Ghi chú: số liệu ước tính',
    '** Ghi chú: số liệu ước tính',
    'Sản lượng** tăng.\n\n**Số ước tính',
    '| Sản lượng** | Năm |\n|---|---|\n| 1 | 2 |\n\n** Số ước tính.',
    'Anh V** A bị phạt; số 0912****678; thẻ ****1234',
    '***',
    'Ngày __ tháng __ năm ____, ký tên: ________',
    '`**không đóng`, \\*\\*không đậm',
    '**Một**, __hai__, ***ba***, **a [b](https://a.vn) c**',
    '```\n**mã\n```',
  ])('%j is left alone', (markdown) => expect(told(markdown)).toEqual([]))
})

describe('numbers that readers see otherwise', () => {
  test.each([
    ['1. Một\n2. Hai\n4. Bốn', ['list-renumbered 12:1']],
    ['2025. Năm nay\n2024. Năm trước', ['list-renumbered 11:1']],
    ['3) Ba\n5) Năm', ['list-renumbered 11:1']],
    ['1. Một\n1. Một nữa\n2. Hai', ['list-renumbered 11:1']],
    ['- mục\n  1. Một\n  3. Ba', ['list-renumbered 12:3']],
    ['17. 1. 2023 là ngày họp.', ['number-as-list 10:1']],
    ['Họp ngày\n1. 12. 2025 tại xã.\n\n17. 1. 2023 là ngày họp.', ['number-as-list 11:1', 'number-as-list 13:1']],
    ['2025. Năm của chuyển đổi số.', ['number-as-list 10:1']],
    ['- 5 độ C là nhiệt độ thấp nhất.', ['number-as-list 10:1']],
  ])('%j', (markdown, expected) => expect(told(markdown)).toEqual(expected))

  test.each([
    '1. Một\n2. Hai\n3. Ba',
    '1. Một\n1. Hai\n1. Ba',
    '3. Ba\n4. Bốn',
    '1. Một\n\n   Đoạn nữa\n\n2. Hai',
    '1. Một\n\nĐoạn giữa.\n\n2. Hai',
    '01. Một\n02. Hai',
    '1. a\n   1. b\n   2. c\n2. d',
    '- 5 hộ nghèo\n- 7 hộ cận nghèo',
    '- 5 độ C ở Mộc Châu\n- 9 độ C ở Yên Châu',
    'Ngày 17. 1. 2023 họp.',
    '2025\\. Năm của chuyển đổi số.',
  ])('%j is left alone', (markdown) => expect(told(markdown)).toEqual([]))
})

describe('lines that run together', () => {
  test.each([
    ['Hồ sơ gồm:\na) Đơn;\nb) Bản sao;\nc) Ảnh.', ['lines-joined 11:1']],
    ['d) Một;\nđ) Hai.', ['lines-joined 11:1']],
    ['– Một;\n– Hai.', ['lines-joined 11:1']],
    ['Nơi nhận:\n• Như trên;\n• Lưu.', ['lines-joined 11:1']],
    ['Gồm:\n-Một;\n-Hai.', ['lines-joined 11:1']],
    ['+Một\n+Hai', ['lines-joined 11:1']],
    ['1/ Một\n2/ Hai', ['lines-joined 11:1']],
    ['1.Một\n2.Hai', ['lines-joined 11:1']],
    ['I. Một\nII. Hai', ['lines-joined 11:1']],
    ['> a) Một\n> b) Hai', ['lines-joined 11:3']],
    ['- mục:\n  a) Một\n  b) Hai', ['lines-joined 11:3']],
  ])('%j', (markdown, expected) => expect(told(markdown)).toEqual(expected))

  test.each([
    'a) Một;\n\nb) Hai.',
    'a) Một;  \nb) Hai.',
    'a) Một;\\\nb) Hai.',
    'Nơi nhận:\n+ UBND tỉnh;\n+ Lưu: VT.',
    'Theo điểm\na) khoản 1 và\nc) khoản 2',
    'Ông A nói – bà B\n– và mọi người',
    'Tăng 5,2 %\n12 hộ và\n13 hộ',
    '```\na) Một\nb) Hai\n```',
  ])('%j is left alone', (markdown) => expect(told(markdown)).toEqual([]))
})

describe('what other systems know', () => {
  test.each([
    ['> [!WARNING]\n> Cấm đốt nương.', 'notice', '[!WARNING]'],
    ['> [!note]- Tiêu đề\n> Chữ', 'notice', '[!note]-'],
    [':::info Lưu ý\n\nMang căn cước.\n\n:::', 'notice', ':::info Lưu ý'],
    ['::: warning\nChữ\n:::', 'notice', '::: warning'],
    ['!!! note "Ghi chú"\n    Nội dung.', 'notice', '!!! note "Ghi chú"'],
    ['??? tip\n    Nội dung.', 'notice', '??? tip'],
    ['Xem [[Bài khác]].', 'link', '[[Bài khác]]'],
    ['![[anh.png]]', 'link', '![[anh.png]]'],
    ['[caption id="a" width="300"]Ảnh[/caption]', 'code', '[caption id="a" width="300"]'],
    ['[youtube]https://youtu.be/abc[/youtube]', 'embed', '[youtube]'],
    ['[su_note]Chữ[/su_note]', 'code', '[su_note]'],
    ['Chữ[/caption]', 'code', '[/caption]'],
    ['[gallery ids="1,2"]', 'embed', '[gallery ids="1,2"]'],
    ['[embed]https://www.youtube.com/watch?v=abc[/embed]', 'embed', '[embed]'],
    ['{{< youtube abc >}}', 'code', '{{< youtube abc >}}'],
    ['{{ page.title }}', 'code', '{{ page.title }}'],
    ['{% include a.html %}', 'code', '{% include a.html %}'],
    ['Chữ ==tô sáng== đó', 'highlight', '==tô sáng=='],
    ['Đoạn.\n{: .lead}', 'attributes', '{: .lead}'],
    ['[chữ](https://a.vn){.external}', 'attributes', '{.external}'],
  ])('%j', (markdown, kind, written) => {
    const found = read(`${markdown}\n`).diagnostics.filter(({ code }) => code === 'foreign-markup')
    expect(found.map(({ args }) => args)).toEqual([{ kind, written }])
  })

  test.each([
    ':::note[Tiêu đề]\nChữ\n:::',
    'Theo [1], [sic], [...] và [Ảnh: Lừ Chương]',
    '## Kết quả {#ket-qua}',
    'Nếu a == b thì c == d; === và {x}',
    'Thế à!!! Thật ư??? Vâng.',
    '`{{ mã }}` và `[[mã]]`',
    '[Video] Lễ hội, [VIDEO: Lễ hội], [Gallery] và [button]',
    '[Row 5], [Tab A] và [caption]',
    '> Trích [!] dẫn',
    'Cột [more] trong bảng'.replace('[more]', '[nhiều]'),
  ])('%j is left alone', (markdown) => expect(told(markdown)).toEqual([]))
})

describe('notes', () => {
  test.each([
    ['Một[^1].', ['note-missing 10:4']],
    ['Một.\n\n[^1]: Chú thích.', ['note-lost 12:1']],
    ['Một[^1].\n\n[^1]: Chú thích.\n\n[^1]: Chú thích khác.', ['note-lost 14:1']],
    ['Một[^1].\n\n[^1]: Chú thích.', []],
  ])('%j', (markdown, expected) => expect(told(markdown)).toEqual(expected))
})

describe('links that nobody sees', () => {
  test.each([
    ['Xem[](https://a.vn/)', ['link-empty 10:4']],
    ['[ ](https://a.vn/)', ['link-empty 10:1']],
    ['[\u200b](https://a.vn/)', ['link-empty 10:1']],
    ['[![](https://a.vn/b.png)](https://a.vn/)', ['link-empty 10:1']],
    ['Chữ <a href="https://a.vn/"></a> sau', ['link-empty 10:5']],
    ['<p><a class="x" href="https://a.vn/"> </a></p>', ['link-empty 10:4']],
  ])('%j', (markdown, expected) => expect(told(markdown)).toEqual(expected))

  test.each([
    '[chữ](https://a.vn/), <https://a.vn/>, https://a.vn/',
    '[![Cổng](https://a.vn/b.png)](https://a.vn/)',
    '[`mã`](https://a.vn/)',
    'Chữ <a id="phan"></a> sau, <a href="https://a.vn/">chữ</a>',
  ])('%j is left alone', (markdown) => expect(told(markdown)).toEqual([]))

  test('a caption is plain text', () => {
    expect(told('![Ảnh](https://a.vn/b.png "Chú **thích**")')).toEqual(['markup-shown 10:1'])
    expect(told('![Ảnh](https://a.vn/b.png "Chú thích 5 * 3 * 2")')).toEqual([])
  })
})

test('places count the file’s lines, whatever ends them', () => {
  expect(told('Một.\r\n\r\n| A | B |\r\n|---|---|\r\n| 1 | 2 | 3 |\r\n\r\na) Một\r\nb) Hai')).toEqual([
    'cell-lost 14:11',
    'lines-joined 17:1',
  ])
})

test('the fast parser reports the same', async () => {
  const fast = await fastReader()
  if (fast === null) throw new Error('there is no fast parser on this machine to be compared')
  const source = readFileSync(join(repository, 'test/content/markdown-faults.test.ts'), 'utf8')
  const samples = [...source.matchAll(/^ {4}\[?'((?:[^'\\]|\\.)*)'/gm)].map(([, text = '']) =>
    text.replace(/\\([\\n])/g, (_, sign) => (sign === 'n' ? '\n' : '\\')),
  )
  expect(samples.length).toBeGreaterThan(100)
  for (const sample of samples) expect(read(`${sample}\n`, { reader: fast }).told).toEqual(read(`${sample}\n`).told)
})

test('no pattern looks at a long text again and again', () => {
  const pieces = [
    '| a ',
    '**',
    '**a ',
    'a**',
    '[[',
    '{{a',
    '{%',
    '==a',
    'a)\n',
    '– \n\n',
    '|- ',
    '- ',
    '[^1]',
    '[embed ',
    '{:',
  ]
  for (const piece of pieces) {
    const literal = { text: piece.repeat(400_000 / piece.length), offset: 0 }
    const found = [
      ...joinedLines(literal),
      ...unseenTable(literal),
      ...foreignMarkup(literal),
      ...unclosedEmphasis([{ ...literal, isCell: false }]),
    ]
    expect(found.length).toBeLessThan(3)
  }
})

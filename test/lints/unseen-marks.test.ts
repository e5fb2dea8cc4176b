/** Marks of Markdown that miss a space or have one too many, and marks in words of the front matter. */
import { describe, expect, test } from 'vitest'
import { editedText, lintText } from '../../src/content/lints/lint.ts'

const head = '---\ntitle: Lịch họp\ndate: 2024-05-02\nauthor: Lừ Chương\n---\n\n'

function lint(text: string, language: 'vi' | 'en' = 'vi') {
  return lintText(text, 'content/a.md', language, { offices: [] })
}

function told(body: string, language: 'vi' | 'en' = 'vi'): string[] {
  return lint(`${head}${body}\n`, language).map(
    ({ code, place }) => `${code} ${(place?.line ?? 0) - 6}:${place?.column}`,
  )
}

function fixed(text: string): string {
  return editedText(
    text,
    lint(text).flatMap(({ edits }) => edits),
  ).text
}

describe('headings without a space', () => {
  test.each([
    ['##Nội dung chính', '## Nội dung chính'],
    ['###1. Kết quả', '### 1. Kết quả'],
    ['##**Kết quả**', '## **Kết quả**'],
    ['##\u00a0Kết quả', '## Kết quả'],
    ['#\u00a0Kết quả', '# Kết quả'],
    ['Một đoạn.\n##Nội dung', 'Một đoạn.\n## Nội dung'],
    ['> ##Nội dung', '> ## Nội dung'],
    ['#2. Kết quả', '#2. Kết quả'],
    ['#Nội dung chính', '#Nội dung chính'],
  ])('%j', (body, right) => {
    expect(told(body).map((one) => one.split(' ')[0])).toEqual(['heading-unseen'])
    expect(fixed(`${head}${body}\n`)).toBe(`${head}${right}\n`)
  })

  test.each([
    '#YênChâu',
    '#yenchau #dulich',
    '#YênChâu đẹp lắm',
    '#1 thế giới',
    'Giải #Nhất toàn đoàn',
    'Một đoạn\n#Nội dung thẻ',
    '## Nội dung',
    '##\tNội dung',
    '#######Bảy dấu',
    '##',
    '```\n##mã\n```',
    '    ##mã',
  ])('%j is none', (body) => expect(told(body)).toEqual([]))

  test('an English word at a line’s head may be a hashtag', () => {
    expect(told('#Results of the survey', 'en')).toEqual([])
    expect(told('##Results', 'en')).toEqual(['heading-unseen 1:1'])
  })
})

describe('spaces within bold marks', () => {
  test.each([
    ['** Kết luận:** nội dung', '**Kết luận:** nội dung'],
    ['**Kết luận ** nội dung', '**Kết luận** nội dung'],
    ['**Kết luận: **Nội dung', '**Kết luận:** Nội dung'],
    ['** Kết luận **', '**Kết luận**'],
    ['- ** Kết luận **', '- **Kết luận**'],
    ['**Tên:** x, **Đơn vị **y', '**Tên:** x, **Đơn vị** y'],
    ['**Kết luận **, và', '**Kết luận**, và'],
  ])('%j', (body, right) => {
    expect(told(body).map((one) => one.split(' ')[0])).toEqual(['emphasis-spaced'])
    expect(fixed(`${head}${body}\n`)).toBe(`${head}${right}\n`)
    expect(fixed(`${head}${right}\n`)).toBe(`${head}${right}\n`)
  })

  test.each(['5 ** 3 ** 2', '** Ghi chú một', 'a ** b ** c', '**Một** và **hai**', '`** mã **`', '** **'])(
    '%j is left alone',
    (body) => expect(told(body)).toEqual([]),
  )
})

describe('plain words of the front matter', () => {
  const titled = (title: string) => `${head.replace('Lịch họp', title)}Họp.\n`

  test.each([
    ['"Công an &amp; Quân đội &#8211; phối hợp"', ['entity'], '"Công an & Quân đội – phối hợp"'],
    ['Công an &amp; Quân đội', ['entity'], 'Công an & Quân đội'],
    ['"&amp; Quân đội"', ['entity'], '"&amp; Quân đội"'],
    ['"R&amp;D"', ['entity'], '"R&amp;D"'],
    ['"Một &quot;trích&quot; hai"', ['entity'], '"Một &quot;trích&quot; hai"'],
    ['"H<sub>2</sub>O và <b>đậm</b>"', ['tag'], null],
    ['"Số **quan trọng** và [liên kết](x)"', ['markdown'], null],
    ['Họp *khẩn* về `mã`', ['markdown'], null],
  ])('%s', (title, kinds, right) => {
    const found = lint(titled(title as string))
    expect(found.map(({ code, args }) => [code, (args as { kind: string }).kind])).toEqual(
      (kinds as string[]).map((kind) => ['markup-shown', kind]),
    )
    expect(fixed(titled(title as string))).toBe(titled((right ?? title) as string))
  })

  test.each([
    '"5 < 7 và 7 > 5"',
    '"AT&T; a&b"',
    '"5 * 3 * 2, a_b_c, __init__"'.replace(', __init__', ''),
    '"[Video] Lễ hội (2024)"',
    '"Nghị định số 30/2020/NĐ-CP"',
    '"Chuyên mục <Hỏi đáp>"',
  ])('%s is left alone', (title) => expect(lint(titled(title))).toEqual([]))

  test('summaries, captions and other words too, file names not', () => {
    const text = titled(
      'Họp\nsummary: Tin **nóng**\nimage: {src: a__b__c.jpg, alt: Cờ trước trụ sở, caption: "Ảnh <i>đẹp</i>"}',
    )
    expect(lint(text).map(({ code, place }) => `${code} ${place?.line}`)).toEqual(['markup-shown 3', 'markup-shown 4'])
  })
})

/** The way of a bulletin's file into the editor's form and back. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { saveFault } from '../../src/editor/check.ts'
import { FILE, fromFile, isTorn, KIND, toFile } from '../../src/editor/format.ts'
import { buildPortal, bulletin, portal, repository } from '../support/portal.ts'

const written = `---
# Ghi chú của văn thư
title:   "Thử nghiệm: vòng đi vòng về"   # giữ nguyên
date: 2025-01-05
author: {name: Lừ Chương, role: Trung tâm}
khoa-la: giá trị lạ
decisionNumber: 012/TB-UBND

# trước thẻ
tags: [một, hai]
legacy: {views: 68}
# cuối
---

:::warning
Nội dung 8:30.
:::
`

describe('a file that nobody changed', () => {
  const content = join(repository, 'content')
  const files = readdirSync(content, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'))

  test('is written back byte for byte, in all of the sample', () => {
    expect(files.length).toBeGreaterThan(40)
    for (const path of files) {
      const text = readFileSync(join(content, path), 'utf8')
      expect(toFile(fromFile(text)), path).toBe(text)
    }
  })

  test.each([
    ['with comments, an unknown key and a synonym', written],
    ['with a mark and Windows line ends', `\ufeff${written.replaceAll('\n', '\r\n')}`],
    ['without a blank line before its text', bulletin().replace('---\n\n', '---\n')],
    ['without a text', '---\ntitle: Một\ndate: 2024-05-06\nauthor: An\n---\n'],
    ['whose head is no YAML', '---\ntitle: "Một\n---\n\nNội dung.\n'],
    ['without a head', 'Chỉ có nội dung.\n'],
  ])('is written back byte for byte %s', (_, text) => {
    expect(toFile(fromFile(text))).toBe(text)
  })
})

describe('the form', () => {
  test('has every key in its long form, and switches as they hold', () => {
    expect(fromFile(written)).toMatchObject({
      title: 'Thử nghiệm: vòng đi vòng về',
      date: '2025-01-05',
      author: [{ name: 'Lừ Chương', role: 'Trung tâm' }],
      decision: [{ number: '012/TB-UBND' }],
      tags: ['một', 'hai'],
      counter: true,
      body: ':::warning\nNội dung 8:30.\n:::\n',
      [KIND]: 'bulletin',
    })
    expect(fromFile(bulletin({ counter: 'false' }))).toMatchObject({ counter: false })
  })

  test('tells bulletins from pages and documents', () => {
    expect(fromFile('---\ntitle: Giới thiệu\n---\n')[KIND]).toBe('other')
    expect(fromFile('---\nnumber: 94/QĐ-UBND\ndate: 2023-01-12\n---\n')[KIND]).toBe('other')
  })

  test('reads a line that is no YAML as the text that it holds, and writes all others as they were', () => {
    const rest = "# Ghi chú\ndate:   2024-05-06\nauthor: 'Lừ Chương'\ndraft: true\n"
    for (const [line, title] of [
      ['title: "Một', '"Một'],
      ['title: [Tin hỏng', '[Tin hỏng'],
      ['title: Thông báo: số 1', 'Thông báo: số 1'],
      ['title: @nóng', '@nóng'],
      ["title: 'Một' hai", "'Một' hai"],
    ]) {
      const form = fromFile(`---\n${line}\n${rest}---\n\nNội dung.\n`)
      expect(form, line).toMatchObject({ title, date: '2024-05-06', draft: true, body: 'Nội dung.\n' })
      expect(toFile({ ...form, title: 'Một' }), line).toBe(`---\ntitle: Một\n${rest}---\n\nNội dung.\n`)
    }
  })

  test('keeps a file whole whose head cannot be read, and is not to lose what holds it back', () => {
    const held = ['draft: [true', 'removed: {at: 2024-05-06', 'title: Một\n  hai: [', 'draft: "true', '\tdraft: true']
    for (const line of held) {
      const text = `---\n${line}\ndate: 2024-05-06\n---\n\nNội dung.\n`
      const form = fromFile(text)
      expect(form.body, line).toBe(text)
      expect(isTorn(form)).toBe(true)
      // What the form asks for is there, so that the text can be saved.
      expect([form.title, form.date, form.author]).toEqual([expect.stringMatching(/\S/), '2024-05-06', [{ name: '…' }]])
      expect(toFile({ ...form, title: 'Khác', body: text.replace(line, 'draft: true') })).toBe(
        text.replace(line, 'draft: true'),
      )
    }
    expect(fromFile('Nội dung.\n')).toMatchObject({ title: 'Nội dung.', body: 'Nội dung.\n' })
  })
})

describe('what is changed', () => {
  test('is written anew alone, in the place where it stood', () => {
    const form = fromFile(written)
    expect(toFile({ ...form, decision: [{ number: '12/TB-UBND', date: '2025-01-04' }], draft: true })).toBe(
      written
        .replace('decisionNumber: 012/TB-UBND\n', 'decision:\n  number: 12/TB-UBND\n  date: 2025-01-04\n')
        .replace('legacy:', 'draft: true\nlegacy:'),
    )
  })

  test('is taken out where it is left empty, and what the form does not show stays', () => {
    const form = fromFile(written)
    expect(toFile({ ...form, decision: [], tags: [''], author: [{ name: 'An', role: '', penName: null }] })).toBe(
      written
        .replace('decisionNumber: 012/TB-UBND\n', '')
        .replace('tags: [một, hai]\n', '')
        .replace('{name: Lừ Chương, role: Trung tâm}', 'An'),
    )
  })

  test('leaves a comment with its key', () => {
    expect(toFile({ ...fromFile(written), summary: 'Tóm tắt.' })).toBe(
      written.replace('\n# trước thẻ', 'summary: Tóm tắt.\n\n# trước thẻ'),
    )
  })

  test('stands before the first later key where it is new', () => {
    const text = bulletin({ category: 'tin-tuc' })
    expect(
      toFile({ ...fromFile(text), decision: [{ number: '0123' }], image: { src: 'anh.jpg', decorative: false } }),
    ).toBe(text.replace('category: tin-tuc\n', 'decision: "0123"\ncategory: tin-tuc\nimage: anh.jpg\n'))
  })
})

test('a new bulletin is in the order of the schema, short where it can be, and builds', async () => {
  const text = toFile({
    body: 'Nội dung.',
    title: 'Tin: "mới"',
    date: '2024-05-06T08:30+07:00',
    category: 'thong-bao',
    author: [
      { name: 'An', role: '' },
      { name: 'Bình', role: 'Trưởng phòng' },
    ],
    decision: [{ number: '94/QĐ-UBND', date: '', issuer: '', title: '', url: '', file: '' }],
    image: { src: '', alt: '', caption: '', credit: '', decorative: false },
    tags: [],
    attachments: [],
    source: { name: '', url: '' },
    draft: false,
    publishAt: '',
    changes: [],
    withdrawn: { at: '', reason: '', replacedBy: '' },
    noindex: false,
    counter: true,
  })
  expect(text).toBe(`---
title: 'Tin: "mới"'
date: 2024-05-06T08:30+07:00
author:
  - An
  - name: Bình
    role: Trưởng phòng
decision: 94/QĐ-UBND
category: thong-bao
---

Nội dung.
`)
  const { exit, site } = await buildPortal(portal({ 'content/2024/05/tin-moi/index.md': text }))
  expect(exit).toBe(0)
  expect(site?.bulletins[0]?.url).toBe('/2024/05/tin-moi/')
})

describe('the check before a save', () => {
  const label = (path: string) => (path === 'source.name' ? 'Tên nguồn' : null)
  const sound = { title: 'Một', date: '2024-05-06', author: [{ name: 'An' }], body: '' }

  test('lets a sound bulletin pass, and what the settings say of every one', () => {
    expect(saveFault(sound, 'bulletins', 'vi', label, [])).toBeNull()
    expect(saveFault({ ...sound, author: [] }, 'bulletins', 'vi', label, ['author'])).toBeNull()
    expect(saveFault({ title: 'Giới thiệu' }, 'pages', 'vi', label, [])).toBeNull()
  })

  test.each([
    ['no author', { ...sound, author: [{ name: '' }] }, 'Thiếu "author" bắt buộc.'],
    [
      'half a source',
      { ...sound, source: { name: '', url: 'https://example.gov.vn/' } },
      'Tên nguồn: Thiếu "source.name"',
    ],
    ['a document without number', { ...sound, decision: [{ title: 'Về việc' }] }, 'decision.0.number'],
    ['an impossible form of a date', { ...sound, date: '06/05/2024' }, null],
    ['a summary that is too long', { ...sound, summary: 'x'.repeat(501) }, 'summary'],
    ['a slug with marks', { ...sound, slug: 'Tin Mới' }, 'slug'],
  ])('refuses %s', (_, data, said) => {
    const fault = saveFault(data, 'bulletins', 'vi', label, ['decision', 'source'])
    if (said === null) expect(fault).toBeNull()
    else expect(fault).toContain(said)
  })
})

test('the form’s own keys never come into a file', () => {
  const text = toFile(fromFile(written))
  expect(text).not.toContain(FILE)
  expect(text).not.toContain(KIND)
})

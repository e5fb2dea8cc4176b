/** `check --fix` changes the characters that a message names and no others: hand-made cases, generated texts, real texts. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { afterAll, describe, expect, test } from 'vitest'
import { fixBulletins } from '../../src/authoring/fix.ts'
import { lintText } from '../../src/content/lints/lint.ts'
import { parseMarkdown } from '../../src/content/markdown/tree.ts'
import { walk } from '../../src/content/markdown/walk.ts'
import { lineIndex, positionAt } from '../../src/diagnostics/line-index.ts'
import type { SiteLanguage } from '../../src/source/language/labels.ts'
import { decodeText, isComposed } from '../../src/source/text.ts'
import { buildPortal, bulletin, portal, repository } from '../support/portal.ts'

const head = '---\ntitle: Lịch họp\ndate: 2024-05-02\nauthor: Lừ Chương\n---\n\n'
const root = mkdtempSync(join(tmpdir(), 'build-portal-fix-'))
afterAll(() => rmSync(root, { recursive: true }))

const diagnosticsOf = (bytes: Buffer, language: SiteLanguage) => {
  const decoded = decodeText(bytes, 'a.md')
  if ('diagnostic' in decoded) throw new Error('no UTF-8')
  return {
    text: decoded.text,
    diagnostics: lintText(decoded.text, 'a.md', language, { offices: [] }, isComposed(bytes)),
  }
}

/** Fixes a file's bytes as the program does. */
function fixedBytes(bytes: Buffer, language: SiteLanguage): { after: Buffer; edits: number } {
  writeFileSync(join(root, 'a.md'), bytes)
  const { diagnostics } = diagnosticsOf(bytes, language)
  const { diagnostics: failed } = fixBulletins(root, diagnostics)
  expect(failed).toEqual([])
  return { after: readFileSync(join(root, 'a.md')), edits: diagnostics.flatMap(({ edits }) => edits).length }
}

const fixed = (body: string, language: SiteLanguage = 'vi') =>
  fixedBytes(Buffer.from(head + body), language)
    .after.toString('utf8')
    .slice(head.length)
const codes = (body: string, language: SiteLanguage = 'vi') =>
  diagnosticsOf(Buffer.from(head + body), language).diagnostics.map(({ code }) => code)

describe('words on the two sides of what is no word are no doubled word', () => {
  test.each([
    'nộp tại https://dvc.example.gov.vn tại bộ phận',
    'a và http://a.example.gov.vn và https://b.example.gov.vn và c',
    'tại dvc.example.gov.vn/ho-so tại xã, tại www.a.vn tại',
    'gửi và ubnd@xa.gov.vn và chờ',
    'Gõ `tra cứu` và `nộp` và `xóa`, ``a ` b`` và ``c`` và',
    '<a>html</a> và <img src="a.jpg" alt="a > b"> và [x](y.md) và',
    'của <b title="x">của</b> của <br/> của',
    'với ![ảnh](a.jpg) với [chữ](b.md) với [^1] với {{< youtube x >}} với {% include y %} với\n\n[^1]: Chú.',
    'các <!-- các --> các\n\n:::note\ncác\n:::\n',
    'tại mailto:a@b.vn tại tel:0123 tại bieu-mau.docx tại ảnh.jpg tại',
    'các, các; của "của" của (của) của – của / của',
    '| của | của |\n|---|---|\n| của | của |',
    '- của\n- của\n\ncủa\n\ncủa\n\n> của\n\n# của\n',
    'và/hoặc hoặc và/và, của-của, của’của, theo theo-dõi',
  ])('%s', (body) => {
    expect(codes(body)).not.toContain('doubled-word')
    expect(fixed(body)).toBe(body)
  })
})

describe('right Vietnamese and English is left alone', () => {
  test.each([
    'Cán bộ hiện tại tại xã; các tồn tại tại địa bàn; giấy kèm theo theo mẫu; bước tiếp theo theo kế hoạch.',
    'Kết quả đạt được được ghi nhận; số tiền thu được được nộp; đôi khi khi mưa; để để dành; để để lại.',
    'Hội nghị khách hàng hàng năm, ngân hàng hàng tháng, cửa hàng hàng ngày; giá trị của của cải.',
    'Bà Lò Thị Và và con; ông Sùng A Của của xã; dần dần, xanh xanh, ngày ngày, người người, nhà nhà.',
    'Lịch sử lý luận, khảo sát nhập khẩu, cảnh sát nhập cảnh, điều chỉnh chu kỳ, cảm xúc tích cực.',
    'Cũng cố gắng, tiêu chuẩn đoán định, đường Nguyễn Trãi qua cầu, vụ ẩu đả được ngăn, thế kỷ năng lượng.',
    'Bờ sông vớ vẩn còn đó; đi thăm quan họ; nhà sử Lý; giám sát nhập hàng.',
  ])('%s', (body) => {
    expect(codes(body)).toEqual([])
  })
  test.each([
    'The learning plug-in in her browser asks her. It is a check-in in two steps; an add-on on top; a sign-in in one.',
    'Please log in in two steps; it is what it is is true; Vitamin A a day; user’s s s.',
    'the "the" the, to `a` to, and www.a.vn and http://b.vn and',
  ])('%s', (body) => {
    expect(codes(body, 'en')).toEqual([])
    expect(fixed(body, 'en')).toBe(body)
  })
})

describe('what is fixed, and what is only told', () => {
  test.each([
    ['Lịch của của của xã', 'Lịch của xã'],
    ['**Và và** các\u00a0các', '**Và** các'],
    ['Các  nghành\tcủa của', 'Các  ngành\tcủa'],
    ['nộp theo theo quy định, được được giao', null],
    ['Định kỳ hàng hàng tháng', null],
    ['bản của\ncủa xã', null],
    ['cũng cố tổ chức', null],
    ['x**(y)**w', 'x **(y)** w'],
    ['**a.vn**đất, **`mã`**chữ', '**a.vn**đất, **`mã`** chữ'],
    ['ngày 5 tháng 2, ngày\n5 tháng 12', 'ngày 05 tháng 02, ngày\n05 tháng 12'],
    [
      '![Các nghành](xắp%20xếp/nghành.jpg) [x](sử lý/của của.jpg)',
      '![Các ngành](xắp%20xếp/nghành.jpg) [x](<sử lý/của của.jpg>)',
    ],
    ['<p title="nghành">Các nghành</p>', '<p title="nghành">Các ngành</p>'],
    ['<code>nghành</code> `nghành` #nghành @nghành nghành.pdf a/nghành.md', undefined],
    ['    nghành của của\n\n~~~\nnghành\n~~~\n', undefined],
    ['Công văn 1/2/2023-CV, tep/1/2/2023/a.pdf', undefined],
  ])('%s', (body, right) => {
    expect(fixed(body)).toBe(right ?? body)
    expect(codes(body).length > 0).toBe(right !== undefined)
  })

  test('front matter: values alone, and a key’s value is no neighbour of the next one’s', () => {
    const text = (title: string) =>
      `---\ntitle: ${title}\nsummary: của\nslug: nghanh-nghành # Các nghành\ndate: 2024-05-02\n---\n\nCủa.\n`
    const before = Buffer.from(text('Các nghành của # của của'))
    expect(fixedBytes(before, 'vi').after.toString()).toBe(text('Các ngành của # của của'))
  })

  test('a letter whose first byte is that of a byte order mark is none', () => {
    const before = Buffer.from(`\uFFFD${head}`)
    expect(fixedBytes(before, 'vi').after.equals(before)).toBe(true)
    const marked = Buffer.from(`\uFEFF${head}nghành`)
    expect(fixedBytes(marked, 'vi').after.toString()).toBe(`\uFEFF${head}ngành`)
  })

  test('a file that changed after the check keeps what is new in it', () => {
    const { diagnostics } = diagnosticsOf(Buffer.from(`${head}Các nghành của của xã.\n`), 'vi')
    const now = `${head}Mới. Các nghành của của xã.\n`
    writeFileSync(join(root, 'a.md'), now)
    expect(fixBulletins(root, diagnostics)).toEqual({ files: 0, faults: 0, diagnostics: [] })
    expect(readFileSync(join(root, 'a.md'), 'utf8')).toBe(now)
  })

  test('what a bulletin or the settings switch off is not fixed', async () => {
    const files = {
      'content/a.md': bulletin({ lint: '{ignore: [misspelling], reason: Nguyên văn.}' }, 'Các nghành của của xã.\n'),
    }
    const place = portal(files)
    const { diagnostics } = await buildPortal(place, { only: 'check' })
    fixBulletins(place, diagnostics)
    expect(readFileSync(join(place, 'content/a.md'), 'utf8')).toBe(files['content/a.md'].replace('của của', 'của'))
  })
})

/** What no fix may touch: addresses, code, tags, targets, marks of notes; in the order of the text. */
function untouchable(text: string): string[] {
  const body = text.replace(/^---\r?\n[\s\S]*?\n---\r?\n/, '')
  const found: string[] = []
  walk(
    parseMarkdown(body),
    ['link', 'image', 'definition', 'inlineCode', 'code', 'html', 'footnoteReference'],
    (node: Nodes) => {
      if ('url' in node) found.push(`${node.type} ${node.url}`)
      else if (node.type === 'html') found.push(...(node.value.match(/<[^>]*>/g) ?? []))
      else if ('value' in node) found.push(`${node.type} ${node.value}`)
      else if ('identifier' in node) found.push(`${node.type} ${node.identifier}`)
      return undefined
    },
  )
  return [...found, ...(body.match(/(?:https?:\/\/|www\.)[^\s<>)\]]*|[\w.+-]+@[\w.-]+|\{\{.*?\}\}/g) ?? [])]
}

/** Of these the message is at the head of a block, and the edits in all its lines. */
const blockCodes = new Set([
  'paragraph-indented',
  'bullet-unread',
  'lines-joined',
  'table-of-tabs',
  'table-unseen',
  'signature-joined',
])

/** Checks one text, fixed once and again, and counts what was changed within the spans of the messages, and outside them. */
function judge(bytes: Buffer, language: SiteLanguage): { inside: number; outside: number } {
  const { text, diagnostics } = diagnosticsOf(bytes, language)
  const { after } = fixedBytes(bytes, language)
  const mark = bytes.subarray(0, 3).toString() === '\uFEFF' ? '\uFEFF' : ''
  const composes = diagnostics.some(({ code }) => code === 'text-not-nfc')
  const lines = lineIndex(text)
  const spans = diagnostics
    .flatMap(({ code, edits, place }) => edits.map((edit) => ({ ...edit, place: blockCodes.has(code) ? null : place })))
    .sort((a, b) => a.offset - b.offset)
  const result = after.toString('utf8').slice(mark.length)
  let outside = after.toString('utf8').startsWith(mark) && (composes || spans.length > 0 || after.equals(bytes)) ? 0 : 1
  // The text between two spans is there, in the same order and whole; what is between it is what the edits say.
  let [from, at] = [0, 0]
  for (const { offset, written, right, place } of [
    ...spans,
    { offset: text.length, written: '', right: '', place: null },
  ]) {
    const between = text.slice(from, offset)
    if (result.slice(at, at + between.length) !== between) outside += between.length
    at += between.length
    if (result.slice(at, at + right.length) !== right) outside++
    if (text.slice(offset, offset + written.length) !== written || written.includes('\n')) outside++
    const { line, column } = positionAt(lines, offset)
    // The message is on that line or, for a date that the line's end cuts, the one before.
    if (place && (line - (place.line ?? 0) > 1 || (line === place.line && column < (place.column ?? 0)))) outside++
    at += right.length
    from = offset + written.length
  }
  if (at !== result.length) outside += Math.abs(result.length - at)
  // What was no paragraph, list or table before is read as one now: addresses in it are the same, and what else is to fix there comes next.
  const isRebuilt = diagnostics.some(({ code, edits }) => blockCodes.has(code) && edits.length > 0)
  const kept = spans.length === 0 || isRebuilt ? null : untouchable(result)
  const isLinked = diagnostics.some(({ code }) => code === 'link-unseen')
  let next = 0
  for (const one of kept === null ? [] : untouchable(text)) {
    const place = (kept ?? []).indexOf(one, next)
    if (place < 0 || (!isLinked && place !== next)) outside += one.length
    else next = place + 1
  }
  let again = fixedBytes(after, language)
  for (let times = 0; isRebuilt && again.edits > 0 && times < 3; times++) again = fixedBytes(again.after, language)
  if ((!isRebuilt && !again.after.equals(after)) || again.edits > 0) outside++
  return { inside: spans.length, outside }
}

test('2,000 generated texts: nothing changes outside what is told, and twice is once', () => {
  const seed = 20261201
  const words =
    'Ủy ban|nhân dân|huyện|của|của của|và|và và|các các các|tại|tại tại|được được|hàng hàng tháng|hàng|theo theo|với|với với|Nghành|nghành|sử lý|lịch sử lý|xắp xếp|UBNd|HDND|Ubnd xã|ngày 5/1/2023|1/2/2023|ngày 5 tháng 2|5/QĐ-UBND|87.94|0,37|https://a.gov.vn/của|http://b.vn|dvc.gov.vn|www.a.vn/nghành|a@b.gov.vn|mailto:x@y.vn|`nghành`|`và`|``của ` của``|<b>|</b>|<br>|<img src="nghành.jpg" alt="của của">|<!-- của của -->|<code>và và</code>|[chữ](nghành.md)|[của của](b.md)|![nghành](1/2/2023.jpg "của của")|![Họp](ảnh họp nghành.jpg)|[^1]|{{< nghành >}}|{% và %}|{#nghành}|**Kết luận:**Nội dung|chữ**"trong"**ngoài|**|*của của*|**của của**|_và_|:|,|.|;|–|-|(|)|“|”|"|/|\\|#|@|&nbsp;|\u00a0|  |\t|<a href="https://x.vn/của">và</a>|plug-in in|~~và~~'
  const inline = fc
    .array(fc.tuple(fc.constantFrom(...words.split('|')), fc.constantFrom(' ', ' ', ' ', '', '\n')), {
      minLength: 1,
      maxLength: 12,
    })
    .map((some) => some.flat().join(''))
  const start = fc.constantFrom(
    '',
    '',
    '',
    '## ',
    '- ',
    '1. ',
    '> ',
    '  - ',
    '    ',
    '- [ ] ',
    '[^1]: ',
    '<div>\n',
    '```\n',
    ':::note[Các nghành]\n',
    '| a | ',
  )
  const table = fc
    .tuple(inline, inline)
    .map(([a, b]) => `| ${a.replaceAll('\n', ' ')} | b |\n|---|---|\n| ${b.replaceAll('\n', ' ')} | của của |`)
  const block = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(start, inline).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: table },
    fc.constantFrom('```', ':::', '</div>', '---'),
  )
  const value = inline.map((words) => words.replace(/[\n"\\\t]/g, ' '))
  const text = fc.record({
    title: fc.oneof(
      value.map((words) => `"${words}"`),
      fc.constantFrom('Các nghành # của của', '>\n  Các nghành của\n  của xã', "'Lịch của của xã'"),
    ),
    blocks: fc.array(block, { minLength: 1, maxLength: 6 }),
    end: fc.constantFrom('\n', '\n', '\r\n'),
    form: fc.constantFrom('NFC', 'NFC', 'NFC', 'NFD'),
    mark: fc.constantFrom('', '', '\uFEFF'),
  })
  const sum = { inside: 0, outside: 0, texts: 0 }
  fc.assert(
    fc.property(text, fc.constantFrom('vi', 'vi', 'en'), ({ title, blocks, end, form, mark }, language) => {
      const written = `---\ntitle: ${title}\nsummary: nghành\ndate: 2024-05-02\n---\n\n${blocks.join('\n\n')}\n`
      const counted = judge(Buffer.from(mark + written.replaceAll('\n', end).normalize(form)), language as SiteLanguage)
      sum.inside += counted.inside
      sum.outside += counted.outside
      sum.texts++
      expect(counted.outside).toBe(0)
    }),
    { numRuns: 2000, seed },
  )
  process.stdout.write(
    `seed ${seed}: ${sum.texts} texts, ${sum.inside} edits, ${sum.outside} characters changed outside them\n`,
  )
  expect(sum).toMatchObject({ outside: 0, texts: 2000 })
  expect(sum.inside).toBeGreaterThan(2000)
})

test('real texts: nothing changes outside what is told, and twice is once', () => {
  // `FIX_CORPUS=…` asks the same of a larger collection.
  const folders = [
    join(repository, 'content'),
    join(repository, 'docs/guide/content'),
    ...(process.env.FIX_CORPUS ? [process.env.FIX_CORPUS] : []),
  ]
  const sum = { inside: 0, outside: 0, texts: 0 }
  for (const folder of folders)
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.md')) continue
      const bytes = readFileSync(join(folder, name))
      for (const language of ['vi', 'en'] as const) {
        const counted = judge(bytes, language)
        expect([name, counted.outside]).toEqual([name, 0])
        sum.inside += counted.inside
        sum.outside += counted.outside
      }
      sum.texts++
    }
  process.stdout.write(
    `${sum.texts} real texts in two languages: ${sum.inside} edits, ${sum.outside} characters changed outside them\n`,
  )
  expect(sum.texts).toBeGreaterThan(20)
  expect(sum.outside).toBe(0)
})

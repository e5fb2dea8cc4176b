/** The fast parser beside the reference: whatever the text, the two give one HTML, one set of facts, one list of problems. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import spec from 'commonmark-spec'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBody } from '../../src/content/body.ts'
import { isPlain } from '../../src/content/markdown/plain.ts'
import { readPlain } from '../../src/content/markdown/plain-body.ts'
import { fastReader, type MarkdownReader, referenceReader } from '../../src/content/markdown/reader.ts'
import { repository } from '../support/portal.ts'
import { plainTexts } from './plain-texts.ts'

const fast = (await fastReader()) ?? absent()

function absent(): never {
  throw new Error('there is no fast parser on this machine to be compared')
}

const settings = {
  language: 'vi' as const,
  imageHosts: ['anh.example.gov.vn'],
  homes: ['https://thu.example.gov.vn/tin/'],
}

/** All that a body gives, and what is told of it, as the memo keeps it: to the order of its keys. */
function given(markdown: string, reader: MarkdownReader) {
  return readBody(markdown, { file: 'content/2024/a.md', folder: '2024', firstLine: 10 }, settings, reader)
}

function same(markdown: string) {
  const [one, other] = [given(markdown, fast), given(markdown, referenceReader)]
  if (JSON.stringify(one) === JSON.stringify(other)) return
  expect(one).toEqual(other)
  expect(JSON.stringify(one)).toBe(JSON.stringify(other))
}

/** Whether a body is read in one pass over its HTML. */
function isReadInOnePass(markdown: string): boolean {
  const html = fast(markdown)
  const words = { table: 'Bảng', taskDone: 'Xong', taskOpen: 'Chưa' }
  return html !== null && readPlain(html, markdown, { folder: '2024', ...settings, words }) !== null
}

describe('every example of CommonMark 0.31.2', () => {
  test.each(spec.tests.map(({ number, section, markdown }) => [number, section, markdown] as const))(
    '%i, %s',
    (_, __, markdown) => same(markdown.replaceAll('→', '\t')),
  )
})

describe('GFM, section by section', () => {
  test.each([
    ['a table', '| tên | số |\n| --- | --- |\n| xã | 12 |\n'],
    ['alignment, and pipes that are left out', '| abc | chỉ số |\n:-: | -----------:\nbar | baz\n'],
    ['an escaped pipe', '| f\\|oo |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |\n'],
    ['a table ended by a quote', '| abc | def |\n| --- | --- |\n| bar | baz |\n> trích\n'],
    ['a table that goes on without pipes', '| abc | def |\n| --- | --- |\n| bar | baz |\nbar\n\nbar\n'],
    ['a setext underline in a table', '| abc | def |\n| --- | --- |\n| bar | baz |\nbar\n===\n'],
    ['a header that does not match', '| abc | def |\n| --- |\n| bar |\n'],
    ['rows too short and too long', '| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |\n'],
    ['a table without rows', '| abc | def |\n| --- | --- |\n'],
    ['a table after a paragraph', 'lời dẫn\n| a | b |\n|---|:-:|\n| 1 | 2 |\n'],
    ['a table in a list and a quote', '- mục\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n\n> | c |\n> |---|\n> | 3 |\n'],
    ['one column, one line', '|a|\n|-|\n'],
    ['cells of nothing', '| | |\n|-|-|\n| | |\n||\n'],
    ['tasks', '- [ ] một\n- [x] hai\n- [X] ba\n- [] bốn\n- [ ]năm\n'],
    ['tasks that nest', '- [x] một\n  - [ ] hai\n  - [x] ba\n- [ ] bốn\n\n1. [x] năm\n'],
    ['a task that is loose', '- [ ] một\n\n- [x] hai\n\n  đoạn nữa\n'],
    ['strikethrough', '~~Xin~~ chào, ~~thế giới\n\nmới~~ và ~~~~bốn~~~~ và ~~a *b~~ c*\n'],
    ['three tildes are a fence', 'câu ~~~ba~~~ chữ\n\n~~~\nmã\n~~~\n'],
    ['www addresses', 'www.commonmark.org\n\nThăm www.commonmark.org/help để biết.\n\nWWW.X.VN không\n'],
    ['the ends of addresses', 'Thăm www.commonmark.org.\n\nThăm www.commonmark.org/a.b.!?,:;*_~\n'],
    [
      'brackets in addresses',
      'www.google.com/search?q=(commonmark)+ok\n\n(www.google.com/search?q=a))\n\n(www.x.vn/(a\n',
    ],
    ['references at their ends', 'www.google.com/search?q=commonmark&hl=en\n\nwww.google.com/search?q=a&hl;\n'],
    ['a bracket ends them', 'www.commonmark.org/he<lp\n'],
    [
      'quotes end them',
      '“https://a.vn/y” ‘http://a.vn/b’ «www.a.vn/c» “www.a.vn/d.” (xem “https://a.vn/e”). https://a.vn/f…\n',
    ],
    [
      'full-width punctuation ends them',
      '见https://a.vn/x，并http://b.vn/y。（https://c.vn/z） 「www.d.vn/w」 “https://e.vn/v”và\n',
    ],
    ['with a protocol', 'http://a.vn\n\n(xem https://encrypted.google.com/search?q=(a))\n\nftp://foo.bar.baz\n'],
    ['without a dot', 'http://localhost:3000/a và https://a\n'],
    ['beside letters', 'xhttp://a.vn và đhttps://a.vn, 1www.a.vn *http://a.vn* _www.a.vn_ "https://a.vn"\n'],
    ['mail', 'foo@bar.baz và hello@mail+xyz.example, hello+xyz@mail.example.\n'],
    ['mail that is none', 'a.b-c_d@a.b\n\na.b-c_d@a.b.\n\na.b-c_d@a.b-\n\na.b-c_d@a.b_\n\n@a.vn a@ a@b\n'],
    ['mailto and xmpp', 'mailto:foo@bar.baz, mailto:a.b@c.d/e, xmpp:foo@bar.baz/txt@bin.com\n'],
    ['addresses within links, code and headings', '[www.a.vn](/b) `www.a.vn` [x](www.a.vn)\n\n## https://a.vn/x\n'],
    ['under_scores and Unicode in hosts', 'http://a_b.c_d.vn http://tên-miền.vn/đường?á=ố#ư www.tên.vn\n'],
    ['footnotes', 'Một[^1], hai[^hai] và lại[^1].\n\n[^1]: Chú thích.\n[^hai]: Dài\n    hơn.\n\n    Đoạn nữa.\n'],
    ['footnotes without their text, and the reverse', 'Một[^x] hai[^].\n\n[^y]: không ai dẫn\n\n[^ z]: không\n'],
    ['footnotes in footnotes', 'a[^a]\n\n[^a]: xem [^b]\n\n[^b]: xem [^a]\n'],
    [
      'footnotes in other blocks',
      '> a[^1]\n>\n> [^1]: trong trích\n\n- b[^2]\n\n  [^2]: trong danh sách\n\n| c[^1] |\n|---|\n',
    ],
    ['footnotes and links that look alike', '[^1](/a) ![^1] [^1][^1] [x][^1]\n\n[^1]: /url\n'],
    ['raw HTML', '<strong> <title> <style> <em>\n\n<blockquote>\n  <xmp> is disallowed. <XMP> too.\n</blockquote>\n'],
  ])('%s', (_, markdown) => same(markdown))
})

describe('what the two would read apart', () => {
  test.each([
    '10~20 … 30~40',
    'giá ~5.000 đồng ~ 6.000 đồng và ~~bỏ~~',
    ':::note\nchữ\n:::\n',
    'a\0b `c\0d` [e\0](/f\0)',
    '\uFEFFđầu',
    '---\nkhông: là khóa\n---\n',
    '"ngoặc" \'đơn\' -- --- ...',
    '$x$ và $$y$$',
    '{{ten}} {% if %} {#x}',
    '## Kết quả {#ket-qua}',
    '[[wiki]] ==đánh dấu== ^mũ^ H~2~O',
    'a\rb\r\rc\r\nd\n',
    'a\u2028b\u2029c\u0085d',
    'a  b c　d',
    '&#0; &#xD800; &#x110000; &nosuch; &copy &copy;',
    '\t- a\n\t\t- b\n',
    '1) a\n2) b\n\n10. c\n999999999. d\n1234567890. e\n',
    '<div>\n\n*a*\n\n</div>\n<!-- chú\nthích --> <?php ?> <![CDATA[x]]> <!DOCTYPE html>\n',
    '**Kết luận:**Nội dung và **đất**đai, *a*b, _a_b, **“x”**y',
    '![ảnh](a.png "chú thích")\n\n[b]: <đường dẫn.md> \'tên\'\n\n[b] và [B][b] và ![b]\n',
  ])('%j', (markdown) => same(markdown))
})

describe('real texts', () => {
  const folders = [
    join(repository, 'content'),
    join(repository, 'docs'),
    join(repository, 'test/sites'),
    // `CORPUS=…` asks the same of a larger collection.
    ...(process.env.CORPUS ? [process.env.CORPUS] : []),
  ]
  const files = folders.flatMap(markdownIn)

  test('there are some', () => {
    expect(files.length).toBeGreaterThan(60)
  })

  test.each(files.map((file) => [file.slice(repository.length + 1), file]))('%s', (_, file) => {
    same(bodyOf(file))
  })
})

test('texts that are thrown together from the pieces of Markdown', () => {
  const piece = fc.oneof(
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
    {
      weight: 8,
      arbitrary: fc.constantFrom(
        ...'a|đ|ất|Kết quả|12|.|,|:|;|!|?|(|)|[|]|<|>|"|\'|*|**|_|__|~~|`|``|\\|&|&amp;|#|-|+|=|/|@| |  |\t|\n|\n\n|\n  |\n    |\n> |\n- |\n1. |\n# |\n## |\n---\n|\n===\n|\n```\n|![|](|][|]: |[^1]|\n[^1]: |[x]|[ ] |<b>|</b>|<!--|-->|https://a.vn|www.a.vn|a@b.vn'.split(
          '|',
        ),
        '|',
        ' | ',
        '\n|-|-|\n',
        '\n| a | b |\n|---|---|\n',
        '\r\n',
      ),
    },
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => same(pieces.join(''))),
    { numRuns: 2000, seed: 1 },
  )
})

test('texts of the kind that bulletins are made of, and nearly of it', () => {
  const words =
    'Ủy ban nhân dân|huyện|12|3.5|94/QĐ-UBND|(xem)|“trích”|–|…|a_b|x*y|**đậm**|*nghiêng*|***cả hai***|__đậm__|_nghiêng_|~~bỏ~~|[chữ](a.md)|[c **đ** e](/x/ "tên")|![ảnh](a.jpg)|![ảnh](a.jpg "chú")|<https://a.vn/b?c=1>|https://a.vn|http://b.gov.vn/c/d.|(https://x.vn/y)|www.a.gov.vn,|a@b.vn|x.y@b.com.vn.|**Kết luận:**|**a [b](c) d**|*a **b** c*|&|&amp;|&lt;|5 > 3|50%|#1|1.|2)|-|+|:|"ngoặc"|😀|a\u00a0b|A\u0301|  |{x}|$|^|=|[1]|**|*|_|**“x”**|*(x)*|(**x**)|**x**-**y**|~'
  const inline = fc
    .array(fc.constantFrom(...words.split('|')), { minLength: 1, maxLength: 6 })
    .map((some) => some.join(' '))
  const line = fc
    .tuple(
      fc.constantFrom('', '', '', '## ', '- ', '* ', '1. ', '2) ', '  - ', '    - ', '- [ ] ', '- [x] ', '> ', '   '),
      inline,
      fc.constantFrom('', '', '', '  '),
    )
    .map((parts) => parts.join(''))
  const row = fc.tuple(inline, inline).map(([a, b]) => `| ${a} | ${b} |`)
  const table = fc
    .tuple(row, fc.array(row, { maxLength: 3 }))
    .map(([head, rows]) => [head, '|---|:-:|', ...rows].join('\n'))
  const quote = fc
    .tuple(inline, inline, fc.constantFrom('>', '> ', '>\n>'))
    .map(([a, b, gap]) => `> ${a}\n${gap}\n> ${b}`)
  const block = fc.oneof(quote, { weight: 5, arbitrary: line }, { weight: 1, arbitrary: table }, fc.constant('---'))
  const text = fc
    .array(fc.tuple(block, fc.constantFrom('\n', '\n\n', '\n\n')), { maxLength: 8 })
    .map((blocks) => blocks.flat().join(''))
  let plain = 0
  fc.assert(
    fc.property(text, (markdown) => {
      if (isPlain(markdown)) plain++
      same(markdown)
    }),
    { numRuns: 3000, seed: 1 },
  )
  expect(plain).toBeGreaterThan(100)
})

describe('plain texts', () => {
  test('composed at random', () => {
    let inOnePass = 0
    const numRuns = 2000
    fc.assert(
      fc.property(plainTexts, (markdown) => {
        if (isReadInOnePass(markdown)) inOnePass++
        same(markdown)
      }),
      { numRuns, seed: 1 },
    )
    expect(inOnePass / numRuns).toBeGreaterThan(0.3)
  })

  test.each([
    ['headings that skip a level, and are alike', '# A\n\n### A\n\ntừ\n\n###### *A* & b\n\n## 民\n'],
    [
      'links of every kind',
      '[x](b.md "chú") và [y](/a?b=1&c=2#d), [z](#a)\nvà <https://a.vn/x> www.a.vn https://b.vn/c.\n',
    ],
    ['an address after the same words in an address', '[a](https://a.vn/www.a.vn) www.a.vn\n'],
    ['words that are their own address', 'a tep.pdf [tep.pdf](tep.pdf)\n'],
    [
      'the site by its full address',
      'xem [x](https://thu.example.gov.vn/tin/2024/a/#b) https://www.thu.example.gov.vn/tin/\n',
    ],
    ['a figure, an image alone, one in a line', '![a > b](a.jpg "94/QĐ-UBND")\n\n![a](a.jpg)\n\nx ![a](c.png "d") y\n'],
    ['an image of another site', '![a](https://anh.example.gov.vn/a.jpg)\n'],
    [
      'tables and tasks',
      '| a | b | c |\n|:--|:-:|--:|\n| 94/QĐ-UBND | [x](y.md) | |\n\n- [ ] một\n- [x] hai\n  - ba\n',
    ],
    [
      'citations in emphasis, links and after images',
      '**94/QĐ-UBND** [95/QĐ-UBND](a.md) ![a](b.png) 96/QĐ-UBND *Quyết định* số **7** ngày 1/2/2024 của UBND\n',
    ],
  ])('%s, in one pass', (_, markdown) => {
    expect(isReadInOnePass(markdown)).toBe(true)
    same(markdown)
  })
})

test('the bulletins of the sample portal are mostly plain', () => {
  const bodies = markdownIn(join(repository, 'content')).map(bodyOf)
  expect(bodies.filter(isPlain).length / bodies.length).toBeGreaterThan(0.5)
})

function bodyOf(file: string): string {
  return readFileSync(file, 'utf8').replace(/^---\n.*?\n---\n/s, '')
}

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => join(folder, name))
}

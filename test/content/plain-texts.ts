/** Bodies of the kind that is read in one pass, thrown together. */
import fc from 'fast-check'

const words = fc
  .array(
    fc.constantFrom(
      ...'Ủy ban nhân dân|một số|xã|12|3,5|(xem)|“trích”|–|…|5 > 3|a & b|&amp;|&lt;p>|&quot;|&#39;|"ngoặc"|\'đơn\'|a\u00a0b|A\u0301|50%|đ/c|24/24|20/1/2023|99/9/2023|của UBND tỉnh Sơn La|số 94|số: 7 ngày 31/02/2024 của HĐND huyện|Quyết định số 94 ngày 12/1/2023 của UBND tỉnh|94/QĐ-UBND|94/QĐ-UBND ngày 12/01/2023|Công văn số 1234/UBND-VX ngày 30/02/2023 của|10–QĐ/TU|15/2023/NĐ-CP'.split(
        '|',
      ),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((some) => some.join(' '))
const address = fc.constantFrom(
  ...'b.md|../2023/x.md#phan-1|/tin/?a=1&b=2#x|#muc-1|?a=%C4%91|tep.pdf|https://a.vn/?x=1&y=2|http://thu.example.gov.vn/tin/2024/a/#b|https://THU.example.gov.vn|//a.vn/b|ftp://a.vn|tel:+84|https://anh.example.gov.vn/a.jpg|anh/a.jpg|/static/a.png|xa/%C4%91.md?x#y%20z|a+b.pdf'.split(
    '|',
  ),
)
const refused = fc.constantFrom(
  ...'../../../ra.md|javascript:alert(1)|c:/x|a%zz|localhost:80|phim.mp4|tieng.mp3?a'.split('|'),
)
const title = fc.constantFrom('', '', ' "chú > thích"', ' " "', ' "a & \'b\' title="', ' "94/QĐ-UBND"', ' ""')
const link = fc
  .tuple(
    fc.constantFrom('', '', '!'),
    words,
    fc.oneof({ weight: 30, arbitrary: address }, { weight: 1, arbitrary: refused }),
    title,
  )
  .map(([sign, text, url, name]) => {
    return `${sign}[${text}](${url}${name})`
  })
const bare = fc.constantFrom(
  ...'https://a.vn|http://b.gov.vn/c/d.|(https://thu.example.gov.vn/tin/x/)|www.a.gov.vn,|a@b.vn|x.y@b.com.vn.|<https://a.vn/b?c=1>|<http://thu.example.gov.vn/tin/>'.split(
    '|',
  ),
)
const piece = fc.oneof({ weight: 5, arbitrary: words }, { weight: 2, arbitrary: link }, { weight: 1, arbitrary: bare })
const marked = fc
  .tuple(fc.constantFrom('', '', '', '**', '*', '***', '_', '__', '~~'), piece)
  .map(([mark, text]) => (mark === '' ? text : `${mark}v ${text} v${mark}`))
const inline = fc.array(marked, { minLength: 1, maxLength: 4 }).map((some) => some.join(' '))
const heading = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.oneof(inline, fc.constantFrom('Kết quả', 'Mục 1', 'Menu')))
const images = fc.array(
  fc.tuple(words, address, title, fc.constantFrom(' ', '\n', '  \n')).map(([alt, url, name, gap]) => {
    return `![${alt}](${url}${name})${gap}`
  }),
  { minLength: 1, maxLength: 3 },
)
const paragraph = fc
  .array(fc.tuple(inline, fc.constantFrom('', '  ')), { minLength: 1, maxLength: 3 })
  .map((lines) => lines.map((parts) => parts.join('')).join('\ndòng '))
const list = fc
  .tuple(
    fc.constantFrom('- ', '* ', '1. ', '- [ ] ', '- [x] '),
    fc.array(fc.tuple(fc.constantFrom('', '', '  ', '    '), inline, fc.constantFrom('\n', '\n', '\n\n')), {
      maxLength: 4,
    }),
  )
  .map(([bullet, items]) => {
    let count = 0
    const line = (indent: string, text: string) => indent + (bullet === '1. ' ? `${++count}. ` : bullet) + text
    return items.map(([indent, text, gap]) => line(bullet === '1. ' ? '' : indent, text) + gap).join('')
  })
const table = fc
  .tuple(
    fc.array(fc.constantFrom('---', ':-:', '--:', ':--'), { minLength: 1, maxLength: 3 }),
    fc.array(fc.array(fc.oneof({ weight: 4, arbitrary: inline }, fc.constant('')), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([rule, rows]) => {
    const row = (cells: readonly string[]) => `| ${cells.slice(0, rule.length).join(' | ')} |`
    return [row(rows[0] ?? []), row(rule), ...rows.slice(1).map(row)].join('\n')
  })
const block = fc.oneof(
  { weight: 4, arbitrary: paragraph },
  { weight: 3, arbitrary: heading.map(([level, text]) => `${'#'.repeat(level)} ${text}`) },
  { weight: 2, arbitrary: list },
  { weight: 2, arbitrary: table },
  { weight: 1, arbitrary: images.map((some) => some.join('').trimEnd()) },
  {
    weight: 1,
    arbitrary: fc.array(inline, { minLength: 1 }).map((some) => some.map((text) => `> ${text}`).join('\n>\n')),
  },
  { weight: 1, arbitrary: fc.constantFrom('---', '***') },
)
/** Blocks that are plain, most of them, with what a body's facts are made of: links, headings, citations, images. */
export const plainTexts = fc.array(block, { maxLength: 6 }).map((blocks) => blocks.join('\n\n'))

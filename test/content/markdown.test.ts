/** Markdown to a page's text: CommonMark, GFM, headings, figures, notices, footnotes, tables, tasks. */

import fc from 'fast-check'
import { toString as textOf } from 'hast-util-to-string'
import { describe, expect, test } from 'vitest'
import { elements, headings, read } from './body.ts'

describe('CommonMark and GFM', () => {
  test.each([
    ['*nghiêng* và **đậm**', '<p><em>nghiêng</em> và <strong>đậm</strong></p>'],
    ['~~bỏ~~', '<p><del>bỏ</del></p>'],
    ['`mã <b>`', '<p><code>mã &#x3C;b></code></p>'],
    ['dòng một  \ndòng hai', '<p>dòng một<br>\ndòng hai</p>'],
    ['dòng một\\\ndòng hai', '<p>dòng một<br>\ndòng hai</p>'],
    ['> trích', '<blockquote>\n<p>trích</p>\n</blockquote>'],
    ['- một\n- hai', '<ul>\n<li>một</li>\n<li>hai</li>\n</ul>'],
    ['3. ba\n4. bốn', '<ol start="3">\n<li>ba</li>\n<li>bốn</li>\n</ol>'],
    ['một\n\n---\n\nhai', '<p>một</p>\n<hr>\n<p>hai</p>'],
    ['\\*không nghiêng\\*', '<p>*không nghiêng*</p>'],
    ['&copy; &#169; &amp;', '<p>© © &#x26;</p>'],
    ['a < b & c > d', '<p>a &#x3C; b &#x26; c > d</p>'],
    ['```js\nx < 1\n```', '<pre><code class="language-js">x &#x3C; 1\n</code></pre>'],
    ['    thụt vào', '<pre><code>thụt vào\n</code></pre>'],
    ['<https://x.example/>', '<p><a href="https://x.example/">https://x.example/</a></p>'],
    ['xem https://x.example/a.', '<p>xem <a href="https://x.example/a">https://x.example/a</a>.</p>'],
    ['[chữ][1]\n\n[1]: https://x.example/ "Tên"', '<p><a href="https://x.example/" title="Tên">chữ</a></p>'],
    ['<sub>2</sub> <mark>x</mark> <kbd>Ctrl</kbd>', '<p><sub>2</sub> <mark>x</mark> <kbd>Ctrl</kbd></p>'],
  ])('%j', (markdown, html) => {
    const { html: made, told } = read(markdown)
    expect(made.trim()).toBe(html)
    expect(told).toEqual([])
  })

  test.each([
    'từ 10~20 tới 30~40 người',
    'mở cửa 8:30 và 13:30',
    'tỷ lệ 1:2:3',
    ':smile: :note: :x[y]{z}',
    '::x',
    '::youtube[video]{id=1}',
    'a ::: b',
    '10:::20',
    'giá ~5.000 đồng ~ 6.000 đồng',
    '$x$ và $$y$$',
  ])('%j stays as it is', (text) => {
    const { tree, told } = read(`${text}\n`)
    expect(textOf(tree).trim()).toBe(text)
    expect(told).toEqual([])
  })

  test.each(['{{ten}} {% if %}', '[[wiki]]', '==đánh dấu=='])('%j stays as it is, and is reported', (text) => {
    const { tree, told } = read(`${text}\n`)
    expect(textOf(tree).trim()).toBe(text)
    expect(told).toEqual(['foreign-markup 10:1'])
  })

  test.each(['từ 10~20 tới 30~40 người', 'mở cửa 8:30', '::x', ':x[y]'])('%j stays beside a notice too', (text) => {
    const { tree, told } = read(`${text}\n\n:::note\nx\n:::\n`)
    expect(textOf(elements(tree, 'p')[0] ?? tree)).toBe(text)
    expect(told).toEqual([])
  })

  test('any text at all is read, and gives no script', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '# ',
        '\n\n',
        '- ',
        '|a|b|\n|-|-|\n',
        ':::note\n',
        ':::\n',
        '[a](b)',
        '![](x)',
        '[^1]',
        '[^1]: x',
        '<b>',
        '</p>',
        '<script>',
        '\0',
        '\r\n',
        '```',
        '> ',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { tree } = read(pieces.join(''))
        expect(elements(tree, 'script')).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

describe('heading ids', () => {
  test.each([
    ['## Đẩy mạnh', ['h2#day-manh Đẩy mạnh']],
    ['## Khoa học & *công nghệ* `x`', ['h2#khoa-hoc-va-cong-nghe-x Khoa học & công nghệ x']],
    [
      '## Kết quả\n\n## Kết quả\n\n## kết  quả',
      ['h2#ket-qua Kết quả', 'h2#ket-qua-1 Kết quả', 'h2#ket-qua-2 kết  quả'],
    ],
    ['## a\n\n## a 1\n\n## a', ['h2#a a', 'h2#a-1 a 1', 'h2#a-2 a']],
    ['## 中国', ['h2#muc 中国']],
    ['## Menu\n\n## Nội dung', ['h2#menu-1 Menu', 'h2#noi-dung-1 Nội dung']],
    ['<h2 id="Rieng">Của tôi</h2>\n\n## riêng', ['h2#Rieng Của tôi', 'h2#rieng-1 riêng']],
    ['<h2 id="menu">Của tôi</h2>', ['h2#cua-toi Của tôi']],
    ['## x\n\n<p id="x">y</p>', ['h2#x-1 x']],
    ['Tiêu đề\n=======\n\nNhỏ hơn\n-------', ['h2#tieu-de Tiêu đề', 'h3#nho-hon Nhỏ hơn']],
  ])('%j', (markdown, expected) => {
    const { tree, body } = read(markdown)
    expect(headings(tree)).toEqual(expected)
    for (const heading of expected) expect(body.ids).toContain(/#(\S*)/.exec(heading)?.[1])
  })

  test('are the same for NFC and NFD, and never one twice', () => {
    const titles = fc.array(fc.constantFrom('Đẩy mạnh', 'Kết quả', 'Ổn định', 'ket qua', 'Kết quả 1', '中', ''), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(titles, (all) => {
        const markdown = all.map((title) => `## ${title}\n`).join('\n')
        const { body } = read(markdown.normalize('NFC'))
        expect(read(markdown.normalize('NFD')).body.ids).toEqual(body.ids)
        expect(new Set(body.ids).size).toBe(body.ids.length)
        expect(body.ids.every((id) => /^[a-z0-9-]+$/.test(id))).toBe(true)
      }),
    )
  })
})

describe('heading levels', () => {
  test.each([
    ['# a\n\n## b\n\n### c', ['h2', 'h3', 'h4'], []],
    ['### a\n\n#### b\n\n### c', ['h2', 'h3', 'h2'], []],
    ['## a\n\n#### b\n\n## c', ['h2', 'h3', 'h2'], ['heading-skipped 12:1']],
    ['## a\n\n##### b\n\n##### c\n\n### d', ['h2', 'h3', 'h3', 'h3'], ['heading-skipped 12:1']],
    ['#### a\n\n## b\n\n### c', ['h2', 'h2', 'h3'], []],
    ['###### a', ['h2'], []],
    ['# a\n\n# b', ['h2', 'h2'], []],
    ['# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f', ['h2', 'h3', 'h4', 'h5', 'h6', 'h6'], []],
    ['<h1>a</h1>\n\n<h4>b</h4>', ['h2', 'h3'], ['heading-skipped 12:1']],
    ['> # a\n\n- ### b', ['h2', 'h3'], ['heading-skipped 12:3']],
  ])('%j', (markdown, levels, expected) => {
    const { tree, told } = read(markdown)
    expect(headings(tree).map((heading) => heading.slice(0, 2))).toEqual(levels)
    expect(told).toEqual(expected)
  })

  test('begin at 2 and go down one at a time, always', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 }), (written) => {
        const { tree } = read(written.map((level) => `${'#'.repeat(level)} a\n`).join('\n'))
        const levels = headings(tree).map((heading) => Number(heading[1]))
        expect(levels[0]).toBe(2)
        for (const [index, level] of levels.entries()) {
          expect(level).toBeGreaterThanOrEqual(2)
          if (index > 0) expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1)
        }
      }),
    )
  })
})

describe('images', () => {
  test('alone with a title are figures, the title their caption', () => {
    const { tree, html } = read('![Ảnh](a.jpg "Lễ hội \\"cầu mưa\\" & <b>hoa</b>")\n')
    const [figure] = elements(tree, 'figure')
    expect(figure?.children.map((child) => (child.type === 'element' ? child.tagName : child.type))).toEqual([
      'img',
      'figcaption',
    ])
    expect(textOf(elements(tree, 'figcaption')[0] ?? tree)).toBe('Lễ hội "cầu mưa" & <b>hoa</b>')
    expect(elements(tree, 'b')).toEqual([])
    expect(elements(tree, 'img')[0]?.properties).toMatchObject({ src: '/hole-0', alt: 'Ảnh', width: 4, height: 3 })
    expect(elements(tree, 'img')[0]?.properties.title).toBeUndefined()
    expect(html).not.toContain('<p>')
  })

  test.each([['![Ảnh](a.jpg)'], ['![Ảnh](a.jpg "")'], ['![Ảnh](a.jpg "  ")'], ['chữ ![Ảnh](a.jpg "Tên")']])(
    '%s is none',
    (markdown) => {
      const { tree } = read(markdown)
      expect(elements(tree, 'figure')).toEqual([])
      expect(elements(tree, 'img').length).toBeGreaterThan(0)
    },
  )

  test('without alternative text are told, and are images all the same', () => {
    const { told, tree } = read('chữ\n\n![](a.jpg)\n\n  ![ ](b.jpg "Tên")\n')
    expect(told).toEqual(['image-alt-missing 12:1', 'image-alt-missing 14:3'])
    expect(elements(tree, 'img').map(({ properties }) => properties.alt)).toEqual(['', ''])
  })

  test('that only adorn say so, and nothing is told', () => {
    const { told, tree } = read('<img src="a.svg" decorative>\n\nchữ <img src="b.svg" alt="Hoa văn" decorative="">\n')
    expect(told).toEqual([])
    for (const { properties } of elements(tree, 'img')) expect(properties).toMatchObject({ alt: '' })
    expect(JSON.stringify(tree)).not.toContain('decorative')
    expect(read('<img src="a.svg" alt="">\n').told).toEqual(['image-alt-missing 10:1'])
  })
})

describe('several images and nothing else in a paragraph', () => {
  test('are a gallery, those with a title figures of it', () => {
    const { tree, body } = read('![Một](a.jpg "Chú thích")\n![Hai](b.jpg)  \n![Ba](c.jpg)\n')
    const [gallery, ...others] = elements(tree, 'div')
    expect(others).toEqual([])
    expect(gallery?.properties.className).toEqual(['gallery', 'cards'])
    expect(elements(tree, 'figcaption').map((caption) => textOf(caption))).toEqual(['Chú thích'])
    expect(elements(tree, 'img').map(({ properties }) => properties.alt)).toEqual(['Một', 'Hai', 'Ba'])
    expect(body.references.map((reference) => reference.to === 'file' && reference.gallery)).toEqual([true, true, true])
  })

  test.each([
    ['chữ ![Một](a.jpg) ![Hai](b.jpg)'],
    ['[![Một](a.jpg)](b.md) ![Hai](b.jpg)'],
    ['- ![Một](a.jpg)\n- ![Hai](b.jpg)'],
  ])('%s is none', (markdown) => {
    const { tree } = read(markdown)
    expect(elements(tree, 'div')).toEqual([])
    expect(elements(tree, 'img').length).toBe(2)
  })
})

describe('films and recordings', () => {
  test('are players with what is said about them under them, and nothing plays by itself', () => {
    const { tree, html, body } = read('![Lễ hội cầu mưa](phim.mp4)\n\n![Lời chúc](loi.mp3 "Chủ tịch chúc Tết")\n')
    const [video, ...others] = elements(tree, 'video')
    const [audio] = elements(tree, 'audio')
    expect(others).toEqual([])
    expect(video?.properties).toEqual({
      controls: true,
      ariaLabel: 'Lễ hội cầu mưa',
      src: '/hole-0',
      width: 4,
      height: 3,
    })
    expect(audio?.properties).toMatchObject({ controls: true, ariaLabel: 'Lời chúc', src: '/hole-1' })
    expect(elements(tree, 'figcaption').map((caption) => textOf(caption))).toEqual([
      'Lễ hội cầu mưa',
      'Chủ tịch chúc Tết',
    ])
    expect(video && elements(video, 'a').map((link) => [link.properties.href, textOf(link)])).toEqual([
      ['/hole-0', 'Lễ hội cầu mưa'],
    ])
    expect(html).not.toMatch(/autoplay|loop/)
    expect(body.references).toMatchObject([
      { to: 'file', path: '2024/phim.mp4', clip: 'video', image: false },
      { to: 'file', path: '2024/loi.mp3', clip: 'audio', image: false },
    ])
  })

  test('stand in a sentence too, and are named by their file where nothing else names them', () => {
    const { tree } = read('Xem ![](phim.webm) nhé.\n')
    expect(elements(tree, 'figure')).toEqual([])
    const [video] = elements(tree, 'video')
    expect(video && textOf(video)).toBe('phim.webm')
  })

  test.each([
    ['from another host', '![Phim](https://x.example/a.mp4)', 'image-host 10:1'],
    ['from outside the portal', '![Phim](../../a.mp4)', 'path-outside 10:1'],
  ])('%s are refused', (_, markdown, told) => {
    const read1 = read(markdown)
    expect(read1.told).toEqual([told])
    expect(read1.html).toContain('Phim')
    expect(elements(read1.tree, 'video')).toEqual([])
  })

  test('as HTML are taken out, for nobody can see what else they load', () => {
    const { told, tree } = read('<video src="a.mp4" autoplay onplay="x()"></video>\n')
    expect(new Set(told.map((one) => one.split(' ')[0]))).toEqual(new Set(['html-removed']))
    expect(elements(tree, 'video')).toEqual([])
  })
})

describe('notices', () => {
  test.each([
    ['note', 'Ghi chú', 'Note'],
    ['tip', 'Gợi ý', 'Tip'],
    ['important', 'Quan trọng', 'Important'],
    ['warning', 'Cảnh báo', 'Warning'],
  ])(':::%s', (name, vi, en) => {
    for (const [language, title] of [
      ['vi', vi],
      ['en', en],
    ] as const) {
      const { tree, told } = read(`:::${name}\nMột **hai**.\n\n- ba\n:::\n`, { language })
      const [box] = elements(tree, 'div')
      expect(box?.properties.className).toEqual(['notice', `notice-${name}`])
      const [label] = elements(tree, 'p')
      expect([label?.properties.className, label && textOf(label)]).toEqual([['notice-title'], title])
      expect(elements(tree, 'strong')).toHaveLength(1)
      expect(elements(tree, 'li')).toHaveLength(1)
      expect(told).toEqual([])
    }
  })

  test('may have a title of their own', () => {
    const { tree } = read(':::warning[Mưa *lớn*]\nchữ\n:::\n')
    expect(elements(tree, 'p').map(textOf)).toEqual(['Mưa lớn', 'chữ'])
    expect(elements(tree, 'em')).toHaveLength(1)
  })

  test('may lie in one another', () => {
    const { tree } = read('::::note\nngoài\n\n:::tip\ntrong\n:::\n::::\n')
    const [outer] = elements(tree, 'div')
    expect(outer && elements(outer, 'div').map(({ properties }) => properties.className)).toEqual([
      ['notice', 'notice-note'],
      ['notice', 'notice-tip'],
    ])
  })

  test.each(['luu-y', 'Note', 'constructor', 'toString'])('named %s are told, their text kept', (name) => {
    const { tree, told, diagnostics } = read(`một\n\n:::${name}\nhai **ba**\n:::\n`)
    expect(told).toEqual(['notice-unknown 12:1'])
    expect(diagnostics[0]?.args).toMatchObject({ name })
    expect(textOf(tree)).toContain('hai ba')
    expect(elements(tree, 'div').every(({ properties }) => properties.className === undefined)).toBe(true)
  })

  test('that are not closed go to the end', () => {
    const { tree } = read(':::note\nmột\n\nhai\n')
    expect(elements(tree, 'p').map(textOf)).toEqual(['Ghi chú', 'một', 'hai'])
  })

  test('take no attributes from their author', () => {
    const { html } = read(':::note{#x .y onclick=alert(1) style="a"}\nmột\n:::\n')
    expect(html).not.toMatch(/onclick|style|class="y|id="x"/)
  })
})

describe('footnotes', () => {
  test.each([
    ['vi', 'Chú thích', 'Quay lại chỗ dẫn chú thích 1'],
    ['en', 'Notes', 'Back to reference 1'],
  ] as const)('in %s', (language, label, back) => {
    const { tree, told } = read('Một[^a] hai[^b] ba[^a].\n\n[^a]: Chữ *a*.\n[^b]: Chữ b.\n', { language })
    expect(told).toEqual([])
    const [section] = elements(tree, 'section')
    expect(section && textOf(elements(section, 'h2')[0] ?? section)).toBe(label)
    const links = elements(tree, 'a')
    const ids = new Set<unknown>()
    for (const name of ['a', 'li', 'h2', 'section']) for (const one of elements(tree, name)) ids.add(one.properties.id)
    const { references, ids: known } = read('Một[^a] hai[^b] ba[^a].\n\n[^a]: Chữ *a*.\n[^b]: Chữ b.\n', {
      language,
    }).body
    expect(links).toHaveLength(references.length)
    for (const reference of references) {
      if (reference.to !== 'self') throw new Error('a footnote leads away')
      expect(ids).toContain(reference.fragment)
      expect(known).toContain(reference.fragment)
    }
    expect(links.find(({ properties }) => properties.ariaLabel !== undefined)?.properties.ariaLabel).toBe(back)
  })

  test('leave headings their ids and levels', () => {
    const { tree } = read('# Một[^1]\n\n## Chú thích\n\n[^1]: x\n')
    expect(
      headings(tree)
        .slice(0, 2)
        .map((one) => one.slice(0, 2)),
    ).toEqual(['h2', 'h3'])
    const ids = headings(tree).map((one) => /#(\S*)/.exec(one)?.[1])
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids[0]).toMatch(/^mot/)
  })

  test('of a label with marks and blanks work', () => {
    const { body } = read('Một[^ghi chú 1] hai[^đ].\n\n[^đ]: x\n')
    for (const reference of body.references) {
      if (reference.to !== 'self') throw new Error('a footnote leads away')
      expect(body.ids).toContain(reference.fragment)
    }
  })
})

describe('tables', () => {
  const markdown = '| Xã | Số hộ | Tỷ lệ |\n|:---|:---:|---:|\n| Chiềng Pằn | 12 | 87,94 |\n'

  test.each([
    ['vi', 'Bảng, cuộn ngang để xem hết'],
    ['en', 'Table, scroll sideways to see all'],
  ] as const)('scroll by themselves and have a name in %s', (language, label) => {
    const [box] = elements(read(markdown, { language }).tree, 'div')
    expect(box?.properties).toMatchObject({ className: ['table-scroll'], tabIndex: 0, ariaLabel: label })
    expect(box && elements(box, 'table')).toHaveLength(1)
  })

  test('align by class, never by style or attribute', () => {
    const { tree, html } = read(markdown)
    expect(elements(tree, 'th').map(({ properties }) => properties.className)).toEqual([
      ['align-left'],
      ['align-center'],
      ['align-right'],
    ])
    expect(elements(tree, 'td').map(({ properties }) => properties.className)).toEqual([
      ['align-left'],
      ['align-center'],
      ['align-right'],
    ])
    expect(elements(tree, 'th').every(({ properties }) => properties.scope === 'col')).toBe(true)
    expect(html).not.toMatch(/\s(?:style|align)=/)
  })

  test('in HTML are the same', () => {
    const { tree, told } = read(
      '<table><caption>Hộ</caption><tr><th scope="row">a</th><td colspan="2" align="right" style="x">b</td></tr></table>\n',
    )
    expect(told).toEqual([])
    expect(elements(tree, 'div')[0]?.properties.className).toEqual(['table-scroll'])
    expect(elements(tree, 'th')[0]?.properties.scope).toBe('row')
    expect(elements(tree, 'td')[0]?.properties).toEqual({ colSpan: 2, className: ['align-right'] })
  })

  test('are wrapped once each', () => {
    const { tree } = read(`${markdown}\n${markdown}`)
    expect(elements(tree, 'div')).toHaveLength(2)
    expect(elements(tree, 'table')).toHaveLength(2)
  })
})

test('tasks have named boxes that nobody can click', () => {
  const { tree, told } = read('- [x] xong\n- [ ] chưa\n- thường\n')
  expect(told).toEqual([])
  expect(elements(tree, 'input').map(({ properties }) => properties)).toEqual([
    { type: 'checkbox', checked: true, disabled: true, ariaLabel: 'Đã xong' },
    { type: 'checkbox', disabled: true, ariaLabel: 'Chưa xong' },
  ])
  expect(elements(read('- [x] a\n', { language: 'en' }).tree, 'input')[0]?.properties.ariaLabel).toBe('Done')
})

describe('the excerpt', () => {
  test.each([
    ['# Tiêu đề\n\nĐoạn *một* [liên kết](b.md).\n\nĐoạn hai.', 'Đoạn một liên kết.'],
    ['![Ảnh](a.jpg "Tên")\n\nĐoạn một.', 'Đoạn một.'],
    ['<script>x()</script>\n\nĐoạn một.', 'Đoạn một.'],
    ['dòng một\ndòng   hai', 'dòng một dòng hai'],
    ['', ''],
  ])('of %j is %j', (markdown, excerpt) => {
    expect(read(markdown).body.excerpt).toBe(excerpt)
  })

  test('ends with a whole word', () => {
    const { excerpt } = read('chữ '.repeat(100)).body
    expect(excerpt.length).toBeLessThanOrEqual(241)
    expect(excerpt).toMatch(/^(?:chữ )*chữ…$/)
  })

  test('holds no half of a letter', () => {
    const { excerpt } = read(`a${'🙂'.repeat(200)}`).body
    expect(excerpt).not.toMatch(/\p{Cs}/u)
  })

  test('holds no text of HTML', () => {
    expect(read('Một <b onclick="x">hai</b> <script>ba()</script> bốn.').body.excerpt).not.toMatch(/[<>]|onclick/)
  })
})

test('a text of nothing but blanks is empty', () => {
  expect(read(' \n\n').body.empty).toBe(true)
  expect(read('x').body.empty).toBe(false)
})

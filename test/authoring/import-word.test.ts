/** `import` of Word files: the text with all that Markdown can hold, the rest told; an office document's facts; files that are none. */
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { splitFrontMatter } from '../../src/content/front-matter.ts'
import { desk, time } from '../support/desk.ts'
import { buildPortal, page, portal, repository, runCli, tree, write } from '../support/portal.ts'
import { p, part, picture, r, table, wordFile } from '../support/word.ts'

const fixtures = join(repository, 'test/authoring/import-word')
const now = Number(time.SOURCE_DATE_EPOCH) * 1000
const png = readFileSync(join(repository, 'test/authoring/import/page_files/hop.png'))

/** A portal with a folder of Word files beside its content. */
function withFiles(files: Record<string, Uint8Array>): string {
  const root = portal({})
  mkdirSync(join(root, 'old'))
  write(root, Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`old/${name}`, bytes])))
  return root
}

const contents = (root: string) =>
  existsSync(join(root, 'content')) ? tree(join(root, 'content')) : new Map<string, string>()

const run = (root: string, ...args: string[]) =>
  desk(['import', join(root, 'old'), '--root', root, '--author', 'Lừ Chương', '--date', '2024-05-07', ...args])

const values = (text: string | undefined) => splitFrontMatter(text ?? '', 'x.md').frontMatter?.values

/** Imports one file of paragraphs below a title, builds what it became, and gives its body and the report. */
async function imported(body: string, parts: Parameters<typeof wordFile>[1] = {}, images: Record<string, string> = {}) {
  const root = withFiles({
    'a.docx': await wordFile(p('Tin thử', '<w:pStyle w:val="Heading1"/>') + body, parts, images),
  })
  const { exit, out, error } = await run(root)
  expect([exit, error]).toEqual([0, ''])
  const built = await buildPortal(root, { now, drafts: true })
  expect(built.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(built.counts.bulletins).toBe(1)
  const text = contents(root).get('2024/05/tin-thu.md') ?? ''
  return {
    out,
    root,
    body: splitFrontMatter(text, 'x.md').frontMatter?.body.trim(),
    html: page(root, '2024/05/tin-thu/index.html'),
  }
}

test('the letters of the fonts before Unicode come out as Unicode', async () => {
  const { out, body } = await imported(
    p('ñy ban nh©n d©n huyÖn Yªn Ch©u tæ chøc héi nghÞ triÓn khai c«ng t¸c c¶i c¸ch hµnh chÝnh.') +
      p('Héi nghÞ th«ng qua kÕ ho¹ch n¨m 2024.'),
  )
  expect(out).toContain('TCVN3')
  expect(body).toBe(
    'ủy ban nhân dân huyện Yên Châu tổ chức hội nghị triển khai công tác cải cách hành chính.\n\nHội nghị thông qua kế hoạch năm 2024.',
  )
})

describe('files as two programs write them', () => {
  test('become bulletins with headings, lists, tables, images, footnotes, and build', async () => {
    const root = withFiles({})
    write(root, {
      'portal.yaml': `${readFileSync(join(root, 'portal.yaml'), 'utf8')}issuers: [{name: UBND tỉnh Sơn La}]\n`,
    })
    cpSync(fixtures, join(root, 'old'), { recursive: true, filter: (path) => !/\.md$/.test(path) })
    const { status, stdout, stderr } = runCli(
      ['import', 'old', '--author', 'Văn phòng UBND tỉnh', '--date', '2024-05-07'],
      {
        cwd: root,
      },
    )
    expect([status, stderr]).toEqual([0, ''])
    const files = contents(root)
    const decision = '2024/05/quyet-dinh-ve-viec-cong-bo-chi-so-cai-cach-hanh-chinh-nam-2022-cua-cac-so-ban'
    const news = '2024/05/yen-chau-tong-ket-vu-xoai-nam-2024'
    expect([...files.keys()].sort()).toEqual([`${decision}-1.png`, `${decision}.md`, `${news}-1.png`, `${news}.md`])
    for (const [name, path] of [
      ['quyet-dinh', decision],
      ['tin-xoai', news],
    ] as const)
      expect(files.get(`${path}.md`)).toBe(readFileSync(join(fixtures, `expected/${name}.md`), 'utf8'))
    for (const told of [
      'chỗ thêm được theo dõi, đã chấp nhận: 1\n',
      'chỗ xóa được theo dõi, đã chấp nhận: 1: của năm trước\n',
      'chỗ xóa được theo dõi, đã chấp nhận: 1: khoảng\n',
      'bình luận: Lò Thị Mai: Kiểm tra lại điểm của Yên Châu.\n',
      'bình luận: Biên tập: Xin thêm ảnh hội nghị.\n',
      'chữ ẩn: 1: (bản nháp nội bộ)\n',
      'thuộc tính tệp, không dùng làm tác giả hay ngày: Admin, 2019-03-04T07:15:00Z\n',
      'số mục do Word tự đếm, nay là chữ: 5: Điều 1. | Điều 2. | a) | b) | Điều 3.\n',
      'người ký, còn trong bài: Cầm Văn Mẫu\n',
    ])
      expect(stdout).toContain(told)

    const built = await buildPortal(root, { now, drafts: true })
    expect([built.exit, built.counts.bulletins]).toEqual([0, 2])
    expect(built.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([])
    const html = page(root, `${decision}/index.html`)
    expect(html).toMatch(/<th rowspan="2" scope="col">Huyện<\/th>\s*<th colspan="2" scope="colgroup">Điểm<\/th>/)
    expect(html).toContain('alt="Biểu đồ điểm cải cách hành chính của các huyện"')
    expect(html).toContain('data-footnote-ref')
    expect(html).not.toMatch(/nháp nội bộ|của năm trước|Kiểm tra lại/)
    expect(page(root, `${news}/index.html`)).toMatch(/<ol start="3">\s*<li>Xuất khẩu/)
  })

  test('a second run finds them to be there', async () => {
    const root = withFiles({ 'a.docx': readFileSync(join(fixtures, 'tin-xoai.docx')) })
    await run(root)
    const before = contents(root)
    expect((await run(root)).out).toContain('Đã nhập 0 bài; 1 bài đã có')
    expect(contents(root)).toEqual(before)
  })
})

describe('an office document', () => {
  const center = '<w:jc w:val="center"/>'
  const bold = '<w:b/>'
  const heading = (left: string[], right: string[]) =>
    table([left.map((one) => p(one)).join(''), right.map((one) => p(one)).join('')])
  const motto = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập – Tự do – Hạnh phúc']
  const sound = heading(
    ['UBND TỈNH SƠN LA', 'SỞ NỘI VỤ', '-----', 'Số: 05/SNV-CCHC', 'V/v báo cáo cải cách', 'hành chính quý I'],
    [...motto, 'Sơn La, ngày 02 tháng 04 năm 2024'],
  )
  const letter = (head: string) =>
    wordFile(head + p('Kính gửi: UBND các huyện.') + p('Đề nghị báo cáo trước ngày 10/4/2024.'))

  test('has number, day, office and abstract; the day is the document’s, never the bulletin’s', async () => {
    const root = withFiles({ 'a.docx': await letter(sound) })
    const { exit, error } = await desk(['import', join(root, 'old'), '--root', root, '--author', 'Lừ Chương'])
    expect(exit).toBe(0)
    expect(error).toContain('[import-date-missing]')
    expect(error).toContain('2024-04-02')
    const [[path, text] = ['', '']] = contents(root)
    expect(path).toBe('undated/ve-viec-bao-cao-cai-cach-hanh-chinh-quy-i.md')
    expect(values(text)).toEqual({
      title: 'Về việc báo cáo cải cách hành chính quý I',
      date: '1970-01-01',
      author: 'Lừ Chương',
      draft: true,
      decision: {
        number: '05/SNV-CCHC',
        date: '2024-04-02',
        issuer: 'SỞ NỘI VỤ TỈNH SƠN LA',
        title: 'Về việc báo cáo cải cách hành chính quý I',
      },
    })
    expect(text).toContain('---\n\nKính gửi: UBND các huyện.\n')
  })

  test('is named as the settings spell its office', async () => {
    const root = withFiles({ 'a.docx': await letter(sound) })
    write(root, {
      'portal.yaml': `${readFileSync(join(root, 'portal.yaml'), 'utf8')}issuers:\n  - {name: Sở Nội vụ tỉnh Sơn La}\n`,
    })
    await run(root)
    expect(values([...contents(root).values()][0])).toMatchObject({ decision: { issuer: 'Sở Nội vụ tỉnh Sơn La' } })
  })

  test('without a table, with type and abstract in lines of their own', async () => {
    const body = [
      ...[
        'HỘI ĐỒNG NHÂN DÂN',
        'HUYỆN YÊN CHÂU',
        ...motto,
        'Số: 12/2024/NQ-HĐND',
        'Yên Châu, ngày 5 tháng 7 năm 2024',
      ].map((one) => p(one, center, bold)),
      p('NGHỊ QUYẾT', center, bold),
      p('Về dự toán ngân sách', center, bold),
      p('năm 2025', center, bold),
      p('HỘI ĐỒNG NHÂN DÂN HUYỆN YÊN CHÂU', center, bold),
      p('Căn cứ Luật Ngân sách nhà nước;'),
    ]
    const root = withFiles({ 'a.docx': await wordFile(body.join('')) })
    await run(root)
    expect(values([...contents(root).values()][0])).toMatchObject({
      title: 'Nghị quyết về dự toán ngân sách năm 2025',
      decision: {
        number: '12/2024/NQ-HĐND',
        date: '2024-07-05',
        issuer: 'HỘI ĐỒNG NHÂN DÂN HUYỆN YÊN CHÂU',
        title: 'Về dự toán ngân sách năm 2025',
      },
    })
    expect([...contents(root).values()][0]).toContain('---\n\n**HỘI ĐỒNG NHÂN DÂN HUYỆN YÊN CHÂU**\n')
  })

  test.each([
    ['without its number yet', 'Số:       /SNV-CCHC', 'Sơn La, ngày      tháng 4 năm 2024', undefined],
    [
      'with a day that no calendar has',
      'Số: 05/SNV-CCHC',
      'Sơn La, ngày 31 tháng 02 năm 2024',
      { number: '05/SNV-CCHC' },
    ],
  ])('%s says no more than it does', async (_, number, day, decision) => {
    const root = withFiles({ 'a.docx': await letter(heading(['SỞ NỘI VỤ', number, 'V/v báo cáo'], [...motto, day])) })
    expect((await run(root)).exit).toBe(0)
    const [text] = contents(root).values()
    if (decision === undefined) expect(values(text)).not.toHaveProperty('decision')
    else expect(values(text)?.decision).toEqual({ ...decision, issuer: 'SỞ NỘI VỤ', title: 'Về việc báo cáo' })
    expect(text).not.toContain('CỘNG HÒA')
  })

  test('set with tabs, named only by its number; who signed it is no author', async () => {
    const tab = '</w:t><w:tab/><w:t>'
    const body = [
      p(`UBND HUYỆN YÊN CHÂU${tab}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM`),
      p(`PHÒNG NỘI VỤ${tab}Độc lập - Tự do - Hạnh phúc`),
      p(`Số: 7/PNV${tab}Yên Châu, ngày 3/4/2024`).replace('7/PNV', '7/TB-PNV'),
      p('Phòng Nội vụ thông báo lịch nghỉ lễ.'),
      p(`Nơi nhận:${tab}TRƯỞNG PHÒNG`),
      p('Cầm Văn Mẫu', '<w:jc w:val="right"/>', bold),
    ]
    const root = withFiles({ 'a.docx': await wordFile(body.join('')) })
    const { out } = await run(root)
    const [text] = contents(root).values()
    expect(values(text)).toEqual({
      title: 'Thông báo số 07/TB-PNV',
      date: '2024-05-07',
      author: 'Lừ Chương',
      category: 'thong-bao',
      draft: true,
      decision: { number: '07/TB-PNV', date: '2024-04-03', issuer: 'PHÒNG NỘI VỤ HUYỆN YÊN CHÂU' },
    })
    expect(text).toMatch(/---\n\nPhòng Nội vụ thông báo[\s\S]*\*\*Cầm Văn Mẫu\*\*\n$/)
    expect(out).toContain('người ký, còn trong bài: Cầm Văn Mẫu\n')
  })
})

test('news that names a document further down keeps its title, its day and all its words', async () => {
  const prose = 'Ủy ban nhân dân xã họp, bàn kế hoạch làm đường liên bản trong tháng.'
  const body = [
    p('Xã công bố quyết định mới', '<w:pStyle w:val="Title"/>'),
    p('Ngày đăng: 17/01/2023'),
    ...Array.from({ length: 5 }, (_, nth) => p(`${prose} Lần ${nth + 1}.`)),
    p('Số: 94/QĐ-UBND'),
    p('Hết.'),
  ]
  const root = withFiles({
    'a.docx': await wordFile(body.join(''), {
      'word/styles.xml': part(
        'styles',
        '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>',
      ),
    }),
  })
  expect(await run(root)).toMatchObject({ exit: 0, error: '' })
  const [text = ''] = contents(root).values()
  expect(values(text)).toEqual({
    title: 'Xã công bố quyết định mới',
    date: '2023-01-17',
    author: 'Lừ Chương',
    draft: true,
  })
  expect(text.split(prose)).toHaveLength(6)
  expect(text).toContain('Số: 94/QĐ-UBND')
})

describe('a text for publication', () => {
  test.each([
    ['a labelled line', p('Tin, ảnh: Cầm Mẫu'), 'Cầm Mẫu'],
    ['the last line, at the right', p('Cầm Văn Mẫu', '<w:jc w:val="right"/>', '<w:b/>'), 'Cầm Văn Mẫu'],
    ['nothing but --author', p('Cầm Văn Mẫu đã nói như vậy.'), 'Lừ Chương'],
  ])('has its author by %s', async (_, line, author) => {
    const root = withFiles({
      'a.docx': await wordFile(
        p('HỘI</w:t><w:br/><w:t>NGHỊ', '<w:jc w:val="center"/>', '<w:b/>') +
          p('TỔNG KẾT NĂM', '<w:jc w:val="center"/>', '<w:b/>') +
          p('Sáng nay, huyện họp.') +
          p('Ngày đăng: 06/05/2024') +
          line,
      ),
    })
    expect(await run(root)).toMatchObject({ exit: 0, error: '' })
    expect(values([...contents(root).values()][0])).toEqual({
      title: 'HỘI NGHỊ TỔNG KẾT NĂM',
      date: '2024-05-06',
      author,
      draft: true,
    })
  })

  test.each([
    ['the only heading', p('Ban biên tập') + p('Họp tổng kết', '<w:pStyle w:val="Heading1"/>') + p('Sáng nay.')],
    [
      'no heading of a part',
      p('Họp tổng kết', '<w:jc w:val="center"/>', '<w:b/>') +
        p('Tình hình', '<w:pStyle w:val="Heading1"/>') +
        p('Sáng nay.'),
    ],
    [
      'not the first of several',
      p('Họp tổng kết') +
        p('Một', '<w:pStyle w:val="Heading1"/>') +
        p('x') +
        p('Hai', '<w:pStyle w:val="Heading1"/>') +
        p('y'),
    ],
  ])('has its title by its look: %s', async (_, body) => {
    const root = withFiles({ 'a.docx': await wordFile(body) })
    expect(await run(root)).toMatchObject({ exit: 0, error: '' })
    expect(values([...contents(root).values()][0])).toMatchObject({ title: 'Họp tổng kết' })
  })

  test('has neither author nor date by the file’s properties', async () => {
    const core =
      '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:creator>Mẫu</dc:creator><dcterms:created>2015-01-02T03:04:05Z</dcterms:created></cp:coreProperties>'
    const root = withFiles({
      'a.docx': await wordFile(p('Tin thử') + p('Sáng nay, huyện họp.'), { 'docProps/core.xml': core }),
    })
    const { exit, error, out } = await desk(['import', join(root, 'old'), '--root', root])
    expect(exit).toBe(1)
    expect(error).toContain('[import-author-missing]')
    expect(out).toContain('Mẫu, 2015-01-02T03:04:05Z')
  })
})

describe('what Word holds', () => {
  /** As Word writes it: every paragraph and run tells which session of work it is of. */
  const sessions = (xml: string) => xml.replace(/<w:(?:p|r)(?=>)/g, '$& w:rsidR="00AB12CD" w:rsidRPr="001C2D3E"')
  const change = 'w:author="Mai" w:date="2024-01-01T00:00:00Z"'

  test('tracked changes are accepted and counted, comments and hidden words stay out', async () => {
    const { body, out } = await imported(
      `<w:p>${r('Một')}<w:ins w:id="1" ${change}>${r(' hai')}</w:ins><w:ins w:id="2" ${change}>${r(' ba')}</w:ins><w:del w:id="3" ${change}><w:r><w:delText> bốn</w:delText></w:r></w:del>${sessions(r(' mật', '<w:vanish/>'))}${r(' thấy', '<w:vanish w:val="0"/>')}<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>` +
        `<w:p><w:moveFrom w:id="4" ${change}>${r('Cũ')}</w:moveFrom></w:p><w:p><w:moveTo w:id="5" ${change}>${r('Mới')}</w:moveTo></w:p>` +
        `<w:p><w:pPr><w:rPr><w:del w:id="6" ${change}/></w:rPr></w:pPr>${r('Đầu ')}</w:p><w:p>${r('cuối', `<w:b/><w:rPrChange w:id="7" ${change}><w:rPr/></w:rPrChange>`)}</w:p>`,
      {
        'word/comments.xml': part('comments', `<w:comment w:id="0" w:author="Mai">${p('Xem &lt;lại&gt;')}</w:comment>`),
      },
    )
    expect(body).toBe('Một hai ba thấy\n\nMới\n\nĐầu **cuối**')
    expect(out).toContain('chỗ thêm được theo dõi, đã chấp nhận: 1\n')
    expect(out).toContain('chỗ chuyển được theo dõi, đã chấp nhận: 1\n')
    expect(out).toContain('chỗ sửa định dạng được theo dõi, đã chấp nhận: 1\n')
    expect(out).toContain('chỗ xóa được theo dõi, đã chấp nhận: 1: bốn\n')
    expect(out).toContain('chữ ẩn: 1: mật\n')
    expect(out).toContain('bình luận: Mai: Xem <lại>\n')
  })

  test('numbers that Word counts by itself stay what they were', async () => {
    const level = (at: number, format: string, label: string) =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${label}"/></w:lvl>`
    const numbering = part(
      'numbering',
      `<w:abstractNum w:abstractNumId="0">${level(0, 'upperRoman', '%1.')}${level(1, 'decimal', '%2.')}${level(2, 'decimal', '%2.%3.')}${level(3, 'bullet', '-')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="7"/></w:lvlOverride></w:num>`,
    )
    const item = (text: string, at: number, list = 1) =>
      sessions(p(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`))
    const styles = part(
      'styles',
      '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )
    const { body } = await imported(
      [
        p('Tình hình', '<w:pStyle w:val="Muc"/>'),
        item('Kinh tế', 1),
        item('Xã hội', 1),
        item('Giáo dục', 2),
        item('Y tế', 2),
        p('Giữa chừng.'),
        item('Quốc phòng', 1),
        item('dân quân', 3),
        item('Nhiệm vụ', 0),
        item('Thu ngân sách', 1),
        item('Chi ngân sách', 1, 2),
      ].join(''),
      { 'word/numbering.xml': numbering, 'word/styles.xml': styles },
    )
    expect(body).toBe(
      'I. Tình hình\n\n1. Kinh tế\n2. Xã hội\n\n2.1. Giáo dục\n\n2.2. Y tế\n\nGiữa chừng.\n\n3. Quốc phòng\n   - dân quân\n\nII. Nhiệm vụ\n\n1. Thu ngân sách\n2. Chi ngân sách',
    )
  })

  test('tables: lines in cells, merged cells, lists, tables within, footnotes', async () => {
    const merged = (text: string, properties: string) => `<w:tcPr>${properties}</w:tcPr>${p(text)}`
    const inner = table([p('trong'), p('bảng')])
    const { body, html } = await imported(
      table([p('Xã', '', '<w:b/>'), p('Điểm', '', '<w:b/>')], [p('A | B') + p('C'), p('1')]) +
        table(
          [merged('Cả hai', '<w:gridSpan w:val="2"/>')],
          [p('Có chú thích').replace('</w:p>', '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'), inner + p('')],
        ),
      { 'word/footnotes.xml': part('footnotes', `<w:footnote w:id="2">${p('Nguồn: *huyện*')}</w:footnote>`) },
    )
    expect(body).toContain('| Xã          | Điểm |\n| ----------- | ---- |\n| A \\| B<br>C | 1    |')
    expect(body).toContain('<td colspan="2">Cả hai</td>')
    expect(body).toContain('<td>\n\nCó chú thích[^1]\n\n</td>')
    expect(body).toContain('[^1]: Nguồn: \\*huyện\\*')
    expect(html).toMatch(/Có chú thích<sup>/)
    expect(html).toMatch(/<td>(?:<div[^>]*>)?<table>[\s\S]*trong[\s\S]*bảng[\s\S]*<\/table>/)
  })

  test('images: shown ones beside the bulletin, once; others told, never fetched', async () => {
    const { body, out, root } = await imported(
      picture('rId1', 'Họp &amp; bàn') +
        picture('rId1', 'Lại ảnh ấy') +
        picture('rId2', 'Sơ đồ') +
        picture('rId3', 'Ở xa', 'link') +
        picture('rId4', 'Mất tệp') +
        picture('rId9', '') +
        p('Hết.'),
      { 'word/media/a.png': png, 'word/media/b.emf': 'EMF' },
      {
        rId1: 'media/a.png',
        rId2: 'media/b.emf',
        rId3: 'http://127.0.0.1:9/x.png',
        rId4: 'media/none.png',
        rId9: 'media/none.png',
      },
    )
    expect(body).toBe('![Họp & bàn](tin-thu-1.png)\n\n![Lại ảnh ấy](tin-thu-1.png)\n\nSơ đồ\n\nỞ xa\n\nMất tệp\n\nHết.')
    expect([...contents(root).keys()]).toEqual(['2024/05/tin-thu-1.png', '2024/05/tin-thu.md'])
    expect(out).toContain('ảnh ở nơi khác, không tải: http://127.0.0.1:9/x.png\n')
    expect(out).toContain('ảnh mà trình duyệt không hiện được hoặc không có tệp: 4: image/x-emf: Sơ đồ | ')
  })

  test('what was cut off a picture in Word is not in the bulletin; a turned one stands upright', async () => {
    const half = { width: 8, height: 8, channels: 3 as const, background: '#ff0000' }
    const blue = await sharp({ create: { ...half, width: 4, background: '#0000ff' } })
      .png()
      .toBuffer()
    const source = await sharp({ create: half })
      .composite([{ input: blue, left: 4, top: 0 }])
      .png()
      .toBuffer()
    const shown = (inside: string, turn = '') =>
      picture('rId1', 'Ảnh')
        .replace('<a:blip r:embed="rId1"/>', `<a:blip r:embed="rId1"/>${inside}`)
        .replace('</pic:blipFill>', `</pic:blipFill><pic:spPr><a:xfrm${turn}/></pic:spPr>`)
    const { root, body } = await imported(
      shown('<a:srcRect r="50000"/>') + shown('', ' rot="5400000"') + picture('rId1', 'Nguyên'),
      { 'word/media/a.png': source },
      { rId1: 'media/a.png' },
    )
    expect(body?.match(/!\[/g)).toHaveLength(3)
    const colours = async (name: string) => {
      const { data, info } = await sharp(join(root, 'content/2024/05', name))
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true })
      const at = (x: number, y: number) => (data[(y * info.width + x) * 3] === 255 ? 'red' : 'blue')
      return [info.width, info.height, at(0, 0), at(info.width - 1, 0), at(0, info.height - 1)]
    }
    expect(await colours('tin-thu-1.png')).toEqual([4, 8, 'red', 'red', 'red'])
    expect(await colours('tin-thu-2.png')).toEqual([8, 8, 'red', 'red', 'blue'])
    expect(await colours('tin-thu-3.png')).toEqual([8, 8, 'red', 'blue', 'red'])
  })

  test('arrows and ticks are letters that fonts have', async () => {
    const { body } = await imported(p('\u{1F5F9} Có \u{1F86A} không \u{1F5F5}'))
    expect(body).toBe('☑ Có → không ☒')
  })

  test('parts by other names, as they are related; endnotes', async () => {
    const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    const related = (id: string, type: string, target: string) =>
      `<Relationship Id="${id}" Type="${relation}/${type}" Target="${target}"/>`
    const relations = (inside: string) =>
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`
    const level =
      '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>'
    const item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    const text =
      p('Tin thử') +
      p('Phạm vi', item) +
      p('Đối tượng', item).replace('</w:p>', '<w:r><w:endnoteReference w:id="3"/></w:r></w:p>')
    const sound = await wordFile(text, {
      '_rels/.rels': relations(related('rId1', 'officeDocument', '/word/document22.xml')),
      'word/document.xml': null,
      'word/document22.xml': part('document', `<w:body>${text}</w:body>`),
      'word/_rels/document22.xml.rels': relations(
        related('rId1', 'numbering', 'numbering22.xml') + related('rId2', 'endnotes', '/word/endnotes22.xml'),
      ),
      'word/numbering22.xml': part(
        'numbering',
        `<w:abstractNum w:abstractNumId="0">${level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
      ),
      'word/endnotes22.xml': part('endnotes', `<w:endnote w:id="3">${p('Nguồn')}</w:endnote>`),
    })
    const root = withFiles({ 'a.docx': sound })
    await run(root)
    expect([...contents(root).values()][0]).toContain(
      '---\n\nĐiều 1. Phạm vi\n\nĐiều 2. Đối tượng[^1]\n\n[^1]: Nguồn\n',
    )
  })

  test('images side by side in a table, with their captions below', async () => {
    const other = Buffer.concat([png, Buffer.from('x')])
    const { body } = await imported(
      table([picture('rId1', 'Một'), picture('rId2', 'Hai')], [p('Chú thích một'), p('')]) + p('Hết.'),
      { 'word/media/a.png': png, 'word/media/b.png': other },
      { rId1: 'media/a.png', rId2: 'media/b.png' },
    )
    expect(body).toBe('![Một](tin-thu-1.png "Chú thích một")\n\n![Hai](tin-thu-2.png)\n\nHết.')
  })

  test('what only the title refers to, or only newer programs draw, is told', async () => {
    const title = `<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>${r('Tin khác')}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`
    const drawn = `<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>${p('Trong hộp')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>`
    const root = withFiles({
      'a.docx': await wordFile(title + p('Nội dung bài.') + drawn, {
        'word/styles.xml': part(
          'styles',
          '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>',
        ),
        'word/footnotes.xml': part('footnotes', `<w:footnote w:id="2">${p('Ghi chú ở tựa')}</w:footnote>`),
      }),
    })
    const { out } = await run(root)
    expect(out).toContain('chú thích cuối trang: 1: Ghi chú ở tựa\n')
    expect(out).toMatch(/Bỏ:[\s\S]*hộp chữ: 1\n/)
    expect([...contents(root).values()][0]).toMatch(/title: Tin khác\n[\s\S]*---\n\nNội dung bài.\n$/)
  })

  test('fields leave their text; text boxes become paragraphs; equations, charts, headers and contents are told', async () => {
    const box = p('Trong hộp')
    const { body, out } = await imported(
      `<w:p>${r('Bảng ')}<w:fldSimple w:instr="SEQ">${r('1')}</w:fldSimple><w:r><w:cr/></w:r>${r('dòng hai')}</w:p>` +
        `<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:wsp><wps:txbx><w:txbxContent>${box}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${box}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>` +
        '<w:p><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>' +
        `<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="rId7"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>` +
        `${p('Mục lục', '<w:pStyle w:val="T"/>')}<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${p('I. Mục')}</w:sdtContent></w:sdt><w:p><w:hyperlink w:anchor="_Toc1">${r('liên kết trong')}</w:hyperlink> <w:hyperlink w:anchor="x">${r(' tệp')}</w:hyperlink></w:p>` +
        `<w:p>${r('H')}${r('2', '<w:vertAlign w:val="subscript"/>')}${r('O, 5 m')}${r('2', '<w:vertAlign w:val="superscript"/>')}${r(', 10')}${r('-4', '<w:vertAlign w:val="superscript"/>')}</w:p>`,
      {
        'word/styles.xml': part(
          'styles',
          '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>',
        ),
        'word/header1.xml': part('hdr', p('Lưu hành nội bộ')),
        'word/footer1.xml': part('ftr', p('2')),
        'word/vbaProject.bin': 'macro',
      },
    )
    expect(body).toBe('Bảng 1\\\ndòng hai\n\nTrong hộp\n\nliên kết trong tệp\n\nH<sub>2</sub>O, 5 m², 10<sup>-4</sup>')
    for (const told of [
      'hộp chữ: 1',
      'công thức: 1: x+1',
      'biểu đồ, sơ đồ hoặc tệp nhúng: 1: chart',
      'đầu trang, chân trang: 1: Lưu hành nội bộ',
      'mục lục: 1',
      'macro: vbaProject',
      'liên kết, còn lại chữ: #_Toc1',
    ])
      expect(out).toContain(told)
  })

  test('a large first letter is part of its word; a link in a field keeps its part and loses its tip', async () => {
    const initial =
      '<w:keepNext/><w:framePr w:dropCap="drop" w:lines="3" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/><w:spacing w:line="844" w:lineRule="exact"/>'
    const mark = (look: string) => `${initial}<w:rPr><w:rFonts w:ascii="Cambria"/>${look}<w:sz w:val="112"/></w:rPr>`
    const field = (instruction: string, text: string) =>
      `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`
    const { body } = await imported(
      p('S', mark('<w:b/>')) +
        p('áng nay, ủy ban họp.') +
        p('B', initial.replace('"drop"', '"margin"')) +
        p('uổi chiều, ủy ban họp tiếp.') +
        field('HYPERLINK "https://a.gov.vn/vb?so=94&amp;loai=qd" \\l "v=dieu-2" \\t "_blank"', 'Điều 2') +
        field('HYPERLINK "https://a.gov.vn/vb" \\o "Văn bản số 94"', 'Văn bản'),
    )
    expect(body).toBe(
      [
        'Sáng nay, ủy ban họp.',
        'Buổi chiều, ủy ban họp tiếp.',
        '[Điều 2](https://a.gov.vn/vb?so=94\\&loai=qd#v=dieu-2)',
        '[Văn bản](https://a.gov.vn/vb)',
      ].join('\n\n'),
    )
  })

  test('text that only looks like something of a page harms nothing', async () => {
    const { body, html } = await imported(
      p('&lt;script&gt;alert(1)&lt;/script&gt; **x** # {{t}} [z](q.md) :::note ![x](y.png) import-picture-7-') +
        p('---') +
        p('Đậm ', '', '<w:b/>') +
        `<w:p>${r('Điều 1.', '<w:b/>')}${r('Liền chữ')}</w:p>` +
        `<w:p>${r('Khoản 1. ', '<w:b/>')}${r('Chữ thường')}${r(' nghiêng', '<w:i/>')}${r('.')}</w:p>` +
        `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "javascript:alert(1)"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r('bấm')}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
    )
    expect(body).toContain('**Khoản 1.** Chữ thường *nghiêng*.')
    expect(html).toContain('<strong>Điều 1.</strong>Liền chữ')
    expect(body).toMatch(/\n\nbấm$/)
  })
})

describe('a file that is none', () => {
  const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex')
  const sound = () => wordFile(p('Tin thử') + p('Sáng nay, huyện họp.'))
  const huge = () => wordFile(p(' '.repeat(51_000_000)))
  /** The same archive, whose directory says that all is small. */
  const lying = async () => {
    const bytes = await huge()
    for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 4))
      bytes.writeUInt32LE(100, at + 24)
    return bytes
  }
  const files: [why: string, make: () => Promise<Buffer> | Buffer, words: string][] = [
    ['old Word', () => Buffer.concat([compound, Buffer.alloc(600)]), 'tệp Word cũ'],
    [
      'with a password',
      () => Buffer.concat([compound, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
      'mật khẩu',
    ],
    ['no archive', () => Buffer.from('{\\rtf1 Tin}'), 'không phải tệp Word'],
    ['empty', () => Buffer.alloc(0), 'không phải tệp Word'],
    [
      'another archive',
      async () => wordFile('', { 'word/document.xml': null, 'xl/workbook.xml': '<x/>' }),
      'không có văn bản Word',
    ],
    ['cut off', async () => (await sound()).subarray(0, 400), 'bị hỏng'],
    ['with broken XML', () => wordFile('<w:p><w:r></w:p>'), 'bị hỏng'],
    [
      'with entities that grow',
      () =>
        wordFile('', {
          'word/document.xml':
            '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>',
        }),
      'bị hỏng',
    ],
    ['that grows when unpacked', huge, 'lớn hơn mức cho phép'],
    [
      'of more tags than memory holds',
      () => wordFile(p('Tin thử') + '<w:p/>'.repeat(1_000_000)),
      'lớn hơn mức cho phép',
    ],
    ['that grows and lies about it', lying, '[import-word]'],
    [
      'tables within tables, thousands deep',
      () =>
        wordFile(p('Tin thử') + '<w:tbl><w:tr><w:tc>'.repeat(5000) + p('x') + '</w:tc></w:tr></w:tbl>'.repeat(5000)),
      '[text-too-complex]',
    ],
  ]
  test.each(files)('%s is told, and the rest is imported', async (_, make, words) => {
    const root = withFiles({ 'a.docx': await make(), 'b.docx': await sound(), '~$b.docx': Buffer.alloc(162) })
    const { exit, out, error } = await run(root)
    expect(exit).toBe(1)
    expect(error).toContain('old/a.docx')
    expect(error).toContain(words)
    expect(error).not.toContain('~$')
    expect(out).toContain('Đã nhập 1 bài; 0 bài đã có; 1 tệp không nhập.')
    expect([...contents(root).keys()]).toEqual(['2024/05/tin-thu.md'])
  })

  test('a text of 400 pages, its words in runs of their own, is imported whole', async () => {
    const looks = '<w:rFonts w:ascii="Times New Roman"/><w:sz w:val="28"/>'
    const words = 'Sáng nay, UBND huyện tổ chức hội nghị tổng kết công tác năm. '.repeat(5).trim().split(' ')
    const paragraph = `<w:p w:rsidR="00AB12CD">${words.map((word) => r(`${word} `, looks)).join('')}</w:p>`
    const pages = Array.from(
      { length: 400 },
      (_, at) =>
        p(`Trang ${at + 1}`, '<w:pStyle w:val="Heading2"/>') +
        paragraph.repeat(4) +
        table([p('Xã'), p('Điểm')], [p('A'), p(String(at))]),
    )
    const { body } = await imported(pages.join(''))
    expect(body?.match(/^## Trang /gm)).toHaveLength(400)
    expect(body?.match(/^\| A +\|/gm)).toHaveLength(400)
    expect(body?.split(words.join(' '))).toHaveLength(1601)
  })
})

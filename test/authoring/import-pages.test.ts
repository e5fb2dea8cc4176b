/** `import` of saved pages: the article without the page around it, nothing guessed, nothing overwritten, nothing that a build refuses. */
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { splitFrontMatter } from '../../src/content/front-matter.ts'
import { desk, time } from '../support/desk.ts'
import { buildPortal, portal, repository, tree, write } from '../support/portal.ts'

const fixtures = join(repository, 'test/authoring/import')
const now = Number(time.SOURCE_DATE_EPOCH) * 1000

/** A portal with a folder of old pages beside its content. */
function withPages(pages: Record<string, string> = {}): string {
  const root = portal({})
  rmSync(join(root, 'content'), { recursive: true, force: true })
  write(root, Object.fromEntries(Object.entries(pages).map(([name, text]) => [`old/${name}`, text])))
  return root
}

const contents = (root: string) =>
  existsSync(join(root, 'content')) ? tree(join(root, 'content')) : new Map<string, string>()

const run = (root: string, ...args: string[]) => desk(['import', join(root, 'old'), '--root', root, ...args])

function values(text: string | undefined) {
  return splitFrontMatter(text ?? '', 'x.md').frontMatter?.values
}

const prose = 'Sáng nay, UBND huyện tổ chức hội nghị tổng kết công tác năm và triển khai nhiệm vụ năm sau. '.repeat(2)
const page = (title: string, body = `<p>${prose}</p>`, head = '') =>
  `<html><head><title>${title}</title>${head}</head><body><h1>${title}</h1><p>Ngày đăng: 05/02/2024</p>${body}<p>Tác giả: Lừ Chương</p></body></html>`

describe('a saved page', () => {
  test('becomes a bulletin with its facts, its image and its caption, and builds', async () => {
    const root = withPages()
    cpSync(fixtures, join(root, 'old'), { recursive: true })
    rmSync(join(root, 'old/saved.txt'))
    const { exit, out, error } = await run(root)
    expect([exit, error]).toEqual([0, ''])
    const files = contents(root)
    const name = '2023/01/ubnd-huyen-hop-giao-ban-thang-1'
    expect([...files.keys()].sort()).toEqual([`${name}-1.png`, `${name}.md`])
    const text = files.get(`${name}.md`) ?? ''
    expect(values(text)).toEqual({
      title: 'UBND huyện họp giao ban tháng 1',
      date: '2023-01-17',
      author: 'Lừ Chương',
      category: 'tin-tuc',
      aliases: ['/tin-tuc/hop-giao-ban-thang-1.html'],
      legacy: { url: 'https://yenchau.example.gov.vn/tin-tuc/hop-giao-ban-thang-1.html', views: 1068 },
    })
    expect(text).toContain(
      '![Toàn cảnh cuộc họp](ubnd-huyen-hop-giao-ban-thang-1-1.png "Đồng chí Chủ tịch phát biểu")\n\nẢnh đại biểu\n\n## Kết quả\n',
    )
    expect(text).toContain('[Quyết định số 94/QĐ-UBND](https://yenchau.example.gov.vn/van-ban/94.html)')
    expect(text).toContain('- Một là \\*sao\\* & dấu\n- Hai là **đậm**\n')
    expect(text).toMatch(/\| Xã +\| Điểm \|/)
    expect(text).not.toMatch(/alert|Tin liên quan|Trang chủ|Thống kê|Lượt xem/)
    expect(out).toContain('Bỏ:\n    phần của khung trang: Tin liên quan | Bài A\n')
    expect(out).toContain('liên kết, còn lại chữ: javascript:alert(1)')
    expect(out).toContain('Đã nhập 1 bài; 0 bài đã có; 0 tệp không nhập.')
    const built = await buildPortal(root, { now })
    expect([built.exit, built.counts.bulletins]).toEqual([0, 1])
    expect(built.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([])
  })

  test('kept as plain text is found too; without a date it is a draft, and --date settles it', async () => {
    const root = withPages({ 'saved.txt': readFileSync(join(fixtures, 'saved.txt'), 'utf8') })
    const undated = await run(root)
    expect(undated.exit).toBe(0)
    expect(undated.error).toContain('[import-date-missing]')
    expect(undated.error).toContain('2023-01-12')
    const [[path, text] = ['', '']] = contents(root)
    expect(path).toMatch(/^undated\/ubnd-huyen-yen-chau-.*\.md$/)
    expect(values(text)).toMatchObject({ date: '1970-01-01', draft: true })
    expect(await buildPortal(root, { now })).toMatchObject({ exit: 0, diagnostics: [], counts: { bulletins: 0 } })

    rmSync(join(root, 'content'), { recursive: true })
    const dated = await run(root, '--date', '2023-02-01')
    expect([dated.exit, dated.error]).toEqual([0, ''])
    const [[target, whole] = ['', '']] = contents(root)
    expect(target).toMatch(/^2023\/02\//)
    expect(values(whole)).toEqual({
      title: 'UBND huyện Yên Châu nằm trong danh sách nhóm A về chỉ số cải cách hành chính năm 2022',
      date: '2023-02-01',
      author: 'Lừ Chương',
      category: 'tin-tuc',
      legacy: { views: 68 },
    })
    expect(whole).not.toMatch(/Lừ Chương\n\n|Thống kê|Đang online/)
    expect(whole.match(/Quyết định số 94 ngày 12\/1\/2023/g)).toHaveLength(2)
    expect(whole).toContain('\nanh tin bai\n')
    expect(dated.out).toContain('Đổi:\n    ngày: 2023-02-01\n')
    expect(dated.out).toContain('ảnh không có tệp, còn lại chữ thay ảnh: anh tin bai')
    expect(await buildPortal(root, { now })).toMatchObject({ exit: 0, counts: { bulletins: 1 } })
  })

  test.each([
    [
      'JSON-LD',
      '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-03-01T08:00:00+07:00"}</script>',
      '2024-03-01T08:00:00+07:00',
    ],
    ['a meta tag', '<meta property="article:published_time" content="2024-03-02">', '2024-03-02'],
    ['a labelled line', '', '2024-02-05'],
  ])('has its date by %s', async (_, head, date) => {
    const root = withPages({ 'a.html': page('Hội nghị tổng kết', undefined, head) })
    expect(await run(root)).toMatchObject({ exit: 0, error: '' })
    expect(values([...contents(root).values()][0])).toMatchObject({ date, author: 'Lừ Chương' })
  })

  test('never has a date that its text cites, or one that no calendar has', async () => {
    const undated = (line: string) =>
      page('Hội nghị tổng kết', `<p>${prose} Ngày 12/01/2023.</p>`).replace('Ngày đăng: 05/02/2024', line)
    const root = withPages({ 'a.html': undated(''), 'b.html': undated('Ngày đăng: 31/02/2024') })
    expect((await run(root)).exit).toBe(0)
    expect([...contents(root).values()].map((text) => values(text)?.draft)).toEqual([true, true])
  })

  test('gives relative links the address of --base, or leaves their text', async () => {
    const body = `<p>${prose}<a href="/b?x=1">Xem</a> <a href="#dau">đầu</a> <a href="mailto:a@example.gov.vn">thư</a></p>`
    const root = withPages({ 'a.html': page('Hội nghị tổng kết', body) })
    expect(await run(root)).toMatchObject({ exit: 0 })
    expect([...contents(root).values()][0]).toContain('Xem đầu [thư](mailto:a@example.gov.vn)')
    rmSync(join(root, 'content'), { recursive: true })
    await run(root, '--base', 'https://cu.example.gov.vn/tin/')
    expect([...contents(root).values()][0]).toContain('[Xem](https://cu.example.gov.vn/b?x=1) đầu')
  })

  test('keeps raised and lowered letters', async () => {
    const root = withPages({ 'a.html': page('Hội nghị tổng kết', `<p>${prose}5 m<sup>2</sup>, CO<sub>2</sub></p>`) })
    await run(root)
    expect([...contents(root).values()][0]).toContain('5 m<sup>2</sup>, CO<sub>2</sub>')
    expect(await buildPortal(root, { now })).toMatchObject({ exit: 0, counts: { bulletins: 1 } })
  })

  test('whose old address has a query is told to the server, not made an alias', async () => {
    const head = '<link rel="canonical" href="https://cu.example.gov.vn/Default.aspx?id=7">'
    const root = withPages({ 'a.html': page('Hội nghị tổng kết', undefined, head) })
    expect((await run(root)).out).toContain('chỉ máy chủ chuyển hướng được: /Default.aspx?id=7')
    expect(values([...contents(root).values()][0])).not.toHaveProperty('aliases')
  })
})

describe('what is there', () => {
  test('is found to be there by a second run, which writes nothing', async () => {
    const root = withPages({
      'a.html': page('Hội nghị A'),
      'b/b.htm': page('Hội nghị A'),
      'c.html': page('Hội nghị C'),
    })
    expect((await run(root)).out).toContain('Đã nhập 3 bài')
    const before = contents(root)
    expect([...before.keys()]).toEqual(['2024/02/hoi-nghi-a-2.md', '2024/02/hoi-nghi-a.md', '2024/02/hoi-nghi-c.md'])
    const again = await run(root)
    expect([again.exit, again.error]).toEqual([0, ''])
    expect(again.out).toContain('Đã nhập 0 bài; 3 bài đã có')
    expect(contents(root)).toEqual(before)
    expect(await buildPortal(root, { now })).toMatchObject({ exit: 0, counts: { bulletins: 3 } })
  })

  test('and differs is never overwritten, and the rest is imported', async () => {
    const root = withPages({ 'a.html': page('Hội nghị A'), 'c.html': page('Hội nghị C') })
    write(root, { 'content/2024/02/hoi-nghi-a.md': 'của tôi' })
    const { exit, error } = await run(root)
    expect(exit).toBe(1)
    expect(error).toContain('[file-exists]')
    expect(contents(root).get('2024/02/hoi-nghi-a.md')).toBe('của tôi')
    expect([...contents(root).keys()]).toContain('2024/02/hoi-nghi-c.md')
  })

  test('--dry-run tells the same and writes nothing', async () => {
    const root = withPages({ 'a.html': page('Hội nghị A') })
    expect((await run(root, '--dry-run')).out).toContain('Sẽ nhập 1 bài')
    expect([...contents(root)]).toEqual([])
  })
})

describe('bad input', () => {
  test('is told by file, and the rest is imported', async () => {
    const root = withPages({
      'a.html': page('Hội nghị A'),
      'deep.html': page('Hội nghị D', `${'<div>'.repeat(20_000)}<p>${prose}</p>`),
      'empty.html': '',
      'frames.html': '<html><head><title>Khung</title></head><frameset><frame src="a.html"></frameset></html>',
      'nobody.html': page('Hội nghị N').replace('Tác giả: Lừ Chương', ''),
      'image.jpg': 'x',
      'lao.html': page('ແຈ້ງການ'),
      [`${'Hội nghị & tiếp dân '.repeat(5)}.html`.normalize('NFD')]: page(`Hội nghị ${'rất dài '.repeat(60)}`),
    })
    write(root, { 'old/broken.html': '' })
    const { exit, out, error } = await run(root)
    expect(exit).toBe(1)
    expect(error).not.toContain('build-portal, không phải')
    for (const code of ['import-empty', 'import-author-missing', 'slug-empty']) expect(error).toContain(`[${code}]`)
    expect(out).toMatch(/Đã nhập [23] bài/)
    expect([...contents(root).keys()]).toContain('2024/02/hoi-nghi-a.md')
    expect(await buildPortal(root, { now })).toMatchObject({ exit: 0 })
  })

  test('that only looks like text of this page harms nothing', async () => {
    const body = `<p>${prose}&lt;script&gt;alert(1)&lt;/script&gt; ---</p><p>---</p><p>:::note</p><p>{{t}} ![x](y.png) [z](q.md)</p><img src="../../etc/x.png" alt="Ngoài"><img src="khong-co.png">`
    const root = withPages({ 'a.html': page('- yes: [no & "x" #1', body) })
    expect(await run(root)).toMatchObject({ exit: 0, error: '' })
    const built = await buildPortal(root, { now })
    expect([built.exit, built.diagnostics.filter(({ severity }) => severity === 'error')]).toEqual([0, []])
  })

  test.each([
    ['--date', 'hôm nay'],
    ['--base', 'cu'],
  ])('%s %s is refused', async (option, value) => {
    expect(await run(withPages(), option, value)).toMatchObject({ exit: 2, error: expect.stringContaining(option) })
  })

  test('a folder that cannot be written to is told', () => {
    const root = withPages({ 'a.html': page('Hội nghị A') })
    mkdirSync(join(root, 'content'))
    const isRoot = process.getuid?.() === 0
    // Permissions do not bind root.
    if (isRoot) for (const path of [root, join(root, 'content')]) chownSync(path, 65534, 65534)
    chmodSync(join(root, 'content'), 0o555)
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(repository, 'bin/build-portal.js'), 'import', join(root, 'old'), '--root', root],
      { encoding: 'utf8', env: { ...time, LANG: 'vi_VN' }, ...(isRoot && { uid: 65534, gid: 65534 }) },
    )
    expect(status).toBe(3)
    expect(stderr).toContain('[machine-failed]')
  })
})

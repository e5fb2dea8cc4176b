/** `import` of folders as they really are: what is no text to import is told by file, what a text offers goes along with it. */
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { desk, time } from '../support/desk.ts'
import { buildPortal, portal, repository, tree, write } from '../support/portal.ts'

const now = Number(time.SOURCE_DATE_EPOCH) * 1000
const png = readFileSync(join(repository, 'test/authoring/import/page_files/hop.png'))
const prose = 'Sáng nay, UBND huyện tổ chức hội nghị tổng kết công tác năm và triển khai nhiệm vụ năm sau. '.repeat(2)
const page = (title: string, body = '') =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1><p>Ngày đăng: 05/02/2024</p><p>${prose}</p>${body}<p>Tác giả: Lừ Chương</p></body></html>`

function withFiles(files: Record<string, string | Uint8Array>): string {
  const root = portal({})
  rmSync(join(root, 'content'), { recursive: true, force: true })
  write(root, Object.fromEntries(Object.entries(files).map(([name, data]) => [`old/${name}`, data])))
  return root
}

const run = (root: string, ...args: string[]) => desk(['import', join(root, 'old'), '--root', root, ...args])

const contents = (root: string) =>
  existsSync(join(root, 'content')) ? tree(join(root, 'content')) : new Map<string, string>()

describe('a file that no import reads', () => {
  test.each([
    ['Công văn.doc', 'lưu'],
    ['a.RTF', '.docx'],
    ['a.odt', '.docx'],
    ['a.wps', '.docx'],
    ['a.mht', 'trình duyệt'],
    ['Default.aspx?id=7', '.html'],
    ['a.zip', 'Giải nén'],
  ])('%s is told by file with what to do, and the rest is imported', async (name, hint) => {
    const root = withFiles({ [name]: 'x', 'b.html': page('Hội nghị B') })
    const { exit, out, error } = await run(root)
    expect(exit).toBe(1)
    expect(error.match(/\[[a-z-]+\]/g)).toEqual(['[import-kind]'])
    expect(error).toContain(`${join(root, 'old', name)} Không biết nhập loại tệp này`)
    expect(error.toLowerCase()).toContain(hint.toLowerCase())
    expect(out).toContain(`${join(root, 'old', name)}: không nhập\n`)
    expect(out).toContain('Đã nhập 1 bài; 0 bài đã có; 1 tệp không nhập.')
    expect([...contents(root).keys()]).toEqual(['2024/02/hoi-nghi-b.md'])
  })

  test('an address, or a name that is not there, is told for what it is', async () => {
    const root = withFiles({ 'b.html': page('Hội nghị B') })
    const { exit, error } = await desk(['import', 'https://cu.example.gov.vn/', join(root, 'co.html'), '--root', root])
    expect(exit).toBe(1)
    expect(error).toContain('Không tải gì từ mạng: mở trang bằng trình duyệt')
    expect(error).toContain('Kiểm tra lại tên và đường dẫn')
  })

  test('and that only a text could offer is a warning', async () => {
    const root = withFiles({ 'a.pdf': 'x', 'b.xlsx': 'x', 'c.html': page('Hội nghị C') })
    const { exit, out, error } = await run(root)
    expect(exit).toBe(0)
    expect(error.match(/\[[a-z-]+\]/g)).toEqual(['[import-unlinked]', '[import-unlinked]'])
    expect(out).toContain(`${join(root, 'old/a.pdf')}: không bài nào dẫn tới, để yên\n`)
    expect(out).toContain('Đã nhập 1 bài; 0 bài đã có; 0 tệp không nhập.')
  })

  test('and that is an imported text in another form only counts', async () => {
    const root = withFiles({ 'c.html': page('Hội nghị C'), 'C.doc': 'x', 'c.pdf': 'x', 'd/c.doc': 'x' })
    const { exit, out, error } = await run(root)
    expect(exit).toBe(1)
    expect(error.match(/\S+ Không biết nhập/g)).toEqual([`${join(root, 'old/d/c.doc')} Không biết nhập`])
    expect(out).toContain('2 tệp khác trong thư mục không phải bài viết, để yên: .doc 1, .pdf 1.')
  })

  test('furniture of pages is counted', async () => {
    const root = withFiles({
      'c.html': page('Hội nghị C', '<img src="c_files/a.png" alt="Cuộc họp">'),
      'c_files/a.png': png,
      'c_files/b.png': png,
      'c_files/site.css': 'p{}',
      'c_files/d.png': 'x',
    })
    const { exit, out, error } = await run(root)
    expect([exit, error]).toEqual([0, ''])
    expect(out).toContain('3 tệp khác trong thư mục không phải bài viết, để yên: .png 2, .css 1.\n')
  })

  test('a folder of nothing, or of furniture alone, is told', async () => {
    const root = withFiles({ 'site.css': 'p{}' })
    const of = await run(root)
    expect([of.exit, of.error]).toEqual([1, expect.stringContaining('Thư mục có 1 tệp nhưng không có bài viết nào')])
    rmSync(join(root, 'old/site.css'))
    const empty = await run(root)
    expect([empty.exit, empty.error]).toEqual([1, expect.stringContaining('Thư mục không có tệp nào')])
  })
})

describe('a document that a text links to', () => {
  test('goes along, once for all links to it, and builds; a second run writes nothing', async () => {
    const root = withFiles({
      'tin/a.html': page(
        'Hội nghị A',
        '<p><a href="files/Phụ lục.doc">Phụ lục</a> <a href="../chung/qd-94.pdf">Quyết định</a> <a href="../chung/qd-94.pdf#page=2">trang 2</a> <a href="/tai-ve/bieu%20mau.xls">Biểu</a></p>',
      ),
      'tin/files/Phụ lục.doc': 'một',
      'chung/qd-94.pdf': 'hai',
      'tai-ve/bieu mau.xls': 'ba',
    })
    const { exit, out, error } = await run(root)
    expect([exit, error]).toEqual([0, ''])
    expect(out).toContain('tệp đính kèm: files/Phụ lục.doc')
    const files = contents(root)
    const name = '2024/02/hoi-nghi-a'
    expect([...files.keys()].sort()).toEqual([`${name}-1.doc`, `${name}-2.pdf`, `${name}-3.xls`, `${name}.md`])
    expect(files.get(`${name}-2.pdf`)).toBe('hai')
    expect(files.get(`${name}.md`)).toContain(
      '[Phụ lục](hoi-nghi-a-1.doc) [Quyết định](hoi-nghi-a-2.pdf) [trang 2](hoi-nghi-a-2.pdf) [Biểu](hoi-nghi-a-3.xls)',
    )
    expect((await buildPortal(root, { now })).exit).toBe(0)
    expect((await run(root)).out).toContain('Đã nhập 0 bài; 1 bài đã có')
    expect(contents(root)).toEqual(files)
  })

  test('by its address on the old site goes along, where a copy of the site is imported', async () => {
    const link =
      '<p><a href="https://cu.example.gov.vn/files/qd.pdf">QĐ</a> <a href="https://x.example/files/qd.pdf">khác</a></p>'
    const root = withFiles({ 'a.html': page('Hội nghị A', link), 'files/qd.pdf': 'x' })
    expect((await run(root, '--base', 'https://cu.example.gov.vn/')).exit).toBe(0)
    expect(contents(root).get('2024/02/hoi-nghi-a.md')).toContain(
      '[QĐ](hoi-nghi-a-1.pdf) [khác](https://x.example/files/qd.pdf)',
    )
  })

  test('of another generator is found in its folder of public files, as are its images', async () => {
    const root = withFiles({
      'content/post/a.md': `---\ntitle: A\ndate: 2024-02-05\nauthor: An\n---\n\n[QĐ](/tai-ve/qd.pdf)\n\n![Cuộc họp](/anh/a.png)\n`,
      'static/tai-ve/qd.pdf': 'x',
      'static/anh/a.png': png,
    })
    expect((await run(root)).exit).toBe(0)
    const files = contents(root)
    expect([...files.keys()].sort()).toEqual(['2024/02/a-1.pdf', '2024/02/a-2.png', '2024/02/a.md'])
    expect(files.get('2024/02/a.md')).toContain('[QĐ](a-1.pdf)\n\n![Cuộc họp](a-2.png)')
  })

  test('outside the folder, or by a link of the file system that leads out of it, stays where it is', async () => {
    const root = withFiles({
      'a.html': page('Hội nghị A', '<p><a href="../rieng.pdf">một</a> <a href="ngoai/b.pdf">hai</a></p>'),
    })
    write(root, { 'rieng.pdf': 'x', 'rieng/b.pdf': 'x' })
    symlinkSync(join(root, 'rieng'), join(root, 'old/ngoai'))
    await run(root)
    expect([...contents(root).keys()]).toEqual(['2024/02/hoi-nghi-a.md'])
  })

  test('and that is imported itself has a page, to which the link leads', async () => {
    const root = withFiles({
      'a.html': page('Hội nghị A', `<p>${prose} Xem <a href="b.txt">Bài B</a>.</p>`),
      'b.txt': `Hội nghị B\nNgày đăng: 05/02/2024\n${prose}\nTác giả: Lừ Chương\n`,
    })
    expect(await run(root)).toMatchObject({ exit: 0, error: '' })
    expect(contents(root).get('2024/02/hoi-nghi-a.md')).toContain('[Bài B](hoi-nghi-b.md)')
  })
})

describe('the portal’s own folder of bulletins', () => {
  test('is no source, by its name, by a file in it, or within a folder', async () => {
    const root = withFiles({ 'b.html': page('Hội nghị B') })
    const text = '---\ntitle: Tin\ndate: 2024-02-05\nauthor: An\n---\n\nTin.\n'
    write(root, { 'content/tin.md': text })
    for (const at of ['content', 'content/tin.md']) {
      const { exit, error } = await desk(['import', join(root, at), '--root', root])
      expect([exit, error]).toEqual([1, expect.stringContaining('[import-own]')])
    }
    mkdirSync(join(root, 'content/2024'))
    const whole = await desk(['import', root, '--root', root])
    expect(whole.error).not.toContain('content/tin.md')
    expect([...contents(root).keys()].sort()).toEqual(['2024/02/hoi-nghi-b.md', 'tin.md'])
    expect(contents(root).get('tin.md')).toBe(text)
  })
})

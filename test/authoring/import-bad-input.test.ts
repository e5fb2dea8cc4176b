/** `import` of what people really have: pages of 20 MB, frames, names of any kind, folders that take nothing, and a run that is killed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { desk, time } from '../support/desk.ts'
import { buildPortal, portal, repository, tree, write } from '../support/portal.ts'

const now = Number(time.SOURCE_DATE_EPOCH) * 1000
const prose = 'Sáng nay, UBND huyện tổ chức hội nghị tổng kết công tác năm và triển khai nhiệm vụ năm sau. '.repeat(2)
const page = (title: string, body = '') =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1><p>Ngày đăng: 05/02/2024</p><p>${prose}</p>${body}<p>Tác giả: Lừ Chương</p></body></html>`

function withPages(pages: Record<string, string>): string {
  const root = portal({})
  write(root, Object.fromEntries(Object.entries(pages).map(([name, text]) => [`old/${name}`, text])))
  return root
}

const run = (root: string, ...args: string[]) => desk(['import', join(root, 'old'), '--root', root, ...args])

const contents = (root: string) =>
  existsSync(join(root, 'content')) ? tree(join(root, 'content')) : new Map<string, string>()

describe('a page of 20 MB', () => {
  test('whose weight is scripts and pictures within it is imported', async () => {
    const weight = `<script>${'x=1;'.repeat(2_000_000)}</script><img alt="Cuộc họp" src="data:image/png;base64,${'A'.repeat(12_000_000)}">`
    const root = withPages({ 'a.html': page('Hội nghị A', weight) })
    expect(await run(root)).toMatchObject({ exit: 0, error: '' })
    expect(contents(root).get('2024/02/hoi-nghi-a.md')).toContain('Cuộc họp')
  })

  test('whose weight is text is told, and the rest is imported', async () => {
    const root = withPages({
      'a.html': page('Hội nghị A', `<p>${prose}</p>`.repeat(100_000)),
      'b.txt': `Hội nghị B\n${`${prose}\n`.repeat(100_000)}`,
      'c.md': `---\ntitle: C\ndate: 2024-02-05\nauthor: An\n---\n${`${prose}\n\n`.repeat(100_000)}`,
      'd.html': page('Hội nghị D', '<p>x'.repeat(500_000)),
      'e.html': page('Hội nghị E'),
    })
    const { exit, error } = await run(root)
    expect(exit).toBe(1)
    expect(error.match(/\[[a-z-]+\]/g)).toEqual(Array.from({ length: 4 }, () => '[text-too-complex]'))
    expect([...contents(root).keys()]).toEqual(['2024/02/hoi-nghi-e.md'])
  })
})

describe('a page', () => {
  test.each([
    [
      'with frames',
      '<html><head><title>Khung trang</title></head><frameset cols="20%,*"><frame src="menu.html"><frame src="a.html"><noframes>Trình duyệt không có khung.</noframes></frameset></html>',
    ],
    ['without a body', '<html><head><title>Hội nghị tổng kết</title></head></html>'],
    ['of nothing', ''],
    ['of a form', '<title>Đăng nhập</title><body><form><input name="a"><button>Vào</button></form></body>'],
  ])('%s is told, and the rest is imported', async (_, html) => {
    const root = withPages({ 'a.html': html, 'b.html': page('Hội nghị B') })
    const { exit, error } = await run(root)
    expect(exit).toBe(1)
    expect(error).toContain('[import-empty]')
    expect([...contents(root).keys()]).toEqual(['2024/02/hoi-nghi-b.md'])
  })

  test('that never opens its body is imported', async () => {
    const root = withPages({
      'a.html': `<title>Hội nghị A</title><h1>Hội nghị A</h1>Ngày đăng: 05/02/2024<p>${prose}<p>Tác giả: Lừ Chương`,
    })
    expect(await run(root)).toMatchObject({ exit: 0, error: '' })
    expect([...contents(root).keys()]).toEqual(['2024/02/hoi-nghi-a.md'])
  })
})

describe('a file', () => {
  const long = `${'á'.normalize('NFC').repeat(60)}${'b'.repeat(125)}`
  test.each([
    ['of decomposed letters', 'Hội nghị.html'.normalize('NFD')],
    ['of spaces and signs', "Tin & ảnh 100% (1) #2 'x' $HOME.html"],
    ['of 250 bytes', `${long}.html`],
    ['in capitals', 'TIN.HTML'],
    ['of a dash', '-.html'],
  ])('whose name is %s is imported and builds', async (_, name) => {
    const root = withPages({ [name]: page('Hội nghị A') })
    expect(await run(root)).toMatchObject({ exit: 0, error: '' })
    expect(await buildPortal(root, { now })).toMatchObject({ exit: 0, counts: { bulletins: 1 } })
  })

  test('whose title is another’s gets a name of its own, however many there are', async () => {
    const pages = Array.from({ length: 40 }, (_, index) => [
      `${String(index).padStart(2, '0')}.html`,
      page('Lịch tiếp công dân'),
    ])
    const root = withPages(Object.fromEntries(pages))
    expect(await run(root)).toMatchObject({ exit: 0, error: '' })
    const names = Array.from(
      { length: 40 },
      (_, index) => `2024/02/lich-tiep-cong-dan${index === 0 ? '' : `-${index + 1}`}.md`,
    )
    expect([...contents(root).keys()]).toEqual(names.sort())
    expect((await run(root)).out).toContain('40 bài đã có')
  })
})

describe('a place that takes nothing', () => {
  test('is told by file, the rest is imported, and nothing is overwritten', async () => {
    const root = withPages({
      'a.html': page('Hội nghị A'),
      'b.html': page('Hội nghị B').replace('05/02/2024', '05/03/2025'),
    })
    write(root, { 'content/2024': 'một tệp ở chỗ của thư mục' })
    const { exit, error } = await run(root)
    expect(exit).toBe(3)
    expect(error).toContain('[machine-failed]')
    expect(error).toContain('content/2024/02/hoi-nghi-a.md')
    expect([...contents(root)].map(([path]) => path)).toEqual(['2024', '2025/03/hoi-nghi-b.md'])
    expect(contents(root).get('2024')).toBe('một tệp ở chỗ của thư mục')
  })

  test('leaves nothing half written', async () => {
    const root = withPages({ 'a.html': page('Hội nghị A') })
    // A folder where the unfinished file would stand.
    mkdirSync(join(root, 'content/2024/02/.hoi-nghi-a.md.unfinished/x'), { recursive: true })
    expect((await run(root)).exit).toBe(3)
    expect([...contents(root).keys()].filter((path) => path.endsWith('.md'))).toEqual([])
    rmSync(join(root, 'content/2024/02/.hoi-nghi-a.md.unfinished'), { recursive: true })
    expect(await run(root)).toMatchObject({ exit: 0, error: '' })
  })
})

describe('a run', () => {
  const url = (index: number) => `https://cu.example.gov.vn/${index}.html`
  const pages = Object.fromEntries(
    Array.from({ length: 150 }, (_, index) => {
      const links = `<p>Xem thêm <a href="${url((index * 7) % 150)}">bài này</a> và <a href="${(index * 11) % 150}.html#kq">bài kia</a>.</p><h2>KQ</h2><p>Chữ.</p>`
      const html = page(`Hội nghị ${index % 9 === 0 ? 'chung' : index}`, links)
      return [`${index}.html`, html.replace('<head>', `<head><link rel="canonical" href="${url(index)}">`)]
    }),
  )

  test('that is killed in its middle is finished by the next: the same as one that was not, and nothing else', async () => {
    const whole = withPages(pages)
    expect(await run(whole)).toMatchObject({ exit: 0 })
    const killed = withPages(pages)
    const folder = join(killed, 'content/2024/02')
    for (const least of [1, 80]) {
      const child = spawn(
        process.execPath,
        [join(repository, 'bin/build-portal.js'), 'import', join(killed, 'old'), '--root', killed],
        {
          env: { ...time, LANG: 'vi_VN' },
          stdio: 'ignore',
        },
      )
      const ended = once(child, 'exit')
      while (child.exitCode === null && !(existsSync(folder) && readdirSync(folder).length >= least))
        await new Promise((resolve) => setTimeout(resolve, 1))
      child.kill('SIGKILL')
      await ended
      // Whatever is there is whole.
      for (const [path, text] of contents(killed)) {
        if (path.endsWith('.unfinished')) continue
        expect(text).toBe(contents(whole).get(path))
      }
    }
    expect(await run(killed)).toMatchObject({ exit: 0, error: '' })
    expect(contents(killed)).toEqual(contents(whole))
  })

  test('that finds all there writes nothing', async () => {
    const root = withPages(pages)
    await run(root)
    const stamps = () =>
      ['2024/02', ...contents(root).keys()].map((path) => {
        const { ino, mtimeMs, ctimeMs } = statSync(join(root, 'content', path))
        return [path, ino, mtimeMs, ctimeMs]
      })
    const before = stamps()
    const again = await run(root)
    expect([again.exit, again.error]).toEqual([0, ''])
    expect(again.out).toContain('Đã nhập 0 bài; 150 bài đã có; 0 tệp không nhập.')
    expect(stamps()).toEqual(before)
  })

  test('takes up what a kill between name and tidying left', async () => {
    const root = withPages({ 'a.html': page('Hội nghị A') })
    await run(root)
    const left = join(root, 'content/2024/02/.hoi-nghi-a.md.unfinished')
    writeFileSync(left, 'nửa bài')
    expect((await run(root)).out).toContain('1 bài đã có')
    expect(existsSync(left)).toBe(false)
  })
})

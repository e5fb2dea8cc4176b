/** `new`: a valid file under the name that its title gives, and nothing written where that cannot be. */
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { splitFrontMatter } from '../../src/content/front-matter.ts'
import { desk, time } from '../support/desk.ts'
import { buildPortal, bulletin, plainSettings, portal, repository, runCli, tree, write } from '../support/portal.ts'

const contents = (root: string) =>
  existsSync(join(root, 'content')) ? tree(join(root, 'content')) : new Map<string, string>()

/** The only bulletin of a portal: its path under content/, text and front matter. */
function only(root: string) {
  const [[path, text] = ['', ''], ...others] = contents(root)
  expect(others).toEqual([])
  return { path, text, values: splitFrontMatter(text, path).frontMatter?.values }
}

describe('the program', () => {
  test('writes a draft with today’s date, in the schema’s order', () => {
    const root = portal({})
    const { status, stdout, stderr } = runCli(
      ['new', 'Lịch', 'tiếp', 'công dân', '--root', root, '--author', 'Lừ Chương', '--yes'],
      { env: time },
    )
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toBe('Đã tạo bản nháp content/2026/01/lich-tiep-cong-dan.md\n')
    expect(only(root)).toMatchObject({
      path: '2026/01/lich-tiep-cong-dan.md',
      text: '---\ntitle: Lịch tiếp công dân\ndate: 2026-01-05\nauthor: Lừ Chương\ncategory: tin-tuc\ndraft: true\n---\n\n',
    })
    expect(runCli(['check', '--strict', '--root', root], { env: time })).toMatchObject({ status: 0, stderr: '' })
  })

  test('asks nobody where nobody is at a terminal', () => {
    const root = portal({})
    const { status, stderr } = runCli(['new', '--root', root])
    expect(status).toBe(2)
    expect(stderr).toContain('cần tựa bài viết')
    expect(contents(root)).toEqual(new Map())
  })

  test('tells of a folder that is read-only, and writes nothing', () => {
    const root = portal({ 'content/2026/01/a.md': bulletin() })
    const isRoot = process.getuid?.() === 0
    const folder = join(root, 'content/2026/01')
    // Permissions do not bind root.
    if (isRoot)
      for (const path of ['', 'content', 'content/2026', 'content/2026/01']) chownSync(join(root, path), 65534, 65534)
    chmodSync(folder, 0o555)
    const before = contents(root)
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(repository, 'bin/build-portal.js'), 'new', 'Tin mới', '--yes', '--root', root, '--lang', 'vi'],
      { encoding: 'utf8', env: { ...time, NO_COLOR: '1' }, ...(isRoot && { uid: 65534, gid: 65534 }) },
    )
    expect(status).toBe(3)
    expect(stderr).toContain('Máy không ghi hoặc không đọc được "content/2026/01/tin-moi.md" (không có quyền, EACCES).')
    expect(contents(root)).toEqual(before)
    chmodSync(folder, 0o755)
  })
})

describe('the file', () => {
  const long = 'Ủy ban nhân dân huyện tổ chức hội nghị tổng kết '.repeat(7).slice(0, 300).trim()
  const titles: [name: string, title: string, file: string][] = [
    ['quotes', 'Phát động "Tết vì người nghèo" và \'Xuân ấm áp\'', 'phat-dong-tet-vi-nguoi-ngheo-va-xuan-am-ap'],
    ['a colon', 'Thông báo: nghỉ Tết #1', 'thong-bao-nghi-tet-1'],
    ['emoji', '🎉 Khai mạc lễ hội 🎊', 'khai-mac-le-hoi'],
    ['many letters', long, 'uy-ban-nhan-dan-huyen-to-chuc-hoi-nghi-tong-ket-uy-ban-nhan-dan-huyen-to-chuc'],
    ['one word without end', 'a'.repeat(200), 'a'.repeat(80)],
    ['letters and marks apart', 'Đẩy mạnh cải cách'.normalize('NFD'), 'day-manh-cai-cach'],
    ['a way out', '../../../etc/passwd', 'etc-passwd'],
    ['what YAML takes for something else', '- [x] & *y* {z}: |', 'x-va-y-z'],
    ['a number', '0123', '0123'],
    ['a fence', '--- tin ---', 'tin'],
    ['lines', 'Hai\n---\ndòng', 'hai-dong'],
  ]
  test.each(titles)('of a title with %s', async (_, title, file) => {
    const root = portal({})
    const { exit, error } = await desk([
      'new',
      '--root',
      root,
      `--title=${title}`,
      '--author',
      'Ban: "Biên tập"',
      '--yes',
    ])
    expect([exit, error]).toEqual([0, ''])
    const { path, values } = only(root)
    expect(path).toBe(`2026/01/${file}.md`)
    expect(file.length).toBeLessThanOrEqual(80)
    expect(values).toMatchObject({
      title: title.normalize('NFC').replace(/\s+/g, ' '),
      author: 'Ban: "Biên tập"',
      draft: true,
    })
  })

  test('of given facts is published as they say', async () => {
    const root = portal({})
    const facts = ['--category', 'Thông báo', '--author', 'A', '--decision', '94/QĐ-UBND', '--date', '2025-11-30']
    expect(
      await desk(['new', '--root', root, 'Tin', ...facts, '--slug', 'ten-khac', '--no-draft', '--yes']),
    ).toMatchObject({
      exit: 0,
      out: 'Đã tạo content/2025/11/ten-khac.md\n',
    })
    expect(only(root).text).toBe(
      '---\ntitle: Tin\ndate: 2025-11-30\nauthor: A\ndecision: 94/QĐ-UBND\ncategory: thong-bao\n---\n\n',
    )
    const { diagnostics } = await buildPortal(root)
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(existsSync(join(root, '_site/2025/11/ten-khac/index.html'))).toBe(true)
  })

  test.each([
    ['a date', '2024-01-02-hop'],
    ['a folder’s page', 'index'],
  ])('says its slug where its name reads as %s', async (_, slug) => {
    const root = portal({})
    await desk(['new', '--root', root, 'Tin', '--author', 'A', '--slug', slug, '--yes'])
    expect(only(root)).toMatchObject({ path: `2026/01/${slug}.md`, values: { slug } })
  })

  test('has author and section of the newest bulletin, unless the settings name an author', async () => {
    const root = portal({
      'content/2025/a.md': bulletin({ date: '2025-01-01', author: 'Cũ', category: 'tin-tuc' }),
      'content/2025/b.md': bulletin({
        date: '2025-12-01',
        author: '[{name: Mới, role: Cộng tác viên}, Ai đó]',
        category: 'thong-bao',
      }),
      'content/pages/c.md': bulletin({ date: '2025-12-31', author: 'Trang' }),
      'content/hong.md': 'không có gì',
    })
    await desk(['new', '--root', root, 'Tin một', '--yes'])
    expect(readFileSync(join(root, 'content/2026/01/tin-mot.md'), 'utf8')).toContain(
      'author: Mới\ncategory: thong-bao\n',
    )
    write(root, { 'portal.yaml': `${plainSettings}defaults: {author: Ban Biên tập, issuer: UBND xã}\n` })
    await desk(['new', '--root', root, 'Tin hai', '--yes'])
    expect(readFileSync(join(root, 'content/2026/01/tin-hai.md'), 'utf8')).toContain('author: Ban Biên tập\n')
  })
})

describe('nothing is written', () => {
  const wrong: [name: string, args: string[], code: string][] = [
    ['a day that does not exist', ['--date', '2024-02-30'], 'date-impossible'],
    ['a date of another form', ['--date', '31/12/2024'], 'date-form'],
    ['an unknown section', ['--category', 'the-thao'], 'category-unknown'],
    ['a slug that leads elsewhere', ['--slug', '../x'], 'value-invalid'],
    ['an empty author', ['--author', ' '], 'value-invalid'],
    ['a title of emoji alone', ['--title', '🎉'], 'slug-empty'],
    ['a title that a machine cannot print', ['--title', 'a\u0007b'], 'value-invalid'],
    ['no editor to open', ['--open'], 'usage-invalid'],
  ]
  test.each(wrong)('with %s', async (_, args, code) => {
    const root = portal({})
    const { exit, error, out } = await desk([
      'new',
      '--root',
      root,
      '--title',
      'Tin',
      '--author',
      'A',
      '--yes',
      ...args,
    ])
    expect(exit).toBeGreaterThan(0)
    expect(error).toContain(`[${code}]`)
    expect(out).toBe('')
    expect(contents(root)).toEqual(new Map())
  })

  test('with a title of emoji alone, and what to add to the command is said', async () => {
    const { error } = await desk(['new', '--root', portal({}), '🎉🎉', '--author', 'A', '--yes'])
    expect(error).toContain('--slug thong-bao-hop')
  })

  test('over a file that is there', async () => {
    const root = portal({ 'content/2026/01/tin.md': 'của tôi' })
    const { exit, error } = await desk(['new', '--root', root, 'Tin', '--author', 'A', '--yes'])
    expect([exit, error]).toEqual([1, expect.stringContaining('[file-exists]')])
    expect(only(root).text).toBe('của tôi')
  })
})

describe('somebody at a terminal', () => {
  test('is asked what was not given, and again where an answer is wrong', async () => {
    const root = portal({})
    const typed = ['', 'Tin vui', 'the-thao', '2', 'Lừ Chương', '', '2024-02-30', '2024-02-29']
    const { exit, asked, error } = await desk(['new', '--root', root], typed)
    expect(exit).toBe(0)
    expect(only(root)).toMatchObject({
      path: '2024/02/tin-vui.md',
      values: { title: 'Tin vui', date: '2024-02-29', author: 'Lừ Chương', category: 'thong-bao', draft: true },
    })
    expect(asked).toContain('Ngày đăng [2026-01-05]: ')
    expect(error).toContain('  2. Thông báo (thong-bao)\n')
    for (const code of ['value-invalid', 'category-unknown', 'date-impossible']) expect(error).toContain(`[${code}]`)
  })

  test('who only agrees gets the defaults', async () => {
    const root = portal({})
    const { exit, asked } = await desk(['new', '--root', root, 'Tin', '--author', 'A'], ['', '', ''])
    expect(exit).toBe(0)
    expect(asked).not.toContain('Tựa bài')
    expect(only(root).values).toMatchObject({ date: '2026-01-05', category: 'tin-tuc' })
  })

  test('may leave', async () => {
    const root = portal({})
    expect(await desk(['new', '--root', root, 'Tin'], [''])).toMatchObject({ exit: 130, out: '' })
    expect(contents(root)).toEqual(new Map())
  })

  test('has the file opened by their editor', () => {
    const root = portal({})
    const editor = `${process.execPath} -e require('fs').appendFileSync(process.argv[1],'Đã_viết.\\n')`
    const { status } = runCli(['new', 'Tin', '--author', 'A', '--yes', '--open', '--root', root], {
      env: { ...time, VISUAL: editor },
    })
    expect(status).toBe(0)
    expect(only(root).text).toMatch(/---\n\nĐã_viết\.\n$/)
  })
})

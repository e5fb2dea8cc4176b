/** `check --site` as people and CI run it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { home, temporaryFolder, theSample } from '../sample/built-sample.ts'
import { now, plainSettings, portal, repository, runCli, tree } from '../support/portal.ts'

const page = (body: string) =>
  `<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<title>Trang</title>\n</head>\n<body>\n<h1>Tin</h1>\n${body}\n</body>\n</html>\n`

const faulty = {
  '_site/index.html': page('<p><a href="/mat/">Mất</a></p>'),
  '_site/tin/index.html': page('<p><a href="/mat/">Mất</a></p>\n<h4>Nhảy</h4>\n<img src="/a.svg">'),
  '_site/a.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  '_site/van-ban.pdf': '%PDF-1.4',
}

function check(root: string, ...args: string[]) {
  return runCli(['check', '--root', root, '--now', now, '--site', ...args])
}

describe.each([
  { name: 'at the root of its host', options: [] },
  { name: 'below a path', options: ['--base-url', `${home}portal/`] },
])('the sample $name', ({ options }) => {
  test('has no fault, and stays byte for byte as it is', () => {
    const site = theSample(options)
    const before = tree(site)
    const report = join(temporaryFolder(), 'bao-cao.md')
    const { status, stdout, stderr } = check(
      repository,
      site,
      ...options,
      '--strict',
      '--format',
      'json',
      '--report',
      report,
    )
    const told = JSON.parse(stdout)
    expect(told.diagnostics).toEqual([])
    expect({ status, stderr, ok: told.ok }).toEqual({ status: 0, stderr: '', ok: true })
    expect(told.counts.pages).toBe([...before.keys()].filter((path) => path.endsWith('.html')).length)
    expect(told.counts.references).toBeGreaterThan(5000)
    expect(readFileSync(report, 'utf8')).toContain(`<${options[1] ?? home}>`)
    expect(tree(site)).toEqual(before)
  })
})

test('a fault of many pages is told once, at the first of them', () => {
  const root = portal(faulty)
  const { status, stdout } = check(root, '--format', 'json')
  const { diagnostics, ...rest } = JSON.parse(stdout)
  expect(status).toBe(1)
  expect(rest).toMatchObject({ ok: false, counts: { pages: 2, references: 3 }, report: null })
  const told = diagnostics.map(({ code, file, line, column }: Record<string, unknown>) => [code, file, line, column])
  expect(told).toEqual([
    ['page-link-broken', '_site/index.html', 9, 7],
    ['page-heading-skipped', '_site/tin/index.html', 10, 1],
    ['page-alt-missing', '_site/tin/index.html', 11, 1],
  ])
  expect(diagnostics[0].message).toContain('2 trang')
})

test('for people: the excerpt of the built file, and a tally', () => {
  const { stdout, stderr } = check(portal(faulty), '--lang', 'en')
  expect(stderr).toContain('> 11 | <img src="/a.svg">')
  expect(stdout).toBe('Looked at 2 pages, 3 links and files.\n3 errors\n')
})

test('for GitHub and GitLab', () => {
  const root = portal(faulty)
  expect(check(root, '--format', 'github').stdout).toContain(
    '::error file=_site/tin/index.html,line=10,col=1,title=page-heading-skipped::',
  )
  const issues = JSON.parse(check(root, '--format', 'gitlab').stdout)
  expect(issues.map(({ check_name }: { check_name: string }) => check_name)).toContain('page-alt-missing')
})

test('a weight over its budget fails under --strict alone, and can be switched off', () => {
  const files = {
    '_site/index.html': page('<p><img src="/a.jpg" alt="Ảnh"></p>'),
    '_site/a.jpg': new Uint8Array(2_000_000),
  }
  expect(check(portal(files)).status).toBe(0)
  expect(check(portal(files)).stderr).toContain('[page-heavy]')
  expect(check(portal(files), '--strict').status).toBe(1)
  const quiet = check(portal({ ...files, 'portal.yaml': `${plainSettings}lints: {page-heavy: off}\n` }), '--strict')
  expect({ status: quiet.status, stderr: quiet.stderr }).toEqual({ status: 0, stderr: '' })
})

test('a folder without pages is told', () => {
  const { status, stderr } = check(portal({ '_site/a.txt': 'x' }))
  expect(status).toBe(1)
  expect(stderr).toContain('[nothing-published]')
  expect(check(portal({})).stderr).toContain('[nothing-published]')
})

test('settings that cannot be read are wrong usage', () => {
  const broken = check(portal({ ...faulty, 'portal.yaml': 'title: [' }))
  expect(broken.status).toBe(2)
  expect(broken.stderr).toContain('[settings-syntax]')
  const missing = check(portal(faulty), '--config', 'khong-co.yaml')
  expect(missing.status).toBe(2)
  expect(missing.stderr).toContain('[settings-missing]')
})

describe('--report', () => {
  test('is what an officer can start from, in the language of the messages, of the day that --now says', () => {
    const settings = `${plainSettings}agency: {name: UBND xã Thử, phone: 0212 000 000, email: xa@thu.example.gov.vn}\n`
    const root = portal({ ...faulty, 'portal.yaml': settings })
    const vi = check(root, '--report', 'bao-cao/tiep-can.md')
    expect(vi.status).toBe(1)
    expect(vi.stdout).toContain('Báo cáo: bao-cao/tiep-can.md')
    const text = readFileSync(join(root, 'bao-cao/tiep-can.md'), 'utf8')
    expect(text).toContain('Ngày kiểm tra: 01/01/2026')
    expect(text).toContain('**không phải tuyên bố rằng trang đạt chuẩn**')
    expect(text).toContain('- <https://thu.example.gov.vn/tin/>')
    expect(text).toContain('| Ảnh có chữ thay thế | 1.1.1 | 1 lỗi khác nhau, nhiều nhất trên 1 trang |')
    expect(text).toContain('Tệp cần mở để xem: 1 PDF.')
    expect(text).toContain('0212 000 000, xa@thu.example.gov.vn')
    check(root, '--report', 'en.md', '--lang', 'en')
    const english = readFileSync(join(root, 'en.md'), 'utf8')
    expect(english).toContain('Date of the check: 1 January 2026')
    expect(english).toContain('**no statement that the site conforms**')
    expect(english).not.toMatch(/lỗi|kiểm tra/)
  })

  test('never lies inside the site', () => {
    const root = portal(faulty)
    const before = tree(root)
    const { status, stderr } = check(root, '--report', '_site/bao-cao.md')
    expect(status).toBe(2)
    expect(stderr).toContain('--report')
    expect(tree(root)).toEqual(before)
  })

  test('goes with --site alone', () => {
    const root = portal(faulty)
    expect(runCli(['check', '--root', root, '--report', 'a.md']).status).toBe(2)
    expect(existsSync(join(root, 'a.md'))).toBe(false)
  })

  test('that cannot be written is a failure of the machine', () => {
    const root = portal({ ...faulty, tep: 'x' })
    const { status, stderr } = check(root, '--report', 'tep/bao-cao.md')
    expect(status).toBe(3)
    expect(stderr).toContain('[machine-failed]')
  })
})

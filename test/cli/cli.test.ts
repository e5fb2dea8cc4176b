/** The program as people and CI run it: exit codes, output for machines, help, languages. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bulletin, callCli, page, plainSettings, portal, runCli, tree, write } from '../support/portal.ts'

const good = { 'content/a.md': bulletin(), 'content/b.md': bulletin({ title: 'Hai', draft: 'true' }) }
const broken = { ...good, 'content/c.md': bulletin({ date: '2024-02-30' }) }
const doubtful = { ...good, 'content/c.md': bulletin({ catagory: 'x' }) }

/** Runs a command on a new portal, at a fixed time, without a cache. */
function run(files: Record<string, string>, args: string[], env: Record<string, string> = {}) {
  const root = portal(files)
  const time =
    args.some((arg) => arg.startsWith('--now')) || env.SOURCE_DATE_EPOCH !== undefined || args[0] === 'verify'
  const at = ['--root', root, ...(time ? [] : ['--now', '2026-01-01T00:00:00Z'])]
  const [first = '', ...rest] = args
  const result = runCli(first === '' || first.startsWith('-') ? [...at, ...args] : [first, ...at, ...rest], { env })
  return { root, ...result }
}

function json(stdout: string) {
  return JSON.parse(stdout) as {
    ok: boolean
    version?: string
    counts?: Record<string, number>
    skipped?: { file: string; reason: string }[]
    changed?: string[]
    removed?: string[]
    nextDueAt?: string | null
    due?: { at: string; file: string; what: string }[]
    timings?: Record<string, number>
    bulletins?: { file: string; state: string; url: string | null; outputs: string[]; title: string | null }[]
    diagnostics: {
      severity: string
      code: string
      message: string
      hint: string
      file: string | null
      line: number | null
      column: number | null
    }[]
  }
}

describe('exit code 0', () => {
  test('build: a site, and where to look', () => {
    const { root, status, stdout, stderr } = run(good, ['build'])
    expect(status).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^Đã dựng xong: 1 bài viết, \d+ tệp \(ghi \d+, xoá 0; 1 bài chưa đăng\), [\d.]+ s\.\n/)
    expect(stdout).toContain(`file://${root}/_site/index.html`)
    expect(page(root, '2024/05/a/index.html')).toContain('Tin thử')
  })

  test('build is what runs without a command', () => {
    const { root, status } = run(good, [])
    expect(status).toBe(0)
    expect(existsSync(join(root, '_site/index.html'))).toBe(true)
  })

  test('a warning is told, and fails under --strict only', () => {
    const { status, stderr, stdout } = run(doubtful, ['build'])
    expect(status).toBe(0)
    expect(stderr).toContain('[key-unknown]')
    expect(stderr).toContain('Có phải ý bạn là "category"?')
    expect(stdout).toContain('1 cảnh báo')
    const strict = run(doubtful, ['build', '--strict'])
    expect(strict.status).toBe(1)
    expect(existsSync(join(strict.root, '_site/index.html'))).toBe(false)
  })

  test('a second build of the same changes nothing', () => {
    const root = portal(good)
    const args = ['--root', root, '--now', '2026-01-01T00:00:00Z', '--format', 'json']
    expect(json(runCli(args).stdout).changed?.length).toBeGreaterThan(0)
    const before = tree(join(root, '_site'))
    const again = json(runCli(args).stdout)
    expect([again.changed, again.removed, again.counts?.written]).toEqual([[], [], 0])
    expect(tree(join(root, '_site'))).toEqual(before)
  })
})

describe('exit code 1', () => {
  test.each(['build', 'check'])('%s: an error in a bulletin, with its place, excerpt and what to do', (command) => {
    const { root, status, stderr, stdout } = run(broken, [command])
    expect(status).toBe(1)
    expect(stderr).toContain('content/c.md:3:7')
    expect(stderr).toContain('"2024-02-30" (date) không phải là một ngày có thật. [date-impossible]')
    expect(stderr).toMatch(/> 3 \| date: 2024-02-30/)
    expect(stderr).toContain('Cách sửa:')
    expect(stdout).toContain('1 lỗi')
    expect(stdout.includes('Chưa đăng gì')).toBe(command === 'build')
    expect(existsSync(join(root, '_site/index.html'))).toBe(false)
  })

  test('a failed build leaves the old site as it was', () => {
    const root = portal(good)
    const args = ['--root', root, '--now', '2026-01-01T00:00:00Z']
    expect(runCli(args).status).toBe(0)
    const before = tree(join(root, '_site'))
    write(root, { 'content/c.md': 'hỏng', 'content/a.md': null })
    expect(runCli(args).status).toBe(1)
    expect(tree(join(root, '_site'))).toEqual(before)
  })

  test('no content folder, or an empty one', () => {
    const { status, stdout } = run({}, ['--format', 'json'])
    expect([status, json(stdout).diagnostics[0]?.code]).toEqual([1, 'content-missing'])
    const empty = run({ 'content/x.txt': '' }, ['--format', 'json'])
    expect([empty.status, json(empty.stdout).diagnostics[0]?.code]).toEqual([1, 'content-empty'])
  })
})

const wrong: [name: string, args: string[], told: string][] = [
  ['an unknown option', ['build', '--outt', 'x'], '--outt'],
  ['an unknown command', ['dựng'], 'dựng'],
  ['a second command', ['build', 'check'], 'check'],
  ['an unknown format', ['build', '--format', 'xml'], '--format'],
  ['an unknown language', ['build', '--lang', 'fr'], '--lang'],
  ['a missing value', ['build', '--out'], '--out'],
  ['an option of another command', ['build', '--all'], '--all'],
  ['a time that is none', ['build', '--now', 'hôm nay'], '--now'],
  ['a time without an offset', ['build', '--now', '2024-01-01T00:00:00'], '--now'],
  ['a day that does not exist', ['build', '--now', '2024-02-30T00:00:00Z'], '--now'],
  ['an address that is none', ['build', '--base-url', 'x.example'], '--base-url'],
  ['an address that runs', ['build', '--base-url', 'javascript:alert(1)'], '--base-url'],
  ['an address that cannot be', ['build', '--base-url', 'https://[x/'], '--base-url'],
]

/** What would do nothing beside the rest of the command: Vietnamese and English. */
const idle: [args: string[], vi: string, en: string][] = [
  [['check', '--poll'], '--poll chỉ dùng cùng với --watch', '--poll goes with --watch only'],
  [['check', '--poll', '300', '--site'], '--poll chỉ dùng cùng với --watch', '--poll goes with --watch only'],
  [['check', '--report', 'a.md'], '--report chỉ dùng cùng với --site', '--report goes with --site only'],
  [['check', '--fix', '--site'], '--fix không đi cùng --site', '--fix does not go with --site'],
  [['check', '--site', '--drafts'], '--drafts không đi cùng --site', '--drafts does not go with --site'],
  [['check', '--site', '--future'], '--future không đi cùng --site', '--future does not go with --site'],
  [['check', '--out', 'a', '--site', 'b'], '--out không đi cùng --site DIR', '--out does not go with --site DIR'],
  ...['build', 'check', 'list'].map((command): [string[], string, string] => [
    [command, '--no-cache', '--cache-dir', 'c'],
    '--cache-dir không đi cùng --no-cache',
    '--cache-dir does not go with --no-cache',
  ]),
  [['new', 'Tin', '--title', 'Khác'], 'TITLE không đi cùng --title', 'TITLE does not go with --title'],
  [['counter', '--timezone', 'UTC'], '--timezone chỉ dùng cùng với --site', '--timezone goes with --site only'],
  [['counter', '--pages', 'a'], '--pages chỉ dùng cùng với --site', '--pages goes with --site only'],
  [['counter', '--any-path'], '--any-path chỉ dùng cùng với --site', '--any-path goes with --site only'],
  [
    ['counter', 'export', 'a.csv', '--legacy', 'a'],
    '--legacy chỉ dùng cùng với import',
    '--legacy goes with import only',
  ],
]

describe('exit code 2', () => {
  test.each(wrong)('%s', (_, args, told) => {
    const { root, status, stdout, stderr } = run(good, args)
    expect(status).toBe(2)
    expect(stdout).not.toContain('Đã dựng xong')
    expect(stderr).toContain(told)
    expect(stderr).toContain('[usage-invalid]')
    expect(stderr).toContain('--help')
    expect(existsSync(join(root, '_site'))).toBe(false)
  })

  test.each(idle)('%j: an option that would do nothing', async (args, vi, en) => {
    const root = portal(good)
    for (const [lang, told] of [
      ['vi', vi],
      ['en', en],
    ] as const) {
      const { status, stdout, stderr } = await callCli([...args, '--lang', lang], { cwd: root })
      expect([status, stdout]).toEqual([2, ''])
      expect(stderr).toContain(`${told}.`)
      expect(stderr).toContain(`build-portal ${args[0]} --help`)
    }
    const { status, stdout } = await callCli([...args, '--format=json'], { cwd: root })
    if (!['new', 'counter'].includes(args[0] ?? ''))
      expect([status, json(stdout).diagnostics.map(({ code }) => code)]).toEqual([2, ['usage-invalid']])
    expect([...tree(root).keys()]).toEqual(['content/a.md', 'content/b.md', 'portal.yaml'])
  })

  test.each(['x', '-1', '1e3', '99999999999999'])('SOURCE_DATE_EPOCH=%s', (epoch) => {
    const { status, stderr } = run(good, ['build'], { SOURCE_DATE_EPOCH: epoch })
    expect(status).toBe(2)
    expect(stderr).toContain('SOURCE_DATE_EPOCH')
  })

  test.each([
    ['no settings', null, 'settings-missing'],
    ['settings that are no YAML', 'title: a: b\n', 'settings-syntax'],
    ['settings that are no map', 'chữ\n', 'settings-syntax'],
    ['an unknown setting', `${plainSettings}titel: x\n`, 'setting-unknown'],
    ['a missing setting', plainSettings.replace(/title.*\n/, ''), 'setting-missing'],
    ['a faulty setting', `${plainSettings}pageSize: 0\n`, 'setting-invalid'],
  ])('%s', (_, settings, code) => {
    const root = portal(good)
    write(root, { 'portal.yaml': settings })
    const { status, stdout } = runCli(['--root', root, '--format', 'json'])
    expect(status).toBe(2)
    expect(json(stdout).diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code])
  })

  test('a root that is not there', () => {
    const { status, stdout } = runCli(['--root', join(portal(good), 'không-có'), '--format', 'json'])
    expect(status).toBe(2)
    expect(json(stdout).diagnostics[0]?.code).toBe('settings-missing')
  })

  describe('an unsafe --out:', () => {
    test.each([
      ['content', 'content'],
      ['inside content', 'content/_site'],
      ['templates', 'templates'],
      ['inside templates', 'templates/x/y'],
      ['static', 'static'],
      ['inside static', './static/../static/x'],
      ['the root', '.'],
      ['above the root', '..'],
      ['above the root by way of another folder', 'x/../..'],
      ['the root of the disk', '/'],
      ['content through a link', 'link-to-content/site'],
      ['inside content in other letters', 'CONTENT/site'],
      ['a repository', '.git/site'],
      ['a repository in other letters', '.GIT'],
      ['a repository inside another folder', 'x/.git/y'],
      ['a repository through a link', 'link-to-git/site'],
      ['the cache', '.build-portal/cache'],
      ['inside the cache', '.build-portal/cache/site'],
      ['above the cache', '.build-portal'],
      ['inside the cache in other letters', '.Build-Portal/site'],
      ['inside the cache through a link', 'link-to-cache/site'],
      ['above content through a link', 'link-to-root'],
    ])('%s', (_, out) => {
      const root = portal({ ...good, 'templates/x.hbs': '', 'static/x.txt': '' })
      symlinkSync('content', join(root, 'link-to-content'))
      symlinkSync('.', join(root, 'link-to-root'))
      mkdirSync(join(root, '.git'))
      mkdirSync(join(root, '.build-portal'))
      symlinkSync('.git', join(root, 'link-to-git'))
      symlinkSync('.build-portal', join(root, 'link-to-cache'))
      const sources = () => ['content', 'templates', 'static'].map((folder) => tree(join(root, folder)))
      const before = sources()
      for (const command of ['build', 'check']) {
        const { status, stdout } = runCli([command, '--root', root, '--out', out, '--format', 'json', '--no-cache'])
        expect(status).toBe(2)
        expect(json(stdout).diagnostics.map(({ code }) => code)).toEqual(['out-unsafe'])
      }
      expect(sources()).toEqual(before)
    })

    test('above folders that lie elsewhere', () => {
      const root = portal({ 'x/content/a.md': bulletin(), 'y/static/a.txt': '' })
      for (const out of ['x', 'y', 'x/content', 'y/static/z']) {
        const args = [
          '--root',
          root,
          '--content',
          'x/content',
          '--static',
          'y/static',
          '--out',
          out,
          '--format',
          'json',
        ]
        const { status, stdout } = runCli(args)
        expect([status, json(stdout).diagnostics[0]?.code]).toEqual([2, 'out-unsafe'])
      }
    })

    test.each([
      ['inside the site', '_site/cache'],
      ['the site', '_site'],
      ['above the site', 'kept', '--out', 'kept/site'],
      ['inside content', 'content/cache'],
      ['inside content through a link', 'link-to-content/cache'],
      ['inside content in other letters', 'Content/cache'],
      ['templates', 'templates'],
      ['inside static', 'static/x'],
      ['a repository', '.git/cache'],
      ['a repository through a link', 'link-to-git'],
      ['the root', '.'],
      ['above the root', '..'],
    ])('a cache: %s', (_, cache, ...more) => {
      const root = portal({ ...good, 'templates/x.hbs': '', 'static/x.txt': '' })
      symlinkSync('content', join(root, 'link-to-content'))
      mkdirSync(join(root, '.git'))
      symlinkSync('.git', join(root, 'link-to-git'))
      const names = () => readdirSync(root, { recursive: true }).sort()
      const before = names()
      const { status, stdout } = runCli([
        ...['build', '--root', root, '--cache-dir', cache, ...more],
        '--format',
        'json',
      ])
      expect([status, json(stdout).diagnostics.map(({ code }) => code)]).toEqual([2, ['cache-unsafe']])
      expect(names()).toEqual(before)
    })

    test('a cache whose own folder leads into content by a link', () => {
      const root = portal(good)
      symlinkSync('content', join(root, '.build-portal'))
      const { status, stdout } = runCli(['build', '--root', root, '--format', 'json'])
      expect([status, json(stdout).diagnostics.map(({ code }) => code)]).toEqual([2, ['cache-unsafe']])
    })

    test('the portal’s folder may be the content, and hold the cache', () => {
      const root = portal({ 'x/portal.yaml': plainSettings, 'x/a.md': bulletin() })
      const args = ['--root', join(root, 'x'), '--content', '.', '--out', '../site']
      expect(runCli(args).status).toBe(0)
    })

    test('a name that only begins like one is safe', () => {
      expect(run(good, ['--out', 'content-site']).status).toBe(0)
      expect(run(good, ['--out', '..x']).status).toBe(0)
    })
  })
})

describe('--format json', () => {
  const cases: [name: string, files: Record<string, string>, args: string[], exit: number][] = [
    ['0', good, ['build'], 0],
    ['0 of check', good, ['check'], 0],
    ['0 of list', good, ['list'], 0],
    ['1', broken, ['build'], 1],
    ['1 of check', broken, ['check'], 1],
    ['1 of list', broken, ['list'], 1],
    ['1 of verify', good, ['verify'], 1],
    ['2', { ...good, 'portal.yaml': '' }, ['build'], 2],
    ['2 of an unsafe out', good, ['build', '--out', 'content'], 2],
    ['2 of a wrong value', good, ['build', '--now', 'x'], 2],
    ['2 of an unknown option', good, ['build', '--x'], 2],
    ['2 of an unknown command', good, ['xây'], 2],
    ['2 of an unknown language', good, ['build', '--lang', 'fr'], 2],
  ]
  test.each(cases)('on exit code %s is one object on stdout and nothing else', (_, files, args, exit) => {
    for (const format of [['--format', 'json'], ['--format=json']]) {
      const { status, stdout } = run(files, [...args, ...format])
      expect(status).toBe(exit)
      const report = json(stdout)
      expect(report.ok).toBe(exit === 0)
      expect(stdout.trimEnd()).toMatch(/^\{[\s\S]*\}$/)
      expect(report.diagnostics.some(({ severity }) => severity === 'error')).toBe(exit !== 0)
      for (const diagnostic of report.diagnostics) {
        expect(diagnostic).toMatchObject({
          severity: expect.any(String),
          code: expect.any(String),
          message: expect.any(String),
          hint: expect.any(String),
        })
        expect(Object.keys(diagnostic)).toEqual(expect.arrayContaining(['file', 'line', 'column']))
      }
    }
  })

  test.each(cases.filter(([, , args]) => args[0] === 'build' || args[0] === 'check'))(
    'of build and check on exit code %s has every key of the contract',
    (_, files, args) => {
      const report = json(run(files, [...args, '--format', 'json']).stdout)
      expect(Object.keys(report)).toEqual(
        expect.arrayContaining([
          'ok',
          'version',
          'counts',
          'skipped',
          'changed',
          'removed',
          'signed',
          'nextDueAt',
          'due',
          'timings',
          'diagnostics',
        ]),
      )
      expect(Object.keys(report.counts ?? {})).toEqual(
        expect.arrayContaining(['bulletins', 'pages', 'outputs', 'written', 'unchanged', 'removed']),
      )
    },
  )

  test('tells what was done', () => {
    const files = {
      'portal.yaml': plainSettings.replace('gov.vn/', 'gov.vn/huyen/'),
      ...good,
      'content/c.md': bulletin({ publishAt: '2026-12-01T08:00:00+07:00' }),
      'content/pages/x.md': '---\ntitle: x\n---\n\nchữ\n',
    }
    const report = json(run(files, ['--format', 'json']).stdout)
    const version = (
      JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
    ).version
    expect(report).toMatchObject({ ok: true, version, diagnostics: [] })
    expect(report.counts).toMatchObject({ bulletins: 1, pages: 1, unchanged: 0, removed: 0 })
    expect(report.counts?.written).toBe(report.counts?.outputs)
    expect(report.changed).toHaveLength(report.counts?.written ?? -1)
    expect(report.changed).toEqual(
      expect.arrayContaining(['/huyen/', '/huyen/2024/05/a/', '/huyen/feed.xml', '/huyen/x/']),
    )
    expect(report.skipped).toEqual([
      { file: 'content/b.md', reason: 'draft' },
      { file: 'content/c.md', reason: 'scheduled' },
    ])
    expect(report.nextDueAt).toBe('2026-12-01T08:00:00+07:00')
    expect(report.due?.[0]).toEqual({ at: '2026-12-01T08:00:00+07:00', file: 'content/c.md', what: 'publish' })
    expect(report.timings?.total).toBeGreaterThanOrEqual(0)
  })

  test('names at most twenty due instants', () => {
    const files = Object.fromEntries(
      Array.from({ length: 25 }, (_, n) => [
        `content/b${n}.md`,
        bulletin({ date: '2020-01-01', expiresAt: `2027-01-${String(n + 1).padStart(2, '0')}` }),
      ]),
    )
    const report = json(run(files, ['check', '--format', 'json']).stdout)
    expect(report.due).toHaveLength(20)
    expect(report.nextDueAt).toBe('2027-01-01T00:00:00+07:00')
  })

  test('tells what is gone', () => {
    const root = portal({ ...good, 'content/c.md': bulletin() })
    const args = ['--root', root, '--now', '2026-01-01T00:00:00Z', '--format', 'json']
    runCli(args)
    write(root, { 'content/c.md': null })
    const report = json(runCli(args).stdout)
    expect(report.removed).toContain('/2024/05/c/')
    expect(report.diagnostics.map(({ code }) => code)).toEqual(['url-vanished'])
    expect(json(runCli([...args, '--strict']).stdout).ok).toBe(true)
  })

  test('under --strict a vanished page is an error', () => {
    const root = portal({ ...good, 'content/c.md': bulletin() })
    const args = ['--root', root, '--now', '2026-01-01T00:00:00Z', '--format', 'json']
    runCli(args)
    write(root, { 'content/c.md': null })
    expect(runCli([...args, '--strict']).status).toBe(1)
    expect(existsSync(join(root, '_site/2024/05/c/index.html'))).toBe(true)
  })

  test('words its messages in the asked language', () => {
    expect(json(run(broken, ['--format', 'json', '--lang', 'en']).stdout).diagnostics[0]?.message).toBe(
      '"2024-02-30" (date) is no day of the calendar.',
    )
  })
})

describe('other formats', () => {
  test('github: one workflow command a diagnostic, line breaks and marks escaped', () => {
    const { stdout, stderr, status } = run({ ...broken, 'content/d,e: f%.md': bulletin({ 'k%y': 'x' }) }, [
      '--format',
      'github',
    ])
    expect(status).toBe(1)
    expect(stderr).toBe('')
    const commands = stdout.split('\n').filter((line) => line.startsWith('::'))
    expect(commands).toHaveLength(2)
    expect(commands[0]).toMatch(/^::error file=content\/c\.md,line=3,col=7,title=date-impossible::"2024-02-30" .*%0A/)
    expect(commands[1]).toMatch(/^::warning file=content\/d%2Ce%3A f%25\.md,line=5,col=1,title=key-unknown::.*"k%25y"/)
  })

  test('gitlab: a code quality report and nothing else', () => {
    const { stdout, stderr, status } = run({ ...broken, ...doubtful, 'content/d.md': 'hỏng' }, ['--format', 'gitlab'])
    expect(status).toBe(1)
    expect(stderr).toBe('')
    const issues = JSON.parse(stdout) as {
      description: string
      check_name: string
      fingerprint: string
      severity: string
      location: { path: string; lines: { begin: number } }
    }[]
    expect(
      issues.map(({ check_name, severity, location }) => [check_name, severity, location.path, location.lines.begin]),
    ).toEqual([
      ['key-unknown', 'minor', 'content/c.md', 5],
      ['front-matter-missing', 'major', 'content/d.md', 1],
    ])
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(2)
    for (const { description, fingerprint } of issues)
      expect([description !== '', /^[0-9a-f]{16,}$/.test(fingerprint)]).toEqual([true, true])
  })

  test('gitlab: nothing to tell is an empty list', () => {
    expect(JSON.parse(run(good, ['--format', 'gitlab']).stdout)).toEqual([])
  })

  test.each(['text', 'github', 'gitlab'])('%s: a wrong command is told', (format) => {
    const { status, stdout, stderr } = run(good, ['build', '--x', '--format', format])
    expect(status).toBe(2)
    expect(stdout + stderr).toContain('usage-invalid')
  })
})

describe('--help', () => {
  const commands = ['build', 'check', 'list', 'dev', 'init', 'new', 'import', 'approve', 'verify', 'counter', 'views']
  const vietnamese = /[ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]/i
  const english = /\b(the|for|with|options|usage|commands|default|print|folder|output|file|command|show|display)\b/i
  /** What stands in both languages: names of options, commands, files, values. */
  const plain = (help: string) =>
    help
      .replace(/--[a-z-]+/g, '')
      .replace(/<?[A-Z]{2,}>?/g, '')
      .replace(
        /\b(build-portal|portal\.yaml|noindex|_site|json|github|gitlab|text|url|build|check|list|approve|approvals|officers|verify|content|templates|static)\b/g,
        '',
      )

  test.each([[[]], ...commands.map((command) => [[command]])])('of %j is whole in each language', async (command) => {
    const vi = await callCli([...command, '--help', '--lang', 'vi'])
    const en = await callCli([...command, '--help', '--lang', 'en'])
    for (const { status, stderr } of [vi, en]) expect([status, stderr]).toEqual([0, ''])
    expect(plain(vi.stdout)).not.toMatch(english)
    expect(en.stdout).not.toMatch(vietnamese)
    expect(vi.stdout).toMatch(/^Cách dùng: build-portal/)
    expect(en.stdout).toMatch(/^Usage: build-portal/)
    const options = (help: string) => [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map((match) => match[1])
    expect(options(vi.stdout)).toEqual(options(en.stdout))
    for (const help of [vi.stdout, en.stdout])
      for (const line of help.split('\n').filter((one) => /^ {2}-/.test(one))) expect(line).toMatch(/^ {2}\S.*? {2,}\S/)
  })

  test('-h is the same', async () => {
    expect((await callCli(['-h'])).stdout).toBe((await callCli(['--help'])).stdout)
  })

  test('names every command that there is', async () => {
    const help = (await callCli(['--help', '--lang', 'en'])).stdout
    const named = [...help.matchAll(/^ {2}([a-z]+) {2,}/gm)].map((match) => match[1])
    expect(named).toEqual(commands)
  })

  test('of build names every option that builds share', async () => {
    const help = (await callCli(['build', '--help'])).stdout
    for (const option of 'root config content templates static out base-url drafts future now strict format lang no-cache cache-dir quiet verbose force'.split(
      ' ',
    ))
      expect(help).toContain(`--${option}`)
  })

  test('--version is the package’s', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string
    }
    expect(await callCli(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' })
  })
})

describe('the language of messages', () => {
  test.each([
    [{ LANG: 'vi_VN.UTF-8' }, 'vi'],
    [{ LANG: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'C' }, 'vi'],
    [{ LANG: '' }, 'vi'],
    [{ LANG: 'fr_FR.UTF-8' }, 'vi'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'vi_VN.UTF-8' }, 'vi'],
    [{ LANG: 'vi_VN.UTF-8', LC_ALL: 'en_GB' }, 'en'],
    [{ LANG: 'vi_VN.UTF-8', LC_MESSAGES: 'en_GB' }, 'en'],
    [{ LC_ALL: 'vi_VN', LC_MESSAGES: 'en_GB', LANG: 'en_GB' }, 'vi'],
  ] as const)('%j: %s', async (env, language) => {
    expect((await callCli(['--help'], { env })).stdout.startsWith('Usage')).toBe(language === 'en')
  })

  test('--lang wins over the environment, wherever it stands', async () => {
    const env = { LANG: 'vi_VN.UTF-8' }
    for (const args of [
      ['--lang', 'en', '--help'],
      ['--help', '--lang=en'],
      ['build', '--help', '--lang', 'en'],
    ])
      expect((await callCli(args, { env })).stdout).toMatch(/^Usage/)
  })

  test('every sentence of a run is in it', () => {
    const { stdout, stderr } = run(doubtful, ['--lang', 'en'])
    expect(stdout).toMatch(/^Built: 2 bulletins, \d+ files .*1 not published.*\n1 warning\n/)
    expect(stderr).toContain('There is no key named "catagory".')
    expect(stderr).toContain('Did you mean "category"?')
    expect(`${stdout}${stderr}`.replace(/^.*\|.*$/gm, '')).not.toMatch(/Cách sửa|Đã|cảnh báo/)
  })

  test('of a wrong command too', async () => {
    expect((await callCli(['--lang', 'en', '--x'])).stderr).toContain('there is no option "--x"')
    expect((await callCli(['--x'], { env: { LANG: 'vi' } })).stderr).toContain('không có tuỳ chọn "--x"')
  })
})

describe('the present time', () => {
  const files = { 'content/a.md': bulletin(), 'content/b.md': bulletin({ publishAt: '2030-01-01T00:00:00+07:00' }) }
  const count = (args: string[], env: Record<string, string> = {}) =>
    json(run(files, ['check', '--format', 'json', ...args], env).stdout).counts?.bulletins

  test('is --now, else SOURCE_DATE_EPOCH, else the clock', () => {
    expect(count(['--now', '2029-12-31T16:59:59Z'])).toBe(1)
    expect(count(['--now', '2029-12-31T17:00:00Z'])).toBe(2)
    expect(count(['--now', '2030-01-01T00:00:00+07:00'])).toBe(2)
    expect(count(['--now=2030-01-01T00:00+07:00'])).toBe(2)
    const epoch = Date.parse('2030-01-01T00:00:00+07:00') / 1000
    expect(count([], { SOURCE_DATE_EPOCH: String(epoch - 1) })).toBe(1)
    expect(count([], { SOURCE_DATE_EPOCH: String(epoch) })).toBe(2)
    expect(count(['--now', '2026-01-01T00:00:00Z'], { SOURCE_DATE_EPOCH: String(epoch) })).toBe(1)
  })
})

describe('--quiet', () => {
  test('prints nothing where all is well', () => {
    expect(run(good, ['--quiet'])).toMatchObject({ status: 0, stdout: '', stderr: '' })
  })

  test('prints errors and warnings', () => {
    const { status, stdout, stderr } = run({ ...broken, 'content/d.md': bulletin({ catagory: 'x' }) }, ['--quiet'])
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain('[date-impossible]')
    expect(stderr).toContain('[key-unknown]')
  })
})

describe('list', () => {
  const files = {
    ...good,
    'content/_nhap.md': 'hỏng',
    'content/c.md': bulletin({ publishAt: '2030-01-01' }),
    'content/d.md': bulletin({ withdrawn: '{at: 2025-01-01, reason: x}', aliases: '/cu/' }),
    'content/e.md': bulletin({ title: 'Tựa-đã-gỡ', removed: '{at: 2025-01-01, reason: x}' }),
    'content/f.md': bulletin({ expiresAt: '2025-01-01' }),
    'content/pages/g.md': '---\ntitle: x\n---\n\nchữ\n',
  }

  test('names every bulletin with its state', () => {
    const { status, stdout, stderr, root } = run(files, ['list'])
    expect([status, stderr]).toEqual([0, ''])
    const lines = stdout.trimEnd().split('\n')
    const stateOf = (file: string) => lines.find((line) => line.endsWith(` ${file}`))?.split(/ {2,}/)[0]
    expect(stateOf('content/a.md')).toBe('đã đăng')
    expect(stateOf('content/b.md')).toBe('bản nháp')
    expect(stateOf('content/c.md')).toBe('chờ tới giờ')
    expect(stateOf('content/d.md')).toBe('đã thu hồi')
    expect(stateOf('content/e.md')).toBe('đã gỡ bỏ')
    expect(stateOf('content/f.md')).toBe('đã hết hạn')
    expect(stateOf('content/pages/g.md')).toBe('trang cố định')
    expect(lines).toHaveLength(7)
    expect(existsSync(join(root, '_site'))).toBe(false)
  })

  test('--all names what is passed over too', () => {
    const { stdout } = run(files, ['list', '--all', '--lang', 'en'])
    expect(stdout).toMatch(/^ignored .*content\/_nhap\.md$/m)
    expect(run(files, ['list']).stdout).not.toContain('_nhap')
  })

  test('--format json is one object', () => {
    const report = json(run(files, ['list', '--all', '--format', 'json']).stdout)
    const by = new Map(report.bulletins?.map((row) => [row.file, row]))
    expect(by.get('content/a.md')).toMatchObject({
      state: 'published',
      url: '/2024/05/a/',
      title: 'Tin thử',
      outputs: ['2024/05/a/index.html'],
    })
    expect(by.get('content/d.md')?.outputs).toContain('cu/index.html')
    expect(by.get('content/e.md')).toMatchObject({ state: 'removed', title: null })
    expect(by.get('content/b.md')).toMatchObject({ state: 'draft', url: null })
    expect(by.get('content/_nhap.md')).toMatchObject({ state: 'ignored' })
    expect(JSON.stringify(report)).not.toContain('Tựa-đã-gỡ')
  })
})

describe('check', () => {
  test('writes nothing anywhere', () => {
    const root = portal({ ...good, '_site/CNAME': 'x' })
    const before = tree(root)
    const { status, stdout } = runCli(['check', '--root', root, '--no-cache'])
    expect(status).toBe(0)
    expect(stdout).toContain('Không có lỗi.')
    expect(tree(root)).toEqual(before)
  })

  test('leaves a published site as it is', () => {
    const root = portal(good)
    expect(runCli(['--root', root]).status).toBe(0)
    const before = tree(join(root, '_site'))
    write(root, { 'content/c.md': bulletin(), 'content/a.md': null })
    runCli(['check', '--root', root])
    expect(tree(join(root, '_site'))).toEqual(before)
    expect(runCli(['verify', '--root', root]).status).toBe(0)
  })

  test('gives advice that build does not', () => {
    const files = { 'content/a.md': bulletin({}, '## a\n\n#### b\n\n![](x.png)\n'), 'content/x.png': '' }
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const root = portal({ ...files, 'content/x.png': png })
    const codes = (command: string) =>
      json(runCli([command, '--root', root, '--format', 'json']).stdout)
        .diagnostics.map(({ code }) => code)
        .sort()
    expect(codes('check')).toEqual(['heading-skipped', 'image-alt-missing'])
    expect(codes('build')).toEqual([])
  })
})

describe('verify', () => {
  test('a site as it was published is well', () => {
    const { root } = run(good, [])
    expect(runCli(['verify', '--root', root])).toMatchObject({
      status: 0,
      stdout: 'Trang đã đăng khớp với danh sách tệp của nó.\n',
      stderr: expect.stringMatching(/^ {2}● Danh sách tệp không có chữ ký.*\[signature-unchecked\]\n.*\n\n$/),
    })
    expect(runCli(['verify', '--root', root, '--quiet'])).toMatchObject({ stdout: '', stderr: '' })
    expect(json(runCli(['verify', '--root', root, '--format', 'json']).stdout)).toMatchObject({
      ok: true,
      diagnostics: [{ severity: 'info', code: 'signature-unchecked' }],
    })
  })

  test('a file that was changed, and one that is gone, are told', () => {
    const { root } = run(good, [])
    write(root, { '_site/index.html': 'x', '_site/feed.xml': null, '_site/cua-toi.txt': 'x' })
    const { status, stdout } = runCli(['verify', '--root', root, '--format', 'json'])
    expect(status).toBe(1)
    expect(
      json(stdout)
        .diagnostics.map(({ code, message }) => [code, /"([^"]+)"/.exec(message)?.[1]])
        .sort(),
    ).toEqual([
      ['output-differs', 'index.html'],
      ['output-missing', 'feed.xml'],
    ])
  })

  test('a folder without a site is told, and none is made', () => {
    const root = portal(good)
    mkdirSync(join(root, 'khac'))
    expect(runCli(['verify', '--root', root]).status).toBe(1)
    expect(runCli(['verify', '--root', root, '--out', 'khac']).stderr).toContain('[nothing-published]')
    expect(existsSync(join(root, '_site'))).toBe(false)
    expect(tree(join(root, 'khac'))).toEqual(new Map())
  })
})

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { all, attribute, only, parsed, seen } from '../sample/document.ts'
import { bulletin, plainSettings, repository, write } from '../support/portal.ts'

/** What an office has who installed the package, and nothing of the repository. */
const office = mkdtempSync(join(tmpdir(), 'office-'))
afterAll(() => rmSync(office, { recursive: true, force: true }))

/** The options that the contract names; those that exist are in the help, and the others are refused. */
const contractOptions: [option: string, value?: string][] = [
  ['--root', '.'],
  ['--config', 'portal.yaml'],
  ['--content', 'content'],
  ['--templates', 'templates'],
  ['--static', 'static'],
  ['--out', '_site'],
  ['--base-url', 'https://thu.example.gov.vn/'],
  ['--drafts'],
  ['--future'],
  ['--now', '2026-01-01T00:00:00Z'],
  ['--strict'],
  ['--format', 'json'],
  ['--lang', 'en'],
  ['--no-cache'],
  ['--cache-dir', '.build-portal/cache'],
  ['--jobs', '1'],
  ['--parser', 'remark'],
  ['--no-search'],
  ['--quiet'],
  ['--verbose'],
  ['--force'],
]

interface Ran {
  status: number | null
  stdout: string
  stderr: string
}

/** How the machine's npm reaches its registry and its store, where the environment tells that and no file. */
const registry = Object.fromEntries(
  Object.entries(process.env).filter(([name]) =>
    /^(npm_config_(registry|cache|userconfig)|(https?|no)_proxy|node_extra_ca_certs)$/i.test(name),
  ),
)

function run(command: string, args: readonly string[], cwd: string, env: Record<string, string> = {}): Ran {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...registry,
      NO_COLOR: '1',
      npm_config_update_notifier: 'false',
      npm_config_loglevel: 'error',
      ...env,
    },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  return { status, stdout, stderr }
}

/** Runs `npx build-portal` in the office's folder, from what is installed there. */
const npx = (...args: string[]) => run('npx', ['--no', '--', 'build-portal', ...args], office, { LANG: 'vi_VN.UTF-8' })

/** Runs the same as npx does, without npm's own start. */
const installed = (...args: string[]) =>
  run(join(office, 'node_modules/.bin/build-portal'), args, office, { LANG: 'vi_VN.UTF-8' })

/** The help of `build-portal build` by language, asked for once. */
const buildHelp = new Map<string, Map<string, string>>()
function optionsOfBuild(language: 'vi' | 'en'): Map<string, string> {
  const known = buildHelp.get(language) ?? optionLines(installed('build', '--help', '--lang', language).stdout)
  buildHelp.set(language, known)
  return known
}

/** The lines of a command's help that describe an option, by the option. */
function optionLines(help: string): Map<string, string> {
  const lines = [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)(?: <\w+>)? {2,}(\S.*)$/gm)]
  return new Map(lines.map(([, option = '', words = '']) => [option, words]))
}

let packed: string[]

beforeAll(() => {
  const pack = run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', office], repository)
  if (pack.status !== 0) throw new Error(pack.stderr)
  const [{ filename, files }] = JSON.parse(pack.stdout)
  packed = files.map(({ path }: { path: string }) => path)
  write(office, { 'package.json': '{"name": "office", "private": true}\n' })
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts']
  const install = run('npm', ['install', ...flags, join(office, filename)], office)
  if (install.status !== 0) throw new Error(install.stderr)
  write(office, {
    'portal.yaml': `${plainSettings}issuers: [{name: UBND huyện Yên Châu}]\n`,
    'content/2024/hop-ban.md': bulletin(
      { title: 'Họp bàn việc làng', decision: '"12/QĐ-UBND"', category: 'tin-tuc' },
      'Theo Quyết định số 12/QĐ-UBND ngày 02/05/2024 của UBND huyện Yên Châu, bản họp bàn.\n',
    ),
    'content/2024/lich-cat-dien.md': bulletin(
      { title: 'Lịch cắt điện', date: '2024-05-07', author: 'Điện lực', category: 'thong-bao' },
      'Cắt điện từ 8 giờ.\n',
    ),
  })
})

describe('the tarball', () => {
  test('holds the program, the theme, the licences and what changed', () => {
    const wanted = [
      'package.json',
      'LICENSE',
      'README.md',
      'CHANGELOG.md',
      'bin/build-portal.js',
      'dist/build-portal.js',
      'dist/THIRD-PARTY-LICENSES.txt',
      'templates/bulletin.hbs',
      'templates/partials/layout.hbs',
      'static/theme.css',
    ]
    expect(wanted.filter((path) => !packed.includes(path))).toEqual([])
  })

  test('holds the theme whole', () => {
    for (const folder of ['templates', 'static']) {
      const files = readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(repository.length + 1))
      expect(packed.filter((path) => path.startsWith(`${folder}/`)).sort()).toEqual(files.sort())
    }
  })

  test('holds no tests, no content of the sample, no sources and no site', () => {
    const known = /^(bin|dist|schema|templates|static)\/|^(package\.json|LICENSE|README(\.\w+)?\.md|CHANGELOG\.md)$/
    expect(packed.filter((path) => !known.test(path))).toEqual([])
    expect(packed.filter((path) => /(^|\/)(test|content|src|_site|node_modules)\/|\.test\./.test(path))).toEqual([])
  })

  test('names no folder of the machine that made it', () => {
    const folder = join(office, 'node_modules/build-portal')
    const naming = packed.filter((path) => readFileSync(join(folder, path), 'utf8').includes(repository))
    expect(naming).toEqual([])
  })
})

describe('the installed program', () => {
  test('makes the site of two bulletins with the theme of the package', () => {
    const { status, stdout, stderr } = npx('--now', '2026-01-01T00:00:00Z')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('2 bài viết')
    const page = parsed(readFileSync(join(office, '_site/2024/05/hop-ban/index.html'), 'utf8'))
    expect(seen(only(page, 'h1'))).toBe('Họp bàn việc làng')
    // In the text, and in the list of what the bulletin declares.
    const links = all(only(page, 'main'), 'a', { href: '/van-ban/ubnd-huyen-yen-chau/2024/12-qd-ubnd/' })
    expect(links.map((link) => attribute(link, 'data-decision'))).toEqual(['', ''])
    const home = parsed(readFileSync(join(office, '_site/index.html'), 'utf8'))
    expect(all(only(home, 'main'), 'a').map(seen)).toEqual(
      expect.arrayContaining(['Họp bàn việc làng', 'Lịch cắt điện']),
    )
    const [style] = all(page, 'link', { rel: 'stylesheet' }).map((element) => attribute(element, 'href') ?? '')
    expect(style).toMatch(/^\/assets\/theme\.[0-9a-f]+\.css$/)
    expect(existsSync(join(office, '_site', style ?? ''))).toBe(true)
  })

  test('reads a template of the office over its own', () => {
    write(office, { 'templates/not-found.hbs': '{{#> layout}}<h1>Không có gì ở đây</h1>{{/layout}}\n' })
    const { status, stdout, stderr } = installed('build', '--now', '2026-01-01T00:00:00Z')
    write(office, { templates: null })
    expect({ status, stdout, stderr }).toMatchObject({ status: 0 })
    const missing = parsed(readFileSync(join(office, '_site/404.html'), 'utf8'))
    expect(seen(only(missing, 'h1'))).toBe('Không có gì ở đây')
  })

  test('lists, checks and verifies', () => {
    for (const command of ['build', 'list', 'check', 'verify']) {
      const { status, stdout, stderr } = installed(command)
      expect({ command, status, stdout, stderr }).toMatchObject({ status: 0 })
    }
  })

  test('tells its version, which is that of the package', () => {
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'))
    expect(npx('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
  })

  test('says in an empty folder what is missing, as wrong usage', () => {
    const empty = join(office, 'trong')
    mkdirSync(empty)
    const { status, stderr } = installed('--root', empty)
    expect(status).toBe(2)
    expect(stderr).toContain('portal.yaml')
  })
})

describe('the help of the installed program', () => {
  test('is in Vietnamese unless the machine or the caller wants English', () => {
    const vietnamese = installed('--help')
    const english = installed('--help', '--lang', 'en')
    expect(vietnamese).toMatchObject({ status: 0, stderr: '' })
    expect(english).toMatchObject({ status: 0, stderr: '' })
    expect(vietnamese.stdout).toContain('Cách dùng: build-portal')
    expect(english.stdout).toContain('Usage: build-portal')
    const byLocale = run('npx', ['--no', '--', 'build-portal', '--help'], office, { LANG: 'en_US.UTF-8' })
    expect(byLocale.stdout).toBe(english.stdout)
  })

  test('names every command, and each has its own help', () => {
    const { stdout } = installed('--help')
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, command]) => command ?? '')
    expect(commands).toEqual(expect.arrayContaining(['build', 'check', 'list', 'verify']))
    for (const command of commands) {
      const help = installed(command ?? '', '--help')
      expect(help).toMatchObject({ status: 0, stderr: '' })
      expect(help.stdout).toContain(`build-portal ${command}`)
    }
  })

  test.each(contractOptions)('has a line for %s if it exists', (option, value) => {
    const vietnamese = optionsOfBuild('vi')
    const english = optionsOfBuild('en')
    const { status, stderr } = installed('build', option, ...(value === undefined ? [] : [value]))
    const exists = status !== 2
    if (!exists) expect(stderr).toContain(option)
    expect({ option, vi: vietnamese.has(option), en: english.has(option) }).toEqual({ option, vi: exists, en: exists })
  })

  test('has each line in its own language', () => {
    const vietnamese = optionsOfBuild('vi')
    const english = optionsOfBuild('en')
    expect([...vietnamese.keys()]).toEqual([...english.keys()])
    expect(vietnamese.size).toBeGreaterThan(15)
    for (const [option, words] of vietnamese) expect(words).not.toBe(english.get(option))
    expect([...english].filter(([, words]) => /[ăâđêôơưĂÂĐÊÔƠƯạảấầậẩẫắằặẳẵ]/.test(words))).toEqual([])
  })
})

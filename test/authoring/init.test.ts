/** `init`: a portal that builds without a word, whatever the office is called, and nothing of anybody's overwritten. */
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { desk, time } from '../support/desk.ts'
import { buildPortal, repository, runCli, tree, write } from '../support/portal.ts'

/** An empty folder, which goes with the test. */
function empty(): string {
  const folder = mkdtempSync(join(tmpdir(), 'portal-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const settings = (root: string) => parse(readFileSync(join(root, 'portal.yaml'), 'utf8')) as Record<string, unknown>

describe.each([
  ['vi', 'none'],
  ['vi', 'portal'],
  ['en', 'none'],
  ['en', 'portal'],
])('a portal in %s with counter %s', (language, counter) => {
  test('is built and checked without a word', () => {
    const root = join(empty(), 'cổng mới')
    const made = runCli(['init', root, '--yes', '--language', language, '--counter', counter], { env: time })
    expect([made.status, made.stderr]).toEqual([0, ''])
    expect(made.stdout).toContain('Đã tạo 16 tệp')
    expect(settings(root)).toMatchObject({ language, counter: { provider: counter } })
    const built = runCli(['build', '--strict', '--format', 'json', '--root', root], { env: time })
    expect(JSON.parse(built.stdout)).toMatchObject({ ok: true, diagnostics: [], counts: { bulletins: 1 } })
    const checked = runCli(['check', '--strict', '--format', 'json', '--root', root], { env: time })
    expect(JSON.parse(checked.stdout)).toMatchObject({ ok: true, diagnostics: [] })
  })
})

describe('what is written', () => {
  const answers = ['--office', 'UBND xã "Tân: Tiến" #1', '--parent', 'UBND tỉnh Sơn La', '--address', 'Bản Mé', '--yes']

  test('says of the office what was answered', async () => {
    const root = empty()
    const { exit, error } = await desk(['init', root, ...answers, '--url', 'https://tantien.example.gov.vn'])
    expect([exit, error]).toEqual([0, ''])
    expect(readFileSync(join(root, 'portal.yaml'), 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=\.vscode\/portal\.schema\.json\n# /,
    )
    expect(existsSync(join(root, '.vscode/portal.schema.json'))).toBe(true)
    expect(readFileSync(join(root, '.gitignore'), 'utf8')).toBe('node_modules/\n/_site/\n/_server/\n.build-portal/\n')
    expect(settings(root)).toMatchObject({
      title: 'Trang thông tin điện tử UBND xã "Tân: Tiến" #1',
      url: 'https://tantien.example.gov.vn',
      agency: { name: 'UBND xã "Tân: Tiến" #1', parent: 'UBND tỉnh Sơn La', address: 'Bản Mé' },
      defaults: { issuer: 'UBND xã "Tân: Tiến" #1' },
    })
  })

  test.each([
    ['signs', 'A <script>alert(1)</script> [x](y) **z** :::note & {{t}}'],
    ['letters and marks apart', 'Đảng ủy xã Tiến Thắng'.normalize('NFD')],
    ['emoji', '🎉'],
    ['what YAML takes for something else', '- yes: [no'],
  ])('builds for an office of %s', async (_, office) => {
    const root = empty()
    expect(await desk(['init', root, '--office', office, '--counter', 'portal', '--yes'])).toMatchObject({ exit: 0 })
    const { diagnostics, exit } = await buildPortal(root, { strict: true, now: Number(time.SOURCE_DATE_EPOCH) * 1000 })
    expect([exit, diagnostics]).toEqual([0, []])
  })

  test('builds and publishes on GitHub, on GitLab and on a server', async () => {
    const root = empty()
    await desk(['init', root, ...answers])
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { version: string }
    const yaml = (file: string) => parse(readFileSync(join(root, file), 'utf8')) as Record<string, unknown>
    const release = `build-portal@${version}`
    const [pages, server, gitlab] = [
      yaml('.github/workflows/pages.yml'),
      yaml('.github/workflows/server.yml'),
      yaml('.gitlab-ci.yml'),
    ]
    const triggers = { push: { branches: ['main', 'master'] }, schedule: [{ cron: '5 17 * * *' }] }
    for (const workflow of [pages, server])
      expect(workflow).toMatchObject({ on: triggers, env: { BUILD_PORTAL: release } })
    expect(pages).toMatchObject({
      permissions: { contents: 'read', pages: 'write', 'id-token': 'write' },
      jobs: { pages: { if: "vars.DEPLOY_TO == ''", environment: { name: 'github-pages' } } },
    })
    const secret = `"BUILD_PORTAL_CACHE_KEY":"\${{ secrets.BUILD_PORTAL_CACHE_KEY }}"}}`
    expect(JSON.stringify(pages.jobs)).toContain(
      `{"run":"npx --yes \\"$BUILD_PORTAL\\" build --format github","env":{${secret}`,
    )
    // No page that a cache holds is published: the manifest alone is kept of the site.
    for (const { jobs } of [pages, server])
      expect(JSON.stringify(jobs)).toContain('"path":".build-portal/cache\\n_site/.portal/manifest.json\\n"')
    expect(JSON.stringify(server.jobs)).toContain(secret)
    // A site from which a faulty bulletin was left out is deployed, then the run fails.
    expect(JSON.stringify(pages.jobs)).toContain('"if":"success() || steps.site.outputs.published"')
    expect(JSON.stringify(server.jobs)).toContain('{"run":"sh deploy.sh","env":{"DEPLOY_TO":')
    expect(gitlab).toMatchObject({
      variables: { BUILD_PORTAL: release },
      cache: { paths: ['.build-portal/cache', '_site/.portal/manifest.json'] },
      pages: { artifacts: { paths: ['public'], reports: { dotenv: 'left.env' } } },
      'left-out': { needs: ['pages'], script: [`exit "\${LEFT:-0}"`] },
      server: { script: expect.arrayContaining(['sh deploy.sh']) },
    })
    const deploy = readFileSync(join(root, 'deploy.sh'), 'utf8')
    expect(deploy).toContain(`\${BUILD_PORTAL:-${release}}`)
    const sh = (...args: string[]) =>
      spawnSync('sh', args, { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH } })
    expect(sh('-n', 'deploy.sh')).toMatchObject({ status: 0, stderr: '' })
    expect(sh('deploy.sh').stderr).toContain('DEPLOY_TO')
  })
})

describe('what is there', () => {
  test('stays, and is named', async () => {
    const root = empty()
    write(root, { 'README.md': 'của tôi', 'content/a.md': 'của tôi', '.vscode/settings.json': '{}' })
    const { exit, out } = await desk(['init', root, '--yes'])
    expect(exit).toBe(0)
    expect(out).toContain('Giữ nguyên tệp đã có: README.md, .vscode/settings.json.')
    const files = tree(root)
    expect([files.get('README.md'), files.get('.vscode/settings.json')]).toEqual(['của tôi', '{}'])
    expect([...files.keys()].filter((path) => path.startsWith('content/'))).toEqual(['content/a.md'])
  })

  test('and is a portal is refused before anything is asked', async () => {
    const root = empty()
    write(root, { 'portal.yaml': 'của tôi' })
    const { exit, error, asked } = await desk(['init', root], [''])
    expect([exit, asked]).toEqual([1, ''])
    expect(error).toContain('[file-exists]')
    expect([...tree(root)]).toEqual([['portal.yaml', 'của tôi']])
  })

  test('and cannot be written to is told', async () => {
    const root = empty()
    write(root, { tep: '' })
    expect(await desk(['init', join(root, 'tep'), '--yes'])).toMatchObject({
      exit: 3,
      error: expect.stringContaining('[machine-failed]'),
    })
    const closed = join(root, 'khoá')
    mkdirSync(closed)
    const isRoot = process.getuid?.() === 0
    // Permissions do not bind root.
    if (isRoot) for (const path of [root, closed]) chownSync(path, 65534, 65534)
    chmodSync(closed, 0o555)
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(repository, 'bin/build-portal.js'), 'init', closed, '--yes', '--lang', 'en'],
      { cwd: root, encoding: 'utf8', env: { ...time, NO_COLOR: '1' }, ...(isRoot && { uid: 65534, gid: 65534 }) },
    )
    expect([status, stderr]).toEqual([3, expect.stringContaining('(no permission, EACCES)')])
    expect(tree(closed)).toEqual(new Map())
  })
})

describe('somebody at a terminal', () => {
  test('is asked what was not given, and again where an answer is wrong', async () => {
    const root = empty()
    const typed = [
      'UBND xã Tú Nang',
      '',
      'Bản Nà Khoang',
      'tunang',
      'https://tunang.example.gov.vn/',
      'fr',
      'vi',
      'có',
      'portal',
    ]
    const { exit, error, asked } = await desk(['init', root], typed)
    expect(exit).toBe(0)
    expect(asked).toContain('Ngôn ngữ của trang (vi, en) [vi]: ')
    expect(error.match(/\[setting-invalid\]/g)).toHaveLength(3)
    expect(settings(root)).toMatchObject({
      agency: { name: 'UBND xã Tú Nang', address: 'Bản Nà Khoang' },
      url: 'https://tunang.example.gov.vn/',
      counter: { provider: 'portal', endpoint: 'https://dem.tunang.example.gov.vn', site: 'ubnd-xa-tu-nang' },
    })
  })

  test('may leave', async () => {
    const root = empty()
    expect(await desk(['init', root], ['UBND xã Tú Nang'])).toMatchObject({ exit: 130, out: '' })
    expect(tree(root)).toEqual(new Map())
  })
})

test('a wrong answer on the command line writes nothing', async () => {
  const root = empty()
  expect(await desk(['init', root, '--url', 'javascript:x', '--yes'])).toMatchObject({ exit: 2 })
  expect(await desk(['init', root, '--language', 'fr', '--yes'])).toMatchObject({ exit: 2 })
  expect(tree(root)).toEqual(new Map())
})

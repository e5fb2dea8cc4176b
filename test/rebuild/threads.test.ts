/** Threads and parsers decide how long a build takes, and nothing else; nor does what becomes of a thread or of the cache. */
import { readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { thisRelease } from '../../src/cli/release.ts'
import { buildPortal, bulletin, portal, repository, runCli, tree, write } from '../support/portal.ts'
import { archive } from './archive.ts'

const length = 260
const time = ['--now', '2026-01-01T00:00:00Z']
/** The release of the program itself: pages name its version. */
const release = thisRelease(pathToFileURL(join(repository, 'dist/build-portal.js')).href)

function cli(root: string, ...args: string[]) {
  const { status, stdout, stderr } = runCli(['--root', root, '--format', 'json', '--verbose', ...time, ...args])
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return JSON.parse(stdout) as { changed: string[]; removed: string[]; diagnostics: unknown[] }
}

/** What a build without a cache, of one thread and by the reference, makes of a portal. */
async function cold(root: string): Promise<Map<string, string>> {
  const out = join(root, '_cold')
  const { exit } = await buildPortal(root, { out, parser: 'remark', search: true, release })
  expect(exit).toBe(0)
  const made = tree(out)
  rmSync(out, { recursive: true })
  return made
}

/** One portal's bulletins with every kind of text that the two parsers take apart. */
function mixed(): Record<string, string> {
  const bodies = [
    'Đoạn **đậm** và [liên kết](https://a.vn).\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n',
    'Có <sub>thẻ</sub> và `mã`.\n\n:::note\nLưu ý.\n:::\n',
    'Chú thích[^1].\n\n[^1]: Ở đây.\n\n- [x] xong\n- [ ] chưa\n',
    '# Một\n\n### Ba\n\nXem [tin](tin-00001.md) và www.a.vn.\n',
  ]
  const more = bodies.map((body, index) => [
    `content/2020/rieng-${index}.md`,
    bulletin({ title: `Riêng ${index}` }, body),
  ])
  return { ...archive(length), ...Object.fromEntries(more) }
}

test('one, two and three threads, either parser: the same bytes, the same words', async () => {
  const root = portal(mixed())
  const first = await cold(root)
  const words = new Set<string>()
  for (const jobs of ['1', '2', '3'])
    for (const parser of ['fast', 'remark']) {
      const { diagnostics } = cli(root, '--no-cache', '--jobs', jobs, '--parser', parser)
      words.add(JSON.stringify(diagnostics))
      expect(tree(join(root, '_site'))).toEqual(first)
      rmSync(join(root, '_site'), { recursive: true })
    }
  expect(words.size).toBe(1)
})

test('warm as cold after every edit, with one thread by the reference and with two by the fast parser', async () => {
  const [alone, two] = [portal(mixed()), portal(mixed())]
  const cache = join(alone, '.build-portal/cache')
  /** Builds both portals, and tells what each has changed. */
  const warm = async () => {
    const { exit, changed } = await buildPortal(alone, { cache, parser: 'remark', search: true, release })
    expect(exit).toBe(0)
    return [changed, cli(two, '--jobs', '2', '--parser', 'fast').changed]
  }
  await warm()
  const path = 'content/2020/tin-00007.md'
  const text = readFileSync(join(two, path), 'utf8')
  const edits: [what: string, files: Record<string, string | null>][] = [
    ['nothing', {}],
    ['a body', { [path]: text.replace('chỉ tiêu', 'chỉ tiêu lớn') }],
    ['the body again', { [path]: text.replace('chỉ tiêu', 'chỉ tiêu nhỏ') }],
    ['a body and what is told of it', { [path]: text.replace('Nội dung của', 'Tin về') }],
    ['a body that now has a fault to warn of', { [path]: `${text}\n<script>1</script>\n` }],
    ['a title', { [path]: text.replace('title: Tin', 'title: Bản tin') }],
    ['a draft', { [path]: text.replace('title:', 'draft: true\ntitle:') }],
    ['back', { [path]: text }],
    ['two bodies that are one', { [path]: text, 'content/2020/doi.md': text.replace('title: Tin', 'title: Đôi') }],
    ['one of the two', { [path]: text.replace('chỉ tiêu', 'mục tiêu') }],
    ['a bulletin less', { 'content/2020/doi.md': null, 'content/2020/tin-00009.md': null }],
    ['a template', { 'templates/partials/share.hbs': '<p class="share">Riêng</p>\n' }],
    ['settings', { 'portal.yaml': `${archive(0)['portal.yaml']}`.replace('pageSize: 5', 'pageSize: 7') }],
    ['defaults', { 'content/2020/_defaults.yaml': 'tags: [mặc định]\n' }],
    ['a static file', { 'static/moi.txt': 'mới' }],
  ]
  for (const [what, files] of edits) {
    for (const root of [alone, two]) write(root, files)
    const changes = await warm()
    // The same files lie in both portals.
    const made = await cold(two)
    for (const root of [alone, two]) expect([what, tree(join(root, '_site'))]).toEqual([what, made])
    for (const changed of changes) {
      if (what === 'nothing') expect(changed).toEqual([])
      const pages = changed.filter((url) => !url.startsWith('/pagefind/'))
      if (what === 'a body') expect(pages).toEqual([expect.stringMatching(/\/tin-00007\/$/)])
    }
  }
}, 1_200_000)

test('a checkout that resets every time: digests decide, nothing is parsed or rendered', async () => {
  const root = portal(mixed())
  const cache = join(root, '.build-portal/cache')
  await buildPortal(root, { cache })
  for (const name of readdirSync(join(root, 'content/2020')))
    utimesSync(join(root, 'content/2020', name), new Date(), new Date(2025, 1, 1))
  const { work, counts } = await buildPortal(root, { cache })
  expect(work).toMatchObject({ parsed: 0, rendered: 0 })
  expect(counts.written).toBe(0)
})

describe('a thread', () => {
  test.each([
    ['that ends at once', 'process.exit(3)'],
    [
      'that fails at its first job',
      "require('worker_threads').parentPort.on('message', () => { throw new Error('x') })",
    ],
    ['that cannot be loaded', 'this is no program'],
  ])('%s leaves its work to the others', async (_, program) => {
    const root = portal(mixed())
    write(root, { 'thread.cjs': program })
    const threads = { count: 2, worker: pathToFileURL(join(root, 'thread.cjs')) }
    const { exit, work } = await buildPortal(root, { threads })
    expect([exit, work.parsed]).toEqual([0, length + 4])
    const made = tree(join(root, '_site'))
    await buildPortal(root, { out: join(root, '_alone') })
    expect(made).toEqual(tree(join(root, '_alone')))
  })
})

test('a cache cut anywhere, and edits at once: never a wrong page', async () => {
  const root = portal(mixed())
  cli(root)
  const path = 'content/2020/tin-00007.md'
  const text = readFileSync(join(root, path), 'utf8')
  for (const [round, share] of [0.1, 0.5, 0.9, 0.99].entries()) {
    const folder = join(root, '.build-portal/cache')
    for (const name of readdirSync(folder)) {
      if (!name.startsWith('pack')) continue
      const bytes = readFileSync(join(folder, name))
      if (round % 2 === 0) truncateSync(join(folder, name), Math.floor(bytes.length * share))
      else writeFileSync(join(folder, name), bytes.fill(round, Math.floor(bytes.length * (1 - share))))
    }
    write(root, { [path]: text.replace('chỉ tiêu', `chỉ tiêu vòng ${round}`) })
    cli(root)
    expect(tree(join(root, '_site'))).toEqual(await cold(root))
  }
})

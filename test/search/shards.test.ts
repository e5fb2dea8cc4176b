/** The search's indexes: made only where what is in one has changed, and then as a build that knows nothing makes them. */
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { buildPortal, bulletin, plainSettings, portal, runCli, tree, write } from '../support/portal.ts'

/** Two bulletins a year. */
const archive = Object.fromEntries(
  ['2020', '2021', '2022', '2023', '2024'].flatMap((year) =>
    ['03', '09'].map((month) => [
      `content/${year}/tin-${month}.md`,
      bulletin(
        {
          title: `Tin tháng ${month}`,
          date: `${year}-${month}-01`,
          category: month === '03' ? 'tin-tuc' : 'thong-bao',
        },
        `Đoạn đầu.\n\nChữ riêng k${year}${month}.\n`,
      ),
    ]),
  ),
)

let root: string
let cache: string

beforeEach(() => {
  root = portal(archive)
  cache = join(root, '.build-portal/cache')
})

/** Builds from the cache and compares every file with a build that has none; gives what the first one did. */
async function built() {
  const result = await buildPortal(root, { cache, search: true })
  expect(result.exit).toBe(0)
  const cold = join(root, '_cold')
  expect((await buildPortal(root, { search: true, out: cold })).exit).toBe(0)
  expect(tree(join(root, '_site'))).toEqual(tree(cold))
  write(root, { _cold: null })
  return result
}

/** The indexes that a build changed. */
const indexesOf = (changed: readonly string[]) =>
  [...new Set(changed.flatMap((url) => /^\/pagefind\/([^/]+)\//.exec(url)?.[1] ?? []))].sort()

test('there are three: the newest year, the year before, all older ones', async () => {
  const { work, changed } = await built()
  expect(work.indexed).toBe(3)
  expect(indexesOf(changed)).toEqual(['2023', '2024', 'older'])
})

test('a build without changes makes none', async () => {
  await built()
  const { work, changed } = await buildPortal(root, { cache, search: true })
  expect([work.indexed, changed]).toEqual([0, []])
  write(root, { '.build-portal': null })
  expect((await built()).changed).toEqual([])
})

test('one more bulletin, and an edited text, change the one that it is in', async () => {
  await built()
  write(root, { 'content/2024/moi.md': bulletin({ date: '2024-11-01' }) })
  const added = await built()
  expect([added.work.indexed, indexesOf(added.changed)]).toEqual([1, ['2024']])
  write(root, { 'content/2021/tin-03.md': (archive['content/2021/tin-03.md'] ?? '').replace('riêng', 'chung') })
  const edited = await built()
  expect(edited.work).toMatchObject({ read: 1, indexed: 1 })
  // The short way plans nothing.
  expect(edited.plan).toBeNull()
  expect(indexesOf([...edited.changed, ...edited.removed])).toEqual(['older'])
})

test('a link that leads elsewhere and a new neighbour change no index', async () => {
  write(root, { 'content/2024/tin-09.md': bulletin({ date: '2024-09-01' }, 'Xem [tin](../2022/tin-03.md).\n') })
  await built()
  write(root, { 'portal.yaml': `${plainSettings}permalink: /tin/:year/:month/:slug/\npaths: {archive: kho}\n` })
  const moved = await built()
  expect(moved.work.indexed).toBe(3)
  write(root, { 'templates/partials/weave.hbs': '<hr>\n' })
  expect((await built()).work.indexed).toBe(0)
})

test('a new year leaves the last one as it is', async () => {
  await built()
  write(root, { 'content/2025/tin-01.md': bulletin({ date: '2025-01-02' }) })
  const { work, changed, removed } = await built()
  expect(work.indexed).toBe(2)
  expect(indexesOf(changed)).toEqual(['2025', 'older'])
  expect(indexesOf(removed)).toEqual(['2023', 'older'])
})

test('an index that was harmed is made anew', async () => {
  await built()
  const [path = ''] = [...tree(join(root, '_site')).keys()].filter((one) => one.startsWith('pagefind/older/index/'))
  write(root, { [`_site/${path}`]: 'x' })
  const { work, diagnostics } = await built()
  expect(work.indexed).toBe(1)
  expect(diagnostics.map(({ code }) => code)).toEqual(['output-changed'])
})

test('time zone and threads change nothing', () => {
  const [one = new Map(), ...others] = [
    { jobs: '1', zone: 'Asia/Ho_Chi_Minh' },
    { jobs: '2', zone: 'America/Los_Angeles' },
  ].map(({ jobs, zone }) => {
    const args = ['--root', root, '--no-cache', '--out', '_other', '--jobs', jobs, '--now', '2026-01-01T00:00:00Z']
    expect(runCli(args, { env: { TZ: zone } }).status).toBe(0)
    const files = tree(join(root, '_other'))
    write(root, { _other: null })
    return files
  })
  expect([...one.keys()].some((path) => path.startsWith('pagefind/'))).toBe(true)
  for (const other of others) expect(other).toEqual(one)
})

test('verify knows every file of an index, and what goes with it goes', async () => {
  await built()
  const paths = [...tree(join(root, '_site')).keys()].filter((one) => one.startsWith('pagefind/'))
  write(root, { [`_site/${paths[0]}`]: null })
  const { status, stderr } = runCli(['verify', '--root', root, '--lang', 'en'])
  expect([status, stderr]).toEqual([1, expect.stringContaining(paths[0] ?? '-')])
  const { removed } = await buildPortal(root, { cache, search: false })
  expect(removed.filter((url) => url.startsWith('/pagefind/')).length).toBe(paths.length)
})

test('an index that would tell of a held bulletin is not made: neither its text nor its files are there', async () => {
  write(root, { 'content/2024/mat.md': bulletin({ date: '2030-01-01' }, 'Chữ bimat.\n') })
  const { plan } = await built()
  const sources = plan?.entries.filter(({ making }) => making.kind === 'search').flatMap((entry) => entry.sources)
  expect(sources?.length).toBe(10)
  expect(sources).not.toContain('2024/mat.md')
})

test('what stands where an index will is told before anything is made', async () => {
  write(root, { 'static/pagefind/2024/x.js': '1', 'content/tin.md': bulletin({ aliases: '[/pagefind/]' }) })
  const { exit, diagnostics } = await buildPortal(root, { search: true })
  expect(exit).toBe(1)
  expect(diagnostics.map(({ code }) => code)).toContain('url-collision')
})

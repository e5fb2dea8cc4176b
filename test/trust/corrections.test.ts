/** Corrections: a published text does not change without a note, and notes are told of where readers look. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { BuildRequest } from '../../src/build.ts'
import { buildPortal, bulletin, page, plainSettings, portal, tree, write } from '../support/portal.ts'

const required = `${plainSettings}corrections: required\n`
const note = (number: number, kind = 'major') => `{at: 2024-05-0${number + 6}, kind: ${kind}, note: Lần ${number}.}`

/** What a build tells of changes: `severity address`. */
async function silent(root: string, options: Partial<BuildRequest> = {}): Promise<string[]> {
  const { diagnostics } = await buildPortal(root, options)
  return diagnostics
    .filter(({ code }) => code === 'silent-change')
    .map(({ severity, args }) => `${severity} ${'url' in args ? args.url : ''}`)
}

const manifest = (root: string) => readFileSync(join(root, '_site/.portal/manifest.json'), 'utf8')

describe('a published bulletin', () => {
  const files = {
    'content/a/index.md': bulletin(
      {
        image: '{src: anh.svg, alt: Đồi chè}',
        attachments: '[bang.csv]',
        decision: '{number: 94/QĐ-UBND, date: 2023-01-12, issuer: UBND tỉnh Sơn La}',
      },
      'Lúc 7 giờ.\n\n![Chè](che.svg)\n',
    ),
    'content/a/anh.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>',
    'content/a/che.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>',
    'content/a/bang.csv': 'a,b\n',
    'content/b.md': bulletin(),
  }
  const text = files['content/a/index.md']
  const told = ['warning /2024/05/a/']

  test.each([
    ['its text', { 'content/a/index.md': text.replace('7 giờ', '8 giờ') }],
    ['its headline', { 'content/a/index.md': text.replace('Tin thử', 'Tin khác') }],
    ['a summary', { 'content/a/index.md': text.replace('author', 'summary: Tóm tắt.\nauthor') }],
    ['its decision', { 'content/a/index.md': text.replace('94/', '95/') }],
    ['what its picture is said to show', { 'content/a/index.md': text.replace('Đồi chè', 'Đồi cỏ') }],
    ['its picture', { 'content/a/anh.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="6" height="2"/>' }],
    [
      'a picture in its text',
      { 'content/a/che.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="6" height="2"/>' },
    ],
    ['its attachment', { 'content/a/bang.csv': 'a,c\n' }],
  ])('does not change without a note: %s', async (_, change) => {
    const root = portal(files)
    expect(await silent(root)).toEqual([])
    write(root, change)
    expect(await silent(root, { only: 'check' })).toEqual(told)
    expect(await silent(root)).toEqual(told)
    // What is told once is published then.
    expect(await silent(root)).toEqual([])
  })

  test.each([
    ['nothing', {}],
    ['the theme', { 'static/theme.css': 'body{}' }],
    ['line ends', { 'content/a/index.md': text.replaceAll('\n', '\r\n') }],
    [
      'another section and tag',
      { 'content/a/index.md': text.replace('author', 'category: thong-bao\ntags: [chè]\nauthor') },
    ],
    ['another bulletin', { 'content/c.md': bulletin() }],
  ])('is the same bulletin with %s changed', async (_, change) => {
    const root = portal(files)
    await silent(root)
    write(root, change)
    expect(await silent(root)).toEqual([])
  })

  test('owes a note for every change, and keeps those that it has', async () => {
    const root = portal({ 'content/b.md': bulletin() })
    const texts: [string, string[]][] = [
      [bulletin({ changes: `[${note(1)}]` }, 'Một.\n'), []],
      [bulletin({ changes: `[${note(1)}]` }, 'Hai.\n'), ['warning /2024/05/b/']],
      [bulletin({ changes: `[${note(1)}, ${note(2, 'minor')}]` }, 'Ba.\n'), []],
      [bulletin({ changes: `[${note(2)}]` }, 'Ba.\n'), ['warning /2024/05/b/']],
    ]
    await silent(root)
    for (const [changed, expected] of texts) {
      write(root, { 'content/b.md': changed })
      expect(await silent(root)).toEqual(expected)
    }
  })

  test('is known again where it has moved', async () => {
    const root = portal({ 'content/b.md': bulletin() })
    await silent(root)
    write(root, { 'content/b.md': bulletin({ slug: 'moi', aliases: '/2024/05/b/' }, 'Khác.\n') })
    expect(await silent(root)).toEqual(['warning /2024/05/moi/'])
  })

  test('stands as it was until the note is there, where notes are required', async () => {
    const root = portal({ 'portal.yaml': required, 'content/b.md': bulletin() })
    await silent(root)
    const before = tree(join(root, '_site'))
    write(root, { 'content/b.md': bulletin({}, 'Khác.\n') })
    for (let run = 0; run < 2; run++) expect(await silent(root)).toEqual(['error /2024/05/b/'])
    expect(tree(join(root, '_site'))).toEqual(before)
    write(root, { 'content/b.md': bulletin({ changes: `[${note(1, 'minor')}]` }, 'Khác.\n') })
    expect(await silent(root)).toEqual([])
    expect(page(root, '2024/05/b/index.html')).toContain('Khác.')
  })

  test('may change in a preview as often as its author likes', async () => {
    const root = portal({ 'content/b.md': bulletin() })
    await silent(root, { preview: true })
    write(root, { 'content/b.md': bulletin({}, 'Khác.\n') })
    expect(await silent(root, { preview: true })).toEqual([])
    expect(manifest(root)).toContain('"records": {}')
  })
})

describe('a published standing page', () => {
  const standing = (front = '', body = 'Phòng 3.\n') => `---\ntitle: Liên hệ\n${front}---\n\n${body}`
  const correction = '{at: 2024-05-08, kind: correction, note: Sửa số phòng., wrong: phòng 3, right: phòng 4}'

  test('does not change without a note, and shows it as its history and in the corrections log', async () => {
    const root = portal({ 'content/b.md': bulletin(), 'content/pages/lien-he.md': standing() })
    expect(await silent(root)).toEqual([])
    expect(page(root, 'lien-he/index.html')).not.toContain('p_lich-su')
    write(root, { 'content/pages/lien-he.md': standing('', 'Phòng 4.\n') })
    expect(await silent(root, { only: 'check' })).toEqual(['warning /lien-he/'])
    write(root, { 'content/pages/lien-he.md': standing(`changes: [${correction}]\n`, 'Phòng 4.\n') })
    expect(await silent(root)).toEqual([])
    const html = page(root, 'lien-he/index.html')
    expect(html).toMatch(/Sửa số phòng\..*phòng 3.*phòng 4/)
    expect(html).not.toContain('Đăng lần đầu')
    const [, id = ''] = html.match(/<li id="([^"]+)">/) ?? []
    expect(page(root, 'dinh-chinh/index.html')).toContain(`href="/lien-he/#${id}"`)
    expect(page(root, 'dinh-chinh/feed.xml')).toContain(`https://thu.example.gov.vn/lien-he/#${id}`)
  })

  test('stands as it was until the note is there, where notes are required', async () => {
    const root = portal({ 'portal.yaml': required, 'content/b.md': bulletin(), 'content/pages/x.md': standing() })
    await silent(root)
    write(root, { 'content/pages/x.md': standing('', 'Phòng 4.\n') })
    expect(await silent(root)).toEqual(['error /x/'])
    expect(page(root, 'x/index.html')).toContain('Phòng 3.')
  })

  test('has no record in a site that was published before there was one, and is not told of then', async () => {
    const root = portal({ 'content/b.md': bulletin(), 'content/pages/lien-he.md': standing() })
    await silent(root)
    const file = join(root, '_site/.portal/manifest.json')
    const { records, ...rest } = JSON.parse(manifest(root))
    const { '/lien-he/': one, ...older } = records
    expect(one).toMatchObject([expect.any(String), 0])
    writeFileSync(file, JSON.stringify({ ...rest, records: older }))
    write(root, { 'content/pages/lien-he.md': standing('', 'Phòng 4.\n') })
    expect(await silent(root)).toEqual([])
    write(root, { 'content/pages/lien-he.md': standing('', 'Phòng 5.\n') })
    expect(await silent(root)).toEqual(['warning /lien-he/'])
  })
})

test.each(['content/b.md', 'content/pages/b.md'])(
  'what is told and recorded of %s is the same on the short way',
  async (path) => {
    const files = { 'content/a.md': bulletin(), [path]: bulletin() }
    const [short, long] = [portal(files), portal(files)]
    const cache = join(short, '.build-portal/cache')
    await buildPortal(short, { cache })
    await buildPortal(long)
    const change = { [path]: bulletin({}, 'Khác.\n') }
    const url = path === 'content/b.md' ? '/2024/05/b/' : '/b/'
    write(short, change)
    write(long, change)
    const { work, diagnostics } = await buildPortal(short, { cache })
    expect(work.read).toBe(1)
    expect(diagnostics).toMatchObject([{ code: 'silent-change', args: { url } }])
    expect(await silent(long)).toEqual([`warning ${url}`])
    expect(manifest(short)).toBe(manifest(long))
  },
)

test('what is switched off, and advice, is told neither way', async () => {
  const files = {
    'portal.yaml': `${plainSettings}lints: {silent-change: off}\n`,
    'content/a.md': bulletin({}, '## Một\n\n#### Hai\n'),
    'content/b.md': bulletin(),
  }
  const root = portal(files)
  const cache = join(root, '.build-portal/cache')
  expect((await buildPortal(root, { cache })).diagnostics).toEqual([])
  write(root, { 'content/b.md': bulletin({}, 'Khác.\n') })
  expect(await buildPortal(root, { cache })).toMatchObject({ diagnostics: [], work: { read: 1 } })
  write(root, { 'content/b.md': bulletin({}, 'Khác nữa.\n') })
  expect((await buildPortal(root)).diagnostics).toEqual([])
})

test('the record gives nothing away: no name of a file, and nothing of what is held or removed', async () => {
  const root = portal({
    'content/a.md': bulletin(),
    'content/bi-mat.md': bulletin({ date: '2030-01-01' }),
    'content/go.md': bulletin({ removed: '{at: 2024-06-01, reason: Đăng nhầm.}' }),
  })
  await buildPortal(root)
  const { records } = JSON.parse(manifest(root)) as { records: object }
  expect(records).toEqual({ '/2024/05/a/': [expect.stringMatching(/^[0-9a-f]{64}$/), 0] })
})

describe('a note', () => {
  const change = '{at: 2024-05-08, kind: correction, note: Sửa giờ., wrong: 7 giờ, right: 8 giờ}'

  test('moves the date of its bulletin, unless it is minor', async () => {
    const updated = async (kind: string) => {
      const root = portal({ 'content/a.md': bulletin({ changes: `[${note(1, kind)}]` }) })
      const { site } = await buildPortal(root)
      return site?.bulletins[0]?.bulletin.facts.updated?.text ?? null
    }
    expect(await updated('major')).toBe('2024-05-07')
    expect(await updated('correction')).toBe('2024-05-07')
    expect(await updated('minor')).toBeNull()
  })

  test('is told of on the page, in the log and in its feed, what was wrong and what is right', async () => {
    const root = portal({
      'content/a.md': bulletin({ title: 'Họp xã', changes: `[${note(1)}, ${change}]` }),
      'content/b.md': bulletin({ title: 'Thu', withdrawn: '{at: 2024-06-01, reason: Sai số liệu.}' }),
    })
    await buildPortal(root)
    const words = 'Sửa giờ. “7 giờ” xin được đính chính thành “8 giờ”.'
    const own = page(root, '2024/05/a/index.html')
    expect(own).toContain('<li id="p_thay-doi-2">')
    expect(own).toContain(words)
    expect(own).toContain('(<a href="#p_lich-su">Xem lịch sử cập nhật</a>)')
    const log = page(root, 'dinh-chinh/index.html')
    expect(log).toContain('href="/2024/05/a/#p_thay-doi-2"')
    expect(log).toContain(words)
    expect(log).toContain('href="/dinh-chinh/feed.xml"')
    const feed = page(root, 'dinh-chinh/feed.xml')
    expect([...feed.matchAll(/<guid.*?>(.*?)<\/guid>/g)].map(([, guid]) => guid)).toEqual([
      'https://thu.example.gov.vn/2024/05/b/',
      'https://thu.example.gov.vn/2024/05/a/#p_thay-doi-2',
    ])
    expect(feed).toContain(words)
    expect(feed).not.toContain('Lần 1')
  })

  test('has both, what was wrong and what is right, or neither', async () => {
    const half = change.replace(', right: 8 giờ', '')
    const root = portal({ 'content/a.md': bulletin({ changes: `[${half}]` }) })
    const { diagnostics } = await buildPortal(root)
    expect(diagnostics).toMatchObject([{ code: 'value-invalid', args: { key: 'changes.0' } }])
  })
})

test('a note of tomorrow is told until tomorrow, by a warm build too; of what is held, nobody waits for it', async () => {
  const change = '[{at: 2026-01-02, kind: minor, note: Sửa.}]'
  const root = portal({
    'content/a.md': bulletin({ changes: change }),
    'content/b.md': bulletin({ changes: change, publishAt: '2026-02-01' }),
  })
  const cache = join(root, '.build-portal/cache')
  const told = async (time: string, hidden: boolean) => {
    const { diagnostics, work } = await buildPortal(root, { now: Date.parse(time), cache })
    expect(work.read === 0).toBe(hidden)
    return diagnostics.map(({ code, place }) => `${code} ${place?.file}`)
  }
  expect(await told('2026-01-01T00:00:00+07:00', false)).toEqual(['day-future content/a.md'])
  expect(await told('2026-01-01T23:59:59+07:00', true)).toEqual(['day-future content/a.md'])
  expect(await told('2026-01-02T00:00:00+07:00', true)).toEqual([])
})

test.each([
  ['1026-11-20', '2026-11-20'],
  ['2206-11-20', '2026-11-20'],
  ['2204-02-29', '2024-02-29'],
  ['1944-12-31', '1994-12-31'],
  ['0001-01-01', '2001-01-01'],
  ['2027-01-03', '2026-01-03'],
  ['8888-12-31', null],
])('the date %s is doubted, and %s proposed', async (date, known) => {
  const root = portal({ 'content/a.md': bulletin(), 'content/b.md': bulletin({ date }) })
  const { exit, diagnostics } = await buildPortal(root)
  expect(exit).toBe(0)
  expect(diagnostics).toMatchObject([{ code: 'date-doubtful', args: { value: date, known } }])
})

test('a date of the near future, an old office and a plan are believed', async () => {
  const root = portal({
    'content/a.md': bulletin({ date: '1945-09-02' }),
    'content/b.md': bulletin({ date: '2026-12-31' }),
    'content/c.md': bulletin({ date: '2024-05-06', publishAt: '2031-01-01', expiresAt: '9999-12-31' }),
    'content/d.md': bulletin({ date: '1026-11-20', lint: '{ignore: date-doubtful, reason: Ngày trong sử.}' }),
  })
  expect((await buildPortal(root)).diagnostics).toEqual([])
})

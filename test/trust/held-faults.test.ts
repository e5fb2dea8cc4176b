/** Faults of what is held back: told ahead of its day, never in the way of today's site, and on its day in nobody's way but its own. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { BuildResult } from '../../src/build.ts'
import { wording } from '../../src/diagnostics/diagnostic.ts'
import { buildPortal, bulletin, callCli, page, plainSettings, portal, tree, write } from '../support/portal.ts'

const [today, onDay] = [Date.parse('2026-12-01T08:00:00+07:00'), Date.parse('2026-12-05T00:05:00+07:00')]
const faulty = bulletin({ date: '2026-12-05' }, '![Họp](hop.jpg)\n\nXem [tháng trước](khong-co.md).\n')
const files = {
  'content/cu.md': bulletin(),
  'content/hen.md': faulty,
  'content/tot.md': bulletin({ date: '2026-12-05' }),
}
const told = ({ diagnostics }: Pick<BuildResult, 'diagnostics'>) =>
  diagnostics.map(({ severity, code, place, ahead }) =>
    [severity, code, place?.file, ahead?.file, ahead?.until ?? ahead?.reason].filter((part) => part).join(' '),
  )
const has = (root: string, path: string) => existsSync(join(root, '_site', path))

describe('a faulty bulletin with a day', () => {
  test('fails a check, and is a warning of a build, with the day', async () => {
    const root = portal(files)
    const check = await buildPortal(root, { now: today, only: 'check' })
    expect(check.exit).toBe(1)
    expect(told(check)).toEqual([
      'error file-missing content/hen.md content/hen.md 2026-12-05',
      'error link-missing content/hen.md content/hen.md 2026-12-05',
    ])
    const [first] = check.diagnostics
    expect(first && wording(first, 'vi').message).toContain('content/hen.md sẽ không đăng được ngày 05/12/2026.')
    expect(first && wording(first, 'en').message).toContain('content/hen.md cannot be published on 05/12/2026.')

    for (const strict of [false, true]) {
      const build = await buildPortal(root, { now: today, strict })
      expect(build).toMatchObject({ exit: 0, published: true })
      expect(told(build)).toEqual(told(check).map((one) => one.replace('error', 'warning')))
    }
    expect(has(root, '2024/05/cu/index.html')).toBe(true)
  })

  test('is left out on its day; all others come out, the exit code is 1, and the report says so', async () => {
    const root = portal(files)
    await buildPortal(root, { now: today })
    const day = await buildPortal(root, { now: onDay })
    expect(day).toMatchObject({ exit: 1, published: true, skipped: [{ file: 'content/hen.md', reason: 'faulty' }] })
    expect(told(day)).toEqual([
      'error bulletin-left-out content/hen.md',
      'error file-missing content/hen.md',
      'error link-missing content/hen.md',
    ])
    expect([has(root, '2026/12/tot/index.html'), has(root, '2026/12/hen/index.html')]).toEqual([true, false])
    for (const text of tree(join(root, '_site')).values()) expect(text).not.toContain('2026/12/hen')

    const { status, stdout, stderr } = await callCli(['build', '--now', new Date(onDay).toISOString()], { cwd: root })
    expect(status).toBe(1)
    expect(stderr).toContain('còn lỗi, nên chưa được đăng; các bài khác vẫn được đăng. [bulletin-left-out]')
    expect(stdout).toContain('Đã dựng xong: 2 bài viết')
    expect(stdout).not.toContain('Chưa đăng gì')
    const json = await callCli(['build', '--now', new Date(onDay).toISOString(), '--format', 'json'], { cwd: root })
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: false,
      skipped: [{ file: 'content/hen.md', reason: 'faulty' }],
    })

    write(root, { 'content/hen.md': bulletin({ date: '2026-12-05' }) })
    expect(await buildPortal(root, { now: onDay })).toMatchObject({ exit: 0, diagnostics: [], skipped: [] })
    expect(has(root, '2026/12/hen/index.html')).toBe(true)
  })

  test('gives the same site in an empty folder', async () => {
    const [root, other] = [portal(files), portal(files)]
    await buildPortal(root, { now: today })
    await buildPortal(root, { now: onDay })
    expect(await buildPortal(other, { now: onDay })).toMatchObject({ exit: 1, published: true })
    expect(tree(join(other, '_site'))).toEqual(tree(join(root, '_site')))
  })

  test('is told by a build from a cache as by one without, also where nothing but texts changed', async () => {
    const root = portal(files)
    const cache = join(root, '.build-portal/cache')
    const cold = await buildPortal(root, { now: today })
    const first = await buildPortal(root, { now: today, cache })
    const again = await buildPortal(root, { now: today, cache })
    expect([told(first), told(again)]).toEqual([told(cold), told(cold)])
    write(root, { 'content/cu.md': bulletin({}, 'Nội dung đã sửa.\n') })
    const edited = await buildPortal(root, { now: today, cache })
    expect(edited.work).toMatchObject({ read: 1 })
    expect(told(edited).slice(-2)).toEqual(told(cold))
    write(root, { 'content/hop.jpg': 'không phải ảnh' })
    expect(told(await buildPortal(root, { now: today, cache }))).toContain(
      'warning image-broken content/hop.jpg content/hen.md 2026-12-05',
    )
    for (const day of [onDay, onDay + 1000])
      expect(await buildPortal(root, { now: day, cache })).toMatchObject({ exit: 1, published: true })
    write(root, { 'content/hen.md': bulletin({ date: '2026-12-05' }) })
    expect(await buildPortal(root, { now: onDay + 2000, cache })).toMatchObject({ exit: 0, skipped: [] })
  })

  test('has its time where publishAt says one', async () => {
    const root = portal({
      ...files,
      'content/hen.md': faulty.replace('author', 'publishAt: 2026-12-05T23:30:00Z\nauthor'),
    })
    const [one] = (await buildPortal(root, { now: today })).diagnostics
    expect(one && wording(one, 'vi').message).toContain('không đăng được lúc 06:30 ngày 06/12/2026.')
  })
})

test('a faulty draft fails a check, and is a warning of a build', async () => {
  const root = portal({ 'content/a.md': bulletin(), 'content/nhap.md': bulletin({ draft: 'true' }, '[x](khong.md)\n') })
  const check = await buildPortal(root, { now: today, only: 'check' })
  expect([check.exit, told(check)]).toEqual([1, ['error link-missing content/nhap.md content/nhap.md draft']])
  const build = await buildPortal(root, { now: today, strict: true })
  expect([build.exit, told(build)]).toEqual([0, ['warning link-missing content/nhap.md content/nhap.md draft']])
  const [one] = check.diagnostics
  expect(one && wording(one, 'vi').message).toContain('sẽ không đăng được khi bỏ draft: true.')
})

test.each<[string, Record<string, string>, string[]]>([
  [
    'an unsafe path',
    { 'content/hen.md': bulletin({ date: '2026-12-05' }, '[x](../../../etc/passwd)\n') },
    ['path-outside content/hen.md'],
  ],
  [
    'an attachment',
    { 'content/hen.md': bulletin({ date: '2026-12-05', attachments: '[a.pdf]' }) },
    ['file-missing content/hen.md'],
  ],
  [
    'a category',
    { 'content/hen.md': bulletin({ date: '2026-12-05', category: 'sai' }) },
    ['category-unknown content/hen.md'],
  ],
  [
    'an address of a page',
    {
      'content/hen.md': bulletin({ date: '2026-12-05', slug: 'moi' }),
      'content/moi.md': bulletin({ date: '2026-12-01' }),
    },
    ['url-collision content/moi.md'],
  ],
  [
    'an alias',
    { 'content/hen.md': bulletin({ date: '2026-12-05', aliases: '/2024/05/cu/' }) },
    ['alias-collision content/hen.md'],
  ],
  [
    'a static file',
    { 'content/hen.md': bulletin({ date: '2026-12-05' }), 'static/2026/12/hen/index.html': '<p>x' },
    ['url-collision static/2026/12/hen/index.html'],
  ],
  [
    'a part of a page',
    { 'content/hen.md': bulletin({ date: '2026-12-05' }, '[x](cu.md#khong)\n') },
    ['fragment-missing content/hen.md'],
  ],
  [
    'a path of the site',
    { 'content/hen.md': bulletin({ date: '2026-12-05' }, '[x](/khong/)\n') },
    ['link-missing content/hen.md'],
  ],
  [
    'a full address of the site',
    { 'content/hen.md': bulletin({ date: '2026-12-05' }, '[x](https://thu.example.gov.vn/khong/)\n') },
    ['link-missing content/hen.md'],
  ],
  [
    'a draft that it links to',
    {
      'content/hen.md': bulletin({ date: '2026-12-05' }, '[x](nhap.md)\n'),
      'content/nhap.md': bulletin({ draft: 'true' }),
    },
    ['link-held content/hen.md'],
  ],
  [
    'a later bulletin that it links to',
    {
      'content/hen.md': bulletin({ date: '2026-12-05' }, '[x](/2026/12/sau/)\n'),
      'content/sau.md': bulletin({ date: '2026-12-06' }),
    },
    ['link-held content/hen.md'],
  ],
  [
    'an author',
    {
      'content/hen.md': bulletin({ date: '2026-12-05', author: 'Lê Đạt' }),
      'content/cu.md': bulletin({ author: 'Lê Đất' }),
    },
    ['author-collision content/hen.md'],
  ],
])('what is checked of a held bulletin: %s', async (_, own, expected) => {
  const root = portal({ 'content/cu.md': bulletin(), ...own })
  const build = await buildPortal(root, { now: today })
  const [codes, days] = [
    build.diagnostics.map(({ code, place }) => `${code} ${place?.file}`),
    build.diagnostics.map(({ ahead }) => ahead?.until),
  ]
  expect([build.exit, codes]).toEqual([0, expected])
  expect(days).toEqual(['2026-12-05'])
  expect((await buildPortal(root, { now: today, only: 'check' })).exit).toBe(1)
  const day = await buildPortal(root, { now: onDay })
  expect(day).toMatchObject({ exit: 1, published: true })
  expect(day.skipped).toContainEqual({ file: 'content/hen.md', reason: 'faulty' })
  expect(page(root, '2024/05/cu/index.html')).not.toBe('')
})

test.each([
  ['what comes out before or with it', '[x](som.md) [x](cung.md) [x](/2026/12/som/)'],
  ['itself', '[x](hen.md) [x](/2026/12/hen/)'],
])('a held bulletin may link to %s', async (_, links) => {
  const root = portal({
    'content/cu.md': bulletin(),
    'content/som.md': bulletin({ date: '2026-12-03' }),
    'content/cung.md': bulletin({ date: '2026-12-05' }),
    'content/hen.md': bulletin({ date: '2026-12-05' }, `${links}\n`),
    'content/nhap.md': bulletin({ draft: 'true' }, '[x](hen.md) [x](nhap-2.md)\n'),
    'content/nhap-2.md': bulletin({ draft: 'true' }),
  })
  expect(await buildPortal(root, { now: today, only: 'check' })).toMatchObject({ exit: 0, diagnostics: [] })
  expect(await buildPortal(root, { now: onDay })).toMatchObject({ exit: 0, diagnostics: [] })
})

test('what links to a bulletin that was left out is left out with it', async () => {
  const root = portal({ ...files, 'content/theo.md': bulletin({ date: '2026-12-05' }, '[x](hen.md)\n') })
  const day = await buildPortal(root, { now: onDay })
  expect(day).toMatchObject({ exit: 1, published: true })
  expect(day.skipped.map(({ file }) => file)).toEqual(['content/hen.md', 'content/theo.md'])
  expect(told(day)).toContain('error link-held content/theo.md')
  expect(has(root, '2026/12/tot/index.html')).toBe(true)
})

describe('nothing is published, as ever, where', () => {
  const unchanged = async (root: string, now: number) => {
    const before = tree(join(root, '_site'))
    const day = await buildPortal(root, { now })
    expect(day).toMatchObject({ exit: 1, published: false })
    expect(told(day).join()).not.toContain('bulletin-left-out')
    expect(tree(join(root, '_site'))).toEqual(before)
  }

  test('a text that readers have has an error, too', async () => {
    const root = portal(files)
    await buildPortal(root, { now: today })
    write(root, { 'content/cu.md': bulletin({}, '[x](khong.md)\n') })
    await unchanged(root, onDay)
  })

  test('readers have had the bulletin already', async () => {
    const root = portal({ ...files, 'content/hen.md': bulletin({ date: '2026-12-05' }) })
    await buildPortal(root, { now: onDay })
    write(root, { 'content/hen.md': faulty })
    await unchanged(root, onDay + 24 * 60 * 60 * 1000)
  })

  test('its page would vanish with a new address', async () => {
    const root = portal({ ...files, 'content/hen.md': bulletin({ date: '2026-12-05' }) })
    await buildPortal(root, { now: onDay })
    write(root, { 'content/hen.md': faulty.replace('author', 'slug: moi\nauthor') })
    await unchanged(root, onDay + 24 * 60 * 60 * 1000)
  })

  test('it was due more than fourteen days ago', async () => {
    const root = portal(files)
    await buildPortal(root, { now: today })
    await unchanged(root, onDay + 15 * 24 * 60 * 60 * 1000)
  })

  test('no bulletin would be left', async () => {
    const root = portal({ 'content/hen.md': faulty })
    expect(await buildPortal(root, { now: onDay })).toMatchObject({ exit: 1, published: false })
    expect(has(root, 'index.html')).toBe(false)
  })
})

test('under --strict a warning, too, keeps back the bulletin that it is about and no other', async () => {
  const strange = bulletin({ date: '2026-12-05', image: 'a.png' })
  const root = portal({ ...files, 'content/hen.md': strange, 'content/a.png': 'x', 'portal.yaml': plainSettings })
  expect((await buildPortal(root, { now: today, strict: true })).exit).toBe(0)
  const day = await buildPortal(root, { now: onDay, strict: true })
  expect(day).toMatchObject({ exit: 1, published: true, skipped: [{ reason: 'faulty' }] })
})

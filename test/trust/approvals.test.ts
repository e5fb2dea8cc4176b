/** Four eyes: what is approved is published, and nothing else. */
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { BuildRequest } from '../../src/build.ts'
import { buildPortal, bulletin, page, plainSettings, portal, runCli, tree, write } from '../support/portal.ts'

const settings = `${plainSettings}approvals: {required: true, officers: [Lò Thị Hương (Phó Chánh Văn phòng), Lừ Chương]}\n`
const approved = { approvedBy: 'Lò Thị Hương', approvedAt: '2024-05-06T08:00:00+07:00' }
const base = { 'portal.yaml': settings, 'content/nen.md': bulletin({ title: 'Nền', ...approved }) }

/** The state of `a.md` after a build, and what was told. */
async function state(root: string, options: Partial<BuildRequest> = {}): Promise<string> {
  const { exit, skipped, diagnostics } = await buildPortal(root, options)
  expect(exit).toBe(0)
  const held = skipped.find(({ file }) => file === 'content/a.md')?.reason ?? 'published'
  return [held, ...diagnostics.map(({ code }) => code).filter((code) => code !== 'url-vanished')].join(' ')
}

const file = (root: string) => join(root, 'approvals/a.md.yaml')
const record = (root: string) => readFileSync(file(root), 'utf8')
const approve = (root: string, ...args: string[]) =>
  runCli(['approve', 'content/a.md', '--now', '2025-06-01T08:00:00+07:00', ...args], { cwd: root })

test('a bulletin that nobody approved is not published, and that is no error', async () => {
  const root = portal({ ...base, 'content/a.md': bulletin() })
  expect(await state(root, { strict: true })).toBe('unapproved')
  expect(existsSync(join(root, '_site/2024/05/a'))).toBe(false)
})

describe('an approval in the front matter', () => {
  test('is kept in a file when the bulletin is published, and holds for what the bulletin said then', async () => {
    const root = portal({ ...base, 'content/a.md': bulletin(approved, 'Họp lúc 7 giờ.\n') })
    expect(await state(root, { only: 'check' })).toBe('published')
    expect(await state(root, { preview: true, out: join(root, 'xem') })).toBe('published')
    expect(existsSync(file(root))).toBe(false)
    expect(await state(root)).toBe('published')
    expect(record(root)).toMatch(
      /^approvals:\n {2}- by: "Lò Thị Hương"\n {4}at: 2024-05-06T08:00:00\+07:00\n {4}digest: "[0-9a-f]{64}"\n$/,
    )
    const kept = record(root)
    expect(await state(root)).toBe('published')
    expect(record(root)).toBe(kept)

    write(root, { 'content/a.md': bulletin(approved, 'Họp lúc 8 giờ.\n') })
    for (let run = 0; run < 2; run++) expect(await state(root)).toBe('unapproved approval-stale')
    expect(existsSync(join(root, '_site/2024/05/a'))).toBe(false)
    write(root, { 'content/a.md': bulletin({ ...approved, approvedAt: '2024-05-07' }, 'Họp lúc 8 giờ.\n') })
    expect(await state(root)).toBe('published')
    expect(record(root).startsWith(kept)).toBe(true)
    expect(record(root)).toContain('    at: 2024-05-07\n')
  })

  test.each([
    ['headline', { title: 'Tin khác' }, {}],
    ['summary', { summary: 'Tóm tắt.' }, {}],
    ['decision', { decision: '{number: 95/QĐ-UBND, date: 2023-01-12, issuer: UBND tỉnh Sơn La}' }, {}],
    ['picture', {}, { 'content/anh.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="2"/>' }],
    ['attachment', {}, { 'content/bang.csv': 'c\n' }],
  ])('is void where the %s has changed', async (_, front, files) => {
    const keys = { ...approved, image: '{src: anh.svg, alt: Chè}', attachments: 'bang.csv' }
    const root = portal({
      ...base,
      'content/a.md': bulletin(keys),
      'content/anh.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>',
      'content/bang.csv': 'a\n',
    })
    expect(await state(root)).toBe('published')
    write(root, { 'content/a.md': bulletin({ ...keys, ...front }), ...files })
    expect(await state(root)).toBe('unapproved approval-stale')
  })

  test('holds where what the bulletin says is the same: withdrawn, pinned, in another section', async () => {
    const root = portal({ ...base, 'content/a.md': bulletin(approved) })
    await state(root)
    const front = { category: 'thong-bao', pinnedUntil: '2030-01-01', withdrawn: '{at: 2024-06-01, reason: Sai.}' }
    write(root, { 'content/a.md': bulletin({ ...approved, ...front }) })
    expect(await state(root)).toBe('published')
  })

  test('lets a tombstone out at once', async () => {
    const root = portal({ ...base, 'content/a.md': bulletin(approved) })
    await state(root)
    write(root, { 'content/a.md': bulletin({ ...approved, removed: '{at: 2024-06-01, reason: Đăng nhầm.}' }, '') })
    expect(await state(root)).toBe('published')
    expect(page(root, '2024/05/a/index.html')).toContain('Đăng nhầm.')
  })

  test('is judged on a warm build as on a cold one', async () => {
    const root = portal({ ...base, 'content/a.md': bulletin(approved) })
    const cache = join(root, '.build-portal/cache')
    expect(await state(root, { cache })).toBe('published')
    write(root, { 'content/a.md': bulletin(approved, 'Khác.\n') })
    expect(await state(root, { cache })).toBe('unapproved approval-stale')
    rmSync(file(root))
    expect(await state(root, { cache })).toBe('published')
  })
})

describe('an approval that is dated in the future', () => {
  const at = '2026-03-01T08:00:00+07:00'
  const early = { ...approved, approvedAt: at }
  const [before, then] = [Date.parse(at) - 1000, Date.parse(at)]
  const dues = async (root: string, now: number) =>
    (await buildPortal(root, { now, only: 'check' })).due
      .filter(({ file }) => file === 'content/a.md')
      .map(({ what, at: moment }) => `${what} ${moment.text}`)

  test('does not count before its time, is not kept, and the next build is due then', async () => {
    const root = portal({ ...base, 'content/a.md': bulletin(early) })
    expect(await state(root, { now: before })).toBe('unapproved approval-future')
    expect(existsSync(file(root))).toBe(false)
    expect(existsSync(join(root, '_site/2024/05/a'))).toBe(false)
    expect(await dues(root, before)).toEqual([`publish ${at}`])
    expect(await state(root, { now: then })).toBe('published')
    expect(record(root)).toContain(`    at: ${at}\n`)
  })

  test('in a file that somebody wrote does not count either; approving anew mends it', async () => {
    const root = portal({ ...base, 'content/a.md': bulletin() })
    approve(root, '--by', 'Lò Thị Hương', '--now', at)
    expect(await state(root, { now: before })).toBe('unapproved approval-future')
    approve(root, '--by', 'Lò Thị Hương')
    expect(await state(root, { now: before })).toBe('published')
  })

  test('leaves what was approved before, and nothing that was changed since', async () => {
    const root = portal({ ...base, 'content/a.md': bulletin() })
    approve(root, '--by', 'Lò Thị Hương')
    const kept = record(root)
    write(root, { 'content/a.md': bulletin(early) })
    expect(await state(root, { now: before })).toBe('published approval-future')
    expect(record(root)).toBe(kept)
    write(root, { 'content/a.md': bulletin(early, 'Khác.\n') })
    expect(await state(root, { now: before })).toBe('unapproved approval-future')
  })

  test.each([
    ['the author', { approvedBy: 'Lừ Chương' }, 'unapproved approval-future approval-own'],
    ['nobody of the list', { approvedBy: 'Quàng Văn Thỏa' }, 'unapproved approval-future approval-unlisted'],
  ])('by %s will not count then, so no build is due', async (_, front, told) => {
    const root = portal({ ...base, 'content/a.md': bulletin({ ...early, ...front }) })
    expect((await state(root, { now: before })).split(' ').sort()).toEqual(told.split(' ').sort())
    expect(await dues(root, before)).toEqual([])
  })

  test.each([
    ['before its approval', { publishAt: '2026-02-01' }, [`publish ${at}`]],
    [
      'after its approval',
      { publishAt: '2026-04-01' },
      ['publish 2026-04-01T00:00:00+07:00', 'settle 2026-04-03T00:00:00+07:00'],
    ],
    ['and expires before it is approved', { expiresAt: '2026-02-01' }, [`publish ${at}`]],
    ['and is pinned until later', { pinnedUntil: '2026-05-01' }, [`publish ${at}`, 'unpin 2026-05-01T00:00:00+07:00']],
  ])('of a bulletin that is to come out %s', async (_, front, due) => {
    const root = portal({ ...base, 'content/a.md': bulletin({ ...early, ...front }) })
    expect(await dues(root, Date.parse('2026-01-01T00:00:00Z'))).toEqual(due)
  })

  test('a scheduled bulletin that nobody approved is not due', async () => {
    const root = portal({ ...base, 'content/a.md': bulletin({ publishAt: '2026-04-01' }) })
    expect(await dues(root, before)).toEqual([])
  })
})

test.each([
  ['the settings', { 'portal.yaml': `${settings}defaults: {approvedBy: Lò Thị Hương}\n` }],
  ['a folder', { 'content/_defaults.yaml': 'approvedBy: Lò Thị Hương\n' }],
])('nobody approves in advance, for all bulletins of %s', async (_, files) => {
  const root = portal({ ...base, 'content/a.md': bulletin(), ...files })
  expect(await buildPortal(root)).toMatchObject({
    exit: 1,
    diagnostics: [{ code: 'value-invalid', args: { key: 'approvedBy', expected: 'own' } }],
    skipped: [{ file: 'content/a.md', reason: 'unapproved' }],
  })
})

describe('a file of an approval that is no good is a fault of its bulletin', () => {
  const kept = 'approvals/a.md.yaml'
  const soon = { ...approved, publishAt: '2026-03-01T08:00:00+07:00' }
  const after = Date.parse('2026-03-02T00:00:00Z')
  const no = (what: string): Record<string, string | Uint8Array> => ({
    ...(what === 'unreadable' && { [`${kept}/ghi-chu.txt`]: 'Ghi chú.\n' }),
    ...(what === 'no text' && { [kept]: Uint8Array.of(0x61, 0xff, 0xfe) }),
    ...(what === 'no approval' && { [kept]: 'approvals: nhầm\n' }),
  })
  const told = (result: Awaited<ReturnType<typeof buildPortal>>) =>
    result.diagnostics.map(({ code, severity, place, related, ahead }) =>
      [severity, code, place?.file, related[0]?.file, ahead?.until].join(' '),
    )

  test.each(['no text', 'no approval'])('of one that is %s nothing is held back but its bulletin', async (what) => {
    for (const front of [approved, soon]) {
      const root = portal({ ...base, 'content/a.md': bulletin(front), ...no(what) })
      const result = await buildPortal(root, { strict: true })
      expect(result).toMatchObject({ exit: 0, published: true })
      expect(told(result)).toEqual([`warning approval-invalid content/a.md ${kept} `])
      expect(existsSync(join(root, '_site/2024/05/nen/index.html'))).toBe(true)
      expect(existsSync(join(root, '_site/2024/05/a'))).toBe(false)
    }
  })

  test('one that cannot be read is an error of check, and holds nothing else back until its day, nor then', async () => {
    const root = portal({ ...base, 'content/a.md': bulletin(soon), ...no('unreadable') })
    const error = `approval-unreadable content/a.md ${kept}`
    const checked = await buildPortal(root, { only: 'check' })
    expect([checked.exit, told(checked)]).toEqual([1, [`error ${error} 2026-03-01T08:00:00+07:00`]])
    const early = await buildPortal(root)
    expect([early.exit, told(early)]).toEqual([0, [`warning ${error} 2026-03-01T08:00:00+07:00`]])
    const due = await buildPortal(root, { now: after })
    expect([due.exit, due.published]).toEqual([1, true])
    expect(told(due)).toEqual([`error ${error} `, 'error bulletin-left-out content/a.md  '])
    expect(existsSync(join(root, '_site/2024/05/a'))).toBe(false)
    rmSync(file(root), { recursive: true })
    expect(await state(root, { now: after })).toBe('published')
  })

  test('where readers have the page, one that cannot be read keeps the old site', async () => {
    const root = portal({ ...base, 'content/a.md': bulletin(approved) })
    expect(await state(root)).toBe('published')
    const before = tree(join(root, '_site'))
    rmSync(file(root))
    write(root, { ...no('unreadable'), 'content/a.md': bulletin(approved, 'Chưa ai duyệt câu này.\n') })
    const result = await buildPortal(root)
    expect([result.exit, result.published]).toEqual([1, false])
    expect(told(result)).toContain(`error approval-unreadable content/a.md ${kept} `)
    expect(tree(join(root, '_site'))).toEqual(before)
  })
})

test('an approval is never written outside the portal', async () => {
  const root = portal({ ...base, 'content/a.md': bulletin(approved) })
  const elsewhere = portal({})
  symlinkSync(elsewhere, join(root, 'approvals'))
  expect(await state(root)).toBe('published approval-unrecorded approval-unrecorded')
  expect(approve(root, '--by', 'Lò Thị Hương').status).toBe(3)
  expect(readdirSync(elsewhere)).toEqual(['portal.yaml'])
})

describe('build-portal approve', () => {
  test('approves what the bulletin says now, in a file of its own', async () => {
    const root = portal({ ...base, 'content/a.md': bulletin() })
    const { status, stdout } = approve(root, '--by', 'lò thị hương', '--now', '2024-05-06T08:00:00+07:00')
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'Đã duyệt "content/a.md"; phê duyệt được ghi vào approvals/a.md.yaml.\n',
    })
    expect(await state(root)).toBe('published')
    write(root, { 'content/a.md': bulletin({}, 'Khác.\n') })
    expect(await state(root)).toBe('unapproved approval-stale')
    expect(approve(root, '--by', 'Lò Thị Hương').status).toBe(0)
    expect(await state(root)).toBe('published')
    expect(record(root).match(/- by:/g)).toHaveLength(2)
  })

  test.each([
    [['--by', 'LU CHUONG (Trưởng phòng)'], 1, 'approval-own'],
    [['--by', 'Quàng Văn Thỏa'], 1, 'approval-unlisted'],
    [['--by', 'Quàng Văn Thỏa', '--emergency', '--reason', 'Lũ quét.'], 1, 'approval-unlisted'],
    [['--by', 'Lừ Chương', '--emergency'], 2, 'usage-invalid'],
    [['--by', 'Lò Thị Hương', '--reason', 'Lũ quét.'], 2, 'usage-invalid'],
    [['--by', ' '], 2, 'usage-invalid'],
    [[], 2, 'usage-invalid'],
  ])('refuses %j', (args, exit, code) => {
    const root = portal({ ...base, 'content/a.md': bulletin() })
    const { status, stdout } = approve(root, ...args, '--format', 'json')
    expect(status).toBe(exit)
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, approval: null, diagnostics: [{ code }] })
    expect(existsSync(file(root))).toBe(false)
  })

  test('refuses what is no bulletin, or one with a fault', () => {
    const root = portal({ ...base, 'content/b.md': bulletin({ date: '2024-02-30' }) })
    const run = (...args: string[]) => runCli(['approve', ...args, '--by', 'Lò Thị Hương'], { cwd: root })
    expect(run('content/khong-co.md')).toMatchObject({ status: 2, stderr: expect.stringContaining('khong-co.md') })
    expect(run('portal.yaml').status).toBe(2)
    expect(run('content/b.md')).toMatchObject({ status: 1, stderr: expect.stringContaining('date-impossible') })
    expect(run().status).toBe(2)
    expect(existsSync(join(root, 'approvals'))).toBe(false)
  })

  test('releases in an emergency by one officer alone, with the reason', async () => {
    const root = portal({ ...base, 'content/a.md': bulletin() })
    expect(approve(root, '--by', 'Lừ Chương', '--emergency', '--reason', 'Lũ quét "Nậm Pàn".').status).toBe(0)
    expect(record(root)).toContain('    emergency: "Lũ quét \\"Nậm Pàn\\"."\n')
    expect(await state(root)).toBe('published')
    // Who is no officer any more has released nothing.
    write(root, { 'portal.yaml': settings.replace(', Lừ Chương', '') })
    expect(await state(root)).toBe('unapproved approval-unlisted')
  })
})

/** Bulletins in time: held, published, expired, pinned, aged, withdrawn, removed, and when the next build is due. */
import { describe, expect, test } from 'vitest'
import { buildPortal, bulletin, page, plainSettings, portal } from '../support/portal.ts'

/** One bulletin of these keys, at `now`, beside a plain one. */
async function at(now: string, front: Record<string, string>, settings = plainSettings) {
  const root = portal({
    'portal.yaml': settings,
    'content/a.md': bulletin(front),
    'content/nen.md': bulletin({ title: 'Tin nền', date: '2020-01-01' }),
  })
  const result = await buildPortal(root, { only: 'check', now: Date.parse(now) })
  const { site, skipped, due } = result
  const all = [...(site?.bulletins ?? []), ...(site?.removed ?? [])]
  return {
    root,
    result,
    skipped,
    state: all.find(({ bulletin: { path } }) => path === 'a.md')?.state ?? null,
    due: due.filter(({ file }) => file === 'content/a.md').map(({ at: moment, what }) => `${what} ${moment.text}`),
  }
}

const held = (reason: string) => [{ file: 'content/a.md', reason }]

describe('held', () => {
  test.each([
    ['a draft', { draft: 'true' }, 'draft'],
    ['a draft of the future', { draft: 'true', publishAt: '2030-01-01' }, 'draft'],
    ['a day to come', { date: '2030-01-01' }, 'scheduled'],
    ['an hour to come', { date: '2026-01-01T07:00:01+07:00' }, 'scheduled'],
    ['publishAt to come', { publishAt: '2026-01-02' }, 'scheduled'],
    [
      'publishAt to come, though its date has passed',
      { date: '2020-01-01', publishAt: '2026-01-01T07:00:01+07:00' },
      'scheduled',
    ],
  ])('%s', async (_, front, reason) => {
    const { skipped, state } = await at('2026-01-01T00:00:00Z', front)
    expect(skipped).toEqual(held(reason))
    expect(state).toBeNull()
  })

  test.each([
    ['a day that begins in the site’s zone', { date: '2026-01-01' }, '2025-12-31T17:00:00Z'],
    ['an hour that is now', { publishAt: '2026-01-01T08:00:00+07:00' }, '2026-01-01T01:00:00Z'],
    [
      'publishAt that has passed, though its date has not',
      { date: '2026-05-01', publishAt: '2026-01-01' },
      '2026-01-01T00:00:00Z',
    ],
  ])('no more: %s', async (_, front, now) => {
    expect((await at(now, front)).skipped).toEqual([])
    const before = new Date(Date.parse(now) - 1).toISOString()
    if (!JSON.stringify(front).includes('2026-05')) expect((await at(before, front)).skipped).toEqual(held('scheduled'))
  })

  test.each([
    ['nobody', {}, 'unapproved'],
    ['the author', { approvedBy: 'lừ  CHƯƠNG' }, 'unapproved'],
    ['the author in NFD', { approvedBy: 'Lừ Chương'.normalize('NFD') }, 'unapproved'],
    [
      'the author under a pen name',
      { author: '{name: Lừ Chương, penName: Hoa Ban}', approvedBy: 'Hoa Ban' },
      'unapproved',
    ],
    ['one of the authors', { author: '[Lừ Chương, Mùa A Dếnh]', approvedBy: 'Mùa A Dếnh' }, 'unapproved'],
    ['no officer', { approvedBy: 'Trần Thị B' }, 'unapproved'],
    ['an officer', { approvedBy: 'Nguyễn Văn C' }, null],
  ])('where approval is required, released by %s', async (_, front, reason) => {
    const settings = `${plainSettings}approvals: {required: true, officers: [Nguyễn Văn C]}\n`
    const root = portal({
      'portal.yaml': settings,
      'content/a.md': bulletin(front),
      'content/pages/x.md': '---\ntitle: x\n---\n\nchữ\n',
    })
    const { skipped, counts } = await buildPortal(root, { only: 'check' })
    expect(skipped).toEqual(reason === null ? [] : held(reason))
    expect(counts.pages).toBe(1)
  })

  test('where approval is not required nobody need approve', async () => {
    expect((await at('2026-01-01T00:00:00Z', {})).skipped).toEqual([])
  })

  test('shows nowhere in the site', async () => {
    const secret = 'Điều-bí-mật-chưa-đăng'
    const root = portal({
      'content/a.md': bulletin(),
      'content/b.md': bulletin(
        {
          title: secret,
          draft: 'true',
          tags: `[${secret}]`,
          author: secret,
          decision: '77/QĐ-MẬT',
          aliases: '/bi-mat-cu/',
        },
        `${secret}\n`,
      ),
      'content/c.md': bulletin({ title: secret, publishAt: '2030-01-01' }),
    })
    const { exit, plan, changed } = await buildPortal(root)
    expect(exit).toBe(0)
    expect(changed.filter((path) => /bi-mat/.test(path))).toEqual([])
    for (const { path } of plan?.entries ?? []) {
      const text = page(root, path)
      expect(text.includes(secret) || text.includes('77/QĐ-MẬT') || text.includes('bi-mat')).toBe(false)
    }
  })

  test('is shown where it is asked for', async () => {
    const files = {
      'content/a.md': bulletin({ draft: 'true' }),
      'content/b.md': bulletin({ publishAt: '2030-01-01' }),
      'content/c.md': bulletin({ draft: 'true', publishAt: '2030-01-01' }),
    }
    const shown = async (options: { drafts?: boolean; future?: boolean }) => {
      const { site, skipped } = await buildPortal(portal(files), { only: 'check', ...options })
      expect((site?.bulletins.length ?? 0) + skipped.length).toBe(3)
      return site?.bulletins.map(({ bulletin: { path } }) => path).sort()
    }
    expect(await shown({ drafts: true, future: true })).toEqual(['a.md', 'b.md', 'c.md'])
    expect(await shown({ future: true })).toEqual(['b.md'])
    expect(await shown({ drafts: true })).toContain('a.md')
    expect(await shown({ drafts: true })).not.toContain('b.md')
    expect(await shown({})).toEqual([])
  })
})

describe('with a page', () => {
  const now = '2026-01-01T00:00:00Z'
  const plain = {
    held: null,
    until: null,
    removed: false,
    withdrawn: false,
    expired: false,
    pinned: false,
    aged: false,
    fresh: false,
    former: null,
  }

  test.each([
    ['plain', {}, {}],
    ['expired', { expiresAt: '2025-12-31' }, { expired: true }],
    ['expired at this instant', { expiresAt: '2026-01-01T07:00:00+07:00' }, { expired: true }],
    ['not yet expired', { expiresAt: '2026-01-01T07:00:01+07:00' }, {}],
    ['pinned', { pinnedUntil: '2026-01-02' }, { pinned: true }],
    ['no longer pinned', { pinnedUntil: '2026-01-01' }, {}],
    ['fresh', { date: '2025-12-31' }, { fresh: true }],
    ['no longer fresh', { date: '2025-12-30T00:00:00Z' }, {}],
    ['withdrawn', { withdrawn: '{at: 2025-01-01, reason: x}' }, { withdrawn: true }],
    ['removed', { removed: '{at: 2025-01-01, reason: x}' }, { removed: true }],
    [
      'withdrawn and removed',
      { withdrawn: '{at: 2025-01-01, reason: x}', removed: '{at: 2025-01-01, reason: x}' },
      { removed: true, withdrawn: false },
    ],
  ])('%s', async (_, front, state) => {
    expect((await at(now, front)).state).toEqual({ ...plain, ...state })
  })

  test('ages by its section', async () => {
    const settings = plainSettings.replace('title: Tin tức}', 'title: Tin tức, agedAfter: P2Y}')
    expect((await at('2026-05-05T16:59:59Z', { date: '2024-05-06' }, settings)).state?.aged).toBe(false)
    expect((await at('2026-05-05T17:00:00Z', { date: '2024-05-06' }, settings)).state?.aged).toBe(true)
    expect(
      (await at('2030-01-01T00:00:00Z', { date: '2024-05-06', category: 'thong-bao' }, settings)).state?.aged,
    ).toBe(false)
  })

  test('a bulletin that is removed keeps an address and nothing of its own', async () => {
    const secret = 'Điều-đã-gỡ'
    const root = portal({
      'content/a.md': bulletin(
        {
          title: secret,
          removed: '{at: 2025-01-01, reason: Nhầm}',
          tags: `[${secret}, CHÈ]`,
          summary: secret,
          aliases: '/cu/',
        },
        `${secret}\n`,
      ),
      'content/b.md': bulletin({ tags: 'Chè' }),
    })
    const { exit, plan, site, counts } = await buildPortal(root)
    expect(exit).toBe(0)
    expect(site?.removed).toHaveLength(1)
    expect(counts.bulletins).toBe(2)
    expect(page(root, '2024/05/a/index.html')).toContain('Nhầm')
    for (const { path } of plan?.entries ?? []) expect(/Điều-đã-gỡ|CHÈ/.test(page(root, path))).toBe(false)
  })
})

describe('what is due', () => {
  const now = '2026-01-01T00:00:00Z'

  test.each([
    ['nothing', {}, []],
    [
      'a bulletin to come',
      { date: '2020-01-01', publishAt: '2026-03-01' },
      ['publish 2026-03-01T00:00:00+07:00', 'settle 2026-03-03T00:00:00+07:00'],
    ],
    [
      'an instant in another zone',
      { date: '2020-01-01', publishAt: '2026-03-01T00:00:00Z' },
      ['publish 2026-03-01T07:00:00+07:00', 'settle 2026-03-03T07:00:00+07:00'],
    ],
    [
      'all of a bulletin’s times',
      { date: '2026-02-01', pinnedUntil: '2026-02-02', expiresAt: '2026-04-01' },
      [
        'publish 2026-02-01T00:00:00+07:00',
        'unpin 2026-02-02T00:00:00+07:00',
        'settle 2026-02-03T00:00:00+07:00',
        'expire 2026-04-01T00:00:00+07:00',
      ],
    ],
    ['a fresh bulletin', { date: '2026-01-01' }, ['settle 2026-01-03T00:00:00+07:00']],
    ['a draft', { date: '2026-02-01', draft: 'true', expiresAt: '2026-03-01' }, []],
    ['what is removed', { date: '2020-01-01', removed: '{at: 2025-01-01, reason: x}', expiresAt: '2026-03-01' }, []],
  ])('%s', async (_, front, due) => {
    expect((await at(now, front)).due).toEqual(due)
  })

  test('is sorted, and the first is the next', async () => {
    const root = portal({
      'content/a.md': bulletin({ date: '2020-01-01', publishAt: '2026-09-01' }),
      'content/b.md': bulletin({ date: '2020-01-01', publishAt: '2026-02-01T08:00:00+07:00' }),
      'content/c.md': bulletin({ date: '2020-01-01', publishAt: '2026-02-01T00:30:00Z' }),
      'content/d.md': bulletin({ date: '2020-01-01', expiresAt: '2026-02-01' }),
    })
    const { due } = await buildPortal(root, { only: 'check', now: Date.parse(now) })
    expect(due.map(({ file, at: moment }) => `${file} ${moment.text}`)).toEqual([
      'content/d.md 2026-02-01T00:00:00+07:00',
      'content/c.md 2026-02-01T07:30:00+07:00',
      'content/b.md 2026-02-01T08:00:00+07:00',
      // What came out late leaves the news sitemap two days after that.
      'content/c.md 2026-02-03T07:30:00+07:00',
      'content/b.md 2026-02-03T08:00:00+07:00',
      'content/a.md 2026-09-01T00:00:00+07:00',
      'content/a.md 2026-09-03T00:00:00+07:00',
    ])
  })

  test('is when outputs differ, and before it they do not', async () => {
    const settings = plainSettings.replace('title: Tin tức}', 'title: Tin tức, agedAfter: P2Y}')
    const files = {
      'portal.yaml': settings,
      'content/a.md': bulletin({ date: '2025-12-31', expiresAt: '2026-02-01' }),
      'content/b.md': bulletin({ date: '2025-12-30', publishAt: '2026-01-10' }),
      'content/c.md': bulletin({ date: '2024-01-20', pinnedUntil: '2026-01-05' }),
    }
    const root = portal(files)
    let time = Date.parse(now)
    for (let step = 0; step < 8; step++) {
      const { due, exit } = await buildPortal(root, { now: time })
      expect(exit).toBe(0)
      const next = due[0]
      if (!next) break
      expect((await buildPortal(root, { now: next.at.instant - 1 })).changed).toEqual([])
      const { changed, removed } = await buildPortal(root, { now: next.at.instant })
      expect(changed.length + removed.length).toBeGreaterThan(0)
      time = next.at.instant
    }
  })
})

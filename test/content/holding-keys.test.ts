/** What would hold a text back elsewhere, or under its right name, is an error here and never a warning beside a published text. */
import { describe, expect, test } from 'vitest'
import { readBulletin } from '../../src/content/bulletin.ts'
import { readDefaults } from '../../src/content/defaults.ts'
import { holdingKeyFor } from '../../src/content/holding-keys.ts'
import { referenceReader } from '../../src/content/markdown/reader.ts'

const settings = {
  languages: ['vi'],
  timezone: 'Asia/Ho_Chi_Minh',
  imageHosts: [],
  homes: ['https://thu.example.gov.vn/'],
} as const

function told(line: string, path = '2026/a.md'): string[] {
  const head = path.startsWith('pages/') ? 'title: Tin' : 'title: Tin\ndate: 2026-11-01\nauthor: Lừ Chương'
  const text = `---\n${head}\n${line}\n---\n\nNội dung.\n`
  const { diagnostics } = readBulletin(text, path, `content/${path}`, {}, settings, referenceReader)
  return diagnostics.map(({ severity, code, args }) =>
    [severity, code, (args as { known?: string | null }).known].join(' '),
  )
}

const holding: [line: string, known: string][] = [
  ['Draft: true', 'draft'],
  ['DRAFT: true', 'draft'],
  ['drfat: true', 'draft'],
  ['is_draft: 1', 'draft'],
  ['publishat: 2027-01-05T08:00:00+07:00', 'publishAt'],
  ['publish_at: 2027-01-05', 'publishAt'],
  ['Publish-At: 2027-01-05', 'publishAt'],
  ['PublishAt: mai', 'publishAt'],
  ['pubishAt: 2027-01-05', 'publishAt'],
  ['publishDate: 2027-01-05', 'publishAt'],
  ['published_at: 2027-01-05', 'publishAt'],
  ['pubDate: 05/01/2027', 'publishAt'],
  ['Date: 2027-01-05', 'publishAt'],
  ['post_date: "2027-01-05 08:00:00"', 'publishAt'],
  ['published: 2027-01-05', 'publishAt'],
  ['embargo: 2027-01-05', 'publishAt'],
  ['embargoUntil: 2027-01-05', 'publishAt'],
  ['Removed: {at: 2026-11-02, reason: Theo yêu cầu}', 'removed'],
  ['Withdrawn: {at: 2026-11-02, reason: Sai}', 'withdrawn'],
  ['withdrawm: {at: 2026-11-02, reason: Sai}', 'withdrawn'],
  ['ExpiresAt: 2026-11-02', 'expiresAt'],
  ['expires_at: 2026-11-02', 'expiresAt'],
  ['expiryDate: 2026-11-02', 'expiresAt'],
  ['unpublishdate: 2026-11-02', 'expiresAt'],
  ['published: false', 'draft'],
  ['published: "no"', 'draft'],
  ['status: draft', 'draft'],
  ['status: pending', 'draft'],
  ['post_status: private', 'draft'],
  ['status: future', 'draft'],
  ['state: draft', 'draft'],
  ['visibility: members', 'draft'],
  ['password: abc', 'draft'],
  ['hidden: true', 'draft'],
  ['private: yes', 'draft'],
  ['unlisted: true', 'draft'],
  ['visible: false', 'draft'],
  ['enabled: False', 'draft'],
  ['public: 0', 'draft'],
  ['permalink: false', 'draft'],
  ['eleventyExcludeFromCollections: true', 'draft'],
  ['headless: true', 'draft'],
  ['build: {render: never}', 'draft'],
  ['_build: {list: never, render: false}', 'draft'],
  ['params: {hidden: true}', 'draft'],
  ['cascade: [{draft: true}]', 'draft'],
  ['nháp: có', 'draft'],
  ['bản nháp: true', 'draft'],
  ['đã đăng: chưa', 'draft'],
  ['Trạng thái: Chờ duyệt', 'draft'],
  ['độ mật: Tối mật', 'draft'],
  ['hẹn giờ: 2027-01-05', 'publishAt'],
  ['ngày đăng: 05/01/2027', 'publishAt'],
  ['ngày hết hạn: 2026-11-02', 'expiresAt'],
  ['wip: true', 'draft'],
  ['not_published: true', 'draft'],
  ['doNotPublish: true', 'draft'],
  ['online: false', 'draft'],
  ['inactive: true', 'draft'],
  ['reviewed: false', 'draft'],
  ['review_status: draft', 'draft'],
  ['approval: pending', 'draft'],
  ['layout: draft', 'draft'],
  ['options: {draft: true}', 'draft'],
  ['settings: {published: false}', 'draft'],
  ['publishing: {status: draft}', 'draft'],
  ['publish: {at: 2027-01-05}', 'publishAt'],
  ['schedule: {publish: 2027-01-05}', 'publishAt'],
  ['publicationTime: 2027-01-05', 'publishAt'],
  ['date-publish: 2027-01-05', 'publishAt'],
  ['firstPublished: 2027-01-05', 'publishAt'],
  ['visibleFrom: 2027-01-05', 'publishAt'],
  ['active_from: 2027-01-05', 'publishAt'],
  ['notBefore: 2027-01-05', 'publishAt'],
  ['validThrough: 2026-11-02', 'expiresAt'],
  ['showUntil: 2026-11-02', 'expiresAt'],
  ['hideAfter: 2026-11-02', 'expiresAt'],
  ['takedown: 2026-11-02', 'expiresAt'],
  ['take_down: true', 'removed'],
  ['retracted: true', 'withdrawn'],
  ['retraction: {at: 2026-11-02, reason: Sai}', 'withdrawn'],
  ['thu hồi: {at: 2026-11-02, reason: Sai}', 'withdrawn'],
  ['gỡ bỏ: {at: 2026-11-02, reason: Sai}', 'removed'],
  ['đã xoá: true', 'removed'],
  ['huỷ: true', 'removed'],
  ['ngừng đăng: true', 'draft'],
  ['không công khai: true', 'draft'],
  ['chờ đăng: có', 'draft'],
  ['cho đăng: không', 'draft'],
  ['bài nháp: true', 'draft'],
  ['tạm ẩn: true', 'draft'],
  ['công bố: chưa', 'draft'],
  ['phê duyệt: chưa', 'draft'],
  ['trạng thái bài: nháp', 'draft'],
  ['ngày giờ đăng: 05/01/2027 08:00', 'publishAt'],
  ['hiển thị từ: 2027-01-05', 'publishAt'],
  ['đăng đến: 2026-11-02', 'expiresAt'],
  ['ngày hạ: 2026-11-02', 'expiresAt'],
  ['brouillon: oui', 'draft'],
  ['publié: non', 'draft'],
  ['entwurf: ja', 'draft'],
  ['草稿: true', 'draft'],
  ['ຮ່າງ: true', 'draft'],
  ['черновик: true', 'draft'],
]

describe('a key that holds a text back under another name is an error', () => {
  test.each(holding)('%s', (line, known) => {
    expect(told(line)).toEqual([`error key-holding ${known}`])
    expect(told(line, 'pages/a.md')).toEqual([`error key-holding ${known}`])
  })

  test.each(holding)('in _defaults.yaml: %s', (line, known) => {
    const { defaults, diagnostics } = readDefaults(`${line}\n`, '_defaults.yaml', 'content/_defaults.yaml')
    expect(defaults.values).toEqual({})
    expect(diagnostics).toMatchObject([{ code: 'key-holding', severity: 'error', args: { known }, place: { line: 1 } }])
  })
})

describe('what holds nothing back stays a warning', () => {
  test.each([
    'published: true',
    'Draft: false',
    'hidden: false',
    'status: published',
    'Status: Đã đăng',
    'status: Public',
    'state: Sơn La',
    'visible: true',
    'độ mật: Thường',
    'published: 2026-11-01',
    'published_at: 2026-10-31T23:00:00Z',
    'ngày đăng: 01/11/2026',
    'expires: never',
    'hide: [toc]',
    'permalink: /tin/a/',
    'build: {render: always}',
    'cover: {hidden: true}',
    'drama: Kịch',
    'layout: post',
    'show_date: false',
    'displayDate: true',
    'lastmod: 2027-01-05',
    'deadline: 2027-01-05',
    'ngày đăng ký: 2027-01-05',
    'hạn nộp: 2027-01-05',
    'ngày đến: 2027-01-05',
    'hiệu lực: 2027-01-05',
    'thu hồi: 12/QĐ-UBND',
    'bản án: 12/2023/HS-ST',
    'chờ đăng: không',
    'cho đăng: có',
    'publié: oui',
    'options: {toc: false}',
    'seo: {noindex: true}',
  ])('%s', (line) => {
    expect(told(line)).toEqual([expect.stringMatching(/^warning key-unknown/)])
  })
})

test.each(['draft:', 'draft: ~', 'publishAt: null', 'expiresAt:', 'removed:', 'withdrawn:   # sau'])(
  'left empty it holds nothing back, which is an error, in _defaults.yaml too: %s',
  (line) => {
    expect(told(line)).toEqual([expect.stringMatching(/^error value-invalid/)])
    const { diagnostics } = readDefaults(`${line}\n`, '_defaults.yaml', 'content/_defaults.yaml')
    expect(diagnostics).toMatchObject([{ code: 'value-invalid', severity: 'error', place: { line: 1 } }])
  },
)

describe('below the front matter it holds nothing back, which is an error', () => {
  test.each([
    ['---\ndraft: true', 'draft'],
    ['---\n\nDraft: true\n\nNội dung.', 'draft'],
    ['---\n---\nlayout: post\npublishAt: 2027-01-05\n---\n\nNội dung.', 'publishAt'],
    ['---\nremoved: {at: 2026-11-02, reason: Sai}', 'removed'],
  ])('%j', (end, known) => {
    expect(told(end)).toEqual([`error key-outside ${known}`])
  })

  test.each([
    '---\n\nNội dung.\n\ndraft: true',
    '---\n\nDraft:xong',
    '---\n\nGhi chú: draft: true',
    '---\n\n`draft: true`',
  ])('not within the text: %j', (end) => {
    expect(told(end)).toEqual([])
  })
})

test('every slip of one letter, in small letters and in capitals, is seen', () => {
  const at = { at: '2026-11-02', reason: 'Sai' }
  const values = { draft: true, publishAt: '2027-01-05', expiresAt: '2026-11-02', withdrawn: at, removed: at }
  const unseen: string[] = []
  for (const [key, value] of Object.entries(values)) {
    const places = [...key, ''].map((_, place) => [key.slice(0, place), key.slice(place)] as const)
    const slips = places.flatMap(([head, tail]) => [
      ...(tail === '' ? [] : [head + tail.slice(1), head + tail.slice(1, 2) + tail.slice(0, 1) + tail.slice(2)]),
      ...[...'abcdefghijklmnopqrstuvwxyz_- '].flatMap((sign) => [head + sign + tail, head + sign + tail.slice(1)]),
    ])
    for (const slip of slips.flatMap((one) => [one, one.toLowerCase(), one.toUpperCase()]))
      if (!(slip in values) && holdingKeyFor(slip, value, '2026-11-01') === null) unseen.push(slip)
  }
  expect(unseen).toEqual([])
})

test('a name of any length takes no longer than another', () => {
  for (const piece of ['post', 'ngaydang', 'unpublished', 'dangdaduoc'])
    expect(holdingKeyFor(piece.repeat(20_000), true, '2026-11-01')).toBeNull()
})

test.each(['draft: "yes"', 'draft: 1', 'draft: on', 'draft: có', 'draft: nháp'])(
  'a value that draft: cannot have is an error, wherever it stands: %s',
  (line) => {
    expect(told(line)).toEqual([expect.stringMatching(/^error value-invalid/)])
    const { diagnostics } = readDefaults(`${line}\n`, '_defaults.yaml', 'content/_defaults.yaml')
    expect(diagnostics).toMatchObject([{ code: 'value-invalid', severity: 'error' }])
  },
)

test.each(['True', 'TRUE', '"true"'])('draft: %s is obeyed', (value) => {
  const text = `---\ntitle: Tin\ndate: 2026-11-01\nauthor: A\ndraft: ${value}\n---\n\nNội dung.\n`
  const { bulletin } = readBulletin(text, 'a.md', 'content/a.md', {}, settings, referenceReader)
  expect(bulletin?.facts.draft).toBe(true)
})

test('a standing page takes from its folder what holds it back', () => {
  const defaults = { draft: true, publishAt: '2027-01-05', author: 'A', category: 'tin' }
  const text = '---\ntitle: Giới thiệu\n---\n\nNội dung.\n'
  const { bulletin } = readBulletin(text, 'pages/a.md', 'content/pages/a.md', defaults, settings, referenceReader)
  expect(bulletin?.facts).toMatchObject({ draft: true, publishAt: { text: '2027-01-05' }, author: [] })
  expect(bulletin?.facts.category).toBeUndefined()
})

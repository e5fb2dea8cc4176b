/** Every kind of edit of a portal, drawn at random: what an officer, a time of day or a machine may change between two builds. */
import { posix } from 'node:path'
import fc from 'fast-check'
import { filesOf, pdf, pictures, type Rich, type Text } from './rich.ts'

/** What a key of front matter may become, as YAML; null takes it out. `@/` is the way to content/vi/. A few values are mistakes. */
export const values: Record<string, (string | null)[]> = {
  title: [
    'Tin sửa',
    '"Tin: sửa <b>lần</b> 2 & \\"ba\\""',
    'Nhóm B',
    'Lịch mới',
    '123',
    'Tin về HTX số 94/QĐ-UBND',
    null,
  ],
  date: [
    '2025-01-17',
    '2025-04-30T23:30:00+07:00',
    '2024-02-29',
    '2025-12-31',
    '2026-01-02',
    '2023-06-30',
    '2025-02-30',
  ],
  author: [
    ...[
      'Lừ Chương',
      'lừ chương',
      'Hà Thị Mai',
      '{name: Hà Thị Mai, penName: Mai Hà}',
      '{name: Lừ Chương, role: Phó ban}',
    ],
    ...[
      '[Lừ Chương, {name: Lò Thị Hương, role: Biên tập}]',
      '[Mùa A Dếnh, Hà Thị Mai]',
      '"Lừ Chương; Lò Thị Hương"',
      null,
    ],
  ],
  category: ['tin-tuc', 'thong-bao', 'kinh-te', 'khong-co', null],
  decision: [
    ...['94/QĐ-UBND', '{number: 94/QĐ-UBND, date: 2023-01-12, issuer: UBND tỉnh Sơn La, title: Về việc khác}'],
    ...[
      '[{number: 12/CTr-UBND, date: 2025-01-02, issuer: UBND huyện Yên Châu, url: "https://vb.example.gov.vn/12"}, 30/2020/NĐ-CP]',
    ],
    ...[
      '{number: 71/TB-UBND, date: 2022-07-08, issuer: Ủy ban nhân dân huyện Yên Châu, file: "@/bieu.pdf"}',
      '"95/QĐ-UBND"',
      null,
    ],
  ],
  summary: ['Tóm tắt.', 'Tóm tắt <i>khác</i>.', null],
  slug: ['dia-chi-moi', 'nhom-a', '2025', null],
  tags: ['[cải cách hành chính]', '[Cải Cách Hành Chính, đất đai]', 'Đất Đai', '[reform, mới]', '[]', null],
  lang: ['vi', 'en', 'hmn', 'vi-VN', null],
  translationKey: ['k1', 'k2', 'k3', 'k7', 'gt', null],
  aliases: ['/tin/2021/nhom-a/', '[/tin/cu-hon/, /tin/cu-nhat.html]', '/en/old/', null],
  draft: ['true', 'false', null],
  noindex: ['true', null],
  pinnedUntil: ['2026-01-02', '2026-03-01', '2025-01-01', null],
  updated: ['2025-11-01', '2025-12-31T10:00:00+07:00', null],
  publishAt: ['2026-01-02T06:00:00+07:00', '2026-02-01', '2025-12-30', null],
  expiresAt: ['2026-01-02', '2025-12-01', '2027-01-01', null],
  image: [
    ...[
      '"@/anh.jpg"',
      '"@/rong.png"',
      '{src: "@/bia.jpg", alt: Bìa, credit: Lò Thị Hương}',
      '{src: "@/ve.svg", decorative: true}',
    ],
    ...['{src: "https://anh.example.gov.vn/a.jpg", alt: Ảnh xa, caption: Từ nơi khác}', '"@/nhe.webp"', '"@/dong.gif"'],
    ...['khong-co.jpg', null],
  ],
  attachments: [
    ...['"@/bieu.pdf"', '[{file: "@/bang.csv", title: Bảng, lang: en}, "@/bieu.pdf"]', '["@/anh.jpg", "@/rong.png"]'],
    ...['[{file: "@/bieu.pdf", title: Biểu khác}]', '"@/phim.vtt"', null],
  ],
  source: ['{name: Báo Sơn La}', '{name: Báo Sơn La, url: "https://baosonla.example.vn/b"}', null],
  changes: [
    ...[
      '[{at: 2025-12-01, note: Sửa.}]',
      '[{at: 2025-12-01, kind: minor, note: Chính tả.}, {at: 2025-12-02, note: Thêm.}]',
    ],
    ...['[{at: 2025-12-03, kind: correction, note: Sửa số., wrong: "1", right: "2"}]', null],
  ],
  withdrawn: [
    ...[
      '{at: 2025-12-01, reason: Sai}',
      '{at: 2025-12-01, reason: Sai, replacedBy: "@/04-lich.md"}',
      '{at: 2025-12-05, reason: Khác}',
    ],
    ...['{at: 2025-12-01, reason: Thay, replacedBy: "@/../en/02-visit.md"}', null],
  ],
  removed: ['{at: 2025-12-01, reason: Theo yêu cầu}', null],
  approvedBy: ['Lò Thị Hương', 'Đặng Đình Đạt', null],
  approvedAt: ['2025-12-01', '2026-01-02', null],
  legacy: ['{url: /index.php?id=69, views: 7}', '{views: 1000000, viewsAsOf: 2023-02-02}', '{url: /cu.html}', null],
  lint: ['{ignore: [citation-incomplete], reason: Đã xem}', null],
  counter: ['false', 'true', null],
}

/** What a text may become. */
const bodies = [
  'Nội dung khác hẳn.\n',
  'Đoạn đầu.\n\n### Kết quả\n\nĐoạn sau, `mã`, <sub>thẻ</sub>.\n\n## Kết quả\n\nHết.\n',
  'Quyết định số 94/QĐ-UBND ngày 12/01/2023 của UBND tỉnh Sơn La và 30/2020/NĐ-CP.\n',
  'Nghị định 30/2020/NĐ-CP, Quyết định số 95 ngày 1/2/2025 của UBND huyện Yên Châu.\n',
  '![Ảnh](@/anh.jpg)\n![Ảnh](@/rong.png "Hai")\n![Hình](@/ve.svg)\n',
  '![Phóng sự](@/phim.mp4)\n\n![Động](@/dong.gif)\n',
  '> Trích.\n\n1. Một\n2. Hai\n\n:::note[Lưu ý]\nMang theo.\n:::\n',
  '[Giới thiệu](/gioi-thieu) và [liên hệ](/gioi-thieu/#lien-he), [about](/en/about/?q=1).\n',
  '',
]
/** What may follow a text's first paragraph. */
const tails = [
  'Thêm một câu.\n',
  '[Ảnh](@/anh.jpg)\n',
  '[Ảnh](@/anh.jpg?a=1#b)\n',
  '![Ảnh](@/anh.jpg)\n',
  '![Ảnh](@/anh.jpg)\n![Ảnh](@/anh.jpg)\n',
  '![Ảnh](@/rong.png)\n',
  '[Phim](@/phim.mp4)\n',
  '![Phim](@/phim.mp4)\n',
  '![Lời](@/loi.mp3)\n',
  '[Lịch](@/04-lich.md)\n',
  '[Lịch](@/04-lich.md?in=1#top)\n',
  '[Lịch](@/03-rut.md)\n',
  '[Thẻ](/tu-khoa/dat-dai)\n',
  '[Thẻ](/tu-khoa/dat-dai?a=1#b)\n',
  '[Biểu](@/bieu.pdf), [bảng](@/bang.csv) và https://yenchau.example.gov.vn/trang/1/.\n',
  'Theo Thông báo 71/TB-UBND ngày 08/07/2022 của UBND huyện Yên Châu.\n',
  'Theo Thông báo 72/TB-UBND ngày 08/07/2022 của UBND huyện Yên Châu.\n',
  'Có <script>1</script> và <tên đơn vị>.\n',
  '[Gãy](khong-co.md).\n',
  'Chú thích[^2].\n\n[^2]: Ở đây.\n',
]

/** What a setting may become; undefined takes it out. The first part of a name is a key of `portal.yaml`. */
export const settings: Record<string, unknown[]> = {
  title: [{ vi: 'Trang Yên Châu', en: 'Yen Chau' }, 'Một tên'],
  url: ['https://yenchau.example.gov.vn/cong/', 'https://khac.example.gov.vn/'],
  languages: [['vi'], ['en', 'vi']],
  language: ['vi', undefined],
  timezone: ['Asia/Bangkok', 'UTC'],
  locale: ['en-US', undefined, 'en-GB'],
  labels: [
    { related: 'Đọc tiếp', noticeWarning: 'Lưu ý', footnotes: 'Ghi chú' },
    { related: { en: 'More' }, tags: { vi: 'Thẻ' } },
    undefined,
  ],
  share: [['x', 'whatsapp'], ['copy', 'zalo'], [], undefined],
  follow: [['rss', { zaloOA: 'https://zalo.me/1' }], [{ title: { vi: 'Kênh', en: 'Channel' }, url: '/a/' }], undefined],
  'categories.0.title': ['Tin', { vi: 'Tin hay', en: 'Good news' }],
  'categories.1.agedAfter': ['P1Y', undefined],
  agency: [undefined, { name: 'UBND xã' }],
  'agency.responsible': ['Người khác', undefined],
  issuers: [
    [],
    [{ name: 'UBND huyện Yên Châu', alias: ['UBND Yên Châu'] }, { name: 'UBND tỉnh Sơn La' }, { name: 'Sở Nội vụ' }],
  ],
  authors: [
    [],
    [{ name: 'Hà Thị Mai', slug: 'mai', role: 'Cộng tác viên' }],
    [{ name: 'Lừ Chương', role: 'Trưởng ban' }],
  ],
  defaults: [
    {},
    { issuer: 'UBND tỉnh Sơn La', author: 'Ban Biên tập', tags: ['mặc định'] },
    { category: 'kinh-te', noindex: true },
  ],
  navigation: [
    [],
    [{ title: 'Mục', url: '/trang/', children: [{ title: 'Con', url: 'https://a.example.vn/?x=1#y' }] }],
  ],
  services: [[], [{ title: 'Khác', url: 'mailto:a@example.gov.vn' }]],
  'theme.logo': [undefined, 'the.svg'],
  'theme.brand': [undefined, '#7a1f1f'],
  'theme.accent': ['#e0a030', undefined],
  'theme.socialCard': [undefined, 'ngoi-sao.svg'],
  'theme.drawnCards': [true, false],
  'home.announcements': [undefined, 'kinh-te'],
  'home.sections': [undefined, ['tin-tuc', 'thong-bao']],
  'home.highlights': [0, 4],
  pageSize: [2, 5, 20],
  feedSize: [1, 3, 50],
  permalink: ['/:category/:year/:slug/', '/:year/:month/:slug/'],
  'paths.tag': ['nhan', undefined],
  'paths.page': [{ vi: 'danh-sach', en: 'list' }, undefined],
  outputs: [['html'], ['html', 'json'], ['html', 'broadcast'], ['html', 'json', 'broadcast']],
  search: [{ engine: 'none' }, { engine: 'pagefind' }],
  imageHosts: [[], ['anh.example.gov.vn', 'b.example.vn']],
  counter: [
    {},
    { provider: 'goatcounter', endpoint: 'https://a.goatcounter.com' },
    { provider: 'none', legacy: { total: 5 } },
  ],
  'counter.legacy': [undefined, { total: 7, asOf: '2024-01-01' }],
  abbreviations: [{}, { HTX: 'hợp tác', BHYT: 'bảo hiểm y tế' }],
  lints: [{}, { 'silent-change': 'off', 'key-unknown': 'off' }],
  corrections: ['required', 'optional'],
  approvals: [{ required: true }, { required: true, officers: ['Lò Thị Hương'] }, undefined],
  signing: [{ required: false }, undefined],
  offices: [
    [],
    [{ name: 'Văn phòng', until: '2025-01-31' }],
    [{ name: 'Cũ', from: '2025-01-01', until: '2026-01-02', successors: [] }],
  ],
  tracker: ['https://thongke.example.gov.vn/a.js', undefined],
  admin: [{ backend: 'gitlab', repo: 'yenchau/portal', appId: 'a1' }, undefined],
  mode: ['archive', 'live'],
}

/** Templates of the portal's own, and static files; null takes one away. */
const templates: [path: string, texts: (string | null)[]][] = [
  [
    'templates/partials/share.hbs',
    ['<p class="share">Riêng</p>\n', '<p class="share">{{@root.page.heading}}</p>\n', null],
  ],
  ['templates/partials/row.hbs', ['<li><a href="{{url}}">{{title}}</a> {{date}}</li>\n', null]],
  ['templates/not-found.hbs', ['{{#> layout}}<h1>{{page.heading}}</h1>{{/layout}}\n', '{{#if}}', null]],
]
const statics: [path: string, texts: (string | null)[]][] = [
  [
    'static/notice.json',
    ['{"text": "Cấm đường", "url": "/gioi-thieu/"}', '{"text": "Khác", "until": "2026-01-02"}', '{"text"', null],
  ],
  ['static/theme.css', ['body { order: 1 }\n', 'body { order: 2 }\n', null]],
  ['static/ghi-chu.txt', ['Một\n', 'Hai\n', null]],
  ['static/robots.txt', ['User-agent: *\n', null]],
]
const decisions: [path: string, texts: (string | null)[]][] = [
  [
    'content/decisions.yaml',
    [
      'decisions:\n  - {number: 71/TB-UBND, date: 2022-07-08, issuer: UBND huyện Yên Châu, title: Lịch tiếp dân, signer: Trần Văn A, file: tb-71.pdf}\n',
      'decisions:\n  - {number: 71/TB-UBND, date: 2022-07-08, issuer: UBND huyện Yên Châu, effect: {state: expired, recordedAt: 2023-01-05}, replaces: [{number: 64/TB-UBND, date: 2022-06-28}]}\n  - {number: 64/TB-UBND, date: 2022-06-28, issuer: UBND huyện Yên Châu}\n',
      'decisions: []\n',
      'decisions:\n  - {number: 71}\n',
      null,
    ],
  ],
  [
    'content/decisions/94.md',
    [
      '---\nnumber: 94/QĐ-UBND\ndate: 2023-01-12\nissuer: UBND tỉnh Sơn La\ntitle: Tên khác\nurl: https://vb.example.gov.vn/94\n---\n',
      '---\nnumber: 94/QĐ-UBND\ndate: 2023-01-12\nissuer: UBND tỉnh Sơn La\nexpires: 2026-01-02\n---\n',
      null,
    ],
  ],
]
const defaults: [path: string, texts: (string | null)[]][] = [
  [
    'content/vi/_defaults.yaml',
    ['tags: [mặc định]\n', 'author: Ban Biên tập\ncategory: kinh-te\n', 'summary: [sai\n', null],
  ],
  ['content/en/_defaults.yaml', ['lang: en\nnoindex: true\n', 'lang: en\ntags: [english]\n', 'lang: en\n']],
]
/** Beside bulletins; a name with no text gets a version of its picture. */
const media: [path: string, texts: (string | null | Uint8Array)[] | 'picture'][] = [
  ['content/vi/rong.png', 'picture'],
  ['content/vi/anh.jpg', 'picture'],
  ['content/vi/nhe.webp', 'picture'],
  ['content/vi/dong.gif', 'picture'],
  ['content/vi/bia.jpg', 'picture'],
  ['content/vi/ve.svg', 'picture'],
  ['content/vi/bieu.pdf', [pdf(3), pdf(4), pdf(2)]],
  ['content/vi/bang.csv', ['c\n', 'a,b\n1,2\n']],
  ['content/vi/phim.mp4', ['phim khác', 'phim']],
  ['content/vi/phim.vtt', ['WEBVTT\n\n00:00.000 --> 00:02.000\nKhác.\n', null]],
  ['content/vi/phim.en.vtt', [null, 'WEBVTT\n\n00:00.000 --> 00:02.000\nOther.\n']],
  ['content/vi/phim.jpg', [null]],
  ['content/vi/loi.mp3', ['lời', null]],
  ['content/tb-71.pdf', [pdf(9), pdf(1)]],
  ['content/vi/thua.txt', ['Không ai dùng.\n', null]],
  ['content/vi/anh.jpg', [new Uint8Array([0xff, 0xd8, 0xff])]],
]

/**
 * The kinds of edits, each with how often it is drawn. Of the last ones a portal knows nothing: going back to what it was, a check between
 * two builds, an output that was changed by hand.
 */
export const kinds = {
  key: 30,
  body: 8,
  tail: 12,
  add: 4,
  delete: 3,
  rename: 4,
  defaults: 3,
  settings: 10,
  template: 3,
  static: 4,
  media: 8,
  decisions: 4,
  time: 6,
  parser: 2,
  threads: 2,
  search: 2,
  swap: 2,
  undo: 4,
  check: 2,
  output: 2,
  nothing: 1,
} as const

export type Kind = keyof typeof kinds

/** An edit: its kind, and numbers that say of what and to what. */
export interface Edit {
  kind: Kind
  at: number
  of: number
  to: number
}

/** Draws one edit of some kinds, or of any. */
export function anEdit(only: readonly Kind[] = Object.keys(kinds) as Kind[]): fc.Arbitrary<Edit> {
  const kind = fc.oneof(...only.map((name) => ({ weight: kinds[name], arbitrary: fc.constant(name) })))
  return fc.record({ kind, at: fc.nat(999), of: fc.nat(999), to: fc.nat(999) })
}

const one = <T>(all: readonly T[], at: number): T => {
  const found = all[at % all.length]
  if (found === undefined && all.length === 0) throw new Error('nothing to choose from')
  return found as T
}

/** The portal after an edit. */
export async function edited(portal: Rich, edit: Edit): Promise<Rich> {
  const { texts } = portal
  const { kind, at, of, to } = edit
  const path = one(Object.keys(texts), at)
  const text = texts[path]
  if (text === undefined) return portal
  const withText = (changed: Text): Rich => ({ ...portal, texts: { ...texts, [path]: changed } })
  const withFile = ([name, choices]: readonly [string, readonly (string | null | Uint8Array)[]]): Rich => {
    const { [name]: _, ...files } = portal.files
    const content = one(choices, to)
    return { ...portal, files: content === null ? files : { ...files, [name]: content } }
  }
  switch (kind) {
    case 'key': {
      const key = one(Object.keys(values), of)
      const value = one(values[key] ?? [], to)
      const { [key]: _, ...front } = text.front
      return withText({ ...text, front: value === null ? front : { ...front, [key]: placed(value, path) } })
    }
    case 'body':
      return withText({ ...text, body: placed(one(bodies, to), path) })
    case 'tail':
      return withText({ ...text, body: `${text.body.split('\n\n')[0]}\n\n${placed(one(tails, to), path)}` })
    case 'add': {
      const folder = one(['content/vi', 'content/en', 'content/pages'], of)
      const name = `${folder}/them-${to % 9}.md`
      const added = { front: { ...text.front, title: `Thêm ${to % 9}` }, body: placed(one(bodies, to), name) }
      return { ...portal, texts: { ...texts, [name]: added } }
    }
    case 'delete': {
      const { [path]: _, ...rest } = texts
      return { ...portal, texts: Object.keys(rest).length === 0 ? texts : rest }
    }
    case 'rename':
      return renamed(portal, path, `doi-ten-${to % 9}.md`)
    case 'defaults':
      return withFile(one(defaults, of))
    case 'settings': {
      const name = one(Object.keys(settings), of)
      return { ...portal, settings: withSetting(portal.settings, name.split('.'), one(settings[name] ?? [], to)) }
    }
    case 'template':
      return withFile(one(templates, of))
    case 'static':
      return withFile(one(statics, of))
    case 'media': {
      const [name, choices] = one(media, of)
      return withFile([name, choices === 'picture' ? await versionsOf(name) : choices])
    }
    case 'decisions':
      return withFile(one(decisions, of))
    case 'time':
      // Mostly onwards, by hours or days; a machine's clock may be put back.
      return { ...portal, now: portal.now + one([1, 7, 24, 48, -3, 24 * 40], to) * 3_600_000 }
    case 'parser':
      return { ...portal, parser: portal.parser === 'fast' ? 'remark' : 'fast' }
    case 'threads':
      return { ...portal, threads: portal.threads === 1 ? 2 : 1 }
    case 'search':
      return { ...portal, search: !portal.search }
    case 'swap': {
      // Two files exchange what is in them.
      const other = one(Object.keys(texts), of)
      return { ...portal, texts: { ...texts, [path]: texts[other] ?? text, [other]: text } }
    }
    case 'undo':
    case 'check':
    case 'output':
    case 'nothing':
      return portal
  }
}

/** The files that differ between two portals, for `write`; null where one is not there any more. */
export function changes(before: Rich, after: Rich): Record<string, string | Uint8Array | null> {
  const [old, all] = [filesOf(before), filesOf(after)]
  return Object.fromEntries([
    ...Object.keys(old).flatMap((path) => (path in all ? [] : [[path, null] as const])),
    ...Object.entries(all).filter(([path, content]) => old[path] !== content),
  ])
}

/** A value or text with the way from a file to content/vi/ filled in. */
function placed(text: string, path: string): string {
  const way = posix.relative(posix.dirname(path), 'content/vi')
  return text.replaceAll('@/', way === '' ? '' : `${way}/`)
}

async function versionsOf(path: string): Promise<Uint8Array[]> {
  return (await pictures())[path.split('/').at(-1) ?? ''] ?? []
}

/** Renames a text within its folder; what names it follows. */
function renamed(portal: Rich, path: string, name: string): Rich {
  const before = path.split('/').at(-1) ?? ''
  const to = path.replace(/[^/]+$/, name)
  if (to in portal.texts) return portal
  const following = (text: string) => text.replaceAll(before, name)
  const texts = Object.entries(portal.texts).map(([own, { front, body }]): [string, Text] => {
    const keys = Object.entries(front).map(([key, value]) => [key, following(value)])
    return [own === path ? to : own, { front: Object.fromEntries(keys), body: following(body) }]
  })
  return { ...portal, texts: Object.fromEntries(texts) }
}

function withSetting(all: Record<string, unknown>, path: readonly string[], value: unknown): Record<string, unknown> {
  const [key = '', ...rest] = path
  if (rest.length === 0) return { ...all, [key]: value }
  const below = all[key]
  if (Array.isArray(below)) {
    const items = below.map((item, at) => (String(at) === rest[0] ? withSetting(item, rest.slice(1), value) : item))
    return { ...all, [key]: items }
  }
  return { ...all, [key]: withSetting((below ?? {}) as Record<string, unknown>, rest, value) }
}

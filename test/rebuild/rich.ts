/** A small portal in two languages in which everything is used that bulletins and settings can say, as values to be edited. */
import type { ParserName } from '../../src/content/markdown/reader.ts'
import { animation, drawn } from '../images/pictures.ts'

/** A bulletin or standing page: each key of its front matter as YAML in one line. */
export interface Text {
  front: Record<string, string>
  body: string
}

/** A portal with how it is built: texts by path, all other files but the settings by path. `now` is milliseconds since 1970 UTC. */
export interface Rich {
  texts: Record<string, Text>
  settings: Record<string, unknown>
  files: Record<string, string | Uint8Array>
  now: number
  parser: ParserName
  threads: 1 | 2
  search: boolean
}

/** The files that a portal consists of, by path. JSON is YAML. */
export function filesOf({ texts, settings, files }: Rich): Record<string, string | Uint8Array> {
  const written = Object.entries(texts).map(([path, { front, body }]) => {
    const keys = Object.entries(front).map(([key, value]) => `${key}: ${value}\n`)
    return [path, `---\n${keys.join('')}---\n\n${body}`] as const
  })
  return { ...files, ...Object.fromEntries(written), 'portal.yaml': JSON.stringify(settings, null, 2) }
}

/** Pictures of every kind that is published in other forms, in four versions; hardly higher than a line, so that the forms cost little. */
async function makePictures(): Promise<Record<string, Buffer[]>> {
  const versions = ['#285078', '#782850', '#507828', '#202020']
  const each = (make: (color: string) => Promise<Buffer>) => Promise.all(versions.map(make))
  return {
    'rong.png': await each((color) => drawn(1300, 12, color).png().toBuffer()),
    'anh.jpg': await each((color) => drawn(600, 10, color).jpeg().toBuffer()),
    'nhe.webp': await each((color) => drawn(300, 10, color).webp().toBuffer()),
    'dong.gif': await Promise.all([8, 9, 10, 11].map((height) => animation(260, height))),
    'bia.jpg': await each((color) => drawn(320, 18, color).jpeg().toBuffer()),
    've.svg': versions.map((color, at) =>
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="${at + 3}" height="2"><rect width="2" height="2" fill="${color}"/></svg>`,
      ),
    ),
  }
}

let made: ReturnType<typeof makePictures> | null = null

/** The versions of each picture, by name; made once. */
export function pictures(): Promise<Record<string, Buffer[]>> {
  made ??= makePictures()
  return made
}

/** A PDF that tells how many pages it has. */
export const pdf = (pages: number) => `%PDF-1.4\n1 0 obj\n<< /Type /Pages /Kids [] /Count ${pages} >>\nendobj\n%%EOF\n`

const caption = (text: string) => `WEBVTT\n\n00:00.000 --> 00:02.000\n${text}\n`

/** The settings, with everything switched on that costs no second of a build. */
export const richSettings: Record<string, unknown> = {
  title: { vi: 'Trang thông tin huyện Yên Châu', en: 'Yen Chau District Portal' },
  url: 'https://yenchau.example.gov.vn/',
  languages: ['vi', 'en'],
  timezone: 'Asia/Ho_Chi_Minh',
  categories: [
    { id: 'tin-tuc', title: { vi: 'Tin tức', en: 'News' } },
    { id: 'thong-bao', title: { vi: 'Thông báo', en: 'Notices' }, agedAfter: 'P2Y' },
    { id: 'kinh-te', title: { vi: 'Kinh tế', en: 'Economy' } },
  ],
  agency: {
    name: { vi: 'UBND huyện Yên Châu', en: 'People’s Committee of Yen Chau' },
    parent: { vi: 'UBND tỉnh Sơn La', en: 'Province of Son La' },
    address: 'Tiểu khu 3',
    phone: '0212 000 0000',
    email: 'vanphong@yenchau.example.gov.vn',
    responsible: 'Chánh Văn phòng',
  },
  issuers: [
    { name: { vi: 'UBND huyện Yên Châu', en: 'Committee of Yen Chau' }, alias: ['Ủy ban nhân dân huyện Yên Châu'] },
    { name: { vi: 'UBND tỉnh Sơn La', en: 'Committee of Son La' }, alias: [] },
  ],
  authors: [{ name: 'Lừ Chương', slug: 'lu-chuong', role: { vi: 'Trung tâm Truyền thông', en: 'Media centre' } }],
  defaults: { issuer: 'UBND huyện Yên Châu' },
  navigation: [{ title: { vi: 'Giới thiệu', en: 'About' }, url: { vi: '/gioi-thieu/', en: '/en/about/' } }],
  services: [{ title: 'Dịch vụ công', url: 'https://dichvucong.example.gov.vn/', description: 'Nộp hồ sơ' }],
  theme: { logo: 'ngoi-sao.svg', socialCard: 'the.svg', brand: '#21376b' },
  home: { announcements: 'thong-bao', sections: ['kinh-te'], highlights: 2 },
  pageSize: 3,
  feedSize: 4,
  outputs: ['html', 'json', 'broadcast'],
  abbreviations: { HTX: 'hợp tác xã' },
  imageHosts: ['anh.example.gov.vn'],
  counter: {
    provider: 'portal',
    endpoint: 'https://dem.example.gov.vn',
    site: 'yenchau',
    legacy: { total: 1000, asOf: '2023-01-17' },
  },
  offices: [
    {
      name: { vi: 'UBND huyện Yên Châu cũ', en: 'Former Yen Chau' },
      until: '2023-06-30',
      successors: [{ name: 'UBND tỉnh Sơn La', url: 'https://sonla.example.gov.vn/' }],
    },
  ],
}

/** Texts by path; those that the others name stand first. */
const texts: Record<string, Text> = {
  'content/vi/01-nhom-a.md': {
    front: {
      title: '"Yên Châu: nhóm A"',
      date: '2025-01-17',
      author: '[{name: Lừ Chương, role: Phóng viên}, Hà Thị Mai]',
      category: 'tin-tuc',
      decision: '{number: 94/QĐ-UBND, date: 2023-01-12, issuer: UBND tỉnh Sơn La, title: Về chỉ số}',
      tags: '[Cải cách hành chính, đất đai]',
      image: '{src: rong.png, alt: Ruộng, caption: Ruộng bậc thang, credit: Mùa A Dếnh}',
      attachments: '[{file: bieu.pdf, title: Biểu mẫu}, bang.csv]',
      translationKey: 'k1',
      aliases: '[/tin/2021/nhom-a/]',
      legacy: '{url: /index.php?id=68, views: 68, viewsAsOf: 2023-01-17}',
      changes: '[{at: 2025-01-18, kind: correction, note: Sửa giờ., wrong: 7 giờ, right: 8 giờ}]',
    },
    body: 'Huyện đạt **87,94**.\n\n## Kết quả\n\nTheo Quyết định số 94/QĐ-UBND ngày 12/01/2023 của UBND tỉnh Sơn La.\n',
  },
  'content/vi/02-doc-them.md': {
    front: { title: 'Đọc thêm', date: '2025-02-03', author: 'Hà Thị Mai', tags: '[cải cách hành chính]' },
    body: 'Xem [nhóm A](01-nhom-a.md#ket-qua), [bảng](bang.csv), [tiếng Anh](../en/01-group-a.md?b=1) và [Giới thiệu](/gioi-thieu?a=1#top).\n\n![Một](anh.jpg "Chú thích. Ảnh: Lừ Chương")\n![Hai](nhe.webp)\n',
  },
  'content/vi/03-rut.md': {
    front: {
      title: 'Lịch cũ',
      date: '2025-02-20',
      author: 'Lừ Chương',
      category: 'thong-bao',
      withdrawn: '{at: 2025-03-01, reason: Có lịch mới, replacedBy: 04-lich.md}',
      image: 'bia.jpg',
    },
    body: 'Lịch theo Thông báo 71/TB-UBND.\n',
  },
  'content/vi/04-lich.md': {
    front: {
      title: 'Lịch mới',
      date: '2025-02-28',
      author: 'Lừ Chương',
      category: 'thong-bao',
      summary: 'Lịch quý I.',
    },
    body: 'Thông báo số 71/TB-UBND ngày 08/07/2022 của UBND huyện Yên Châu, xem [lịch cũ](03-rut.md).\n\n![Động](dong.gif)\n',
  },
  'content/en/01-group-a.md': {
    front: { title: 'Group A', date: '2025-01-18', author: 'Lừ Chương', translationKey: 'k1', tags: '[reform]' },
    body: 'Read [about](/en/about/) and [the portal](../vi/01-nhom-a.md). Decision 94/QĐ-UBND.\n\n![A field](../vi/rong.png)\n',
  },
  'content/vi/05-het-han.md': {
    front: {
      title: 'Tuyển sinh',
      date: '2025-06-01',
      author: 'Lừ Chương',
      expiresAt: '2026-01-05',
      category: 'thong-bao',
    },
    body: 'Nhận hồ sơ đến hết ngày 4/1/2026.\n\n:::warning\nMang bản gốc.\n:::\n',
  },
  'content/vi/06-ghim.md': {
    front: {
      title: 'Lễ hội',
      date: '2025-07-01',
      author: 'Mùa A Dếnh',
      pinnedUntil: '2026-01-04',
      category: 'kinh-te',
    },
    body: '![Phóng sự](phim.mp4)\n\n![Lời chúc](loi.mp3)\n\n![Hình vẽ](ve.svg "Hình")\n',
  },
  'content/vi/07-hen.md': {
    front: {
      title: 'Hẹn giờ',
      date: '2025-12-30',
      publishAt: '2026-01-03T08:00:00+07:00',
      author: 'Lừ Chương',
      translationKey: 'k7',
    },
    body: 'Ra ngày 3 tháng 1, xem [lịch mới](04-lich.md).\n',
  },
  'content/vi/08-nhap.md': {
    front: { title: 'Bản nháp', date: '2025-12-01', author: 'Lừ Chương', draft: 'true' },
    body: 'Chưa xong.\n',
  },
  'content/vi/09-cu.md': {
    front: {
      title: 'Thông báo năm 2023',
      date: '2023-01-20',
      author: 'Ban Biên tập',
      category: 'thong-bao',
      decision: '"71/TB-UBND"',
      source: '{name: Báo Sơn La, url: "https://baosonla.example.vn/a"}',
    },
    body: 'Theo Quyết định số 94 ngày 12/1/2023 của UBND tỉnh Sơn La.[^1]\n\n[^1]: Chú thích.\n',
  },
  'content/vi/10-go.md': {
    front: {
      title: 'Đã gỡ',
      date: '2025-05-05',
      author: 'Lừ Chương',
      removed: '{at: 2025-05-06, reason: Theo yêu cầu}',
    },
    body: 'Không còn.\n',
  },
  'content/vi/11-kin.md': {
    front: {
      title: 'Không lập chỉ mục',
      date: '2025-08-08',
      author: 'Lò Thị Hương',
      noindex: 'true',
      counter: 'false',
    },
    body: '| a | b |\n|---|--:|\n| 1 | 2 |\n',
  },
  'content/vi/12-hmong.md': {
    front: { title: 'Tsab ntawv', date: '2025-09-09', author: 'Mùa A Dếnh', lang: 'hmn', translationKey: 'k7' },
    body: 'Nyob zoo.\n',
  },
  'content/vi/13-moi.md': {
    front: {
      title: 'Tin mới nhất',
      date: '2025-12-31T09:00:00+07:00',
      author: 'Lừ Chương',
      category: 'kinh-te',
      tags: '[Đất đai]',
    },
    body: 'HTX thu 1.069.733 đồng.\n\n- [x] xong\n- [ ] chưa\n',
  },
  'content/en/02-visit.md': {
    front: {
      title: 'Visit',
      date: '2025-10-10',
      author: '{name: Hà Thị Mai, penName: Mai Hà}',
      category: 'kinh-te',
      translationKey: 'k2',
    },
    body: 'A visit of the Committee, see [the notice](../vi/05-het-han.md).\n',
  },
  'content/pages/gioi-thieu.md': {
    front: { title: 'Giới thiệu', translationKey: 'gt', attachments: '[{file: dieu-le.pdf, lang: vi}]' },
    body: 'Huyện Yên Châu.\n\n## Liên hệ\n\nTiểu khu 3.\n',
  },
  'content/pages/en/about.md': {
    front: { title: 'About', translationKey: 'gt', changes: '[{at: 2025-11-11, note: New address.}]' },
    body: 'Yen Chau. See [group A](../../en/01-group-a.md).\n',
  },
}

/** A bulletin that nothing is to be said of, one a day. */
function plain(number: number): [path: string, text: Text] {
  const date = new Date(Date.UTC(2024, 0, 5 + number)).toISOString().slice(0, 10)
  const tags = number % 4 === 0 ? '[đất đai]' : '[nông nghiệp]'
  const front = { title: `Tin số ${number}`, date, author: number % 2 === 0 ? 'Lừ Chương' : 'Hà Thị Mai', tags }
  return [`content/vi/kho/tin-${number}.md`, { front, body: `Nội dung của tin số ${number}.\n\n## Kết quả\n\nĐạt.\n` }]
}

/** The portal before any edit, with so many plain bulletins beside the others. */
export async function rich(length = 0): Promise<Rich> {
  const all = await pictures()
  const picture = (name: string) => all[name]?.[0] ?? Buffer.alloc(0)
  return {
    texts: { ...texts, ...Object.fromEntries(Array.from({ length }, (_, number) => plain(number))) },
    settings: richSettings,
    files: {
      'content/en/_defaults.yaml': 'lang: en\n',
      'content/pages/en/_defaults.yaml': 'lang: en\n',
      'content/vi/rong.png': picture('rong.png'),
      'content/vi/anh.jpg': picture('anh.jpg'),
      'content/vi/nhe.webp': picture('nhe.webp'),
      'content/vi/dong.gif': picture('dong.gif'),
      'content/vi/bia.jpg': picture('bia.jpg'),
      'content/vi/ve.svg': picture('ve.svg'),
      'content/vi/bieu.pdf': pdf(2),
      'content/vi/bang.csv': 'a,b\n1,2\n',
      'content/vi/phim.mp4': 'phim',
      'content/vi/phim.vtt': caption('Xin chào.'),
      'content/vi/phim.en.vtt': caption('Hello.'),
      'content/vi/phim.jpg': picture('bia.jpg'),
      'content/vi/loi.mp3': 'loi',
      'content/pages/dieu-le.pdf': pdf(7),
      'content/tb-71.pdf': pdf(1),
      'content/decisions.yaml':
        'decisions:\n  - {number: 71/TB-UBND, date: 2022-07-08, issuer: UBND huyện Yên Châu, title: Về lịch, file: tb-71.pdf}\n',
      'static/the.svg': picture('ve.svg'),
    },
    now: Date.parse('2026-01-01T00:00:00Z'),
    parser: 'fast',
    threads: 1,
    search: false,
  }
}

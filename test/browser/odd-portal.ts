/** A portal of what offices do write and a theme must bear: endless names and titles, wide tables, many tags, films; in two languages. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { animation, drawn } from '../images/pictures.ts'
import { bulletin } from '../support/portal.ts'

const office = {
  vi: 'Trung tâm Phục vụ hành chính công và Chuyển đổi số Ủy ban nhân dân huyện Vân Hồ sau sắp xếp đơn vị hành chính',
  en: 'Centre for Public Administrative Services and Digital Transformation of the People’s Committee of Vân Hồ District',
}

const settings = `title: {vi: ${office.vi}, en: ${office.en}}
url: https://thu.example.gov.vn/
languages: [vi, en]
timezone: Asia/Ho_Chi_Minh
categories:
  - {id: tin-tuc, title: {vi: Tin tức và sự kiện nổi bật trong tuần của huyện, en: News and events of the week}}
  - {id: thong-bao, title: {vi: Thông báo, en: Announcements}}
agency:
  name: {vi: ${office.vi}, en: ${office.en}}
  parent: {vi: Ủy ban nhân dân tỉnh Sơn La, en: People’s Committee of Sơn La Province}
  email: ${'vanphong'.repeat(7)}@thu.example.gov.vn
theme: {drawnCards: true}
home: {announcements: thong-bao, sections: [tin-tuc]}
`

/** 300 letters without a place to break. */
export const endless = 'SắpxếpđơnvịhànhchínhcấpxãhuyệnVânHồ'.repeat(9).slice(0, 300)
export const strange = '🎉👨‍👩‍👧‍👦 إعلان عاجل من اللجنة الشعبية 🚧 הודעה דחופה: Thông báo ⚠️ khẩn 🇻🇳'
const number = '1234/2023/TTLT-BNNPTNT-BTC-BKHĐT-BTNMT-BXD-BLĐTBXH'

const columns = Array.from({ length: 12 }, (_, at) => at + 1)
const line = (cell: (column: number) => string) => `| ${columns.map(cell).join(' | ')} |\n`
const table = [
  line((column) => `Chỉ tiêu tháng ${column}`),
  line(() => '---'),
  ...Array.from({ length: 4 }, (_, row) =>
    line((column) => (column === 1 ? `Xã Chiềng Khoi ${row}` : `${column}.069,${row}`)),
  ),
].join('')

const tags = Array.from({ length: 60 }, (_, at) => (at === 30 ? endless.slice(0, 90) : `từ khóa thứ ${at}`))
const authors = Array.from({ length: 10 }, (_, at) => `Nguyễn Hoàng Thị Thanh Phương ${'ABCDEFGHIK'[at]}`)

const clip = (name: string) => readFileSync(join(import.meta.dirname, 'clips', name))

/** Writes the portal's files below a folder. */
export async function writeOddPortal(root: string): Promise<void> {
  const files: Record<string, string | Uint8Array> = {
    'portal.yaml': settings,
    'content/dai.md': bulletin(
      {
        title: endless,
        summary: endless,
        date: '2024-05-09',
        author: `[${authors.join(', ')}]`,
        tags: `[${tags.join(', ')}]`,
        attachments: `[{file: ${'bieu-mau'.repeat(9)}.pdf, title: ${endless}}]`,
        decision: `{number: ${number}, date: 2023-11-03, issuer: ${office.vi}, title: ${endless}}`,
        image: `{src: cao.png, alt: Cổng chào, caption: ${endless}, credit: Lừ Chương}`,
      },
      `Theo Thông tư liên tịch số ${number} ngày 03/11/2023: ${endless} [${endless}](https://x.example.gov.vn/${endless})\n\n\`${endless}\`\n`,
    ),
    [`content/${'bieu-mau'.repeat(9)}.pdf`]: '%PDF-1.4\n',
    'content/cao.png': await drawn(300, 2400).png().toBuffer(),
    'content/la.md': bulletin({
      title: JSON.stringify(strange),
      date: '2024-05-08',
      tags: `[${JSON.stringify('🚧 إعلان')}]`,
    }),
    'content/bang.md': bulletin(
      { title: 'Bảng mười hai cột', date: '2024-05-07', category: 'thong-bao' },
      `Số liệu:\n\n${table}`,
    ),
    'content/anh.md': bulletin(
      { title: 'Ảnh động và ảnh không lời', date: '2024-05-06' },
      '![](dong.gif)\n\n![Mờ](nho.png "Ảnh nhỏ")\n\n![Một](nho.png)\n![Hai](dong.gif "Chú thích")\n',
    ),
    'content/dong.gif': await animation(900, 500),
    'content/nho.png': await drawn(24, 24).png().toBuffer(),
    'content/phim.md': bulletin(
      { title: 'Phóng sự và lời chúc', date: '2024-05-05' },
      '![Phóng sự lễ hội](phim.webm)\n\n![Lời chúc năm mới](loi.ogg)\n',
    ),
    'content/phim.webm': clip('phim.webm'),
    'content/phim.vtt': clip('phim.vtt'),
    'content/phim.jpg': await drawn(160, 90).jpeg().toBuffer(),
    'content/loi.ogg': clip('loi.ogg'),
    'content/rut.md': bulletin({
      title: endless,
      date: '2024-05-04',
      category: 'thong-bao',
      withdrawn: `{at: 2024-06-01, reason: ${endless}}`,
      changes: `[{at: 2024-05-20, note: ${endless}, kind: correction}]`,
    }),
    'content/en.md': bulletin(
      {
        title: 'Dates for citizens’ reception in the third quarter',
        date: '2024-05-09',
        lang: 'en',
        translationKey: 'lich',
      },
      `The office opens at 07:30.\n\n${table}`,
    ),
    'content/vi.md': bulletin({ title: 'Lịch tiếp công dân quý III', date: '2024-05-03', translationKey: 'lich' }),
  }
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
}

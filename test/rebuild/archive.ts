/** An archive of any length: bulletins over years, sections, tags, authors and decisions. */
import { bulletin } from '../support/portal.ts'

/** The settings of the archive; short pages, so that many are numbered. */
export const archiveSettings = `title: Kho tin
url: https://kho.example.gov.vn/
language: vi
timezone: Asia/Ho_Chi_Minh
categories:
  - {id: tin-tuc, title: Tin tức}
  - {id: kinh-te, title: Kinh tế}
  - {id: thong-bao, title: Thông báo}
agency: {name: UBND huyện Yên Châu, parent: UBND tỉnh Sơn La}
defaults: {issuer: UBND huyện Yên Châu}
pageSize: 5
feedSize: 10
`

const sections = ['tin-tuc', 'kinh-te', 'thong-bao']

/** The bulletin with a number: one a day from 5 January 2020 on; every third cites a decision of its own. */
export function archived(number: number): [path: string, text: string] {
  const date = new Date(Date.UTC(2020, 0, 5 + number)).toISOString().slice(0, 10)
  const front: Record<string, string> = {
    title: `Tin số ${number}`,
    date,
    category: sections[number % sections.length] ?? '',
    author: number % 2 === 0 ? 'Lừ Chương' : 'Hà Thị Mai',
    tags: number % 4 === 0 ? '[cải cách hành chính, đất đai]' : '[nông nghiệp]',
    ...(number % 3 === 0 ? { decision: `"${number + 1}/QĐ-UBND"` } : {}),
  }
  const path = `content/${date.slice(0, 4)}/tin-${String(number).padStart(5, '0')}.md`
  return [path, bulletin(front, `Nội dung của tin số ${number}.\n\n## Kết quả\n\nĐạt **${number}** chỉ tiêu.\n`)]
}

/** The files of an archive of the bulletins 0 to `length` − 1. */
export function archive(length: number): Record<string, string> {
  return Object.fromEntries([
    ['portal.yaml', archiveSettings],
    ...Array.from({ length }, (_, number) => archived(number)),
  ])
}

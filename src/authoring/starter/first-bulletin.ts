/** The bulletin that a new portal begins with: what it shows is what an officer will write. */
import { dayParts } from '../../source/calendar.ts'
import { yamlLines } from '../draft.ts'
import type { Office } from './settings-file.ts'

/** The sample's path and text. It is published on `today`, a date such as `2024-05-06`. */
export function firstBulletin({ office, language }: Office, today: string): [path: string, text: string][] {
  const { year, month } = dayParts({ text: today, instant: 0 })
  const at = (name: string) => `content/${year}/${month}/${name}.md`
  const head = (values: object) => `---\n${yamlLines(values)}---\n\n`
  return language === 'vi'
    ? [
        [
          at('khai-truong-trang-thong-tin-dien-tu'),
          head({
            title: 'Khai trương trang thông tin điện tử',
            date: today,
            author: 'Ban Biên tập',
            category: 'tin-tuc',
            summary: 'Người dân và doanh nghiệp đọc tin tức, thông báo và văn bản tại một nơi.',
          }) + bodyVi(oneParagraph(office)),
        ],
      ]
    : [
        [
          at('our-new-website'),
          head({
            title: 'Our new website',
            date: today,
            author: 'Editorial Board',
            category: 'news',
            summary: 'News, notices and documents are now in one place.',
          }) + bodyEn(oneParagraph(office)),
        ],
      ]
}

/** A name as plain text of Markdown. */
function oneParagraph(name: string): string {
  return name.replace(/[\\`*_{}[\]()<>#+!|~&:]/g, '\\$&')
}

const bodyVi = (
  office: string,
) => `${office} mở trang thông tin điện tử này để người dân và doanh nghiệp đọc tin tức, thông báo và văn bản.

Đây là bài viết mẫu. Mở tệp này bằng trình soạn thảo văn bản, sửa hoặc xoá đi rồi viết bài của cơ quan.

## Nội dung của trang

- **Tin tức:** hoạt động của cơ quan và địa phương.
- **Thông báo:** lịch tiếp công dân, lịch họp, thời hạn nộp hồ sơ.
- **Chỉ đạo điều hành:** văn bản mới, việc cần làm.

Dòng bắt đầu bằng hai dấu thăng là đề mục. Chữ nằm giữa hai cặp dấu sao là chữ đậm.
`

const bodyEn = (office: string) => `${office} publishes its news, notices and documents on this website.

This is a sample. Open this file with a text editor, change it or delete it, and write bulletins of your own.

## What you find here

- **News:** what the office and its area are doing.
- **Notices:** meetings, office hours, time limits.
- **Directives:** new documents and what follows from them.

A line that begins with two number signs is a heading. Words between two pairs of asterisks are bold.
`

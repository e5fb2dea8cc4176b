/** Codes about files that are made for an officer. */
import { define } from '../message.ts'

export const authoring = {
  'file-exists': define(
    'error',
    (a: { file: string; imported?: true }) => [
      `Đã có tệp "${a.file}", nên không ghi gì.`,
      a.imported
        ? 'Tệp đó khác với bài được nhập: giữ nó, hoặc chuyển nó đi rồi nhập lại.'
        : a.file.endsWith('.md')
          ? 'Mở tệp đó để viết tiếp, hoặc đặt tên khác bằng --slug.'
          : 'Chọn một thư mục khác cho trang mới.',
    ],
    (a) => [
      `"${a.file}" is already there, so nothing was written.`,
      a.imported
        ? 'It differs from what was imported: keep it, or move it away and import again.'
        : a.file.endsWith('.md')
          ? 'Open that file to go on writing, or give another name with --slug.'
          : 'Choose another folder for the new portal.',
    ],
  ),
  'import-date-missing': define(
    'warning',
    (a: { cited: string | null }) => [
      `Nguồn không nói ngày đăng, nên bài được ghi là bản nháp với ngày 1970-01-01.${a.cited === null ? '' : ` Ngày muộn nhất mà bài nhắc tới là ${a.cited}: bài đăng từ ngày đó trở đi.`}`,
      'Nhập lại với --date NĂM-THÁNG-NGÀY, hoặc sửa date trong tệp rồi bỏ dòng draft: true.',
    ],
    (a) => [
      `The source states no date, so it was written as a draft dated 1970-01-01.${a.cited === null ? '' : ` The latest day it cites is ${a.cited}: it is no older than that.`}`,
      'Import it with --date YEAR-MONTH-DAY, or write the date into the file and take out draft: true.',
    ],
  ),
  'import-author-missing': define(
    'error',
    () => [
      'Nguồn không nói ai viết, nên không nhập.',
      'Nhập lại với --author "Tên", hoặc ghi defaults.author trong portal.yaml.',
    ],
    () => [
      'The source names no author, so it was not imported.',
      'Import it with --author "Name", or set defaults.author in portal.yaml.',
    ],
  ),
  'import-empty': define(
    'error',
    (a: { title: string | null }) => [
      a.title === null ? 'Không tìm thấy tựa bài trong tệp.' : `Không tìm thấy nội dung bài "${a.title}" trong tệp.`,
      'Mở tệp bằng trình duyệt: nếu có bài, chép sang tệp mới bằng build-portal new.',
    ],
    (a) => [
      a.title === null ? 'No title was found in the file.' : `No text of "${a.title}" was found in the file.`,
      'Open it in a browser: where there is an article, copy it into a file made by build-portal new.',
    ],
  ),
  'import-front-matter': define(
    'error',
    (a: { language: string; detail: string }) => [
      `Phần đầu tệp viết bằng ${a.language} có lỗi, nên không nhập: ${a.detail}.`,
      'Sửa chỗ này, hoặc đổi phần ấy sang YAML giữa hai dòng "---" (ví dụ: hugo convert toYAML).',
    ],
    (a) => [
      `The front matter is ${a.language} and has a fault, so the file was not imported: ${a.detail}.`,
      'Correct it here, or turn it into YAML between two lines "---" (such as: hugo convert toYAML).',
    ],
  ),
  'import-kind': define(
    'error',
    (a: { kind: string }) => [
      `Không biết nhập loại tệp này${a.kind === '' ? '' : ` (${a.kind})`}.`,
      'Nhập được: trang web đã lưu (.html, .htm), chữ của trang (.txt) và Markdown (.md).',
    ],
    (a) => [
      `Files of this kind${a.kind === '' ? '' : ` (${a.kind})`} cannot be imported.`,
      'What can be: saved pages (.html, .htm), the text of one (.txt), and Markdown (.md).',
    ],
  ),
  'import-table-file': define(
    'warning',
    (a: { path: string; known: string | null; more: number }) => [
      `Bảng ngày nói tới tệp "${a.path}", nhưng lần nhập này không có tệp ấy${a.more > 0 ? `; ${a.more} dòng sau nữa cũng vậy` : ''}.`,
      a.known === null
        ? 'Viết đường dẫn tính từ thư mục được nhập hoặc từ chỗ của bảng; nếu tệp thuộc lần nhập khác thì để yên.'
        : `Có phải "${a.known}"? Nếu tệp thuộc lần nhập khác thì để yên.`,
    ],
    (a) => [
      `The table of dates names "${a.path}", which is not among the files of this import${a.more > 0 ? `; nor are those of ${a.more} lines more` : ''}.`,
      a.known === null
        ? 'Write its path from the imported folder or from the table’s own; leave it where it belongs to another import.'
        : `Did you mean "${a.known}"? Leave it where it belongs to another import.`,
    ],
  ),
  'import-table-date': define(
    'error',
    (a: { value: string }) => [
      `"${a.value}" không phải là một ngày có trong lịch, nên chưa nhập gì.`,
      'Viết ngày dạng 2023-01-17 hoặc 17/01/2023 (ngày trước, tháng sau).',
    ],
    (a) => [
      `"${a.value}" is no day of the calendar, so nothing was imported.`,
      'Write the date as 2023-01-17 or 17/01/2023 (the day first).',
    ],
  ),
  'import-table-twice': define(
    'error',
    (a: { path: string; line: number }) => [
      `Bảng nói ngày của tệp "${a.path}" hai lần (lần trước ở dòng ${a.line}), nên chưa nhập gì.`,
      'Xoá dòng sai.',
    ],
    (a) => [
      `The table says the date of "${a.path}" twice (before on line ${a.line}), so nothing was imported.`,
      'Delete the wrong line.',
    ],
  ),
  'import-table-form': define(
    'error',
    () => [
      'Bảng ngày có dấu ngoặc kép (") không đóng hoặc đứng sai chỗ, nên chưa nhập gì.',
      'Sửa chỗ này, hoặc lưu lại bảng dạng CSV UTF-8 với hai cột: tệp và ngày.',
    ],
    () => [
      'A quotation mark (") of the table of dates is not closed or stands in the wrong place, so nothing was imported.',
      'Correct it here, or save the table again as CSV UTF-8 with two columns: the file and its date.',
    ],
  ),
}

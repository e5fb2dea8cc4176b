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
    (a: { language: string }) => [
      `Phần đầu tệp viết bằng ${a.language}, nên không nhập.`,
      `Đổi phần ấy sang YAML giữa hai dòng "---"; bộ dựng cũ thường làm được, ví dụ: hugo convert toYAML.`,
    ],
    (a) => [
      `The front matter is ${a.language}, so the file was not imported.`,
      'Turn it into YAML between two lines "---"; the old generator can often do it, such as: hugo convert toYAML.',
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
}

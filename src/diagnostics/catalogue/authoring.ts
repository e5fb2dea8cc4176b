/** Codes about files that are made for an officer. */
import { define } from '../message.ts'

type WordFault = 'old' | 'locked' | 'not-word' | 'no-document' | 'damaged' | 'too-large'

const wordFaults: Record<WordFault, { vi: [string, string]; en: [string, string] }> = {
  old: {
    vi: [
      'Tệp có tên .docx nhưng là tệp Word cũ (.doc), nên không nhập.',
      'Mở tệp bằng Word hoặc LibreOffice, chọn Lưu thành, loại .docx, rồi nhập lại.',
    ],
    en: [
      'The file is called .docx but is one of old Word (.doc), so it was not imported.',
      'Open it in Word or LibreOffice, save it as .docx, and import that.',
    ],
  },
  locked: {
    vi: [
      'Tệp có mật khẩu nên không đọc được.',
      'Mở tệp bằng Word, vào Tệp → Thông tin → Bảo vệ tài liệu, bỏ mật khẩu, lưu rồi nhập lại.',
    ],
    en: [
      'The file has a password, so it cannot be read.',
      'Open it in Word, take the password out (File → Info → Protect Document), save it, and import it again.',
    ],
  },
  'not-word': {
    vi: [
      'Tệp này không phải tệp Word (.docx).',
      'Mở tệp bằng Word hoặc LibreOffice: nếu mở được thì lưu thành .docx rồi nhập lại.',
    ],
    en: [
      'This is no Word file (.docx).',
      'Open it in Word or LibreOffice: where that works, save it as .docx and import that.',
    ],
  },
  'no-document': {
    vi: [
      'Tệp nén này không có văn bản Word (word/document.xml).',
      'Có thể đây là bảng tính hoặc tệp nén khác đã đổi tên: mở bằng đúng phần mềm, chép chữ sang một tệp .docx.',
    ],
    en: [
      'The archive holds no text of Word (word/document.xml).',
      'It may be a spreadsheet or another archive by a wrong name: open it with its own program and copy the text into a .docx.',
    ],
  },
  damaged: {
    vi: [
      'Tệp Word bị hỏng hoặc bị cắt, nên không nhập.',
      'Lấy lại tệp từ bản gốc; hoặc mở bằng Word để phần mềm tự sửa, lưu thành tệp .docx mới rồi nhập lại.',
    ],
    en: [
      'The Word file is damaged or cut off, so it was not imported.',
      'Take it from the original again; or open it in Word, which can repair it, save it as a new .docx and import that.',
    ],
  },
  'too-large': {
    vi: [
      'Khi giải nén, tệp Word lớn hơn mức cho phép (200 MB, hoặc 50 MB chữ), nên không nhập.',
      'Giảm cỡ ảnh trong Word (Định dạng ảnh → Nén ảnh), hoặc chia thành nhiều tệp. Tệp từ nguồn lạ: đừng mở, có thể là tệp phá hoại.',
    ],
    en: [
      'Unpacked, the Word file is larger than is allowed (200 MB, or 50 MB of text), so it was not imported.',
      'Compress its pictures in Word (Picture Format → Compress Pictures), or part it. If you do not know where it comes from, do not open it: it may be made to do harm.',
    ],
  },
}

type UnreadKind = 'address' | 'text' | 'webArchive' | 'page' | 'archive' | 'attachment'

const unreadKinds: Record<UnreadKind | 'other', { vi: string; en: string }> = {
  address: {
    vi: 'Không tải gì từ mạng: mở trang bằng trình duyệt, lưu loại "Trang web, hoàn chỉnh" (.html), rồi nhập tệp đó.',
    en: 'Nothing is fetched: open the page in a browser, save it as "Web page, complete" (.html), and import that file.',
  },
  text: {
    vi: 'Mở tệp bằng Word hoặc LibreOffice, chọn Lưu thành, loại .docx, rồi nhập tệp .docx đó.',
    en: 'Open it in Word or LibreOffice, save it as .docx, and import that.',
  },
  webArchive: {
    vi: 'Mở tệp bằng trình duyệt, chọn Lưu trang thành, loại "Trang web, hoàn chỉnh" (.html), rồi nhập tệp .html đó.',
    en: 'Open it in a browser, save it as "Web page, complete" (.html), and import that.',
  },
  page: {
    vi: 'Nếu tệp là trang đã lưu từ cổng cũ, đổi đuôi tên tệp thành .html rồi nhập lại.',
    en: 'Where it is a saved page of the old portal, let its name end in .html and import it again.',
  },
  archive: {
    vi: 'Giải nén tệp ra một thư mục, rồi nhập thư mục đó.',
    en: 'Unpack it into a folder, and import that folder.',
  },
  attachment: {
    vi: 'Tệp loại này chỉ đính kèm được: chép vào cạnh một bài trong content/ rồi ghi tên tệp ở khoá attachments của bài.',
    en: 'Such a file can only be attached: copy it beside a bulletin in content/ and name it under the bulletin’s attachments.',
  },
  other: {
    vi: 'Nhập được: trang web đã lưu (.html, .htm), Word (.docx), chữ của trang (.txt) và Markdown (.md). Tệp .doc, .rtf, .odt: mở bằng Word hoặc LibreOffice rồi lưu thành .docx.',
    en: 'What can be: saved pages (.html, .htm), Word (.docx), the text of a page (.txt), Markdown (.md). Open a .doc, .rtf or .odt in Word or LibreOffice and save it as .docx.',
  },
}

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
      'Mở tệp ấy: nếu có bài, chép sang tệp mới bằng build-portal new.',
    ],
    (a) => [
      a.title === null ? 'No title was found in the file.' : `No text of "${a.title}" was found in the file.`,
      'Open the file: where there is an article, copy it into a file made by build-portal new.',
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
  'import-words-lost': define(
    'warning',
    (a: { count: number; total: number; excerpts: readonly string[] }) => [
      `${a.count} trong ${a.total} từ của tệp nguồn không có trong bài, cũng không có trong báo cáo: ${a.excerpts.map((one) => `“${one}”`).join('; ')}.`,
      'Mở tệp nguồn bên cạnh bài, tìm những chữ ấy, rồi chép vào bài nếu thuộc về bài.',
    ],
    (a) => [
      `${a.count} of the source’s ${a.total} words are neither in the bulletin nor in the report: ${a.excerpts.map((one) => `“${one}”`).join('; ')}.`,
      'Open the source beside the bulletin, find those words, and copy them into the bulletin where they belong to it.',
    ],
  ),
  'import-kind': define(
    'error',
    (a: { kind: string; what: UnreadKind | null }) => [
      `Không biết nhập loại tệp này${a.kind === '' ? '' : ` (${a.kind})`}, nên không nhập.`,
      a.what === null ? unreadKinds.other.vi : unreadKinds[a.what].vi,
    ],
    (a) => [
      `Files of this kind${a.kind === '' ? '' : ` (${a.kind})`} cannot be imported.`,
      a.what === null ? unreadKinds.other.en : unreadKinds[a.what].en,
    ],
  ),
  'import-unlinked': define(
    'warning',
    (a: { isPdf: boolean }) => [
      'Không bài nào trong lần nhập này dẫn tới tệp, nên tệp ở nguyên chỗ cũ.',
      `Nếu là tệp đính kèm của một bài: chép vào cạnh bài ấy trong content/ rồi ghi tên tệp ở khoá attachments.${a.isPdf ? ' Nếu chính tệp là bài viết: mở bản gốc bằng Word, lưu thành .docx rồi nhập.' : ''}`,
    ],
    (a) => [
      'No text of this import links to the file, so it stays where it is.',
      `Where it belongs to a bulletin, copy it beside that one in content/ and name it under attachments.${a.isPdf ? ' Where it is a text itself, open its original in Word, save it as .docx and import that.' : ''}`,
    ],
  ),
  'import-nothing': define(
    'error',
    (a: { files: number }) => [
      a.files === 0
        ? 'Thư mục không có tệp nào, nên không có gì để nhập.'
        : `Thư mục có ${a.files} tệp nhưng không có bài viết nào để nhập.`,
      unreadKinds.other.vi,
    ],
    (a) => [
      a.files === 0
        ? 'The folder holds no file, so there is nothing to import.'
        : 'The folder holds no text to import.',
      unreadKinds.other.en,
    ],
  ),
  'import-own': define(
    'error',
    () => [
      'Đây là thư mục bài viết của chính trang này (content/), nên không nhập.',
      'Để xem bài viết ở đây có lỗi không, chạy: build-portal check. Muốn nhập tệp khác, đặt chúng ở ngoài content/.',
    ],
    () => [
      'This is the portal’s own folder of bulletins (content/), so it was not imported.',
      'To look for faults in it, run build-portal check. Put the files that you want to import somewhere else.',
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
  'import-word': define(
    'error',
    (a: { fault: WordFault }) => wordFaults[a.fault].vi,
    (a) => wordFaults[a.fault].en,
  ),
}

/** Codes about the language of office: advice that only `check` gives. */
import { define } from '../message.ts'

export const language = {
  'citation-incomplete': define(
    'warning',
    (a: { written: string; missing: string[] }) => [
      `Viện dẫn lần đầu "${a.written}" còn thiếu ${a.missing.map((part) => partsVi[part] ?? part).join(' và ')}.`,
      'Viết đủ ở lần đầu: tên loại, số và ký hiệu, ngày, cơ quan ban hành, trích yếu; ví dụ "Quyết định số 94/QĐ-UBND ngày 12 tháng 01 năm 2023 của UBND tỉnh Sơn La về việc …".',
    ],
    (a) => [
      `The first citation "${a.written}" lacks its ${a.missing.join(' and ')}.`,
      'Write it whole the first time: type, number and symbol, date, office, abstract; such as "Quyết định số 94/QĐ-UBND ngày 12 tháng 01 năm 2023 của UBND tỉnh Sơn La về việc …".',
    ],
  ),
  'leading-zero': define(
    'warning',
    (a: { written: string; right: string }) => [
      `"${a.written}" thiếu số 0.`,
      `Viết "${a.right}": ngày dưới 10, tháng 1 và 2, số văn bản dưới 10 có số 0 đứng trước.`,
    ],
    (a) => [
      `"${a.written}" lacks a zero.`,
      `Write "${a.right}": days under 10, the months 1 and 2 and documents’ numbers under 10 take one.`,
    ],
  ),
  'zero-mixed': define(
    'warning',
    (a: { written: string; other: string }) => [
      `Bài viết cả "${a.other}" lẫn "${a.written}".`,
      'Viết một cách cho cả bài: có số 0 đứng trước, hoặc không.',
    ],
    (a) => [`The text has both "${a.other}" and "${a.written}".`, 'Write it one way: with the zero, or without.'],
  ),
  'decimal-mark': define(
    'warning',
    (a: { written: string; right: string; other: string }) => [
      `"${a.written}" dùng dấu chấm thập phân, trong khi bài có "${a.other}".`,
      `Viết "${a.right}": tiếng Việt dùng dấu phẩy thập phân, dấu chấm cho hàng nghìn.`,
    ],
    (a) => [
      `"${a.written}" has a decimal point where the text has "${a.other}".`,
      `Write "${a.right}": Vietnamese has a decimal comma, and points between thousands.`,
    ],
  ),
  'doubled-word': define(
    'warning',
    (a: { word: string }) => [`Từ "${a.word}" viết hai lần liền nhau.`, 'Bỏ một từ.'],
    (a) => [`The word "${a.word}" stands twice in a row.`, 'Take one out.'],
  ),
  'abbreviation-case': define(
    'warning',
    (a: { written: string; right: string }) => [`Chữ viết tắt "${a.written}" sai chữ hoa.`, `Viết "${a.right}".`],
    (a) => [`The abbreviation "${a.written}" has the wrong case.`, `Write "${a.right}".`],
  ),
  misspelling: define(
    'warning',
    (a: { written: string; right: string }) => [`"${a.written}" viết sai.`, `Viết "${a.right}".`],
    (a) => [`"${a.written}" is misspelt.`, `Write "${a.right}".`],
  ),
  'alt-placeholder': define(
    'warning',
    (a: { alt: string }) => [
      `Chữ thay ảnh "${a.alt}" không nói ảnh có gì.`,
      'Viết điều người không nhìn thấy ảnh cần biết, ví dụ "Lãnh đạo huyện trao giấy khen cho ba xã".',
    ],
    (a) => [
      `The image’s text "${a.alt}" does not say what is in it.`,
      'Write what somebody who cannot see it needs to know.',
    ],
  ),
  'text-not-nfc': define(
    'warning',
    () => [
      'Tệp có chữ tổ hợp (dấu rời khỏi chữ), không đúng dạng dựng sẵn của TCVN 6909:2001.',
      'Chạy build-portal check --fix, hoặc lưu lại bằng bộ gõ ở chế độ Unicode dựng sẵn.',
    ],
    () => [
      'The file has decomposed letters (marks apart from their letters), not the composed form of TCVN 6909:2001.',
      'Run build-portal check --fix, or save it with an input method set to composed Unicode.',
    ],
  ),
  'text-legacy-encoding': define(
    'warning',
    (a: { encoding: string; written: string }) => [
      `"${a.written}" có vẻ là chữ ${a.encoding} dán vào, bạn đọc sẽ thấy ký tự lạ.`,
      'Chuyển đoạn đó sang Unicode trước khi dán.',
    ],
    (a) => [
      `"${a.written}" looks like ${a.encoding} text pasted in; readers see odd letters.`,
      'Convert it to Unicode before you paste it.',
    ],
  ),
  'emphasis-unseen': define(
    'warning',
    (a: { written: string }) => [
      `"${a.written}" sẽ không in đậm, bạn đọc thấy dấu sao: dấu câu đứng sát ** và chữ kế tiếp.`,
      'Thêm dấu cách giữa ** và chữ, hoặc đưa dấu câu ra ngoài **.',
    ],
    (a) => [
      `"${a.written}" will not be bold, readers see the asterisks: punctuation inside ** touches a letter outside.`,
      'Put a space between ** and the letter, or the punctuation outside.',
    ],
  ),
  'link-unseen': define(
    'warning',
    (a: { target: string; isPicture: boolean }) => [
      `"${a.target}" có dấu cách nên không thành ${a.isPicture ? 'ảnh' : 'liên kết'}; bạn đọc thấy nguyên dòng chữ này.`,
      `Đặt tên tệp trong ngoặc nhọn: (<${a.target}>); hoặc đổi tên tệp, thay dấu cách bằng gạch nối.`,
    ],
    (a) => [
      `"${a.target}" holds a space, so it makes no ${a.isPicture ? 'picture' : 'link'}; readers see the line as typed.`,
      `Put it into pointed brackets: (<${a.target}>); or rename the file, with hyphens for spaces.`,
    ],
  ),
  'value-cut': define(
    'warning',
    (a: { rest: string }) => [
      `"${a.rest}" bị bỏ: sau dấu cách, dấu # mở đầu một ghi chú mà máy không đọc.`,
      'Đặt cả giá trị trong ngoặc kép, ví dụ title: "Thông báo #1".',
    ],
    (a) => [
      `"${a.rest}" is left out: after a space, # begins a note that is not read.`,
      'Put the whole value in quotation marks, such as title: "Notice #1".',
    ],
  ),
  'personal-data': define(
    'warning',
    (a: { kind: string; begin: string; document?: string; properties?: string[] }) => [
      a.properties === undefined
        ? `Có thể là ${kindsVi[a.kind] ?? a.kind} ("${a.begin}…").`
        : `Thuộc tính của tệp (${[...new Set(a.properties.map((name) => propertiesVi[name] ?? name))].join(', ')}) có thể chứa ${kindsVi[a.kind] ?? a.kind} ("${a.begin}…"); ai tải tệp về cũng xem được.`,
      `${waysVi[a.document ?? ''] ?? 'Bỏ đi hoặc che bớt.'} Nếu được phép đăng, ghi lint: {ignore: [personal-data], reason: …}${a.document === undefined ? '' : ' trong bài đính kèm tệp'}.`,
    ],
    (a) => [
      a.properties === undefined
        ? `This may be ${kindsEn[a.kind] ?? a.kind} ("${a.begin}…").`
        : `The file’s properties (${a.properties.join(', ')}) may hold ${kindsEn[a.kind] ?? a.kind} ("${a.begin}…"); whoever downloads it can see them.`,
      `${waysEn[a.document ?? ''] ?? 'Take it out or cover it.'} Where it may be published, write lint: {ignore: [personal-data], reason: …}${a.document === undefined ? '' : ' in the bulletin that offers the file'}.`,
    ],
  ),
}

/** How a document's properties are taken out, by what made it. */
const waysVi: Record<string, string> = {
  office:
    'Mở tệp trong Word, Excel hoặc PowerPoint, chọn Tệp → Thông tin → Kiểm tra tài liệu (File → Info → Inspect Document), xoá thuộc tính rồi lưu.',
  open: 'Mở tệp trong LibreOffice, chọn Tệp → Thuộc tính (File → Properties), xoá thuộc tính đó rồi lưu.',
  pdf: 'Xoá thuộc tính ở tệp gốc (Word: Tệp → Thông tin → Kiểm tra tài liệu) rồi xuất lại PDF; sửa thẳng trên PDF có thể còn sót bản cũ trong tệp.',
}

const waysEn: Record<string, string> = {
  office:
    'Open it in Word, Excel or PowerPoint, choose File → Info → Inspect Document, remove the properties and save.',
  open: 'Open it in LibreOffice, choose File → Properties, clear the property and save.',
  pdf: 'Remove the property from the original (Word: File → Info → Inspect Document) and export the PDF anew; a change to the PDF itself may leave the old text in it.',
}

/** The names that Vietnamese office programs give to properties; others are shown as the file has them. */
const propertiesVi: Record<string, string> = {
  title: 'Tiêu đề',
  Title: 'Tiêu đề',
  creator: 'Tác giả',
  'initial-creator': 'Tác giả',
  Author: 'Tác giả',
  lastModifiedBy: 'Người sửa lần cuối',
  subject: 'Chủ đề',
  Subject: 'Chủ đề',
  keywords: 'Từ khoá',
  keyword: 'Từ khoá',
  Keywords: 'Từ khoá',
  description: 'Chú thích',
  category: 'Thể loại',
  Company: 'Công ty',
  Manager: 'Người quản lý',
}

const partsVi: Record<string, string> = { symbol: 'ký hiệu', date: 'ngày ban hành' }

const kindsVi: Record<string, string> = {
  citizen: 'số định danh cá nhân (căn cước)',
  phone: 'số điện thoại cá nhân',
  account: 'số tài khoản',
}

const kindsEn: Record<string, string> = {
  citizen: 'a citizen’s identity number',
  phone: 'a private telephone number',
  account: 'an account number',
}

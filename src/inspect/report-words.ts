/** What the accessibility report says, in both languages. */
import type { Language } from '../diagnostics/diagnostic.ts'

/** A thing that the program looks at: what, the success criteria of WCAG 2.2 that it touches, and the codes that tell of it. */
interface Check {
  what: string
  criteria: string
}

const vi = {
  title: (site: string) => `Khả năng tiếp cận của ${site}: kết quả kiểm tra tự động`,
  facts: {
    site: 'Trang',
    url: 'Địa chỉ',
    agency: 'Cơ quan',
    date: 'Ngày kiểm tra',
    pages: 'Số trang đã xem',
    by: 'Công cụ',
  },
  notice:
    'Đây là kết quả của một chương trình, **không phải tuyên bố rằng trang đạt chuẩn**. Máy chỉ phát hiện được một phần các tiêu chí của WCAG 2.2; phần còn lại phải do người kiểm tra. Dùng bản này làm điểm bắt đầu để viết tuyên bố về khả năng tiếp cận.',
  checked: 'Đã kiểm tra tự động',
  checkedHead: ['Nội dung kiểm tra', 'Tiêu chí WCAG 2.2', 'Kết quả'],
  nothingFound: 'không thấy lỗi',
  found: (faults: number, pages: number) => `${faults} lỗi khác nhau, nhiều nhất trên ${pages} trang`,
  problems: 'Vấn đề tìm thấy',
  noProblems: 'Chương trình không tìm thấy vấn đề nào trong những điều nó kiểm tra.',
  onPages: (pages: number) => `Trên ${pages} trang:`,
  morePages: (pages: number) => `và ${pages} trang khác`,
  byHand: 'Phải kiểm tra bằng tay',
  byHandIntro:
    'Xem mỗi loại trang ít nhất một lần: trang chủ, một bài viết, danh sách, văn bản, tìm kiếm, trang cố định.',
  hand: [
    'Dùng trang chỉ bằng bàn phím: tới được mọi thứ, thấy rõ đang ở đâu, không bị mắc kẹt (2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11)',
    'Nghe trang bằng trình đọc màn hình (NVDA, TalkBack, VoiceOver): thứ tự, tên nút, cảnh báo (1.3.1, 1.3.2, 4.1.2, 4.1.3)',
    'Chữ thay thế nói đúng điều ảnh cho thấy; ảnh chụp văn bản có bản chữ (1.1.1, 1.4.5)',
    'Phóng to 400 % và màn hình rộng 320 px: không phải kéo ngang (1.4.4, 1.4.10, 1.4.12)',
    'Độ tương phản của chữ và hình do cơ quan tự thêm: biểu trưng, ảnh, màu riêng (1.4.3, 1.4.11)',
    'Không điều gì chỉ được nói bằng màu (1.4.1)',
    'Phim và tiếng có phụ đề hoặc bản chữ (1.2.1 – 1.2.5)',
    'Tệp đính kèm mở được bằng trình đọc màn hình, nhất là PDF chụp quét',
    'Chữ của liên kết nói nó dẫn tới đâu; tiêu đề nói đúng phần bên dưới (2.4.4, 2.4.6)',
    'Câu dễ hiểu, chữ viết tắt được giải nghĩa; đoạn tiếng nước ngoài có đánh dấu (3.1.2)',
    'Biểu mẫu và hệ thống liên kết ở trang khác (dịch vụ công, một cửa) được đánh giá riêng',
  ],
  attachments: (list: string) => `Tệp cần mở để xem: ${list}.`,
  weight: 'Độ nặng của trang',
  weightIntro: 'Không phải tiêu chí WCAG, nhưng trang nặng thì người dùng điện thoại cũ và mạng chậm không đọc được.',
  weightHead: ['Phần', 'Trang nặng nhất', 'Nặng', 'Mức'],
  parts: { text: 'HTML và CSS, đã nén', script: 'Script, đã nén', images: 'Ảnh' },
  statement: 'Để viết tuyên bố',
  statementIntro: 'Điền chỗ trống sau khi đã kiểm tra bằng tay, rồi chép vào trang "Tuyên bố về khả năng tiếp cận".',
  blank: '(điền)',
  lines: (agency: string, site: string, contact: string) => [
    `${agency} mong muốn mọi người dùng được ${site}.`,
    'Mức đáp ứng WCAG 2.2 mức AA, theo đánh giá của cơ quan: ☐ đáp ứng ☐ đáp ứng một phần ☐ chưa đáp ứng.',
    'Nội dung chưa tiếp cận được, lý do và thời hạn khắc phục: (điền).',
    'Cách đánh giá: kiểm tra tự động như trên; kiểm tra bằng tay do (điền) thực hiện ngày (điền).',
    `Góp ý hoặc xin bản khác của nội dung: ${contact}.`,
  ],
  checks: {
    alt: { what: 'Ảnh có chữ thay thế', criteria: '1.1.1' },
    headings: { what: 'Một tiêu đề chính, các cấp không nhảy cóc', criteria: '1.3.1, 2.4.6' },
    language: { what: 'Trang nói nó viết bằng ngôn ngữ nào', criteria: '3.1.1' },
    title: { what: 'Trang có tên', criteria: '2.4.2' },
    markup: { what: 'HTML đúng chuẩn, nhãn và vai trò hợp lệ, id không trùng', criteria: '1.3.1, 2.4.1, 4.1.2' },
    links: { what: 'Liên kết, tệp và chỗ trên trang có thật', criteria: '–' },
  } satisfies Record<string, Check>,
}

const en: typeof vi = {
  title: (site) => `Accessibility of ${site}: results of the automatic check`,
  facts: {
    site: 'Site',
    url: 'Address',
    agency: 'Office',
    date: 'Date of the check',
    pages: 'Pages looked at',
    by: 'Tool',
  },
  notice:
    'These are the results of a program and **no statement that the site conforms**. A machine finds out about a part of WCAG 2.2’s criteria; people have to check the others. Start from here when you write an accessibility statement.',
  checked: 'Checked automatically',
  checkedHead: ['What', 'WCAG 2.2 criteria', 'Result'],
  nothingFound: 'no fault seen',
  found: (faults, pages) =>
    `${faults} distinct ${faults === 1 ? 'fault' : 'faults'}, on ${pages} ${pages === 1 ? 'page' : 'pages'} at most`,
  problems: 'Problems found',
  noProblems: 'The program found no problem among the things it checks.',
  onPages: (pages) => (pages === 1 ? 'On one page:' : `On ${pages} pages:`),
  morePages: (pages) => `and ${pages} more`,
  byHand: 'To be checked by hand',
  byHandIntro:
    'Look at each kind of page once at least: home, a bulletin, a list, the register, search, a standing page.',
  hand: [
    'Use the site with the keyboard alone: all can be reached, one sees where one is, nothing traps (2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11)',
    'Listen to it with a screen reader (NVDA, TalkBack, VoiceOver): order, names of buttons, messages (1.3.1, 1.3.2, 4.1.2, 4.1.3)',
    'Alternative texts say what the pictures show; photographed documents have their text beside them (1.1.1, 1.4.5)',
    'At 400 % zoom and 320 px width nothing has to be moved sideways (1.4.4, 1.4.10, 1.4.12)',
    'Contrast of what the office added itself: logo, pictures, own colours (1.4.3, 1.4.11)',
    'Nothing is told by colour alone (1.4.1)',
    'Films and sound have captions or a transcript (1.2.1 – 1.2.5)',
    'Attachments can be read with a screen reader, scanned PDF files above all',
    'The words of a link say where it leads; headings say what stands below (2.4.4, 2.4.6)',
    'Sentences are plain, abbreviations explained, foreign passages marked (3.1.2)',
    'Forms and linked systems on other sites (public services, one-stop) are assessed on their own',
  ],
  attachments: (list) => `Files to be opened and looked at: ${list}.`,
  weight: 'Weight of the pages',
  weightIntro: 'No criterion of WCAG; but readers on an old phone and a slow link cannot read a heavy page.',
  weightHead: ['Part', 'Heaviest page', 'Weighs', 'Budget'],
  parts: { text: 'HTML and CSS, compressed', script: 'Scripts, compressed', images: 'Pictures' },
  statement: 'To write the statement',
  statementIntro: 'Fill the blanks after the checks by hand, then copy this into the page "Accessibility statement".',
  blank: '(fill in)',
  lines: (agency, site, contact) => [
    `${agency} wants everybody to be able to use ${site}.`,
    'Conformance with WCAG 2.2 level AA, as the office assesses it: ☐ full ☐ partial ☐ none.',
    'What cannot be accessed yet, why, and until when it will be fixed: (fill in).',
    'How this was assessed: the automatic check above; checks by hand by (fill in) on (fill in).',
    `Remarks, or another form of some content: ${contact}.`,
  ],
  checks: {
    alt: { what: 'Pictures have a text in their place', criteria: '1.1.1' },
    headings: { what: 'One main heading, no level skipped', criteria: '1.3.1, 2.4.6' },
    language: { what: 'The page says which language it is in', criteria: '3.1.1' },
    title: { what: 'The page has a name', criteria: '2.4.2' },
    markup: { what: 'Valid HTML, valid labels and roles, no id twice', criteria: '1.3.1, 2.4.1, 4.1.2' },
    links: { what: 'Links, files and places on pages exist', criteria: '–' },
  },
}

/** The words of a language. */
export function reportWords(language: Language): typeof vi {
  return language === 'vi' ? vi : en
}

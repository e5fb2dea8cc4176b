/** Codes about the files beside bulletins: images, films, and what makes the images' other forms. */
import { define } from '../message.ts'
import { reasonVi } from './reasons.ts'

type DrawingReason = 'active' | 'entities' | 'external' | 'syntax' | 'complex'
type DrawingWords = Record<DrawingReason, (what: string) => [string, string]>

const drawingVi: DrawingWords = {
  active: (what) => [
    `Hình vẽ SVG này chứa "${what}", là phần có thể chạy mã lệnh hoặc mở một trang khác trong trình duyệt của bạn đọc, nên không được đăng.`,
    'Mở hình bằng phần mềm đã vẽ ra nó, xuất lại thành "Plain SVG" (chữ là chữ thường, không phải HTML), hoặc xuất thành ảnh PNG, rồi thay tệp này.',
  ],
  entities: () => [
    'Phần đầu hình vẽ SVG này (DOCTYPE) tự định nghĩa các từ viết tắt, có thể dùng để giấu mã lệnh, nên hình không được đăng.',
    'Xuất lại hình: trong Illustrator bỏ chọn "Preserve Illustrator Editing Capabilities", trong Inkscape chọn "Plain SVG"; hoặc xuất thành ảnh PNG, rồi thay tệp này.',
  ],
  external: (what) => [
    `Hình vẽ SVG này lấy một phần từ nơi khác ("${what}"); trình duyệt không tải phần đó, nên bạn đọc sẽ thấy hình bị thiếu.`,
    'Nhúng ảnh vào trong hình (Inkscape: Extensions > Images > Embed Images), hoặc xuất thành ảnh PNG, rồi thay tệp này.',
  ],
  syntax: (what) => [
    `Tệp này không phải hình vẽ SVG đúng quy cách (${what}), nên trình duyệt không hiện được.`,
    'Xuất lại hình từ phần mềm đã vẽ ra nó, hoặc xuất thành ảnh PNG, rồi thay tệp này.',
  ],
  complex: (what) => [
    `Hình vẽ SVG này quá lớn hoặc quá phức tạp (${what}), có thể làm treo máy của bạn đọc.`,
    'Bớt chi tiết rồi xuất lại (tối đa 32 MB và 500.000 nét vẽ, 200 lớp lồng nhau), hoặc xuất thành ảnh PNG, rồi thay tệp này.',
  ],
}

const drawingEn: DrawingWords = {
  active: (what) => [
    `This drawing (SVG) holds "${what}", which can run code or open another page in a reader’s browser, so it is not published.`,
    'Open it in the program that drew it and export it again as plain SVG (with plain text, not HTML) or as PNG, and replace this file.',
  ],
  entities: () => [
    'The head of this drawing (its DOCTYPE) defines abbreviations, which can hide code, so the drawing is not published.',
    'Export it again: in Illustrator switch "Preserve Illustrator Editing Capabilities" off, in Inkscape choose "Plain SVG"; or export it as PNG, and replace this file.',
  ],
  external: (what) => [
    `This drawing (SVG) takes a part from elsewhere ("${what}"); browsers do not load it, so readers would see a gap.`,
    'Embed the picture in the drawing (Inkscape: Extensions > Images > Embed Images) or export it as PNG, and replace this file.',
  ],
  syntax: (what) => [
    `This file is not a well-formed drawing (SVG), so browsers cannot show it (${what}).`,
    'Export it again from the program that drew it, or as PNG, and replace this file.',
  ],
  complex: (what) => [
    `This drawing (SVG) is too large or too complex (${what}) and could freeze a reader’s computer.`,
    'Leave out detail and export it again (at most 32 MB, 500,000 elements and 200 levels), or export it as PNG, and replace this file.',
  ],
}

export const media = {
  'image-too-large': define(
    'error',
    (a: { megabytes: number; megapixels: number | null }) => [
      a.megapixels === null
        ? `Tệp ảnh quá lớn (${a.megabytes} MB).`
        : `Ảnh có quá nhiều điểm ảnh (${a.megapixels} triệu).`,
      'Thu nhỏ ảnh trước khi đăng: tối đa 150 triệu điểm ảnh và 200 MB. Rộng 2.000 điểm ảnh là đủ cho mọi trang.',
    ],
    (a) => [
      a.megapixels === null
        ? `The image file is too large (${a.megabytes} MB).`
        : `The image has too many pixels (${a.megapixels} million).`,
      'Make it smaller first: at most 150 million pixels and 200 MB. A width of 2,000 pixels is enough for every page.',
    ],
  ),
  'drawing-refused': define(
    'error',
    (a: { reason: DrawingReason; what: string }) => drawingVi[a.reason](a.what),
    (a) => drawingEn[a.reason](a.what),
  ),
  'image-unshowable': define(
    'error',
    (a: { path: string }) => [
      `Trình duyệt không hiện được "${a.path}" như một ảnh.`,
      'Xuất ảnh sang JPEG hoặc PNG (ảnh HEIC của iPhone: chọn "Tương thích nhất" khi chụp hoặc khi gửi); tệp khác thì viết thành liên kết, không có dấu chấm than: [Tên tệp](tep.pdf).',
    ],
    (a) => [
      `Browsers cannot show "${a.path}" as an image.`,
      'Export it as JPEG or PNG (HEIC of an iPhone: choose "Most Compatible"); to offer another file write a link, without the exclamation mark: [Name](file.pdf).',
    ],
  ),
  'captions-missing': define(
    'warning',
    (a: { path: string }) => [
      `Phim "${a.path}" không có phụ đề cho người không nghe được.`,
      'Đặt cạnh phim một tệp phụ đề WebVTT cùng tên: phong-su.mp4 thì phong-su.vtt.',
    ],
    (a) => [
      `The film "${a.path}" has no captions for people who cannot hear it.`,
      'Put a WebVTT file of the same name beside it: for report.mp4, report.vtt.',
    ],
  ),
  'image-encoder-missing': define(
    'warning',
    (a: { reason: string }) => [
      `Không tạo được các cỡ ảnh vì máy này không chạy được thư viện sharp (${reasonVi(a.reason)}). Ảnh được đăng nguyên cỡ, đã bỏ thông tin vị trí.`,
      'Cài lại bằng npm ci trên đúng loại máy này, hoặc dựng trang ở máy khác.',
    ],
    (a) => [
      `Images are published in one size, without their location data: the library sharp does not run here (${a.reason}).`,
      'Install again with npm ci on this very platform, or build on another machine.',
    ],
  ),
}

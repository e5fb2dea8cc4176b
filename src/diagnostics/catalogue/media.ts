/** Codes about the files beside bulletins: images, films, and what makes the images' other forms. */
import { define } from '../message.ts'
import { reasonVi } from './reasons.ts'

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

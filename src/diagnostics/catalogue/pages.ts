/** Codes about the pages of a built site (`check --site`); `pages` counts those that have the same fault. */
import { define } from '../message.ts'

const onPagesVi = (pages: number) => (pages > 1 ? ` (${pages} trang)` : '')
const onPagesEn = (pages: number) => (pages > 1 ? ` (${pages} pages)` : '')

export const pages = {
  'page-link-broken': define(
    'error',
    (a: { address: string; pages: number }) => [
      `Liên kết hoặc tệp "${a.address}" không có trong trang đã dựng${onPagesVi(a.pages)}.`,
      'Sửa địa chỉ trong bài viết, cài đặt hoặc mẫu, rồi dựng lại.',
    ],
    (a) => [
      `The link or file "${a.address}" is not in the built site${onPagesEn(a.pages)}.`,
      'Correct the address in the bulletin, the settings or the template, then build again.',
    ],
  ),
  'page-fragment-missing': define(
    'error',
    (a: { address: string; pages: number }) => [
      `Liên kết "${a.address}" trỏ vào một chỗ không có trên trang đích${onPagesVi(a.pages)}.`,
      'Sửa phần sau dấu #, hoặc bỏ nó đi.',
    ],
    (a) => [
      `The link "${a.address}" points to a place that its page does not have${onPagesEn(a.pages)}.`,
      'Correct what follows the #, or take it away.',
    ],
  ),
  'page-alt-missing': define(
    'error',
    (a: { address: string; pages: number }) => [
      `Ảnh "${a.address}" không có chữ thay thế (alt)${onPagesVi(a.pages)}.`,
      'Viết alt nói ảnh cho thấy gì; ảnh chỉ để trang trí thì để alt="".',
    ],
    (a) => [
      `The picture "${a.address}" has no text in its place (alt)${onPagesEn(a.pages)}.`,
      'Write an alt that says what the picture shows; give alt="" to one that only decorates.',
    ],
  ),
  'page-heading-skipped': define(
    'error',
    (a: { from: number; to: number; pages: number }) => [
      `Tiêu đề nhảy từ cấp ${a.from} xuống cấp ${a.to}${onPagesVi(a.pages)}.`,
      `Dùng cấp ${a.from + 1} ở đây, để người dùng trình đọc màn hình không tưởng thiếu mất một phần.`,
    ],
    (a) => [
      `The headings go from level ${a.from} to level ${a.to}${onPagesEn(a.pages)}.`,
      `Use level ${a.from + 1} here, so that nobody with a screen reader looks for a part that is not there.`,
    ],
  ),
  'page-main-heading': define(
    'error',
    (a: { count: number; pages: number }) => [
      a.count === 0
        ? `Trang không có tiêu đề chính (h1)${onPagesVi(a.pages)}.`
        : `Trang có ${a.count} tiêu đề chính (h1)${onPagesVi(a.pages)}.`,
      'Mỗi trang cần đúng một h1.',
    ],
    (a) => [
      a.count === 0
        ? `The page has no main heading (h1)${onPagesEn(a.pages)}.`
        : `The page has ${a.count} main headings (h1)${onPagesEn(a.pages)}.`,
      'Each page needs exactly one h1.',
    ],
  ),
  'page-language-missing': define(
    'error',
    (a: { lang: string | null; pages: number }) => [
      a.lang === null
        ? `Trang không nói nó viết bằng ngôn ngữ nào${onPagesVi(a.pages)}.`
        : `"${a.lang}" không phải mã ngôn ngữ${onPagesVi(a.pages)}.`,
      'Đặt lang trên thẻ html, ví dụ lang="vi"; không có nó, máy đọc sai giọng.',
    ],
    (a) => [
      a.lang === null
        ? `The page does not say which language it is in${onPagesEn(a.pages)}.`
        : `"${a.lang}" is no language code${onPagesEn(a.pages)}.`,
      'Set lang on the html element, as lang="vi"; without it a machine reads with the wrong voice.',
    ],
  ),
  'page-title-missing': define(
    'error',
    (a: { pages: number }) => [
      `Trang không có tên (title)${onPagesVi(a.pages)}.`,
      'Đặt title trong phần head của mẫu; trình duyệt, máy tìm kiếm và trình đọc màn hình gọi trang bằng tên này.',
    ],
    (a) => [
      `The page has no name (title)${onPagesEn(a.pages)}.`,
      'Set title in the template’s head: browsers, search engines and screen readers call the page by it.',
    ],
  ),
  'page-id-doubled': define(
    'error',
    (a: { id: string; pages: number }) => [
      `Mã (id) "${a.id}" có hơn một lần trên trang${onPagesVi(a.pages)}.`,
      'Mỗi id chỉ dùng một lần: liên kết và nhãn tìm phần tử theo nó.',
    ],
    (a) => [
      `The id "${a.id}" is on the page more than once${onPagesEn(a.pages)}.`,
      'Use each id once: links and labels find an element by it.',
    ],
  ),
  'page-markup': define(
    'error',
    (a: { rule: string; detail: string; pages: number }) => [
      `HTML chưa đúng chuẩn${onPagesVi(a.pages)}: ${a.detail} (${a.rule})`,
      `Sửa mẫu hoặc HTML trong bài viết. Giải thích quy tắc: https://html-validate.org/rules/${a.rule}.html`,
    ],
    (a) => [
      `The HTML is not as the standard has it${onPagesEn(a.pages)}: ${a.detail} (${a.rule})`,
      `Correct the template or the HTML in the bulletin. About the rule: https://html-validate.org/rules/${a.rule}.html`,
    ],
  ),
  'page-heavy': define(
    'warning',
    (a: { part: 'text' | 'script' | 'images'; kilobytes: number; limit: number; pages: number }) => [
      `${{ text: 'HTML và CSS (đã nén)', script: 'Mã script (đã nén)', images: 'Ảnh' }[a.part]} của trang này nặng ${a.kilobytes} KB, hơn mức ${a.limit} KB${a.pages > 1 ? `; đây là trang nặng nhất trong ${a.pages} trang như vậy` : ''}.`,
      'Người đọc bằng điện thoại và mạng chậm phải chờ: chia nhỏ bài, thu nhỏ ảnh, hoặc bỏ bớt script.',
    ],
    (a) => [
      `${{ text: 'HTML and CSS (compressed)', script: 'Scripts (compressed)', images: 'The pictures' }[a.part]} of this page weigh ${a.kilobytes} KB, more than ${a.limit} KB${a.pages > 1 ? `; it is the heaviest of ${a.pages} such pages` : ''}.`,
      'Readers on a phone and a slow link wait for it: split the text, make pictures smaller, or take scripts away.',
    ],
  ),
}

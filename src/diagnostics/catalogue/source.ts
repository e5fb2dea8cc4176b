/** Codes about reading the portal's files. */
import { define } from '../message.ts'

export const source = {
  'content-missing': define(
    'error',
    (a: { folder: string }) => [
      `Không tìm thấy thư mục bài viết "${a.folder}".`,
      'Tạo thư mục này và đặt các bài viết (tệp .md) vào đó, hoặc chỉ thư mục khác bằng --content.',
    ],
    (a) => [
      `The content folder "${a.folder}" is not there.`,
      'Create it and put the bulletins (.md files) in it, or name another with --content.',
    ],
  ),
  'content-empty': define(
    'error',
    (a: { folder: string }) => [
      `Thư mục "${a.folder}" không có bài viết nào.`,
      'Trang đã đăng được giữ nguyên. Thêm ít nhất một bài viết (tệp .md), hoặc kiểm tra lại việc tải mã nguồn.',
    ],
    (a) => [
      `The folder "${a.folder}" holds no bulletin.`,
      'The published site stays as it is. Add at least one bulletin (.md file), or check that the checkout is complete.',
    ],
  ),
  'file-unreadable': define(
    'error',
    (a: { reason: string }) => [
      `Không đọc được tệp hoặc thư mục này (${a.reason}).`,
      'Kiểm tra quyền đọc, hoặc đưa tệp ra khỏi thư mục bài viết.',
    ],
    (a) => [
      `This file or folder cannot be read (${a.reason}).`,
      'Check the permission to read it, or move it out of the content folder.',
    ],
  ),
  'encoding-invalid': define(
    'error',
    (a: { looksLike: string | null }) => [
      `Tệp không phải văn bản UTF-8${a.looksLike ? ` (có vẻ là ${a.looksLike})` : ''}.`,
      'Mở tệp trong trình soạn thảo và lưu lại với bảng mã UTF-8.',
    ],
    (a) => [
      `The file is not UTF-8 text${a.looksLike ? ` (it looks like ${a.looksLike})` : ''}.`,
      'Open it in an editor and save it again as UTF-8.',
    ],
  ),
  'symlink-dangling': define(
    'error',
    (a: { target: string }) => [
      `Liên kết tượng trưng trỏ tới "${a.target}", nơi không có gì.`,
      'Xoá liên kết, hoặc đặt lại tệp mà nó trỏ tới.',
    ],
    (a) => [
      `The symbolic link points to "${a.target}", where there is nothing.`,
      'Delete the link, or put the file it points to back.',
    ],
  ),
  'symlink-outside': define(
    'error',
    (a: { target: string }) => [
      `Liên kết tượng trưng trỏ ra ngoài trang, tới "${a.target}".`,
      'Chép tệp vào trong thư mục của trang thay cho liên kết.',
    ],
    (a) => [
      `The symbolic link leaves the portal, to "${a.target}".`,
      'Copy the file into the portal instead of linking to it.',
    ],
  ),
  'file-changed': define(
    'error',
    () => ['Tệp bị thay đổi trong khi đang được đọc.', 'Chạy lại lệnh khi tệp đã được lưu xong.'],
    () => ['The file changed while it was being read.', 'Run the command again when the file has been saved.'],
  ),
  'name-clash': define(
    'error',
    (a: { other: string }) => [
      `Tên tệp này và "${a.other}" là một sau khi chuẩn hoá Unicode (NFC).`,
      'Đổi tên hoặc xoá một trong hai tệp.',
    ],
    (a) => [
      `This file’s name and "${a.other}" are the same after Unicode normalisation (NFC).`,
      'Rename or delete one of the two.',
    ],
  ),
  'image-broken': define(
    'error',
    (a: { reason: string }) => [
      `Không đọc được kích thước của ảnh (${a.reason}).`,
      'Ảnh có thể bị hỏng hoặc sai phần mở rộng. Xuất lại ảnh rồi thay tệp này.',
    ],
    (a) => [
      `The image’s dimensions cannot be read (${a.reason}).`,
      'The image may be broken or have the wrong extension. Export it again and replace this file.',
    ],
  ),
}

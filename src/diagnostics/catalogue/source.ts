/** Codes about reading the portal's files. */
import { define } from '../message.ts'
import { reasonEn, reasonVi } from './reasons.ts'

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
      'Trang đã đăng được giữ nguyên. Thêm ít nhất một bài viết (tệp .md), hoặc xem các tệp đã được tải về đủ chưa.',
    ],
    (a) => [
      `The folder "${a.folder}" holds no bulletin.`,
      'The published site stays as it is. Add at least one bulletin (.md file), or check that the checkout is complete.',
    ],
  ),
  'file-unreadable': define(
    'error',
    (a: { reason: string }) => [
      `Không đọc được tệp hoặc thư mục này (${reasonVi(a.reason)}).`,
      a.reason === 'ENOENT'
        ? 'Kiểm tra lại tên và đường dẫn: lệnh tìm từ thư mục đang đứng.'
        : 'Kiểm tra quyền đọc, hoặc chuyển nó ra khỏi thư mục của trang.',
    ],
    (a) => [
      `This file or folder cannot be read (${reasonEn(a.reason)}).`,
      a.reason === 'ENOENT'
        ? 'Check its name and path: it is looked for from the folder that you are in.'
        : 'Check the permission to read it, or move it out of the portal’s folder.',
    ],
  ),
  'file-copied': define(
    'warning',
    (a: { original: string }) => [
      `Tệp này có vẻ là bản sao của "${a.original}", do Windows, trình duyệt hoặc phần mềm đồng bộ tạo ra; cả hai đều được đăng.`,
      'So hai tệp, chép những chỗ cần giữ vào một tệp rồi xoá tệp kia. Nếu là hai bài khác nhau, đổi tên tệp này.',
    ],
    (a) => [
      `This file looks like a copy of "${a.original}" that Windows, a browser or a program that syncs folders has made; both are published.`,
      'Compare the two, keep what is needed in one file and delete the other. Where they are two bulletins, rename this one.',
    ],
  ),
  'text-misnamed': define(
    'warning',
    (a: { name: string }) => [
      'Tệp này không được đăng: tên bài viết phải kết thúc bằng .md.',
      `Đổi tên thành "${a.name}". Nếu không thấy đuôi tệp, trong File Explorer chọn Xem → Hiển thị → Phần mở rộng tên tệp.`,
    ],
    (a) => [
      'This file is not published: a bulletin’s name ends in .md.',
      `Rename it "${a.name}". Where endings are not shown, choose View → Show → File name extensions in File Explorer.`,
    ],
  ),
  'file-unpublished': define(
    'info',
    (a: { isWord: boolean }) => [
      'Tệp này không được đăng: không phải tệp .md, và không bài nào đính kèm hay liên kết tới nó.',
      a.isWord
        ? 'Đưa nội dung thành bài bằng build-portal import, đính kèm vào một bài (attachments), hoặc chuyển tệp ra khỏi thư mục bài viết.'
        : 'Nếu là bài viết, lưu thành tệp .md; nếu là tài liệu, đính kèm vào một bài (attachments); nếu không cần, chuyển ra khỏi thư mục bài viết.',
    ],
    (a) => [
      'This file is not published: it is no .md file, and no bulletin attaches it or links to it.',
      a.isWord
        ? 'Make a bulletin of it with build-portal import, attach it to one (attachments), or move it out of the content folder.'
        : 'Where it is a bulletin, save it as .md; where it is a document, attach it to one (attachments); else move it out of the content folder.',
    ],
  ),
  'encoding-invalid': define(
    'error',
    (a: { looksLike: string | null; kind: 'word' | 'old-word' | 'pdf' | 'image' | null }) => {
      if (a.kind === null)
        return [
          `Tệp không phải văn bản UTF-8${a.looksLike ? ` (có vẻ là ${a.looksLike})` : ''}.`,
          'Mở tệp bằng Notepad (hay trình soạn thảo khác), chọn lưu thành tệp mới với bảng mã UTF-8.',
        ]
      const kinds = {
        word: 'tệp Word (hay tệp nén)',
        'old-word': 'tệp Word cũ (.doc)',
        pdf: 'tệp PDF',
        image: 'tệp ảnh',
      }
      const hints = {
        word: 'Đổi đuôi tệp lại thành .docx, đưa ra ngoài content/, rồi chạy: build-portal import ten-tep.docx. Không mở bằng Notepad.',
        'old-word':
          'Đổi đuôi tệp lại thành .doc, mở bằng Word, lưu thành .docx ở ngoài content/, rồi chạy: build-portal import ten-tep.docx.',
        pdf: 'Đổi đuôi tệp lại thành .pdf và đính kèm vào một bài viết (attachments).',
        image: 'Đổi đuôi tệp lại như cũ (.jpg, .png), đặt cạnh bài viết và đưa vào bài: ![Mô tả ảnh](anh.jpg).',
      }
      return [`Đây là ${kinds[a.kind]}, không phải bài viết; đuôi .md không làm nó thành văn bản.`, hints[a.kind]]
    },
    (a) => {
      if (a.kind === null)
        return [
          `The file is not UTF-8 text${a.looksLike ? ` (it looks like ${a.looksLike})` : ''}.`,
          'Open it in Notepad or another editor and save it with the encoding UTF-8.',
        ]
      const kinds = {
        word: 'a Word file (or a ZIP file)',
        'old-word': 'an old Word file (.doc)',
        pdf: 'a PDF',
        image: 'a picture',
      }
      const hints = {
        word: 'Name it .docx again, move it out of content/, and run: build-portal import file-name.docx. Do not open it in Notepad.',
        'old-word':
          'Name it .doc again, open it in Word, save it as .docx outside content/, and run: build-portal import file-name.docx.',
        pdf: 'Name it .pdf again and attach it to a bulletin (attachments).',
        image:
          'Give it its own ending again (.jpg, .png), put it beside the bulletin and into the text: ![Description](image.jpg).',
      }
      return [`This is ${kinds[a.kind]}, no bulletin; the ending .md does not turn it into text.`, hints[a.kind]]
    },
  ),
  'symlink-dangling': define(
    'error',
    (a: { target: string }) => [
      `Liên kết tượng trưng (symlink) trỏ tới "${a.target}", nơi không có gì.`,
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
      `Liên kết tượng trưng (symlink) trỏ ra ngoài thư mục của trang, tới "${a.target}".`,
      'Chép tệp vào trong thư mục của trang thay cho liên kết.',
    ],
    (a) => [
      `The symbolic link leaves the portal, to "${a.target}".`,
      'Copy the file into the portal instead of linking to it.',
    ],
  ),
  'symlink-circle': define(
    'error',
    (a: { target: string }) => [
      `Liên kết tượng trưng (symlink) dẫn trở lại thư mục "${a.target}", mà chính nó nằm trong đó.`,
      'Xoá liên kết này, hoặc cho nó trỏ tới thư mục khác.',
    ],
    (a) => [
      `The symbolic link leads back to the folder "${a.target}", which contains it.`,
      'Delete the link, or let it point to another folder.',
    ],
  ),
  'symlink-repeated': define(
    'error',
    (a: { target: string }) => [
      `Có quá nhiều đường dẫn tới thư mục "${a.target}": trong các thư mục được liên kết lại có liên kết tượng trưng (symlink) khác, nên cùng một tệp sẽ được đăng nhiều lần.`,
      'Xoá bớt liên kết nằm trong các thư mục được liên kết, hoặc chép tệp vào nơi cần dùng.',
    ],
    (a) => [
      `Too many paths lead to the folder "${a.target}": linked folders contain more symbolic links, so the same files would be published many times.`,
      'Delete links inside linked folders, or copy the files to the place that needs them.',
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
      `Có hai tệp cùng tên "${a.other}": chữ nhìn giống nhau nhưng dấu được gõ theo hai kiểu Unicode.`,
      'Xoá một trong hai tệp (bản chép từ máy Mac thường là bản thừa), hoặc đổi tên bằng chữ không dấu.',
    ],
    (a) => [
      `Two files have the name "${a.other}": they look the same, but their accents are encoded in two ways (NFC, NFD).`,
      'Delete one of the two (often the copy that came from a Mac), or rename it without accents.',
    ],
  ),
  'image-broken': define(
    'error',
    (a: { reason: string }) => [
      `Không đọc được ảnh này (${reasonVi(a.reason)}).`,
      'Ảnh có thể bị hỏng hoặc sai phần mở rộng. Xuất lại ảnh rồi thay tệp này.',
    ],
    (a) => [
      `The image cannot be read (${a.reason}).`,
      'The image may be broken or have the wrong extension. Export it again and replace this file.',
    ],
  ),
}

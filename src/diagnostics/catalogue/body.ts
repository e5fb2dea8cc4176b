/** Codes about the Markdown text: links, images, raw HTML, headings, notice blocks. */
import { define } from '../message.ts'

export const body = {
  'link-missing': define(
    'error',
    (a: { target: string; known: string | null }) => [
      `Liên kết trỏ tới "${a.target}", nhưng không có trang hay tệp nào ở đó.`,
      a.known ? `Có phải ý bạn là "${a.known}"?` : 'Đặt tệp vào đúng chỗ, sửa đường dẫn, hoặc bỏ liên kết.',
    ],
    (a) => [
      `The link points to "${a.target}", which is not there.`,
      a.known ? `Did you mean "${a.known}"?` : 'Put the file there, correct the path, or take the link out.',
    ],
  ),
  'fragment-missing': define(
    'error',
    (a: { target: string; fragment: string; known: string | null }) => [
      `Trang "${a.target}" không có phần nào tên là "#${a.fragment}".`,
      a.known
        ? `Có phải ý bạn là "#${a.known}"?`
        : 'Dùng một tiêu đề của trang đó, viết thường, không dấu, nối bằng gạch: "## Lịch họp" là #lich-hop.',
    ],
    (a) => [
      `The page "${a.target}" has no part named "#${a.fragment}".`,
      a.known
        ? `Did you mean "#${a.known}"?`
        : 'Use a heading of that page in lower case, without marks, joined by hyphens: "## Lịch họp" is #lich-hop.',
    ],
  ),
  'link-held': define(
    'error',
    (a: { target: string; reason: string; until: string | null }) => [
      `Liên kết trỏ tới "${a.target}", bài chưa được đăng (${heldVi[a.reason] ?? a.reason}${a.until ? `, tới ${a.until}` : ''}).`,
      'Bỏ liên kết, hoặc đăng bài kia trước.',
    ],
    (a) => [
      `The link points to "${a.target}", which is not published (${a.reason}${a.until ? `, until ${a.until}` : ''}).`,
      'Take the link out, or publish the other bulletin first.',
    ],
  ),
  'file-missing': define(
    'error',
    (a: { key: string; path: string; known: string | null }) => [
      `Không tìm thấy tệp "${a.path}" (${a.key}).`,
      a.known
        ? `Có phải ý bạn là "${a.known}"?`
        : 'Đặt tệp vào đúng chỗ, hoặc sửa đường dẫn tính từ thư mục của bài viết.',
    ],
    (a) => [
      `The file "${a.path}" (${a.key}) is not there.`,
      a.known
        ? `Did you mean "${a.known}"?`
        : 'Put the file there, or correct the path, counted from the bulletin’s folder.',
    ],
  ),
  'path-outside': define(
    'error',
    (a: { key: string; path: string }) => {
      const path = readablePath(a.path)
      if (isOnDisk(path))
        return [
          `"${path}"${keyOf(a)} là đường dẫn trên máy của bạn; bạn đọc không mở được.`,
          'Chép tệp vào cạnh bài viết, rồi chỉ viết tên tệp, ví dụ ![Mô tả ảnh](anh.jpg).',
        ]
      if (path.includes('\\'))
        return [
          `Đường dẫn "${path}"${keyOf(a)} dùng dấu \\ giữa các thư mục; trang web dùng dấu /.`,
          `Viết / thay cho \\: ${path.replaceAll('\\', '/')}`,
        ]
      return [
        `Đường dẫn "${a.path}"${keyOf(a)} ra ngoài thư mục content/ hoặc có ký tự không dùng được.`,
        'Chép tệp vào cạnh bài viết, rồi chỉ ghi tên tệp.',
      ]
    },
    (a) => {
      const path = readablePath(a.path)
      if (isOnDisk(path))
        return [
          `"${path}"${keyOf(a)} is a path on your machine; readers cannot open it.`,
          'Copy the file beside the bulletin and write its name alone, such as ![Description](image.jpg).',
        ]
      if (path.includes('\\'))
        return [
          `The path "${path}"${keyOf(a)} has \\ between its folders; the web has /.`,
          `Write / for \\: ${path.replaceAll('\\', '/')}`,
        ]
      return [
        `The path "${a.path}"${keyOf(a)} leaves content/ or holds a character that cannot be used.`,
        'Copy the file beside the bulletin and write its name alone.',
      ]
    },
  ),
  'file-unsafe': define(
    'error',
    (a: { path: string }) => [
      `Tệp "${a.path}" có thể chạy mã lệnh trong trình duyệt của bạn đọc, nên không được đăng.`,
      /\.svgz$/i.test(a.path)
        ? 'Xuất lại hình vẽ thành tệp .svg (không nén) rồi đính kèm lại.'
        : 'Chuyển tệp sang PDF hoặc ảnh, hoặc nén thành tệp .zip, rồi đính kèm lại.',
    ],
    (a) => [
      `The file "${a.path}" could run code in a reader’s browser, so it is not published.`,
      /\.svgz$/i.test(a.path)
        ? 'Export the drawing again as .svg (not compressed) and attach that.'
        : 'Turn it into a PDF or an image, or pack it into a .zip file, and attach that.',
    ],
  ),
  'url-unsafe': define(
    'warning',
    (a: { url: string }) => [
      `Địa chỉ "${a.url}" có thể chạy mã lệnh hoặc không hợp lệ, nên không được đăng.`,
      'Dùng địa chỉ bắt đầu bằng https://, http://, mailto: hoặc tel:.',
    ],
    (a) => [
      `The address "${a.url}" could run code or is not valid, so it is not published.`,
      'Use an address that begins with https://, http://, mailto: or tel:.',
    ],
  ),
  'image-host': define(
    'error',
    (a: { host: string }) => [
      `Ảnh lấy từ "${a.host}", máy chủ chưa được phép trong portal.yaml.`,
      'Tải ảnh về đặt cạnh bài viết, hoặc thêm máy chủ này vào imageHosts.',
    ],
    (a) => [
      `The image comes from "${a.host}", a host that portal.yaml does not allow.`,
      'Save the image beside the bulletin, or add the host to imageHosts.',
    ],
  ),
  'html-removed': define(
    'warning',
    (a: { what: string }) => [
      `Đã bỏ ${a.what} khỏi bài vì lý do an toàn.`,
      'Viết bằng Markdown, hoặc thay bằng một liên kết tới nơi có nội dung đó.',
    ],
    (a) => [
      `${a.what} was taken out of the text, to be safe.`,
      'Write it in Markdown, or put a link to the content instead.',
    ],
  ),
  'cell-lost': define(
    'warning',
    (a: { written: string; columns: number }) => [
      `"${a.written}" không có trên trang: bảng có ${a.columns} cột, dòng này nhiều ô hơn.`,
      'Thêm cột vào dòng đầu và dòng gạch ngang của bảng, hoặc bỏ dấu | thừa; muốn viết dấu | trong ô thì gõ \\|.',
    ],
    (a) => [
      `"${a.written}" is not on the page: the table has ${a.columns} columns, this row has more cells.`,
      'Add a column to the table’s first line and its line of hyphens, or take the surplus | out; for a | within a cell write \\|.',
    ],
  ),
  'note-lost': define(
    'warning',
    (a: { label: string; isDoubled: boolean }) => [
      a.isDoubled
        ? `Chú thích "[^${a.label}]" này không có trên trang: đã có một chú thích khác cùng tên.`
        : `Chú thích "[^${a.label}]" không có trên trang: không chỗ nào trong bài nhắc tới nó.`,
      a.isDoubled
        ? 'Đặt cho mỗi chú thích một tên riêng.'
        : `Đặt dấu [^${a.label}] vào chỗ cần chú thích, hoặc bỏ dòng này.`,
    ],
    (a) => [
      a.isDoubled
        ? `This note "[^${a.label}]" is not on the page: another one has the same name.`
        : `The note "[^${a.label}]" is not on the page: nothing in the text refers to it.`,
      a.isDoubled ? 'Give each note a name of its own.' : `Put [^${a.label}] where it belongs, or take this line out.`,
    ],
  ),
  'notice-unknown': define(
    'warning',
    (a: { name: string; all: string }) => [
      `Không có khung thông báo nào tên là ":::${a.name}"; nội dung được giữ như đoạn thường.`,
      `Dùng một trong: ${a.all}.`,
    ],
    (a) => [
      `There is no notice block named ":::${a.name}"; its text is kept as plain paragraphs.`,
      `Use one of: ${a.all}.`,
    ],
  ),
  'heading-skipped': define(
    'info',
    (a: { from: number; to: number }) => [
      `Tiêu đề nhảy từ cấp ${a.from} xuống cấp ${a.to}; trên trang nó được đưa về cấp ${a.from + 1}.`,
      'Dùng các cấp tiêu đề liền nhau: ##, rồi ###.',
    ],
    (a) => [
      `The headings jump from level ${a.from} to level ${a.to}; on the page it becomes level ${a.from + 1}.`,
      'Use heading levels one after another: ##, then ###.',
    ],
  ),
  'image-alt-missing': define(
    'warning',
    (a: { src: string }) => [
      `Ảnh "${a.src}" không có lời mô tả cho người không nhìn thấy ảnh.`,
      'Viết mô tả trong ngoặc vuông: ![Mô tả ảnh](anh.jpg); ảnh ở đầu bài (image) thì viết alt. Ảnh chỉ để trang trí: <img src="anh.jpg" decorative>, ở đầu bài là decorative: true.',
    ],
    (a) => [
      `The image "${a.src}" has no description for readers who cannot see it.`,
      'Write one in the square brackets: ![Description](image.jpg); for the lead image (image) write alt. An ornament is <img src="image.jpg" decorative>, as lead image decorative: true.',
    ],
  ),
  'text-too-deep': define(
    'error',
    () => [
      'Bài viết lồng quá nhiều lớp (trích dẫn, danh sách hoặc thẻ HTML trong nhau), nên không đọc được.',
      'Bỏ bớt các lớp lồng nhau; thường là do dán nhầm hàng loạt dấu > hoặc thẻ HTML.',
    ],
    () => [
      'The text is nested too deeply (quotes, lists or HTML elements within each other) to be read.',
      'Take levels of nesting out; often a long run of > or of HTML tags was pasted by mistake.',
    ],
  ),
  'text-too-complex': define(
    'error',
    () => [
      'Bài viết quá dài (trên 5 triệu ký tự) hoặc quá rối (trên 15 giây) nên không đọc được.',
      'Chia bài ra hoặc đính kèm phần dài thành tệp; nếu bài không dài, tìm chỗ dán nhầm hàng nghìn dấu ngoặc hay dấu sao.',
    ],
    () => [
      'The text is too long (over 5 million characters) or too tangled (over 15 seconds) to be read.',
      'Split it, or attach the long part as a file; where it is not long, look for thousands of brackets or asterisks pasted by mistake.',
    ],
  ),
  'text-empty': define(
    'warning',
    () => ['Bài viết không có nội dung.', 'Viết nội dung dưới dòng "---" thứ hai, hoặc đặt draft: true.'],
    () => ['The bulletin has no text.', 'Write it below the second line "---", or set draft: true.'],
  ),
}

/** Why a bulletin is held back. */
const heldVi: Record<string, string> = {
  draft: 'bản nháp',
  scheduled: 'chờ tới giờ đăng',
  unapproved: 'chưa được duyệt',
  faulty: 'còn lỗi',
}

/** The front matter's key that holds a path; in the text itself the place says enough. */
function keyOf({ key }: { key: string }): string {
  return key === 'link' ? '' : ` (${key})`
}

/** Whether somebody wrote where a file lies on their own disk. */
function isOnDisk(url: string): boolean {
  return /^(?:[a-z]:[\\/]|file:)/i.test(url)
}

/** As it was typed: Markdown's readers write a backslash as `%5C`. */
function readablePath(url: string): string {
  return url.replace(/%5c/gi, '\\').replace(/%20/g, ' ')
}

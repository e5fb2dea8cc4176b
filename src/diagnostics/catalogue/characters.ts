/** Codes about characters that no reader sees, or that are not what they look like; `check` reports them. */
import { define } from '../message.ts'

interface Signs {
  sign: string
  count: number
}

export const characters = {
  'paragraph-indented': define(
    'warning',
    () => [
      'Đoạn văn bắt đầu bằng Tab hoặc bốn dấu cách: trang hiện nó như mã máy tính, chữ đều nét, không xuống dòng.',
      'Chạy build-portal check --fix, hoặc xoá khoảng trống ở đầu dòng; trang tự trình bày đoạn văn.',
    ],
    () => [
      'A paragraph begins with a tab or four spaces: the page shows it as computer code, in typewriter letters.',
      'Run build-portal check --fix, or delete the space at the head of the line; the page sets paragraphs by itself.',
    ],
  ),
  'bullet-unread': define(
    'warning',
    (a: { mark: string }) => [
      `Đầu mục viết bằng dấu “${a.mark}” của Word: trang hiện dấu ấy như chữ trong đoạn văn.`,
      'Chạy build-portal check --fix, hoặc viết "- " ở đầu mỗi mục.',
    ],
    (a) => [
      `An item begins with Word’s mark “${a.mark}”: the page shows it as a letter of a paragraph.`,
      'Run build-portal check --fix, or write "- " at the head of each item.',
    ],
  ),
  'table-of-tabs': define(
    'warning',
    (a: { rows: number; columns: number }) => [
      `${a.rows} dòng có các ô cách nhau bằng Tab, như bảng dán từ Word hay Excel: trang nối chúng thành một đoạn.`,
      `Chạy build-portal check --fix để thành bảng ${a.columns} cột.`,
    ],
    (a) => [
      `${a.rows} lines have cells with tabs between, as a table pasted from Word or Excel: the page joins them into one paragraph.`,
      `Run build-portal check --fix to make a table of ${a.columns} columns of them.`,
    ],
  ),
  'signature-joined': define(
    'warning',
    (a: { lines: number }) => [
      `${a.lines} dòng như phần ký tên sẽ bị nối thành một dòng trên trang.`,
      'Chạy build-portal check --fix, hoặc thêm dấu \\ vào cuối mỗi dòng, trừ dòng cuối.',
    ],
    (a) => [
      `${a.lines} lines that look like a signature are joined into one on the page.`,
      'Run build-portal check --fix, or put a \\ at the end of each line but the last.',
    ],
  ),
  'control-character': define(
    'warning',
    (a: Signs) => [
      `Có ký tự điều khiển ${a.sign}${nameVi(a.sign)}${timesVi(a)}: không phải chữ, trình duyệt bỏ qua hoặc hiện ô vuông.`,
      controlVi[a.sign] ?? 'Xoá ký tự này (đặt con trỏ ngay sau nó rồi bấm Backspace), hoặc gõ lại dòng này.',
    ],
    (a) => [
      `There is a control character ${a.sign}${nameEn(a.sign)}${timesEn(a)}: it is no letter, browsers pass over it or show a box.`,
      controlEn[a.sign] ?? 'Delete it (put the cursor right behind it and press Backspace), or type the line again.',
    ],
  ),
  'invisible-character': define(
    'warning',
    (a: Signs) => [
      `Có ký tự không nhìn thấy ${a.sign}${nameVi(a.sign)}${timesVi(a)}, thường do chép từ trang web hay từ Word: tìm kiếm không ra từ chứa nó, tên có nó thành tên khác.`,
      'Chạy build-portal check --fix, hoặc xoá rồi gõ lại chỗ đó.',
    ],
    (a) => [
      `There is an invisible character ${a.sign}${nameEn(a.sign)}${timesEn(a)}, mostly copied from a web page or from Word: the search does not find its word, and a name with it is another name.`,
      'Run build-portal check --fix, or delete and type the place again.',
    ],
  ),
  'bidi-character': define(
    'warning',
    (a: Signs) => [
      `Có ký tự đổi chiều chữ ${a.sign}${nameVi(a.sign)}${timesVi(a)}: bạn đọc thấy chữ theo thứ tự khác với thứ tự thật; kẻ xấu dùng nó để giấu nội dung.`,
      'Chạy build-portal check --fix để bỏ, rồi đọc lại chỗ đó thật kỹ.',
    ],
    (a) => [
      `There is a character that turns the direction of writing, ${a.sign}${nameEn(a.sign)}${timesEn(a)}: readers see letters in another order than they are in; it is used to hide what a text says.`,
      'Run build-portal check --fix to take it out, then read the place with care.',
    ],
  ),
  'private-character': define(
    'warning',
    (a: Signs) => [
      `Có ký tự ${a.sign}${timesVi(a)} của riêng một phông chữ (như Symbol, Wingdings của Word); máy bạn đọc không có phông đó, chỉ thấy ô trống.`,
      'Gõ lại bằng ký tự có sẵn: đầu mục dùng "- ", mũi tên →, dấu tích ✓, ô ☐.',
    ],
    (a) => [
      `There is a character ${a.sign}${timesEn(a)} of one font alone (such as Word’s Symbol or Wingdings); readers do not have the font and see an empty box.`,
      'Type it again: "- " for an item, → for an arrow, ✓ for a tick, ☐ for a box.',
    ],
  ),
  'lost-character': define(
    'warning',
    (a: Signs) => [
      a.sign === 'U+FFFC'
        ? `Có dấu giữ chỗ ${a.sign}${timesVi(a)}: một ảnh hay tệp đã không được chép theo khi dán.`
        : `Có ký tự hỏng ${a.sign}${timesVi(a)}: một chữ đã mất khi tệp được mở hay lưu sai bảng mã.`,
      a.sign === 'U+FFFC'
        ? 'Xoá dấu này; nếu cần ảnh, đặt tệp ảnh cạnh bài và viết ![Mô tả ảnh](anh.jpg).'
        : 'Xem bản gốc và gõ lại chữ đó.',
    ],
    (a) => [
      a.sign === 'U+FFFC'
        ? `There is a placeholder ${a.sign}${timesEn(a)}: an image or a file did not come along when the text was pasted.`
        : `There is a broken character ${a.sign}${timesEn(a)}: a letter was lost when the file was opened or saved in a wrong encoding.`,
      a.sign === 'U+FFFC'
        ? 'Delete it; where an image is wanted, put its file beside the bulletin and write ![Description](image.jpg).'
        : 'Look at the original and type the letter again.',
    ],
  ),
  'letter-eth': define(
    'warning',
    (a: { word: string; count: number }) => [
      `"${a.word}" không viết bằng chữ Đ tiếng Việt mà bằng chữ Ð của tiếng Iceland (U+00D0)${a.count > 1 ? `, ${a.count} chỗ` : ''}; trông giống nhau, nhưng tìm kiếm không ra.`,
      'Chạy build-portal check --fix, hoặc gõ lại chữ Đ bằng bộ gõ Unicode.',
    ],
    (a) => [
      `"${a.word}" is not written with the Vietnamese Đ but with the Icelandic eth (U+00D0)${a.count > 1 ? `, in ${a.count} places` : ''}; they look alike, but no search finds it.`,
      'Run build-portal check --fix, or type the Đ again with a Unicode input method.',
    ],
  ),
}

function timesVi({ count }: Signs): string {
  return count > 1 ? ` ở ${count} chỗ` : ''
}

function timesEn({ count }: Signs): string {
  return count > 1 ? ` in ${count} places` : ''
}

const names: Record<string, [vi: string, en: string]> = {
  'U+0000': ['rỗng', 'null'],
  'U+0007': ['hết ô của bảng Word', 'the end of a cell in Word'],
  'U+000B': ['xuống dòng của Word, Shift+Enter', 'Word’s line break, Shift+Enter'],
  'U+000C': ['sang trang', 'page break'],
  'U+001E': ['gạch nối cố định của Word', 'Word’s non-breaking hyphen'],
  'U+001F': ['gạch nối tuỳ chọn của Word', 'Word’s optional hyphen'],
  'U+0085': ['xuống dòng', 'next line'],
  'U+00AD': ['gạch nối mềm', 'soft hyphen'],
  'U+200B': ['dấu cách rộng bằng không', 'zero width space'],
  'U+200C': ['ngắt nối', 'zero width non-joiner'],
  'U+200D': ['nối chữ', 'zero width joiner'],
  'U+200E': ['dấu trái sang phải', 'left-to-right mark'],
  'U+200F': ['dấu phải sang trái', 'right-to-left mark'],
  'U+2028': ['ngắt dòng', 'line separator'],
  'U+2029': ['ngắt đoạn', 'paragraph separator'],
  'U+202E': ['ép viết từ phải sang trái', 'right-to-left override'],
  'U+2060': ['nối từ', 'word joiner'],
  'U+FEFF': ['dấu đầu tệp lọt vào giữa', 'a byte order mark within the text'],
}

function nameVi(sign: string): string {
  const [vi] = names[sign] ?? []
  return vi === undefined ? '' : ` (${vi})`
}

function nameEn(sign: string): string {
  const [, en] = names[sign] ?? []
  return en === undefined ? '' : ` (${en})`
}

const lineVi =
  'Chạy build-portal check --fix; chỗ nào còn lại thì xoá ký tự này và xuống dòng bằng phím Enter; để một dòng trống nếu muốn sang đoạn mới.'
const lineEn =
  'Run build-portal check --fix; where it is still there, delete it and break the line with Enter; leave a blank line for a new paragraph.'
const lineBreaks = ['U+000B', 'U+000C', 'U+0085', 'U+2028', 'U+2029']
const controlVi: Record<string, string> = Object.fromEntries(lineBreaks.map((sign) => [sign, lineVi]))
const controlEn: Record<string, string> = Object.fromEntries(lineBreaks.map((sign) => [sign, lineEn]))

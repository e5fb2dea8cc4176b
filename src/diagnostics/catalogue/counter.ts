/** Codes about the view counter: its endpoint, and what is read from it. */
import { define } from '../message.ts'
import { reasonEn, reasonVi } from './reasons.ts'

/** What is wrong with a line of numbers, as `counter/transfer-rows.ts` says. */
type CountFault = 'file' | 'columns' | 'cells' | 'site' | 'path' | 'day' | 'number' | 'twice'

const countFaultVi: Record<CountFault, (value: string) => [message: string, hint: string]> = {
  file: () => [
    'Tệp không phải là bảng CSV, cũng không phải tệp do "counter export" ghi ra, hoặc bị hỏng ở dòng này.',
    'Xuất lại tệp rồi nhập lại.',
  ],
  columns: (value) => [
    `Dòng đầu không nêu đủ tên cột: "${value}".`,
    'Dòng đầu cần các tên site, path, day, views, legacy; với --legacy chỉ cần path và views.',
  ],
  cells: (value) => [
    `Số ô ở dòng này không khớp với dòng đầu, hoặc dấu ngoặc kép đặt sai: "${value}".`,
    'Nếu trong ô có dấu phẩy, ví dụ 1,069, thì đặt cả ô trong ngoặc kép.',
  ],
  site: (value) => [`"${value}" không phải là mã của một trang.`, 'Ghi mã như trong tệp cài đặt của bộ đếm.'],
  path: (value) => [
    `"${value}" không phải là địa chỉ của một trang.`,
    'Viết như /2023/01/ten-bai/, bắt đầu bằng dấu /.',
  ],
  day: (value) => [
    `"${value}" không phải là ngày của cả trang.`,
    'Viết ngày như 2026-11-25; dòng có ngày thì để trống ô path.',
  ],
  twice: (value) => [
    `Địa chỉ này đã có ở dòng ${value}; không rõ phải lấy số nào.`,
    'Giữ lại một dòng, hoặc cộng hai số vào một dòng.',
  ],
  number: (value) => [
    value === '' ? 'Dòng này không có số lượt xem.' : `"${value}" không phải là số lượt xem.`,
    'Viết số nguyên không âm: 1069733 hoặc 1.069.733.',
  ],
}

const countFaultEn: typeof countFaultVi = {
  file: () => [
    'The file is neither CSV nor what "counter export" wrote, or it is damaged in this line.',
    'Export it again, then import it again.',
  ],
  columns: (value) => [
    `The first line does not name the columns: "${value}".`,
    'The columns are site, path, day, views, legacy; with --legacy, path and views.',
  ],
  cells: (value) => [
    `This line has more or fewer cells than the first, or a misplaced quotation mark: "${value}".`,
    'Put a cell that holds a comma, such as 1,069, in quotation marks.',
  ],
  site: (value) => [`"${value}" is not the id of a site.`, 'Write the id as in the counter’s settings file.'],
  path: (value) => [`"${value}" is not the address of a page.`, 'Write it as /2023/01/name/, beginning with a slash.'],
  day: (value) => [
    `"${value}" is not a day of a whole site.`,
    'Write the day as 2026-11-25; a line with a day has an empty path.',
  ],
  twice: (value) => [
    `This address is also in line ${value}; which number is right cannot be known.`,
    'Keep one of the lines, or write the sum into one.',
  ],
  number: (value) => [
    value === '' ? 'This line has no view count.' : `"${value}" is not a view count.`,
    'Write a whole number that is not negative: 1069733 or 1.069.733.',
  ],
}

/** One faulty line is enough to import nothing. */
function withNothing([message, hint]: [string, string], nothing: string): [string, string] {
  return [message, `${hint} ${nothing}`]
}

export const counter = {
  'counter-failed': define(
    'error',
    (a: { what: string; reason: string }) => [
      `Bộ đếm lượt xem không mở được "${a.what}" (${reasonVi(a.reason)}).`,
      'Kiểm tra --store, --host và --port: thư mục có sẵn và ghi được, Redis đang chạy, cổng còn trống.',
    ],
    (a) => [
      `The view counter cannot open "${a.what}" (${reasonEn(a.reason)}).`,
      'Look at --store, --host and --port: a folder that is there and can be written, a running Redis, a free port.',
    ],
    3,
  ),
  'counts-unreadable': define(
    'error',
    (a: { kind: CountFault; value: string }) => withNothing(countFaultVi[a.kind](a.value), 'Chưa nhập gì.'),
    (a) => withNothing(countFaultEn[a.kind](a.value), 'Nothing was imported.'),
  ),
  'count-site-unknown': define(
    'error',
    (a: { site: string; sites: string; known: string | null }) => [
      `Chưa nhập gì: bộ đếm không có trang nào mang mã "${a.site}", nên các số này sẽ không hiện ở đâu cả.${a.known === null ? '' : ` Có phải là "${a.known}"?`}`,
      `Các mã đang có: ${a.sites}. Nếu đây là trang mới, thêm nó vào tệp cài đặt của bộ đếm hoặc nêu bằng --site ID=URL.`,
    ],
    (a) => [
      `Nothing was imported: the counter has no site "${a.site}", so that these numbers would show nowhere.${a.known === null ? '' : ` Did you mean "${a.known}"?`}`,
      `Its sites are: ${a.sites}. For a new site, add it to the counter's settings file or name it with --site ID=URL.`,
    ],
    2,
  ),
  'views-unread': define(
    'error',
    (a: { endpoint: string; reason: string }) => [
      `Không lấy được số lượt xem từ "${a.endpoint}" (${reasonVi(a.reason)}).`,
      'Tệp cũ được giữ nguyên. Kiểm tra counter.endpoint và counter.site trong portal.yaml, rồi chạy lại.',
    ],
    (a) => [
      `The view counts cannot be read from "${a.endpoint}" (${reasonEn(a.reason)}).`,
      'The old file stands as it was. Look at counter.endpoint and counter.site in portal.yaml, then run again.',
    ],
    3,
  ),
}

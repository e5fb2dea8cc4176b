/** Codes about the view counter: its endpoint, and what is read from it. */
import { define } from '../message.ts'
import { reasonEn, reasonVi } from './reasons.ts'

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
    (a: { value: string }) => [
      `Không đọc được số lượt xem ở dòng này: ${a.value}`,
      'Chưa nhập gì. Bảng cần các cột site, path, day, views, legacy; với --legacy chỉ cần path và views. Số là số nguyên không âm.',
    ],
    (a) => [
      `The view count in this line cannot be read: ${a.value}`,
      'Nothing was imported. The columns are site, path, day, views, legacy; with --legacy, path and views. Numbers are whole and not negative.',
    ],
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

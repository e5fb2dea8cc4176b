/** Codes about the preview. */
import { define } from '../message.ts'

export const serve = {
  'answer-failed': define(
    'warning',
    (a: { path: string; reason: string }) => [
      `Bản xem trước không trả lời được "${a.path}" (${a.reason}); nó vẫn chạy tiếp.`,
      'Tải lại trang. Nếu còn lặp lại, gửi nguyên dòng này cho người phát triển build-portal.',
    ],
    (a) => [
      `The preview could not answer "${a.path}" (${a.reason}); it goes on running.`,
      'Load the page again. If it happens again, please send this line to build-portal’s developers.',
    ],
  ),
  'port-in-use': define(
    'info',
    (a: { port: number; instead: number }) => [
      `Cổng ${a.port} đang được dùng; bản xem trước chạy ở cổng ${a.instead}.`,
      'Không cần làm gì; có thể chọn cổng khác bằng --port.',
    ],
    (a) => [`Port ${a.port} is in use; the preview is on port ${a.instead}.`, 'Nothing to do; --port chooses another.'],
  ),
  'watch-limit': define(
    'warning',
    (a: { reason: string }) => [
      `Hệ thống hết chỗ theo dõi tệp (${a.reason}); các tệp được xem lại định kỳ, nên chậm hơn.`,
      'Trên Linux, nhờ người quản trị tăng fs.inotify.max_user_watches (và max_user_instances).',
    ],
    (a) => [
      `The system gives no more file watches (${a.reason}); files are looked at from time to time, which is slower.`,
      'On Linux, ask the administrator to raise fs.inotify.max_user_watches (and max_user_instances).',
    ],
  ),
}

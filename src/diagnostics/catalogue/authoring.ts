/** Codes about files that are made for an officer. */
import { define } from '../message.ts'

export const authoring = {
  'file-exists': define(
    'error',
    (a: { file: string }) => [
      `Đã có tệp "${a.file}", nên không ghi gì.`,
      a.file.endsWith('.md')
        ? 'Mở tệp đó để viết tiếp, hoặc đặt tên khác bằng --slug.'
        : 'Chọn một thư mục khác cho trang mới.',
    ],
    (a) => [
      `"${a.file}" is already there, so nothing was written.`,
      a.file.endsWith('.md')
        ? 'Open that file to go on writing, or give another name with --slug.'
        : 'Choose another folder for the new portal.',
    ],
  ),
}

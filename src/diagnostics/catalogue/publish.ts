/** Codes about writing the site into the output folder. */
import { define } from '../message.ts'
import { reasonEn, reasonVi } from './reasons.ts'

export const publish = {
  'foreign-file': define(
    'error',
    (a: { path: string; out: string }) => [
      `Trong "${a.out}" đã có "${a.path}" không phải do build-portal tạo ra, nên không bị ghi đè.`,
      'Chuyển tệp đó đi, chọn --out khác, hoặc dùng --force nếu chắc chắn muốn thay.',
    ],
    (a) => [
      `"${a.out}" already holds "${a.path}", which build-portal did not make and does not overwrite.`,
      'Move it away, choose another --out, or use --force if it really is to be replaced.',
    ],
  ),
  'output-changed': define(
    'warning',
    (a: { path: string; out: string }) => [
      `Tệp "${a.path}" trong "${a.out}" đã bị sửa tay từ lần đăng trước; nó được ghi lại.`,
      'Sửa trong content/ hoặc templates/, đừng sửa trong thư mục xuất.',
    ],
    (a) => [
      `The file "${a.path}" in "${a.out}" was changed by hand since the last publish; it is written anew.`,
      'Make changes in content/ or templates/, not in the output folder.',
    ],
  ),
  'output-kept': define(
    'warning',
    (a: { path: string; out: string }) => [
      `Tệp "${a.path}" trong "${a.out}" không còn thuộc trang, nhưng khác với tệp đã đăng, nên không bị xoá.`,
      'Xoá hoặc chuyển tệp đó đi nếu bạn không cần nó.',
    ],
    (a) => [
      `The file "${a.path}" in "${a.out}" is no longer part of the site, but it is not the file that was published, so it was not removed.`,
      'Delete it or move it away if you do not need it.',
    ],
  ),
  'server-files-unwritten': define(
    'warning',
    (a: { path: string; reason: string }) => [
      `Trang đã đăng, nhưng không ghi được "${a.path}" (${reasonVi(a.reason)}): máy chủ chưa biết địa chỉ cũ nào đã chuyển, bài nào đã gỡ.`,
      'Kiểm tra quyền ghi của thư mục _server trong thư mục của trang rồi chạy lại.',
    ],
    (a) => [
      `The site is published, but "${a.path}" could not be written (${reasonEn(a.reason)}): the server does not know which old addresses have moved and what was removed.`,
      'Check the permissions of the folder _server in the portal’s folder and run again.',
    ],
  ),
  'manifest-broken': define(
    'error',
    (a: { file: string }) => [
      `Không đọc được danh sách tệp đã đăng "${a.file}".`,
      'Không có gì bị thay đổi. Xoá cả thư mục xuất rồi chạy lại, nếu trong đó không có tệp nào của bạn.',
    ],
    (a) => [
      `The list of published files "${a.file}" cannot be read.`,
      'Nothing was changed. Delete the whole output folder and run again, if it holds no file of yours.',
    ],
  ),
  'bulletin-left-out': define(
    'error',
    () => [
      'Bài này đã đến lúc đăng nhưng còn lỗi, nên chưa được đăng; các bài khác vẫn được đăng.',
      'Sửa những lỗi nêu ra cho bài này, rồi dựng lại trang.',
    ],
    () => [
      'This bulletin is due but has errors, so it was left out; all others were published.',
      'Correct the errors that are named for it, then build again.',
    ],
  ),
  'publish-repaired': define(
    'info',
    (a: { how: 'finished' | 'undone' }) => [
      a.how === 'finished'
        ? 'Lần đăng trước bị ngắt giữa chừng; nay đã được hoàn tất.'
        : 'Lần đăng trước bị ngắt giữa chừng; nay đã được huỷ, trang cũ còn nguyên.',
      'Bạn không cần làm gì.',
    ],
    (a) => [
      a.how === 'finished'
        ? 'The last publish had been interrupted; it is finished now.'
        : 'The last publish had been interrupted; it is undone now, the old site is whole.',
      'There is nothing to do.',
    ],
  ),
  'lock-held': define(
    'error',
    (a: { out: string; pid: number; host: string | null }) =>
      a.host === null
        ? [`Một lần dựng khác (tiến trình ${a.pid}) đang ghi vào "${a.out}".`, 'Đợi lần kia xong rồi chạy lại.']
        : [
            `Thư mục "${a.out}" đang bị khoá bởi một lần dựng trên máy khác hoặc trong container khác (máy "${a.host}", tiến trình ${a.pid}).`,
            `Đợi lần kia xong rồi chạy lại. Từ đây không thể biết nó còn chạy hay không: nếu chắc chắn nó đã dừng, hãy xoá tệp "${a.out}/.portal/lock".`,
          ],
    (a) =>
      a.host === null
        ? [`Another build (process ${a.pid}) is writing to "${a.out}".`, 'Wait until it is done and run again.']
        : [
            `"${a.out}" is locked by a build on another machine or in another container (host "${a.host}", process ${a.pid}).`,
            `Wait until it is done and run again. Whether it still runs cannot be seen from here: if you are sure that it does not, delete the file "${a.out}/.portal/lock".`,
          ],
    4,
  ),
  'machine-failed': define(
    'error',
    (a: { reason: string; path: string }) => [
      `Máy không ghi hoặc không đọc được "${a.path}" (${reasonVi(a.reason)}).`,
      'Kiểm tra dung lượng đĩa và quyền của thư mục, rồi chạy lại. Trang đã đăng được giữ nguyên.',
    ],
    (a) => [
      `The machine could not write or read "${a.path}" (${reasonEn(a.reason)}).`,
      'Check the free space and the folder’s permissions, then run again. The published site stays as it is.',
    ],
    3,
  ),
  'search-failed': define(
    'error',
    (a: { reason: string }) => [
      `Không làm được chỉ mục tìm kiếm bằng Pagefind: ${a.reason}`,
      'Cài lại các gói (npm ci) rồi chạy lại; nếu máy này không chạy được Pagefind, dùng --no-search hoặc đặt "search: {engine: none}" trong portal.yaml.',
    ],
    (a) => [
      `Pagefind could not make the search index: ${a.reason}`,
      'Install the packages anew (npm ci) and run again; where Pagefind cannot run, use --no-search or set "search: {engine: none}" in portal.yaml.',
    ],
    3,
  ),
  'output-missing': define(
    'error',
    (a: { path: string }) => [`Thiếu tệp "${a.path}" trong trang đã đăng.`, 'Chạy build-portal build để ghi lại.'],
    (a) => [`The published site lacks "${a.path}".`, 'Run build-portal build to write it again.'],
  ),
  'output-differs': define(
    'error',
    (a: { path: string }) => [
      `Tệp "${a.path}" khác với lúc được đăng.`,
      'Chạy build-portal build để ghi lại, và tìm xem ai đã sửa nó.',
    ],
    (a) => [
      `The file "${a.path}" differs from what was published.`,
      'Run build-portal build to write it again, and find out who changed it.',
    ],
  ),
  'nothing-published': define(
    'error',
    (a: { out: string }) => [
      `Trong "${a.out}" chưa có trang nào do build-portal đăng.`,
      'Chạy build-portal build trước, hoặc dùng --out để chỉ thư mục khác.',
    ],
    (a) => [
      `"${a.out}" holds no site published by build-portal.`,
      'Run build-portal build first, or name another folder with --out.',
    ],
  ),
  'cache-unsafe': define(
    'error',
    (a: { cache: string; folder: string }) => [
      `Thư mục bộ nhớ đệm "${a.cache}" trùng, nằm trong hoặc bao trùm thư mục "${a.folder}".`,
      'Chọn một thư mục riêng cho bộ nhớ đệm, hoặc bỏ --cache-dir để dùng .build-portal/cache.',
    ],
    (a) => [
      `The cache folder "${a.cache}" is, lies inside or holds "${a.folder}".`,
      'Choose a folder of its own for the cache, or leave out --cache-dir to use .build-portal/cache.',
    ],
    2,
  ),
  'cache-unusable': define(
    'info',
    // `key` is the folder that cannot keep the cache's secret, null where it is about the cache itself or nothing names such a folder.
    (a: { key: string | null; reason: string }) => [
      a.key === null
        ? `Không dùng được bộ nhớ đệm (${reasonVi(a.reason)}); trang được dựng lại từ đầu.`
        : `Không dùng được bộ nhớ đệm, vì không giữ được khoá của nó trong "${a.key}" (${reasonVi(a.reason)}); trang được dựng lại từ đầu.`,
      cacheCureVi(a),
    ],
    (a) => [
      a.key === null
        ? `The cache cannot be used (${reasonEn(a.reason)}); the site is built from the start.`
        : `The cache cannot be used, since its key cannot be kept in "${a.key}" (${reasonEn(a.reason)}); the site is built from the start.`,
      cacheCureEn(a),
    ],
  ),
  'cache-unverified': define(
    'info',
    () => [
      'Bộ nhớ đệm không được dùng: nó được ghi bằng một khoá khác hoặc đã bị sửa, nên không thể tin nội dung trong đó. Trang được dựng lại từ đầu.',
      'Bạn không cần làm gì. Nếu lần chạy nào trên CI cũng báo như vậy, hãy đặt cùng một bí mật BUILD_PORTAL_CACHE_KEY cho mọi lần chạy.',
    ],
    () => [
      'The cache was not used: it was written with another key or changed since, so nothing in it can be trusted. The site was built from the start.',
      'There is nothing to do. If every run in CI says this, give all runs the same secret BUILD_PORTAL_CACHE_KEY.',
    ],
  ),
}

/** What makes a cache usable again: a reason is of its key, of the machine, of another build, or of what lies in its place. */
type CacheFault = { key: string | null; reason: string }

function cacheCureVi({ key, reason }: CacheFault): string {
  const secret = 'đặt biến BUILD_PORTAL_CACHE_KEY là một bí mật từ 32 ký tự, như nhau ở mọi lần chạy'
  if (reason === 'no key') return `Hãy ${secret}.`
  if (reason === 'in the cache') return `Cho XDG_STATE_HOME là một thư mục ngoài bộ nhớ đệm, hoặc ${secret}.`
  if (isFull.test(reason)) return 'Dọn bớt tệp để đĩa còn chỗ.'
  if (key !== null) return `Làm cho "${key}" thành một thư mục mà bạn được ghi vào, hoặc ${secret}.`
  if (isForbidden.test(reason)) return 'Cho phép ghi vào .build-portal/, hoặc chọn thư mục khác bằng --cache-dir.'
  if (reason === 'a link') return 'Thay liên kết đó bằng một thư mục, hoặc chọn thư mục khác bằng --cache-dir.'
  if (reason.startsWith('in use')) return 'Bạn không cần làm gì: hai lần dựng chạy cùng lúc thì chỉ một lần dùng nó.'
  return 'Bạn không cần làm gì; xoá .build-portal/ nếu điều này lặp lại.'
}

function cacheCureEn({ key, reason }: CacheFault): string {
  const secret = 'set BUILD_PORTAL_CACHE_KEY to a secret of at least 32 characters, the same in every run'
  if (reason === 'no key') return `${secret[0]?.toUpperCase()}${secret.slice(1)}.`
  if (reason === 'in the cache') return `Let XDG_STATE_HOME be a folder outside of the cache, or ${secret}.`
  if (isFull.test(reason)) return 'Delete files that are not needed, so that the disk has room.'
  if (key !== null) return `Make "${key}" a folder that you may write to, or ${secret}.`
  if (isForbidden.test(reason)) return 'Make .build-portal/ writable, or choose another folder with --cache-dir.'
  if (reason === 'a link') return 'Put a folder in the place of the link, or choose another with --cache-dir.'
  if (reason.startsWith('in use')) return 'There is nothing to do: of two builds at the same time one uses it.'
  return 'There is nothing to do; delete .build-portal/ if this comes again.'
}

const isFull = /^E(?:NOSPC|DQUOT)$/
const isForbidden = /^E(?:ACCES|PERM|ROFS)$/

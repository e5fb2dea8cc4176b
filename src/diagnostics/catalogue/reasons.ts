/** What the system, or the reader of a file, gives as its reason, in words that an officer knows. */

const vi: Record<string, string> = {
  EACCES: 'không có quyền',
  EADDRINUSE: 'cổng đang được dùng',
  EADDRNOTAVAIL: 'máy này không có địa chỉ đó',
  ECONNREFUSED: 'không có gì trả lời ở đó',
  EDQUOT: 'hết hạn mức đĩa',
  EFBIG: 'tệp quá lớn',
  EIO: 'đĩa hỏng',
  EISDIR: 'chỗ này là thư mục, không phải tệp',
  ELOOP: 'liên kết trỏ vòng quanh',
  EMFILE: 'mở quá nhiều tệp',
  ENAMETOOLONG: 'tên quá dài',
  ENOENT: 'không có ở đó',
  ENOSPC: 'đĩa đầy',
  ENOTDIR: 'chỗ này là tệp, không phải thư mục',
  ENOTFOUND: 'không có tên miền đó',
  EPERM: 'không có quyền',
  EROFS: 'đĩa chỉ cho đọc',
  EXDEV: 'nằm trên một ổ đĩa khác',
  'a link': 'thư mục này là một liên kết',
  'damaged file': 'tệp bị hỏng',
  'in use by another process': 'một tiến trình khác đang dùng',
  'incomplete file': 'tệp bị cụt',
  'in the cache': 'chỗ đó ở trong bộ nhớ đệm',
  'no key': 'không có chỗ giữ khoá của nó',
  'not installed': 'chưa được cài',
  'outside the portal': 'nằm ngoài thư mục của trang',
  'special file': 'không phải tệp thường',
  'unknown format': 'không rõ định dạng',
}

const en: Record<string, string> = {
  'a link': 'the folder is a link',
  'in the cache': 'it lies in the cache',
  'no key': 'there is no place to keep its key',
  EACCES: 'no permission',
  EADDRINUSE: 'port in use',
  EADDRNOTAVAIL: 'not an address of this machine',
  ECONNREFUSED: 'nothing answers there',
  EDQUOT: 'disk quota used up',
  EFBIG: 'file too large',
  EIO: 'faulty disk',
  EISDIR: 'a folder, not a file',
  ELOOP: 'a link that leads back to itself',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'name too long',
  ENOENT: 'not there',
  ENOSPC: 'disk full',
  ENOTDIR: 'a file, not a folder',
  ENOTFOUND: 'no such host',
  EPERM: 'no permission',
  EROFS: 'read-only disk',
  EXDEV: 'on another disk',
}

/** The reason in Vietnamese; the system's own name of it stays beside it, for whoever is asked for help. */
export function reasonVi(reason: string): string {
  return named(
    reason
      .replace(/^in use by process (\d+)$/, 'tiến trình $1 đang dùng')
      .replace(
        /^in use by process (\d+) elsewhere \((.*)\)$/,
        'tiến trình $1 trên máy khác hoặc trong container khác ($2) đang dùng',
      ),
    vi,
  )
}

/** The reason in English, as `reasonVi`. */
export function reasonEn(reason: string): string {
  return named(reason, en)
}

function named(reason: string, words: Record<string, string>): string {
  const word = words[reason]
  if (word === undefined) return reason
  return /^E[A-Z0-9]+$/.test(reason) ? `${word}, ${reason}` : word
}

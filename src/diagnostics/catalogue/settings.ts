/** Codes about the command line and `portal.yaml`; all but the hints lead to exit code 2. */
import { define } from '../message.ts'
import { yamlFaultEn, yamlFaultHint, yamlFaultVi } from './yaml-faults.ts'

export const settings = {
  'usage-invalid': define(
    'error',
    (a: { problem: string; command: string }) => [
      `Lệnh chưa đúng: ${a.problem}.`,
      `Xem cách dùng bằng lệnh: build-portal ${a.command} --help`.replace('  ', ' '),
    ],
    (a) => [
      `The command is not right: ${a.problem}.`,
      `See how to use it: build-portal ${a.command} --help`.replace('  ', ' '),
    ],
    2,
  ),
  'out-unsafe': define(
    'error',
    (a: { out: string; folder: string }) => [
      `Thư mục xuất "${a.out}" trùng, nằm trong hoặc bao trùm thư mục "${a.folder}", là nơi không dành cho trang web.`,
      'Chọn một thư mục riêng cho trang web, ví dụ --out _site.',
    ],
    (a) => [
      `The output folder "${a.out}" is, lies inside or holds "${a.folder}", which is no place for the site.`,
      'Choose a folder of its own for the site, such as --out _site.',
    ],
    2,
  ),
  'settings-missing': define(
    'error',
    (a: { file: string }) => [
      `Không tìm thấy tệp cài đặt "${a.file}".`,
      'Chạy lệnh trong thư mục của trang (nơi có portal.yaml), hoặc chỉ thư mục đó bằng --root.',
    ],
    (a) => [
      `The settings file "${a.file}" is not there.`,
      'Run the command in the portal’s folder (the one with portal.yaml), or name that folder with --root.',
    ],
    2,
  ),
  'settings-syntax': define(
    'error',
    (a: { problem: string; detail: string }) => [
      `Tệp cài đặt không phải YAML hợp lệ: ${yamlFaultVi(a)}.`,
      yamlFaultHint(a.problem, 'vi', 'Xem lại dấu hai chấm, dấu ngoặc kép và khoảng trắng đầu dòng quanh chỗ này.'),
    ],
    (a) => [
      `The settings file is not valid YAML: ${yamlFaultEn(a)}.`,
      yamlFaultHint(a.problem, 'en', 'Look at the colons, the quotation marks and the indentation around this place.'),
    ],
    2,
  ),
  'setting-missing': define(
    'error',
    (a: { key: string }) => [
      `Thiếu cài đặt bắt buộc "${a.key}".`,
      a.key.includes('.') ? `Thêm "${ownKey(a.key)}: …" ở chỗ này.` : `Thêm dòng "${a.key}: …" vào portal.yaml.`,
    ],
    (a) => [
      `The required setting "${a.key}" is missing.`,
      a.key.includes('.') ? `Add "${ownKey(a.key)}: …" here.` : `Add a line "${a.key}: …" to portal.yaml.`,
    ],
    2,
  ),
  'setting-unknown': define(
    'error',
    (a: { key: string; known: string | null }) => [
      `Không có cài đặt nào tên là "${a.key}".`,
      a.known ? `Có phải ý bạn là "${a.known}"?` : 'Xoá dòng này, hoặc xem danh sách cài đặt trong tài liệu.',
    ],
    (a) => [
      `There is no setting named "${a.key}".`,
      a.known ? `Did you mean "${a.known}"?` : 'Delete the line, or look at the list of settings in the docs.',
    ],
    2,
  ),
  'setting-invalid': define(
    'error',
    (a: { key: string; expected: string }) => [
      `Giá trị của "${a.key}" chưa đúng.`,
      `Giá trị phải là ${expectedVi[a.expected] ?? a.expected}.`,
    ],
    (a) => [`The value of "${a.key}" is not right.`, `It must be ${expectedEn[a.expected] ?? a.expected}.`],
    2,
  ),
  'setting-category-unknown': define(
    'error',
    (a: { key: string; value: string; known: string | null; all: string }) => [
      `"${a.key}" nêu chuyên mục "${a.value}", nhưng categories không có chuyên mục này.`,
      a.known ? `Có phải ý bạn là "${a.known}"?` : `Chọn một trong: ${a.all}.`,
    ],
    (a) => [
      `"${a.key}" names the category "${a.value}", which categories does not list.`,
      a.known ? `Did you mean "${a.known}"?` : `Choose one of: ${a.all}.`,
    ],
    2,
  ),
  'setting-file-missing': define(
    'error',
    (a: { key: string; path: string; known: string | null }) => [
      `Không tìm thấy tệp "${a.path}" (${a.key}) trong static/.`,
      a.known ? `Có phải ý bạn là "${a.known}"?` : 'Đặt tệp vào static/, hoặc sửa đường dẫn.',
    ],
    (a) => [
      `The file "${a.path}" (${a.key}) is not in static/.`,
      a.known ? `Did you mean "${a.known}"?` : 'Put the file into static/, or correct the path.',
    ],
    2,
  ),
  'setting-untranslated': define(
    'warning',
    (a: { key: string; language: string }) => [
      `"${a.key}" chưa có bản "${a.language}"; trang dùng bản của ngôn ngữ kia.`,
      `Thêm "${a.language}: …" ở chỗ này, hoặc viết một giá trị chung cho mọi ngôn ngữ.`,
    ],
    (a) => [
      `"${a.key}" is not given in "${a.language}"; its pages show the other language’s.`,
      `Add "${a.language}: …" here, or write one value for every language.`,
    ],
  ),
  'color-contrast': define(
    'error',
    (a: { key: string; color: string; on: string; ratio: number; least: number; instead: string }) => [
      `Màu "${a.color}" (${a.key}) không đủ tương phản với ${a.on === '#ffffff' ? 'chữ trắng' : `màu "${a.on}"`}: ${ratio(a.ratio, ',')}:1, cần ít nhất ${ratio(a.least, ',')}:1.`,
      `Chọn màu ${a.key === 'theme.brand' ? 'đậm' : 'sáng'} hơn, ví dụ "${a.instead}".`,
    ],
    (a) => [
      `The colour "${a.color}" (${a.key}) has too little contrast with ${a.on === '#ffffff' ? 'white text' : `"${a.on}"`}: ${ratio(a.ratio, '.')}:1, and ${ratio(a.least, '.')}:1 is needed.`,
      `Choose a ${a.key === 'theme.brand' ? 'darker' : 'lighter'} one, such as "${a.instead}".`,
    ],
    2,
  ),
  'urgent-notice-invalid': define(
    'error',
    (a: { wrong: string; key: string; known: string | null }) => [
      a.wrong === 'json'
        ? 'Tệp thông báo khẩn không đọc được: nội dung phải là JSON.'
        : a.wrong === 'unknown'
          ? `Tệp thông báo khẩn không có mục nào tên là "${a.key}".`
          : a.wrong === 'missing'
            ? `Tệp thông báo khẩn thiếu mục "${a.key}".`
            : `Giá trị của "${a.key}" trong tệp thông báo khẩn chưa đúng.`,
      a.known
        ? `Có phải ý bạn là "${a.known}"?`
        : expectedVi[a.wrong] && a.wrong !== 'missing'
          ? `Giá trị phải là ${expectedVi[a.wrong]}.`
          : 'Viết theo mẫu {"text": "…", "url": "/…/", "until": "2024-12-31"}; không còn gì để báo thì ghi {}.',
    ],
    (a) => [
      a.wrong === 'json'
        ? 'The urgent notice cannot be read: it must be JSON.'
        : a.wrong === 'unknown'
          ? `The urgent notice has no key named "${a.key}".`
          : a.wrong === 'missing'
            ? `The urgent notice lacks "${a.key}".`
            : `The value of "${a.key}" in the urgent notice is not right.`,
      a.known
        ? `Did you mean "${a.known}"?`
        : expectedEn[a.wrong] && a.wrong !== 'missing'
          ? `It must be ${expectedEn[a.wrong]}.`
          : 'Write it as {"text": "…", "url": "/…/", "until": "2024-12-31"}; where there is nothing to tell, {}.',
    ],
    2,
  ),
  'setting-unneeded': define(
    'warning',
    (a: { key: string; provider: string }) => [
      `"${a.key}" không có tác dụng khi provider là ${a.provider}.`,
      'Xoá dòng này, hoặc chọn provider khác.',
    ],
    (a) => [
      `"${a.key}" does nothing where the provider is ${a.provider}.`,
      'Delete the line, or choose another provider.',
    ],
  ),
}

/** The last part of a key that stands inside another: `name` of `authors.0.name`. */
export function ownKey(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1)
}

/** A contrast ratio to two places, never rounded up to what it is not. */
function ratio(value: number, mark: string): string {
  return String(Math.floor(value * 100) / 100).replace('.', mark)
}

/** What a value must look like, by the name that a schema gives to it. Front matter shares these words. */
export const expectedVi: Record<string, string> = {
  text: 'một dòng chữ',
  url: 'một địa chỉ đầy đủ bắt đầu bằng https:// hoặc http://',
  link: 'một địa chỉ https://, http://, mailto:, tel: hoặc đường dẫn trong trang bắt đầu bằng /',
  unspaced: 'một địa chỉ không có dấu cách: viết %20 thay cho mỗi dấu cách',
  path: 'một đường dẫn trong trang bắt đầu bằng / và không chứa ".."',
  file: 'đường dẫn tới một tệp nằm trong trang, dùng dấu / (không dùng dấu \\), không chứa ".." vượt ra ngoài',
  id: 'chữ thường không dấu, chữ số và gạch nối, ví dụ tin-tuc',
  language: 'vi hoặc en',
  lang: 'mã ngôn ngữ viết thường như vi, en, hmn, hoặc en-GB',
  languages: 'danh sách ngôn ngữ không trùng nhau, ví dụ [vi, en]; ngôn ngữ đầu là ngôn ngữ của language nếu có',
  texts: 'một giá trị, hoặc mỗi ngôn ngữ một giá trị: {vi: …, en: …}',
  locale: 'vi-VN, en-GB hoặc en-US, đúng với ngôn ngữ của trang',
  label: 'một dòng chữ có không nhiều chỗ điền (%s, %d) hơn nhãn có sẵn, hoặc mỗi ngôn ngữ một dòng: {vi: …, en: …}',
  shareWith: 'zalo, facebook, x, whatsapp, email hoặc copy',
  follow: 'rss, hoặc một kênh: {facebook: địa chỉ} (zaloOA, facebook, youtube, email), hoặc {title, url}',
  timezone: 'tên múi giờ, ví dụ Asia/Ho_Chi_Minh',
  boolean: 'true hoặc false',
  count: 'một số nguyên từ 1 trở lên',
  number: 'một số nguyên không âm',
  list: 'một danh sách',
  categories: 'ít nhất một chuyên mục, mỗi chuyên mục có id và title, không trùng id',
  map: 'một nhóm các dòng "khoá: giá trị"',
  date: 'một ngày dạng 2024-12-31, hoặc ngày giờ có múi giờ dạng 2024-12-31T08:00:00+07:00',
  duration: 'một khoảng thời gian ISO 8601, ví dụ P2Y (hai năm)',
  permalink: 'một mẫu đường dẫn bắt đầu và kết thúc bằng /, có :slug, chỉ dùng :year :month :day :slug :category',
  color: 'một mã màu dạng #21376b',
  author: 'tên tác giả, hoặc {name, role, penName}, hoặc danh sách các tác giả',
  decision: 'số quyết định như "94/QĐ-UBND", hoặc {number, date, issuer, title, url, file}, hoặc danh sách',
  summary: 'một đoạn không quá 500 ký tự',
  effect: 'in-force hoặc expired',
  own: 'ghi trong từng bài, không đặt chung cho nhiều bài',
  corrected: 'cả hai: wrong (điều đã ghi sai) và right (điều đúng), hoặc không có cả hai',
  kind: 'minor, major hoặc correction',
  image: 'đường dẫn ảnh, hoặc {src, alt, caption, credit, decorative}',
  attachment: 'đường dẫn tệp, hoặc {file, title, lang}',
  alias: 'một đường dẫn cũ bắt đầu bằng /, không có dấu ? hay #, không có phần nào bắt đầu bằng dấu chấm',
  mode: 'live hoặc archive',
  period: 'năm tháng đúng thứ tự: from không muộn hơn until',
  corrections: 'optional hoặc required',
  provider: 'portal, goatcounter, umami hoặc none',
  endpoint: 'địa chỉ đầy đủ của máy đếm, bắt đầu bằng https://, không có ? hay #, không có tên và mật khẩu',
  secure: 'một địa chỉ https://, vì trang này cũng mở bằng https:// và trình duyệt sẽ chặn http://',
  share: 'mã chia sẻ của Umami: phần cuối của địa chỉ chia sẻ, chỉ có chữ, số, _ và -',
  outputs: 'danh sách có html, và nếu cần thêm json, broadcast',
  engine: 'pagefind hoặc none',
  off: 'off',
  notice: 'một đoạn chữ không quá 300 ký tự',
  level: 'urgent hoặc info',
  gitHost: 'github, gitlab, gitea hoặc forgejo',
  repo: 'tên kho dạng co-quan/trang-tin, không có https:// và dấu / ở đầu',
  folder: 'đường dẫn thư mục trong kho, không bắt đầu bằng / và không có ".."',
  secureUrl: 'một địa chỉ đầy đủ bắt đầu bằng https://, không có ? hay #',
}

export const expectedEn: Record<string, string> = {
  text: 'a line of text',
  url: 'a whole address that begins with https:// or http://',
  link: 'an address with https://, http://, mailto: or tel:, or a path of this site that begins with /',
  unspaced: 'an address without spaces: write %20 for each space',
  path: 'a path of this site that begins with / and holds no ".."',
  file: 'the path of a file inside the portal, with / (not \\) between folders and no ".." that leaves it',
  id: 'lower-case letters without marks, digits and hyphens, such as tin-tuc',
  language: 'vi or en',
  lang: 'a language code in lower case such as vi, en, hmn, or en-GB',
  languages: 'a list of different languages, such as [vi, en]; the first is that of language, where it is given',
  texts: 'one value, or one for each language: {vi: …, en: …}',
  locale: 'vi-VN, en-GB or en-US, of a language that the site has',
  label:
    'a line of text with no more places to fill (%s, %d) than the shipped label, or one for each language: {vi: …, en: …}',
  shareWith: 'zalo, facebook, x, whatsapp, email or copy',
  follow: 'rss, or one channel: {facebook: address} (zaloOA, facebook, youtube, email), or {title, url}',
  timezone: 'a time zone’s name, such as Asia/Ho_Chi_Minh',
  boolean: 'true or false',
  count: 'a whole number, 1 or more',
  number: 'a whole number, 0 or more',
  list: 'a list',
  categories: 'at least one category, each with id and title, no id twice',
  map: 'a group of "key: value" lines',
  date: 'a date such as 2024-12-31, or a date and time with offset such as 2024-12-31T08:00:00+07:00',
  duration: 'an ISO 8601 duration, such as P2Y (two years)',
  permalink: 'a path pattern that begins and ends with /, has :slug, and uses only :year :month :day :slug :category',
  color: 'a colour such as #21376b',
  author: 'the author’s name, or {name, role, penName}, or a list of authors',
  decision: 'a decision number such as "94/QĐ-UBND", or {number, date, issuer, title, url, file}, or a list',
  summary: 'a text of at most 500 characters',
  effect: 'in-force or expired',
  own: 'written in each bulletin, not given to many at once',
  corrected: 'both wrong and right, or neither',
  kind: 'minor, major or correction',
  image: 'an image’s path, or {src, alt, caption, credit, decorative}',
  attachment: 'a file’s path, or {file, title, lang}',
  alias: 'an old path that begins with /, without ? or #, no part of which begins with a dot',
  mode: 'live or archive',
  period: 'in order: from no later than until',
  corrections: 'optional or required',
  provider: 'portal, goatcounter, umami or none',
  endpoint: 'the counter’s whole address, beginning with https://, without ?, #, user name and password',
  secure: 'an address with https://, for the site is opened by https:// and browsers would block http://',
  share: 'Umami’s share id: the end of the share URL, letters, digits, _ and - only',
  outputs: 'a list of html and, if wanted, json, broadcast',
  engine: 'pagefind or none',
  off: 'off',
  notice: 'a text of at most 300 characters',
  level: 'urgent or info',
  gitHost: 'github, gitlab, gitea or forgejo',
  repo: 'a repository such as office/portal, without https:// and without a / before it',
  folder: 'a folder’s path in the repository, with neither a / before it nor ".."',
  secureUrl: 'a whole address that begins with https://, without ? and #',
}

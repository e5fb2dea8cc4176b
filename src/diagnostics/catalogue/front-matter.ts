/** Codes about the block of keys at the head of a bulletin. */
import { define } from '../message.ts'
import { expectedEn, expectedVi, ownKey } from './settings.ts'
import { yamlFaultEn, yamlFaultHint, yamlFaultVi } from './yaml-faults.ts'

export const frontMatter = {
  'front-matter-missing': define(
    'error',
    (a: { found: string }) => [
      `Bài viết không mở đầu bằng dòng "---"${a.found ? `; dòng 1 là "${a.found}"` : ''}.`,
      'Dòng đầu tiên phải đúng ba dấu gạch nối "---", rồi tới title, date, author, rồi một dòng "---" nữa.',
    ],
    (a) => [
      `The bulletin does not begin with a line "---"${a.found ? `; line 1 is "${a.found}"` : ''}.`,
      'The first line must be exactly "---", then title, date, author, then another line "---".',
    ],
  ),
  'front-matter-unclosed': define(
    'error',
    (a: { found: string | null }) => [
      `Phần đầu bài viết không được đóng lại bằng dòng "---"${a.found ? `; dòng này là "${a.found}"` : ''}.`,
      a.found ? 'Viết dòng này đúng ba dấu gạch nối: ---' : 'Thêm một dòng "---" ngay trước nội dung bài.',
    ],
    (a) => [
      `The front matter is not closed by a line "---"${a.found ? `; this one is "${a.found}"` : ''}.`,
      a.found ? 'Write exactly three hyphens here: ---' : 'Add a line "---" right before the text.',
    ],
  ),
  'front-matter-executable': define(
    'error',
    (a: { language: string }) => [
      `Phần đầu bài viết khai báo ngôn ngữ "${a.language}"; mã lệnh ở đây không bao giờ được chạy.`,
      'Dòng đầu tiên phải đúng "---", và phần đầu viết bằng YAML.',
    ],
    (a) => [
      `The front matter names the language "${a.language}"; code here is never run.`,
      'The first line must be exactly "---", and the front matter written in YAML.',
    ],
  ),
  'front-matter-syntax': define(
    'error',
    (a: { problem: string; detail: string }) => [
      `Phần đầu bài viết không phải YAML hợp lệ: ${yamlFaultVi(a)}.`,
      yamlFaultHint(
        a.problem,
        'vi',
        'Đặt giá trị có dấu hai chấm hay dấu ngoặc trong ngoặc kép, ví dụ title: "Thông báo: lịch họp".',
      ),
    ],
    (a) => [
      `The front matter is not valid YAML: ${yamlFaultEn(a)}.`,
      yamlFaultHint(
        a.problem,
        'en',
        'Put a value with a colon or quotation mark in quotation marks, such as title: "Notice: meeting".',
      ),
    ],
  ),
  'front-matter-scalar': define(
    'error',
    () => ['Phần đầu bài viết không có các dòng "khoá: giá trị".', 'Viết mỗi khoá một dòng, ví dụ title: …'],
    () => ['The front matter holds no "key: value" lines.', 'Write one key a line, such as title: …'],
  ),
  'key-missing': define(
    'error',
    (a: { key: string }) => [
      `Thiếu "${a.key}" bắt buộc.`,
      a.key.includes('.') ? `Thêm "${ownKey(a.key)}: …" ở chỗ này.` : `Thêm dòng "${a.key}: …" vào phần đầu bài viết.`,
    ],
    (a) => [
      `The required "${a.key}" is missing.`,
      a.key.includes('.') ? `Add "${ownKey(a.key)}: …" here.` : `Add a line "${a.key}: …" to the front matter.`,
    ],
  ),
  'key-unknown': define(
    'warning',
    (a: { key: string; known: string | null }) => [
      `Không có khoá nào tên là "${a.key}".`,
      a.known ? `Có phải ý bạn là "${a.known}"?` : 'Xoá dòng này, hoặc xem danh sách khoá trong tài liệu.',
    ],
    (a) => [
      `There is no key named "${a.key}".`,
      a.known ? `Did you mean "${a.known}"?` : 'Delete the line, or look at the list of keys in the docs.',
    ],
  ),
  'key-holding': define(
    'error',
    (a: { key: string; known: 'draft' | 'publishAt' | 'expiresAt' | 'withdrawn' | 'removed' }) => [
      `"${a.key}" không ${holdingDoes[a.known].vi}: ở đây không có khoá nào tên như vậy.`,
      `Nếu ${holdingVi[a.known]}, viết ${holdingExample[a.known]}; nếu không, xoá dòng này.`,
    ],
    (a) => [
      `"${a.key}" does not ${holdingDoes[a.known].en}: there is no key of that name here.`,
      `${holdingEn[a.known]}, write ${holdingExample[a.known]}; otherwise delete the line.`,
    ],
  ),
  'key-outside': define(
    'error',
    (a: { written: string; known: keyof typeof holdingDoes }) => [
      `"${a.written}" nằm trong bài, dưới phần đầu bài viết, nên không ${holdingDoes[a.known].vi}.`,
      'Đưa dòng này lên trên dòng "---" đóng phần đầu bài viết; nếu là chữ của bài, viết nó sau một câu khác.',
    ],
    (a) => [
      `"${a.written}" is in the text, below the front matter, so it does not ${holdingDoes[a.known].en}.`,
      'Move the line above the "---" that ends the front matter; if it belongs to the text, put a sentence before it.',
    ],
  ),
  'value-invalid': define(
    'error',
    (a: { key: string; expected: string }) => [
      `Giá trị của "${a.key}" chưa đúng.`,
      `Giá trị phải là ${expectedVi[a.expected] ?? a.expected}.`,
    ],
    (a) => [`The value of "${a.key}" is not right.`, `It must be ${expectedEn[a.expected] ?? a.expected}.`],
  ),
  'date-impossible': define(
    'error',
    (a: { key: string; value: string }) => [
      `"${a.value}" (${a.key}) không phải là một ngày có thật.`,
      'Sửa lại theo lịch, dạng năm-tháng-ngày, ví dụ 2024-02-29.',
    ],
    (a) => [`"${a.value}" (${a.key}) is no day of the calendar.`, 'Correct it, as year-month-day, such as 2024-02-29.'],
  ),
  'date-form': define(
    'error',
    (a: { key: string; value: string; written: string | null }) => [
      `"${a.value}" (${a.key}) không viết theo dạng năm-tháng-ngày.`,
      a.written ? `Viết là ${a.written}.` : `Viết ${expectedVi.date}.`,
    ],
    (a) => [
      `"${a.value}" (${a.key}) is not written as year-month-day.`,
      a.written ? `Write ${a.written}.` : `Write ${expectedEn.date}.`,
    ],
  ),
  'date-doubtful': define(
    'warning',
    (a: { key: string; value: string; ahead: boolean; known: string | null }) => [
      a.ahead
        ? `"${a.key}" là ${a.value}, còn quá xa; bài được giữ lại tới ngày đó.`
        : `"${a.key}" là ${a.value}, năm này khó có thể đúng.`,
      a.known
        ? `Có phải ý bạn là ${a.known}?`
        : a.ahead
          ? 'Sửa lại năm; nếu đúng là muốn hẹn ngày đăng, dùng publishAt:.'
          : 'Sửa lại năm.',
    ],
    (a) => [
      a.ahead
        ? `"${a.key}" is ${a.value}, far ahead; until then the bulletin is held back.`
        : `"${a.key}" is ${a.value}, a year that can hardly be meant.`,
      a.known
        ? `Did you mean ${a.known}?`
        : a.ahead
          ? 'Correct the year; where that day is really meant, use publishAt:.'
          : 'Correct the year.',
    ],
  ),
  'authors-joined': define(
    'warning',
    (a: { name: string; list: string }) => [
      `"${a.name}" được hiểu là tên của một tác giả.`,
      `Nếu là nhiều người, viết thành danh sách: author: [${a.list}].`,
    ],
    (a) => [
      `"${a.name}" is taken for the name of one author.`,
      `Where these are several people, write a list: author: [${a.list}].`,
    ],
  ),
  'tags-joined': define(
    'warning',
    (a: { tag: string; list: string }) => [
      `"${a.tag}" được hiểu là một thẻ.`,
      `Nếu là nhiều thẻ, viết thành danh sách: tags: [${a.list}].`,
    ],
    (a) => [`"${a.tag}" is taken for one tag.`, `Where these are several tags, write a list: tags: [${a.list}].`],
  ),
  'category-unknown': define(
    'error',
    (a: { value: string; known: string | null; all: string }) => [
      `Không có chuyên mục "${a.value}" trong portal.yaml.`,
      a.known ? `Có phải ý bạn là "${a.known}"?` : `Chọn một trong: ${a.all}.`,
    ],
    (a) => [
      `There is no category "${a.value}" in portal.yaml.`,
      a.known ? `Did you mean "${a.known}"?` : `Choose one of: ${a.all}.`,
    ],
  ),
  'slug-empty': define(
    'error',
    (a: { value: string; of: 'file' | 'title' | 'tag' | 'author' }) => [
      `"${a.value}" không cho ra địa chỉ trang nào (không có chữ cái hay chữ số${a.of === 'file' || a.of === 'title' ? ' La-tinh' : ''}).`,
      {
        file: 'Thêm dòng slug: với chữ không dấu và gạch nối, ví dụ slug: thong-bao-hop.',
        title: 'Viết tựa có chữ, hoặc thêm vào lệnh --slug với chữ không dấu và gạch nối, ví dụ --slug thong-bao-hop.',
        tag: 'Viết từ khóa bằng chữ, ví dụ "Chuyển đổi số".',
        author: 'Viết tên bằng chữ, ví dụ "Lừ Chương".',
      }[a.of],
    ],
    (a) => [
      `"${a.value}" gives no page address (it has no ${a.of === 'file' || a.of === 'title' ? 'Latin ' : ''}letter or digit).`,
      {
        file: 'Add a slug: of plain letters and hyphens, such as slug: meeting-notice.',
        title:
          'Write a title with words in it, or add --slug with plain letters and hyphens to the command, such as --slug meeting-notice.',
        tag: 'Write the tag in letters, such as "Public services".',
        author: 'Write the name in letters, such as "Lừ Chương".',
      }[a.of],
    ],
  ),
  'decision-incomplete': define(
    'warning',
    (a: { number: string; missing: 'symbol' | 'issuer' }) => [
      a.missing === 'symbol'
        ? `"${a.number}" ${datedNumber(a.number) ? 'có cả ngày, không chỉ số và ký hiệu' : 'không phải là số và ký hiệu đầy đủ'}, nên không có liên kết tới trang văn bản.`
        : `Không biết cơ quan ban hành của "${a.number}", nên số này không có liên kết tới trang văn bản.`,
      a.missing === 'symbol'
        ? datedNumber(a.number)
          ? `Bỏ ngày ra khỏi số; ngày có dòng riêng: decision: {number: ${datedNumber(a.number)}, date: 2026-11-05}.`
          : 'Viết cả số và ký hiệu, ví dụ decision: "94/QĐ-UBND".'
        : 'Viết decision: {number, date, issuer} cho đủ; hoặc ghi cơ quan vào issuers (để nhận ra trong bài) hay defaults.issuer trong portal.yaml.',
    ],
    (a) => [
      a.missing === 'symbol'
        ? `"${a.number}" ${datedNumber(a.number) ? 'has a date beside number and symbol' : 'is not a full number and symbol'}, so it has no link to a document page.`
        : `The issuer of "${a.number}" is not known, so the number is shown without a link.`,
      a.missing === 'symbol'
        ? datedNumber(a.number)
          ? `Leave the date out, it has its own line: decision: {number: ${datedNumber(a.number)}, date: 2026-11-05}.`
          : 'Write number and symbol, such as decision: "94/QĐ-UBND".'
        : 'Write decision: {number, date, issuer} in full; or list the office under issuers (to be recognised in the text) or as defaults.issuer in portal.yaml.',
    ],
  ),
  'lint-reason-missing': define(
    'warning',
    () => ['lint.ignore không nêu lý do.', 'Thêm reason: vào lint, ví dụ reason: nguyên văn.'],
    () => ['lint.ignore gives no reason.', 'Add a reason: to lint, such as reason: verbatim.'],
  ),
  'dates-disordered': define(
    'error',
    (a: { earlier: string; later: string }) => [
      `"${a.later}" sớm hơn "${a.earlier}".`,
      `Sửa một trong hai: "${a.later}" phải sau "${a.earlier}".`,
    ],
    (a) => [
      `"${a.later}" is before "${a.earlier}".`,
      `Correct one of the two: "${a.later}" comes after "${a.earlier}".`,
    ],
  ),
}

/** The number and symbol in front of a date that was written with them; null where there is none. */
function datedNumber(written: string): string | null {
  return /^(\S+\/\S*\p{Lu}\S*?),?\s+(?:ngày|dated?|\(?\d{1,2}[/.-]\d{1,2})/iu.exec(written)?.[1] ?? null
}

/** How each key that holds a text back is written. */
const holdingExample = {
  draft: '"draft: true"',
  publishAt: '"publishAt: 2027-01-05T08:00:00+07:00"',
  expiresAt: '"expiresAt: 2027-01-05"',
  withdrawn: '"withdrawn: {at: 2027-01-05, reason: …}"',
  removed: '"removed: {at: 2027-01-05, reason: …}"',
}

const holdingDoes = {
  draft: { vi: 'giữ bài này lại', en: 'hold this text back' },
  publishAt: { vi: 'giữ bài này lại', en: 'hold this text back' },
  expiresAt: { vi: 'làm bài này hết hạn', en: 'make this text expire' },
  withdrawn: { vi: 'thu hồi bài này', en: 'withdraw this text' },
  removed: { vi: 'gỡ bài này xuống', en: 'take this text down' },
}

const holdingVi = {
  draft: 'bài chưa được đăng',
  publishAt: 'bài hẹn tới lúc đó mới đăng',
  expiresAt: 'bài hết hạn từ ngày đó',
  withdrawn: 'bài đã thu hồi',
  removed: 'bài đã gỡ',
}

const holdingEn = {
  draft: 'If the text is not to be published yet',
  publishAt: 'If the text is to come out at that time',
  expiresAt: 'If the text expires on that day',
  withdrawn: 'If the text was withdrawn',
  removed: 'If the text was taken down',
}

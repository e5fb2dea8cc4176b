/** Codes about Markdown that does not do what its author meant; `check` reports them. */
import { define } from '../message.ts'

export const markdown = {
  'heading-unseen': define(
    'warning',
    (a: { written: string }) => [
      `"${a.written}" không thành tiêu đề, bạn đọc thấy nguyên dấu #: sau dấu # phải có dấu cách.`,
      'Thêm một dấu cách sau dấu # cuối, ví dụ "## Nội dung".',
    ],
    (a) => [
      `"${a.written}" is no heading, readers see the #: a space must follow it.`,
      'Put a space after the last #, such as "## Results".',
    ],
  ),
  'table-unseen': define(
    'warning',
    (a: { fault: 'missing' | 'short' | 'malformed' | 'apart'; columns: number; ruled: number }) => [
      `Bảng này không thành bảng, bạn đọc thấy nguyên các dấu gạch đứng: ${tableVi(a)}.`,
      `Ngay dưới dòng tiêu đề của bảng, viết một dòng có ${a.columns} ô gạch ngang: ${ruleOf(a.columns)}; giữa các dòng của bảng không để dòng trống.`,
    ],
    (a) => [
      `These lines make no table, readers see the bars: ${tableEn(a)}.`,
      `Right below the table’s first line write one of ${a.columns} cells of hyphens: ${ruleOf(a.columns)}; leave no blank line between the rows.`,
    ],
  ),
  'emphasis-unclosed': define(
    'warning',
    (a: { kind: 'open' | 'close' | 'run'; written: string }) => [
      a.kind === 'run'
        ? `"${a.written}": bốn dấu sao liền nhau không mở cũng không đóng chữ đậm, bạn đọc thấy dấu sao.`
        : a.kind === 'open'
          ? `"${a.written}" mở chữ đậm mà không đóng, bạn đọc thấy nguyên dấu này.`
          : `"${a.written}" đóng chữ đậm mà không mở, bạn đọc thấy nguyên dấu này.`,
      a.kind === 'run'
        ? 'Bỏ bốn dấu sao để hai phần đậm thành một, hoặc để dấu cách vào giữa: **một** **hai**.'
        : 'Đặt chữ đậm giữa hai dấu trong cùng một đoạn: **chữ đậm**; hoặc bỏ dấu này. Nếu đúng là muốn bạn đọc thấy dấu sao, viết \\*\\*.',
    ],
    (a) => [
      a.kind === 'run'
        ? `"${a.written}": four asterisks in a row neither open nor close bold type, readers see them.`
        : a.kind === 'open'
          ? `"${a.written}" opens bold type and never closes it, readers see the marks.`
          : `"${a.written}" closes bold type that was never opened, readers see the marks.`,
      a.kind === 'run'
        ? 'Take the four out, so that both parts are one, or put a space between: **one** **two**.'
        : 'Put the bold words between two marks in one paragraph: **bold words**; or take the mark out. Where readers should see asterisks, write \\*\\*.',
    ],
  ),
  'emphasis-spaced': define(
    'warning',
    (a: { written: string }) => [
      `"${a.written}" sẽ không in đậm, bạn đọc thấy dấu sao: phía trong ** có dấu cách.`,
      'Đặt ** sát chữ: **chữ đậm**.',
    ],
    (a) => [
      `"${a.written}" will not be bold, readers see the asterisks: there is a space inside the **.`,
      'Put the ** right at the words: **bold words**.',
    ],
  ),
  'list-renumbered': define(
    'warning',
    (a: { written: string; shown: string }) => [
      `Mục này ghi số ${a.written}, nhưng bạn đọc sẽ thấy số ${a.shown}: danh sách đánh số liên tiếp từ số đầu tiên.`,
      `Nếu số sai, sửa lại cho liên tiếp. Nếu phải giữ đúng số đã ghi, đặt dấu \\ trước dấu chấm ở đầu mỗi mục (${a.written}\\.) và để một dòng trống giữa các mục.`,
    ],
    (a) => [
      `This item has the number ${a.written}, but readers will see ${a.shown}: a list counts on from its first number.`,
      `If the number is wrong, correct it. To keep the numbers as they are, write a \\ before the point of each item (${a.written}\\.) and leave a blank line between the items.`,
    ],
  ),
  'number-as-list': define(
    'warning',
    (a: { kind: 'day' | 'year' | 'minus'; written: string }) => [
      a.kind === 'minus'
        ? `"${a.written}" ở đầu dòng thành một mục của danh sách, bạn đọc không thấy dấu trừ.`
        : `"${a.written}" ở đầu dòng thành số của một danh sách, không còn là ${a.kind === 'day' ? 'ngày tháng' : 'năm'}.`,
      a.kind === 'minus'
        ? 'Viết "âm 5 độ C", hoặc dùng dấu trừ thật: −5 °C.'
        : a.kind === 'day'
          ? 'Viết ngày bằng dấu gạch chéo, ví dụ 17/01/2023, hoặc viết chữ "ngày" ở trước.'
          : 'Viết "Năm 2025: …", hoặc đặt dấu \\ trước dấu chấm: 2025\\.',
    ],
    (a) => [
      a.kind === 'minus'
        ? `"${a.written}" at the head of a line becomes an item of a list, readers do not see the minus sign.`
        : `"${a.written}" at the head of a line becomes the number of a list and is no longer a ${a.kind}.`,
      a.kind === 'minus'
        ? 'Write "minus 5 degrees", or use the real minus sign: −5 °C.'
        : a.kind === 'day'
          ? 'Write the day with slashes, such as 17/01/2023, or put a word before it.'
          : 'Write "In 2025, …", or put a \\ before the point: 2025\\.',
    ],
  ),
  'lines-joined': define(
    'warning',
    (a: { one: string; other: string }) => [
      `Dòng "${a.one}" và dòng "${a.other}" sẽ dính vào nhau thành một đoạn: Markdown không giữ chỗ xuống dòng.`,
      'Để một dòng trống giữa các dòng này, hoặc viết thành danh sách: mỗi dòng bắt đầu bằng "- ".',
    ],
    (a) => [
      `The lines "${a.one}" and "${a.other}" will run together into one paragraph: Markdown does not keep line breaks.`,
      'Leave a blank line between them, or make them a list: begin each line with "- ".',
    ],
  ),
  'foreign-markup': define(
    'warning',
    (a: { kind: ForeignKind; written: string }) => [
      `"${a.written}" là cách viết của hệ thống khác, ở đây bạn đọc thấy nguyên như đã gõ.`,
      foreignVi[a.kind],
    ],
    (a) => [`"${a.written}" belongs to another system, here readers see it as it was typed.`, foreignEn[a.kind]],
  ),
  'note-missing': define(
    'warning',
    (a: { label: string }) => [
      `"[^${a.label}]" không có chú thích nào, bạn đọc thấy nguyên như đã gõ.`,
      `Thêm ở cuối bài một dòng "[^${a.label}]: nội dung chú thích", hoặc bỏ dấu này.`,
    ],
    (a) => [
      `"[^${a.label}]" has no note, readers see it as it was typed.`,
      `Add a line "[^${a.label}]: the note" at the end, or take the mark out.`,
    ],
  ),
  'link-empty': define(
    'warning',
    (a: { target: string; pictured: boolean }) =>
      a.pictured
        ? [
            `Liên kết tới "${a.target}" chỉ có ảnh không lời mô tả; người dùng trình đọc màn hình không biết nó dẫn đi đâu.`,
            'Viết mô tả trong ngoặc vuông của ảnh: [![Nơi liên kết dẫn tới](anh.jpg)](…).',
          ]
        : [
            `Liên kết tới "${a.target}" không có chữ nào, nên bạn đọc không thấy nó.`,
            'Viết chữ vào ngoặc vuông: [chữ của liên kết](…), hoặc bỏ liên kết.',
          ],
    (a) =>
      a.pictured
        ? [
            `The link to "${a.target}" holds only an image without a description; who uses a screen reader cannot know where it leads.`,
            'Write one in the image’s square brackets: [![Where the link leads](image.jpg)](…).',
          ]
        : [
            `The link to "${a.target}" has no words, so readers do not see it.`,
            'Write them in the square brackets: [words of the link](…), or take the link out.',
          ],
  ),
  'markup-shown': define(
    'warning',
    (a: { kind: 'tag' | 'entity' | 'markdown'; written: string }) => [
      `"${a.written}" hiện nguyên như đã gõ: chỗ này chỉ nhận chữ thường, không nhận ${a.kind === 'markdown' ? 'Markdown' : 'mã HTML'}.`,
      a.kind === 'entity'
        ? 'Viết thẳng ký tự đó, ví dụ & thay cho &amp;.'
        : 'Bỏ dấu định dạng, chỉ giữ chữ; số trên, số dưới dùng ký tự có sẵn như H₂O, m².',
    ],
    (a) => [
      `"${a.written}" is shown as it was typed: this is plain text, without ${a.kind === 'markdown' ? 'Markdown' : 'HTML'}.`,
      a.kind === 'entity'
        ? 'Write the character itself, such as & for &amp;.'
        : 'Take the marks out and keep the words; for raised and lowered digits use characters such as H₂O, m².',
    ],
  ),
}

type ForeignKind = 'notice' | 'embed' | 'link' | 'code' | 'highlight' | 'attributes'

const foreignVi: Record<ForeignKind, string> = {
  notice:
    'Viết khung thông báo thành: dòng ":::warning" (hoặc :::note, :::tip, :::important), nội dung, rồi dòng ":::"; tiêu đề riêng: ":::note[Tiêu đề]".',
  embed: 'Thay bằng một liên kết tới nơi có nội dung đó: [Xem video](https://…).',
  link: 'Viết liên kết thành [chữ](ten-bai.md), ảnh thành ![Mô tả ảnh](anh.jpg).',
  code: 'Bỏ đoạn mã này, hoặc viết nội dung bằng Markdown.',
  highlight: 'Dùng **chữ đậm**, hoặc bỏ hai dấu bằng.',
  attributes: 'Bỏ phần trong ngoặc nhọn.',
}

const foreignEn: Record<ForeignKind, string> = {
  notice:
    'Write the notice as a line ":::warning" (or :::note, :::tip, :::important), its text, then a line ":::"; with a title of its own: ":::note[Title]".',
  embed: 'Put a link to the content instead: [Watch the film](https://…).',
  link: 'Write the link as [words](bulletin.md), an image as ![Description](image.jpg).',
  code: 'Take the code out, or write its content in Markdown.',
  highlight: 'Use **bold type**, or take the equals signs out.',
  attributes: 'Take out what stands in the braces.',
}

interface TableFault {
  fault: 'missing' | 'short' | 'malformed' | 'apart'
  columns: number
  ruled: number
}

function tableVi({ fault, columns, ruled }: TableFault): string {
  if (fault === 'missing') return 'thiếu dòng gạch ngang dưới dòng đầu'
  if (fault === 'short') return `dòng gạch ngang có ${ruled} ô, dòng đầu có ${columns} ô`
  return fault === 'apart'
    ? 'dòng gạch ngang đứng riêng, không liền dòng đầu'
    : 'dòng gạch ngang viết sai hoặc không ở ngay dưới dòng đầu'
}

function tableEn({ fault, columns, ruled }: TableFault): string {
  if (fault === 'missing') return 'the line of hyphens below the first is missing'
  if (fault === 'short') return `the line of hyphens has ${ruled} cells, the first line ${columns}`
  return fault === 'apart'
    ? 'the line of hyphens is apart from the first line'
    : 'the line of hyphens is malformed, or not right below the first line'
}

function ruleOf(columns: number): string {
  return `|${'---|'.repeat(Math.min(columns, 12))}`
}

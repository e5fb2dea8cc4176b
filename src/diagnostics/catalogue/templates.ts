/** Codes about Handlebars templates. */
import { define } from '../message.ts'

export const templates = {
  'template-missing': define(
    'error',
    (a: { name: string }) => [
      `Thiếu mẫu "templates/${a.name}.hbs".`,
      'Bản build-portal đã cài bị thiếu tệp: hãy cài lại.',
    ],
    (a) => [
      `The template "templates/${a.name}.hbs" is missing.`,
      'The installed build-portal lacks a file: install it again.',
    ],
  ),
  'template-syntax': define(
    'error',
    (a: { detail: string }) => [
      `Mẫu viết sai cú pháp Handlebars: ${a.detail}`,
      'Xem lại các cặp {{ }} và thẻ mở, thẻ đóng quanh chỗ này.',
    ],
    (a) => [
      `The template is not valid Handlebars: ${a.detail}`,
      'Look at the {{ }} pairs and at opening and closing tags around this place.',
    ],
  ),
  'template-unknown-name': define(
    'error',
    (a: { name: string; context: string; known: string | null }) => [
      `Ở đây không có "${a.name}" (dữ liệu: ${a.context}).`,
      a.known ? `Có phải ý bạn là "${a.known}"?` : 'Xem các tên có sẵn trong docs/templates.md.',
    ],
    (a) => [
      `There is no "${a.name}" here (data: ${a.context}).`,
      a.known ? `Did you mean "${a.known}"?` : 'See the names there are in docs/templates.md.',
    ],
  ),
  'template-unknown-helper': define(
    'error',
    (a: { name: string; known: string | null }) => [
      `Không có hàm trợ giúp nào tên là "${a.name}".`,
      a.known ? `Có phải ý bạn là "${a.known}"?` : 'Xem các hàm có sẵn trong docs/templates.md.',
    ],
    (a) => [
      `There is no helper named "${a.name}".`,
      a.known ? `Did you mean "${a.known}"?` : 'See the helpers there are in docs/templates.md.',
    ],
  ),
  'template-helper-usage': define(
    'error',
    (a: { name: string; expected: string }) => [`Hàm "${a.name}" dùng chưa đúng.`, `Viết ${a.expected}`],
    (a) => [`The helper "${a.name}" is not used right.`, `Write ${a.expected}`],
  ),
  'template-value': define(
    'error',
    (a: { name: string; kind: string }) => [
      `"${a.name}" là ${a.kind === 'list' ? 'một danh sách' : 'một nhóm giá trị'}, không in ra được.`,
      'Dùng {{#each}} cho danh sách, hoặc gọi tên một giá trị bên trong.',
    ],
    (a) => [
      `"${a.name}" is ${a.kind === 'list' ? 'a list' : 'a group of values'} and cannot be printed.`,
      'Use {{#each}} for a list, or name a value inside it.',
    ],
  ),
  'template-nullable': define(
    'error',
    (a: { name: string }) => [
      `"${a.name}" có thể trống, nên không đọc được giá trị bên trong khi nó trống.`,
      `Đặt đoạn này trong {{#if ${a.name}}}…{{/if}} hoặc {{#with ${a.name}}}…{{/with}}.`,
    ],
    (a) => [
      `"${a.name}" may be empty, and nothing inside it can be read then.`,
      `Put this part inside {{#if ${a.name}}}…{{/if}} or {{#with ${a.name}}}…{{/with}}.`,
    ],
  ),
  'template-parent': define(
    'error',
    (a: { name: string }) => [
      `Ở đây "${a.name}" không chắc dẫn tới đâu: nó đi ra ngoài mẫu này, hoặc qua một vòng lặp trên dữ liệu cùng loại.`,
      'Đặt tên ({{#each items as |item|}}), truyền giá trị khi gọi mẫu con (title=title), hoặc bắt đầu từ @root.',
    ],
    (a) => [
      `It is not certain what "${a.name}" leads to here: out of this template, or through data of the same kind.`,
      'Give a name ({{#each items as |item|}}), pass the value to the partial (title=title), or begin at @root.',
    ],
  ),
  'template-escaped-html': define(
    'error',
    (a: { name: string }) => [
      `"{{${a.name}}}" là HTML đã được làm sạch; hai ngoặc sẽ in cả các thẻ ra thành chữ.`,
      `Viết {{{${a.name}}}}.`,
    ],
    (a) => [`"{{${a.name}}}" is cleaned HTML; two braces would show its tags as text.`, `Write {{{${a.name}}}}.`],
  ),
  'template-unused-block': define(
    'warning',
    (a: { name: string }) => [
      `Phần viết cho "${a.name}" không được in ra ở đâu cả.`,
      'Gọi tên nó trong mẫu khung bằng {{> tên}} hoặc {{> @partial-block}}, hoặc xoá phần này.',
    ],
    (a) => [
      `What is written here for "${a.name}" is printed nowhere.`,
      'Print it in the layout with {{> name}} or {{> @partial-block}}, or take this part out.',
    ],
  ),
  'partial-missing': define(
    'error',
    (a: { name: string; known: string | null }) => [
      `Không có mẫu con nào tên là "${a.name}".`,
      a.known ? `Có phải ý bạn là "${a.known}"?` : `Tạo tệp templates/partials/${a.name}.hbs, hoặc sửa tên.`,
    ],
    (a) => [
      `There is no partial named "${a.name}".`,
      a.known ? `Did you mean "${a.known}"?` : `Create templates/partials/${a.name}.hbs, or correct the name.`,
    ],
  ),
  'partial-cycle': define(
    'error',
    (a: { chain: string }) => [`Các mẫu con gọi nhau thành vòng: ${a.chain}.`, 'Bỏ một lời gọi trong vòng này.'],
    (a) => [`The partials call each other in a circle: ${a.chain}.`, 'Take one of the calls out.'],
  ),
  'partial-dynamic': define(
    'error',
    () => [
      'Tên mẫu con được tính khi chạy, nên không kiểm tra trước được.',
      'Viết thẳng tên mẫu con, như {{> item}}; chọn giữa nhiều mẫu bằng {{#if}}.',
    ],
    () => [
      'The name of this partial is worked out while rendering, so it cannot be checked before.',
      'Write the name out, as in {{> item}}; choose between partials with {{#if}}.',
    ],
  ),
  'partial-block-missing': define(
    'error',
    (a: { name: string | null }) => [
      a.name
        ? `Mẫu con "${a.name}" in khối của nơi gọi, nhưng nơi gọi không có khối nào.`
        : 'Ở đây không có khối nào để in.',
      `Gọi bằng {{#> ${a.name ?? 'layout'}}}…{{/${a.name ?? 'layout'}}}, hoặc cho sẵn {{#> @partial-block}}…{{/@partial-block}}.`,
    ],
    (a) => [
      a.name
        ? `The partial "${a.name}" prints the block of its caller, which has none.`
        : 'There is no block here to print.',
      `Call it with {{#> ${a.name ?? 'layout'}}}…{{/${a.name ?? 'layout'}}}, or give a default: {{#> @partial-block}}…{{/@partial-block}}.`,
    ],
  ),
  'template-failed': define(
    'error',
    (a: { output: string; detail: string }) => [
      `Mẫu không chạy được khi tạo "${a.output}": ${a.detail}`,
      'Sửa mẫu, hoặc xoá bản thay thế để dùng mẫu có sẵn.',
    ],
    (a) => [
      `The template failed while making "${a.output}": ${a.detail}`,
      'Fix the template, or delete the override to use the shipped one.',
    ],
  ),
  'template-unescaped': define(
    'error',
    (a: { name: string }) => [
      `"{{{${a.name}}}}" in chữ của tác giả ra mà không mã hoá, nên không an toàn.`,
      `Viết {{${a.name}}}; chỉ HTML đã được làm sạch (body) mới dùng ba ngoặc.`,
    ],
    (a) => [
      `"{{{${a.name}}}}" prints author text without escaping, which is not safe.`,
      `Write {{${a.name}}}; three braces are for cleaned HTML (body) alone.`,
    ],
  ),
  'asset-missing': define(
    'error',
    (a: { name: string; known: string | null }) => [
      `Không có tệp tĩnh nào tên là "${a.name}".`,
      a.known ? `Có phải ý bạn là "${a.known}"?` : 'Đặt tệp vào static/, hoặc sửa tên.',
    ],
    (a) => [
      `There is no static file named "${a.name}".`,
      a.known ? `Did you mean "${a.known}"?` : 'Put the file into static/, or correct the name.',
    ],
  ),
}

/** Codes about the bulletins taken together: addresses, tags, authors, the plan of the outputs. */
import { define } from '../message.ts'

export const site = {
  'url-collision': define(
    'error',
    (a: { url: string; other: string | null; isStatic: boolean }) => [
      a.other === null
        ? `Địa chỉ ${a.url} là của một tệp do build-portal tạo ra.`
        : `Địa chỉ ${a.url} cũng là của "${a.other}".`,
      a.isStatic
        ? 'Đổi tên tệp này trong static/, hoặc xoá nó.'
        : 'Đặt slug: khác cho một trong hai, hoặc xoá bài trùng.',
    ],
    (a) => [
      a.other === null
        ? `The address ${a.url} belongs to a file that build-portal makes.`
        : `The address ${a.url} also belongs to "${a.other}".`,
      a.isStatic
        ? 'Rename this file in static/, or delete it.'
        : 'Give one of the two another slug:, or delete the duplicate.',
    ],
  ),
  'alias-collision': define(
    'error',
    (a: { alias: string; other: string }) => [
      `Địa chỉ cũ (alias) ${a.alias} đã là của "${a.other}".`,
      'Bỏ địa chỉ này khỏi aliases.',
    ],
    (a) => [`The alias ${a.alias} already belongs to "${a.other}".`, 'Take it out of aliases.'],
  ),
  'path-windows': define(
    'warning',
    (a: { url: string; name: string }) => [
      `Địa chỉ ${a.url} có tên "${a.name}", tên mà Windows giữ cho thiết bị: máy Windows nào cũng không lưu được trang này.`,
      'Đặt slug: khác cho bài viết hay tác giả, viết từ khóa dài hơn, hoặc đổi tên tệp.',
    ],
    (a) => [
      `The address ${a.url} has the name "${a.name}", which Windows keeps for a device: no Windows machine can store this page.`,
      'Give the bulletin or the author another slug:, write a longer tag, or rename the file.',
    ],
  ),
  'legacy-unmoved': define(
    'warning',
    (a: { url: string; reason: 'form' | 'page' | 'twice'; other: string | null }) => [
      {
        form: `Địa chỉ cũ "${a.url}" không phải địa chỉ web mà máy chủ có thể chuyển tiếp, nên không được đưa vào moved.map.`,
        page: `Địa chỉ cũ "${a.url}" là địa chỉ của một trang đang có (${a.other}), nên không được chuyển tiếp.`,
        twice: `Địa chỉ cũ "${a.url}" đã dẫn tới "${a.other}"; một địa chỉ chỉ dẫn tới một nơi.`,
      }[a.reason],
      a.reason === 'form'
        ? 'Trong legacy.url, ghi địa chỉ trang cũ như trên thanh địa chỉ của trình duyệt, tối đa 2.000 ký tự, ví dụ /index.php?id=68.'
        : 'Xem lại bài nào thật sự ở địa chỉ cũ này, rồi sửa hoặc bỏ legacy.url của bài kia.',
    ],
    (a) => [
      {
        form: `The old address "${a.url}" is no web address that a server could redirect, so it is not in moved.map.`,
        page: `The old address "${a.url}" is the address of a page of the site (${a.other}), so it is not redirected.`,
        twice: `The old address "${a.url}" leads to "${a.other}" already; an address leads to one place.`,
      }[a.reason],
      a.reason === 'form'
        ? 'In legacy.url, give the address of the old page as a browser shows it, at most 2,000 characters, such as /index.php?id=68.'
        : 'See which bulletin really was at that address, and correct or remove legacy.url of the other.',
    ],
  ),
  'path-reserved': define(
    'error',
    (a: { url: string }) => [`Địa chỉ ${a.url} dành cho trang do hệ thống tạo ra.`, 'Đổi tên tệp hoặc đặt slug: khác.'],
    (a) => [`The address ${a.url} is kept for a generated page.`, 'Rename the file or give it another slug:.'],
  ),
  'tag-merged': define(
    'warning',
    (a: { tag: string; shown: string; slug: string }) => [
      `Từ khoá "${a.tag}" và "${a.shown}" có cùng địa chỉ "${a.slug}"; chúng được gộp thành "${a.shown}".`,
      'Thống nhất cách viết, hoặc đổi một trong hai từ khoá.',
    ],
    (a) => [
      `The tags "${a.tag}" and "${a.shown}" share the address "${a.slug}"; they become one, "${a.shown}".`,
      'Settle on one spelling, or change one of the tags.',
    ],
  ),
  'author-collision': define(
    'error',
    (a: { name: string; other: string; slug: string }) => [
      `Tác giả "${a.name}" và "${a.other}" có cùng địa chỉ "${a.slug}".`,
      'Khai báo từng người trong authors: của portal.yaml, mỗi người một slug.',
    ],
    (a) => [
      `The authors "${a.name}" and "${a.other}" share the address "${a.slug}".`,
      'List them under authors: in portal.yaml, each with a slug of their own.',
    ],
  ),
  'translation-doubled': define(
    'error',
    (a: { key: string; language: string; other: string }) => [
      `translationKey "${a.key}" đã là của một bài khác cùng ngôn ngữ "${a.language}": "${a.other}".`,
      'Mỗi ngôn ngữ chỉ một bài cho một translationKey: sửa lang: hoặc translationKey: của một trong hai.',
    ],
    (a) => [
      `The translationKey "${a.key}" belongs to another text in "${a.language}" already: "${a.other}".`,
      'One text in each language has a translationKey: correct lang: or translationKey: of one of the two.',
    ],
  ),
  'url-vanished': define(
    'warning',
    (a: { url: string }) => [
      `Trang ${a.url} đã đăng lần trước, lần này không còn.`,
      'Thêm địa chỉ này vào aliases: của bài thay thế, hoặc giữ bài với removed: {at, reason}.',
    ],
    (a) => [
      `The page ${a.url} was published last time and is gone now.`,
      'Add the address to aliases: of the bulletin that replaces it, or keep the bulletin with removed: {at, reason}.',
    ],
  ),
  'embargo-leak': define(
    'error',
    (a: { output: string }) => [
      `Tệp "${a.output}" sẽ để lộ bài chưa được đăng này.`,
      'Không có gì được đăng. Hãy báo lỗi này cho nhóm phát triển.',
    ],
    (a) => [
      `The output "${a.output}" would give this held bulletin away.`,
      'Nothing was published. Please report this as a bug.',
    ],
  ),
}

/** Codes about the register of decisions: what texts cite and what is told of a document. */
import { define } from '../message.ts'

export const register = {
  'citation-ambiguous': define(
    'warning',
    (a: { number: string; candidates: string }) => [
      `Văn bản số ${a.number} nêu ở đây có thể là một trong các văn bản cùng ngày, cùng cơ quan: ${a.candidates}.`,
      'Viết cả ký hiệu của văn bản; số này đang hiện không có liên kết.',
    ],
    (a) => [
      `The document number ${a.number} named here may be any of these of the same day and office: ${a.candidates}.`,
      'Write its symbol too; the number is shown without a link.',
    ],
  ),
  'citation-day-impossible': define(
    'warning',
    (a: { day: string }) => [
      `Ngày ban hành "${a.day}" không có trong lịch.`,
      'Sửa ngày của văn bản được viện dẫn; bản tin vẫn được đăng như đã viết.',
    ],
    (a) => [
      `The calendar has no day "${a.day}", on which this document is said to be issued.`,
      'Correct the date of the cited document; the bulletin is published as written.',
    ],
  ),
  'decision-day-differs': define(
    'warning',
    (a: { number: string; one: string; other: string }) => [
      `Văn bản ${a.number} đã ghi ngày ban hành là ${a.one}, ở đây lại là ${a.other}.`,
      'Đối chiếu với văn bản gốc rồi sửa nơi ghi sai; trang văn bản dùng ngày ghi trước.',
    ],
    (a) => [
      `The document ${a.number} was said to be issued on ${a.one}, and here on ${a.other}.`,
      'Compare both with the original and correct the wrong one; the document page shows the first.',
    ],
  ),
  'decision-title-differs': define(
    'warning',
    (a: { number: string; one: string; other: string }) => [
      `Văn bản ${a.number} có hai trích yếu khác nhau: "${a.one}" và "${a.other}".`,
      'Đối chiếu với văn bản gốc rồi dùng một trích yếu; trang văn bản dùng trích yếu ghi trước.',
    ],
    (a) => [
      `The document ${a.number} has two abstracts: "${a.one}" and "${a.other}".`,
      'Compare both with the original and settle on one; the document page shows the first.',
    ],
  ),
  'decision-day-future': define(
    'warning',
    (a: { number: string; date: string; written: string | null; what: 'issued' | 'recorded' }) => [
      a.written === null
        ? `Văn bản ${a.number} ghi ngày ${a.what === 'issued' ? 'ban hành' : 'tra cứu hiệu lực'} ${a.date}, là ngày chưa tới.`
        : `Văn bản ${a.number} ghi ngày ban hành ${a.date}, sau ngày của bài viện dẫn nó (${a.written}).`,
      a.written === null
        ? 'Đối chiếu với văn bản gốc rồi sửa ngày này; cho tới khi đó, trang văn bản hiện ngày như đã ghi.'
        : 'Sửa ngày của văn bản, hoặc ghi updated: nếu bài được viết lại sau ngày đó.',
    ],
    (a) => [
      a.written === null
        ? `${a.what === 'issued' ? `The document ${a.number} is said to be issued` : `The effect of ${a.number} is said to have been looked up`} on ${a.date}, a day that has not come.`
        : `The document ${a.number} is said to be issued on ${a.date}, after the bulletin that cites it (${a.written}).`,
      a.written === null
        ? 'Compare it with the original and correct the day; until then the document page shows it as written.'
        : 'Correct the date of the document, or give updated: where the bulletin was rewritten since.',
    ],
  ),
  'decision-text-unread': define(
    'warning',
    () => [
      'Phần chữ sau phần đầu của tệp văn bản này không được đăng.',
      'Ghi trích yếu vào title:, toàn văn để ở tệp nêu trong file: hoặc ở địa chỉ url:.',
    ],
    () => [
      'The text below the front matter of this document is not published.',
      'Put the abstract into title:, and the whole text into the file of file: or behind url:.',
    ],
  ),
  'replacement-circle': define(
    'error',
    (a: { round: string; key: 'replaces' | 'withdrawn.replacedBy' }) =>
      a.key === 'replaces'
        ? [
            `Các văn bản thay thế nhau thành vòng: ${a.round}.`,
            'Sửa replaces: của một trong các văn bản này: văn bản ban hành trước không thay thế văn bản ban hành sau.',
          ]
        : [
            `Các bài đã thu hồi dẫn người đọc đi vòng quanh: ${a.round}.`,
            'Ở một trong các bài này, sửa replacedBy: thành bài thay thế, hoặc bỏ dòng đó.',
          ],
    (a) =>
      a.key === 'replaces'
        ? [
            `These documents replace each other in a circle: ${a.round}.`,
            'Correct replaces: of one of them: an earlier document does not replace a later one.',
          ]
        : [
            `These withdrawn bulletins send their readers in a circle: ${a.round}.`,
            'In one of them, let replacedBy: name the bulletin that replaces it, or take the line out.',
          ],
  ),
}

/** Snippets for VS Code: a whole bulletin, and the parts of one that nobody types by heart. */
import type { SiteLanguage } from '../../source/language/labels.ts'

/** The file's path in a portal; VS Code reads every file of this ending there. */
export const snippetsPath = '.vscode/portal.code-snippets'

interface Snippet {
  /** What is typed before Ctrl+Space or Tab; plain letters, so that no input method stands in the way. */
  prefix: string
  scope: 'markdown' | 'yaml'
  description: string
  body: string[]
}

// In braces, so that a letter behind one does not become part of its name.
const today = ['YEAR', 'MONTH', 'DATE'].map((part) => `\${CURRENT_${part}}`).join('-')

/** The file's text. `sections` are the ids to choose from, `author` and `issuer` what the settings say. */
export function snippetsFile(
  language: SiteLanguage,
  { sections, author, issuer }: { sections: readonly string[]; author: string; issuer: string },
): string {
  const words = language === 'vi' ? vi : en
  const of = (name: SnippetName, body: string[], scope: Snippet['scope'] = 'markdown'): [string, Snippet] => {
    const [prefix, title, description] = words.snippets[name]
    return [title, { prefix, scope, description, body }]
  }
  const { samples } = words
  const snippets = [
    of('bulletin', [
      '---',
      `title: ${quoted(1, samples.title)}`,
      `date: ${today}`,
      `author: ${quoted(2, author)}`,
      `category: ${choice(3, sections)}`,
      `summary: ${quoted(4, samples.summary)}`,
      'draft: true',
      '---',
      '',
      stop(0, samples.text),
    ]),
    of('decision', ['decision:', ...document(samples.abstract, issuer).map((line) => `  ${line}`)]),
    of('lead', [
      'image:',
      `  src: ${stop(1, 'anh.jpg')}`,
      `  alt: ${quoted(2, samples.alt)}`,
      `  caption: ${quoted(3, samples.caption)}`,
      `  credit: ${quoted(4, samples.credit)}`,
    ]),
    of('attachment', ['attachments:', `  - {file: ${stop(1, 'tep.pdf')}, title: ${quoted(2, samples.file)}}`]),
    of('correction', [
      'changes:',
      `  - at: ${today}`,
      '    kind: correction',
      `    note: ${quoted(1, samples.note)}`,
      `    wrong: ${quoted(2, samples.wrong)}`,
      `    right: ${quoted(3, samples.right)}`,
    ]),
    of('withdrawal', [`withdrawn: {at: ${today}, reason: ${quoted(1, samples.reason)}}`]),
    of('embargo', [`publishAt: ${today}T${stop(1, '08:00')}:00+07:00`]),
    of('expiry', [`expiresAt: ${today}`]),
    of('picture', [picture(1, samples, `. ${samples.by}: ${samples.credit}`)]),
    of('gallery', [picture(1, samples), picture(4, samples)]),
    of('notice', [`:::${choice(1, ['note', 'tip', 'important', 'warning'])}`, stop(2, samples.text), ':::']),
    of('table', [
      `| ${stop(1, samples.column)} | ${stop(2, samples.column)} |`,
      '|---|---|',
      `| ${stop(3, '…')} | ${stop(4, '…')} |`,
    ]),
    of(
      'record',
      [
        ...document(samples.abstract, issuer).map((line, index) => `${index === 0 ? '-' : ' '} ${line}`),
        `  effect: {state: ${choice(4, ['in-force', 'expired'])}, recordedAt: ${today}}`,
      ],
      'yaml',
    ),
  ]
  return `${JSON.stringify(Object.fromEntries(snippets), null, 2)}\n`
}

/** A place where the cursor stops, with a text to write over. */
function stop(place: number, text: string): string {
  return `\${${place}:${text.replace(/[\\$}]/g, '\\$&')}}`
}

/** The same, between the quotation marks of a YAML value. */
function quoted(place: number, text: string): string {
  return `"${stop(place, JSON.stringify(text).slice(1, -1))}"`
}

function choice(place: number, values: readonly string[]): string {
  return `\${${place}|${values.join(',')}|}`
}

function document(abstract: string, issuer: string): string[] {
  return [
    `number: ${stop(1, '94/QĐ-UBND')}`,
    `date: ${today}`,
    `issuer: ${quoted(2, issuer)}`,
    `title: ${quoted(3, abstract)}`,
  ]
}

function picture(first: number, { alt, caption }: { alt: string; caption: string }, credit = ''): string {
  return `![${stop(first, alt)}](${stop(first + 1, 'anh.jpg')} "${stop(first + 2, caption + credit)}")`
}

const vi = {
  samples: {
    title: 'Tựa bài',
    summary: 'Tóm tắt trong một, hai câu.',
    text: 'Nội dung.',
    abstract: 'Về việc …',
    alt: 'Ảnh có gì',
    caption: 'Ai, ở đâu, khi nào',
    credit: 'Người chụp',
    by: 'Ảnh',
    file: 'Tên tệp',
    note: 'Sửa giờ họp.',
    wrong: '7 giờ',
    right: '8 giờ',
    reason: 'Lý do thu hồi.',
    column: 'Cột',
  },
  snippets: {
    bulletin: ['bai', 'Bài mới', 'Cả một bài, từ phần đầu tới nội dung'],
    decision: ['vanban', 'Văn bản của bài', 'Số và ký hiệu, ngày, cơ quan ban hành, trích yếu'],
    lead: ['anhdau', 'Ảnh đầu bài', 'Ảnh đầu bài, có lời mô tả, chú thích, người chụp'],
    attachment: ['dinhkem', 'Tệp đính kèm', 'Một tệp đính kèm có tên'],
    correction: ['dinhchinh', 'Đính chính', 'Ghi chú đính chính: câu sai, câu đúng'],
    withdrawal: ['thuhoi', 'Thu hồi', 'Thu hồi bài, có lý do'],
    embargo: ['hengio', 'Hẹn giờ đăng', 'Bài chờ tới giờ này'],
    expiry: ['hethan', 'Hết hạn', 'Từ ngày này bài có dòng báo hết hạn'],
    picture: ['anh', 'Ảnh trong bài', 'Ảnh có lời mô tả và chú thích'],
    gallery: ['boanh', 'Bộ ảnh', 'Các ảnh viết liền nhau'],
    notice: ['luuy', 'Lưu ý', 'Đoạn đóng khung'],
    table: ['bang', 'Bảng', 'Bảng hai cột'],
    record: ['vanban', 'Văn bản trong sổ', 'Một văn bản của content/decisions.yaml'],
  },
} satisfies {
  samples: Record<string, string>
  snippets: Record<string, [prefix: string, title: string, description: string]>
}

type SnippetName = keyof typeof vi.snippets

const en: typeof vi = {
  samples: {
    title: 'Title',
    summary: 'What it says, in one or two sentences.',
    text: 'The text.',
    abstract: 'On …',
    alt: 'What is in the picture',
    caption: 'Who, where, when',
    credit: 'Photographer',
    by: 'Photo',
    file: 'Name of the file',
    note: 'The hour of the meeting.',
    wrong: '7 o’clock',
    right: '8 o’clock',
    reason: 'Why it is withdrawn.',
    column: 'Column',
  },
  snippets: {
    bulletin: ['bulletin', 'Bulletin', 'A whole bulletin, front matter and text'],
    decision: ['decision', 'Document of the bulletin', 'Number and symbol, date, issuer, abstract'],
    lead: ['lead', 'Lead picture', 'The picture at the top, with description, caption and photographer'],
    attachment: ['attachment', 'Attachment', 'A file to download, with its name'],
    correction: ['correction', 'Correction', 'A correction note: the wrong words and the right ones'],
    withdrawal: ['withdrawal', 'Withdrawal', 'Withdraws the bulletin, with the reason'],
    embargo: ['embargo', 'Embargo', 'The bulletin waits for this hour'],
    expiry: ['expiry', 'Expiry', 'From this day the bulletin says that it is over'],
    picture: ['picture', 'Picture', 'A picture with description and caption'],
    gallery: ['gallery', 'Gallery', 'Pictures one under the other'],
    notice: ['notice', 'Notice', 'A passage in a frame'],
    table: ['table', 'Table', 'A table of two columns'],
    record: ['decision', 'Document of the register', 'A document of content/decisions.yaml'],
  },
}

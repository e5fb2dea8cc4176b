/** `portal.yaml` of a new portal, with what an officer needs to know beside every setting. */
import { slugOf } from '../../source/fold.ts'
import type { SiteLanguage } from '../../source/language/labels.ts'
import { shortened, yamlLines } from '../draft.ts'

/** What an office says of itself; an empty text is left out. */
export interface Office {
  office: string
  parent: string
  /** Where its house stands. */
  address: string
  /** Where its site will be read. */
  url: string
  language: SiteLanguage
  counter: 'none' | 'portal'
}

/** The name of the schema that editors check the settings by, as it lies beside them. */
export const settingsSchemaFile = '.vscode/portal.schema.json'

interface SettingsWords {
  head: string
  title: (office: string) => string
  titleNote: string
  url: string
  language: string
  categories: string
  sections: { id: string; title: string }[]
  agency: string
  issuers: string
  defaults: string
  author: string
  counter: string
  counting: string
  editor: string
}

const vi: SettingsWords = {
  head: `# Thiết lập của trang thông tin điện tử.
# Sửa bằng trình soạn thảo văn bản, giữ nguyên cách thụt đầu dòng (hai dấu cách).
# Dòng bắt đầu bằng dấu # là ghi chú, máy không đọc. Sửa xong, chạy: npx build-portal check`,
  title: (office) => `Trang thông tin điện tử ${office}`,
  titleNote: 'Tên trang, hiện ở đầu mọi trang.',
  url: 'Địa chỉ chính thức của trang, có dấu / ở cuối. Sửa cho đúng trước khi đăng.',
  language: 'Ngôn ngữ của trang (vi hoặc en) và múi giờ dùng để tính giờ đăng.',
  categories: `Chuyên mục, theo thứ tự trên thanh danh mục. "id" nằm trong địa chỉ trang và trong dòng
# "category" của mỗi bài: đã dùng thì không đổi. "title" là tên hiện ra, sửa lúc nào cũng được.`,
  sections: [
    { id: 'tin-tuc', title: 'Tin tức' },
    { id: 'thong-bao', title: 'Thông báo' },
    { id: 'chi-dao-dieu-hanh', title: 'Chỉ đạo điều hành' },
  ],
  agency: 'Cơ quan chủ quản, hiện ở đầu và chân trang. Có thể thêm phone, email, responsible (người chịu trách nhiệm).',
  issuers: 'Cơ quan ban hành văn bản. "alias" là các cách viết khác của cùng một cơ quan.',
  defaults: 'Dùng khi bài không ghi tác giả, văn bản không ghi cơ quan ban hành.',
  author: 'Ban Biên tập',
  counter: 'Lượt xem: "none" là không đếm; "portal" là đếm bằng build-portal counter trên một máy chủ của cơ quan.',
  counting: '"endpoint" là địa chỉ của bộ đếm, "site" là tên của trang ở đó.',
  editor: `Soạn bài trên trình duyệt: chạy npx build-portal dev, rồi mở http://127.0.0.1:4000/admin/ trên máy này.
# Để soạn ở /admin/ của trang đã đăng, bỏ dấu # ở các dòng dưới và ghi kho git của cơ quan:`,
}

const en: SettingsWords = {
  head: `# The settings of the site.
# Edit them with a plain text editor and keep the indents (two spaces).
# Lines that begin with # are notes, which are not read. Afterwards run: npx build-portal check`,
  title: (office) => `Website of ${office}`,
  titleNote: 'The name of the site, at the top of every page.',
  url: 'The official address of the site, with / at its end. Put in the real one before you publish.',
  language: 'The language of the site (vi or en), and the time zone that times of publication are read in.',
  categories: `Sections, in the order of the menu. An "id" stands in addresses and in the "category" of bulletins:
# once used, it stays. A "title" is what readers see, and may change at any time.`,
  sections: [
    { id: 'news', title: 'News' },
    { id: 'notices', title: 'Notices' },
    { id: 'directives', title: 'Directives' },
  ],
  agency:
    'The office, at the top and the foot of every page. It may also have phone, email, responsible (who answers for the site).',
  issuers: 'Offices that issue documents. An "alias" is another spelling of the same office.',
  defaults: 'Taken where a bulletin names no author, or a document no office.',
  author: 'Editorial Board',
  counter: 'Views: "none" counts nothing; "portal" counts by build-portal counter on a server of your office.',
  counting: '"endpoint" is the address of the counter, "site" the name of this site there.',
  editor: `Writing in the browser: run npx build-portal dev, then open http://127.0.0.1:4000/admin/ on this machine.
# To write at /admin/ of the published site, take the # from the lines below and name the git repository of your office:`,
}

/** The text of `portal.yaml`. */
export function settingsFile({ office, parent, address, url, language, counter }: Office): string {
  const words = language === 'vi' ? vi : en
  const agency = { name: office, ...(parent && { parent }), ...(address && { address }) }
  const counts = { provider: 'portal', endpoint: counterAddress(url), site: shortened(slugOf(office)) || 'portal' }
  const parts: [note: string, values: object][] = [
    [words.titleNote, { title: words.title(office) }],
    [words.url, { url }],
    [words.language, { language, timezone: 'Asia/Ho_Chi_Minh' }],
    [words.categories, { categories: words.sections }],
    [words.agency, { agency }],
    [words.issuers, { issuers: [agency, ...(parent ? [{ name: parent }] : [])].map(({ name }) => ({ name })) }],
    [words.defaults, { defaults: defaultsOf({ office, language }) }],
    counter === 'none'
      ? [words.counter, { counter: { provider: 'none' } }]
      : [`${words.counter}\n# ${words.counting}`, { counter: counts }],
  ]
  const head = `# yaml-language-server: $schema=${settingsSchemaFile}\n${words.head}\n`
  const admin = yamlLines({ admin: { backend: 'gitlab', repo: 'office/portal', appId: '…' } })
  const editor = `# ${words.editor}\n${admin.replace(/^(?=.)/gm, '# ')}`
  return [head, ...parts.map(([note, values]) => `# ${note}\n${yamlLines(values)}`), editor].join('\n')
}

/** The ids of the sections that a new portal begins with. */
export function sectionsOf(language: SiteLanguage): string[] {
  return (language === 'vi' ? vi : en).sections.map(({ id }) => id)
}

/** What holds where a bulletin names no author, or a document no office. */
export function defaultsOf({ office, language }: Pick<Office, 'office' | 'language'>): {
  author: string
  issuer: string
} {
  return { author: (language === 'vi' ? vi : en).author, issuer: office }
}

/** A counter beside the site: `https://dem.…`, to be corrected by whoever sets it up. */
function counterAddress(url: string): string {
  if (!URL.canParse(url)) return 'https://dem.example.gov.vn'
  const { protocol, hostname } = new URL(url)
  return `${protocol}//dem.${hostname.replace(/^www\./, '')}`
}

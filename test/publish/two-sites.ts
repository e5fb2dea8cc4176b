/** An old site and the one that follows it, with every kind of change between them, and the foreign files around. */
import type { Site } from './publish-site.ts'

const numbered = (from: number, to: number, line: (n: number) => [string, string]): Site =>
  Object.fromEntries(Array.from({ length: to - from }, (_, index) => line(from + index)))

const page = (n: number) => `2023/${String(1 + (n % 4)).padStart(2, '0')}/ban-tin-${n}/index.html`

/** Published first. */
export const oldSite: Site = {
  ...numbered(0, 45, (n) => [page(n), `<p>bản tin ${n}</p>`]),
  'index.html': '<h1>cũ</h1>',
  'feed.xml': '<rss>cũ</rss>',
  'assets/site.1111.css': 'a{}',
  'A/index.html': 'chữ hoa',
  page: 'a file that becomes a folder',
  'folder/one.html': 'a folder that',
  'folder/deep/two.html': 'becomes a file',
  'only/here/index.html': 'goes with its folders',
  'mixed/index.html': 'goes, its folder stays',
}

/** Published over it: 60 files. */
export const newSite: Site = {
  ...numbered(0, 15, (n) => [page(n), `<p>bản tin ${n}</p>`]),
  ...numbered(15, 35, (n) => [page(n), `<p>bản tin ${n}, đã sửa</p>`]),
  ...numbered(45, 64, (n) => [page(n), `<p>bản tin mới ${n}</p>`]),
  'index.html': '<h1>mới</h1>',
  'feed.xml': '<rss>mới</rss>',
  'assets/site.2222.css': 'b{}',
  'a/index.html': 'chữ hoa',
  'page/index.html': 'a folder',
  folder: 'a file',
}

/** What others put into the output folder. */
export const foreign: Site = {
  '.git/HEAD': 'ref: refs/heads/main',
  CNAME: 'yenchau.example.gov.vn',
  '.well-known/security.txt': 'Contact: mailto:a@example.gov.vn',
  'mixed/own.txt': 'theirs',
  '2023/01/theirs.txt': 'theirs',
}

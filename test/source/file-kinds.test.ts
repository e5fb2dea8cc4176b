/** Which files beside bulletins a browser or a server would run, by their names and by how they begin. */
import { describe, expect, test } from 'vitest'
import { beginsAsPage, isActive, isKnownKind } from '../../src/source/file-kinds.ts'
import { buildPortal, bulletin, portal } from '../support/portal.ts'

test.each([
  ...[
    'a.html',
    'a.HTM',
    'a.xhtml',
    'a.xht',
    'a.shtml',
    'a.mht',
    'a.mhtml',
    'a.hta',
    'a.xml',
    'a.xsl',
    'a.rss',
    'a.svgz',
  ],
  ...[
    'a.js',
    'a.mjs',
    'a.css',
    'a.wasm',
    'a.swf',
    'a.jar',
    'a.url',
    'a.php',
    'a.php5',
    'a.phtml',
    'a.aspx',
    'a.jsp',
    'web.config',
  ],
  // What Apache makes of several endings, and nginx of compressed files (`gzip_static`).
  ...[
    'a.php.pdf',
    'a.cgi.txt',
    'a.html.vi',
    'a.html.gz',
    'a.js.br',
    'a.svg.gz',
    'a.html.bak',
    'a.html.',
    'a.html . ',
    'a.ｈｔｍｌ',
    'a.var',
  ],
])('%s is not published', (name) => {
  expect(isActive(`2024/${name}`)).toBe(true)
})

test.each([
  ...[
    'a.pdf',
    'a.docx',
    'a.xlsx',
    'a.odt',
    'a.txt',
    'a.csv',
    'a.zip',
    'a.7z',
    'a.tar.gz',
    'a.csv.gz',
    'a.svg',
    'a.png',
    'a.mp4',
    'a.vtt',
    'a.kml',
  ],
  ...['Trang chủ.html.pdf', 'hop.js.zip', 'html', '94-qd.ubnd.signed.pdf', 'a.dwg', 'a.khac', 'a'],
])('%s is', (name) => {
  expect(isActive(`2024/a.php.d/${name}`)).toBe(false)
})

describe('of a kind that servers do not know', () => {
  test.each<[string, string | Buffer, boolean]>([
    ['a', '<!doctype html><script>1</script>', true],
    ['a.khac', '\n\t <script>1</script>', true],
    ['a.srt', '<?xml version="1.0"?><x/>', true],
    ['a.vtt', '\ufeff<html>', true],
    ['a.bin', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<html>', 'utf16le')]), true],
    ['a.khac', 'Nội dung <b>', false],
    ['a.vtt', 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Chào\n', false],
    // Word and many offices' systems write HTML under these names, which every server knows.
    ['a.doc', '<html>', false],
    ['a.txt', '<html>', false],
  ])('%s that begins %j', async (name, content, isRefused) => {
    expect(!isKnownKind(name) && beginsAsPage(Buffer.from(content as string))).toBe(isRefused)
    const root = portal({ 'content/a.md': bulletin({}, `[Tệp](${name})\n`), [`content/${name}`]: content })
    const { exit, diagnostics } = await buildPortal(root)
    expect([exit, diagnostics.map(({ code, place }) => [code, place?.file])]).toEqual(
      isRefused ? [1, [['file-unsafe', `content/${name}`]]] : [0, []],
    )
  })
})

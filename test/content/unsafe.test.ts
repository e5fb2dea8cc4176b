/** What an author’s text may not do: run, load, post, or break out of where it stands. */

import fc from 'fast-check'
import type { Element, Root } from 'hast'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import { buildPortal, bulletin, page, plainSettings, portal } from '../support/portal.ts'
import { elements, parseHtml, read } from './body.ts'

const allowedElements = new Set(
  'a abbr b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var'.split(
    ' ',
  ),
)
const allowedAttributes = new Set(
  'id lang dir title href hrefLang dataFootnoteRef dataFootnoteBackref dataFootnotes ariaDescribedBy ariaLabel className open src alt width height type disabled checked value start reversed colSpan rowSpan scope headers dateTime tabIndex role'.split(
    ' ',
  ),
)

/** Everything in a tree that a page of ours never holds. */
function dangers(tree: Root): string[] {
  const found: string[] = []
  visit(tree, (node) => {
    if (node.type === 'comment' || node.type === 'doctype' || node.type === 'raw') found.push(node.type)
    if (node.type !== 'element') return
    if (!allowedElements.has(node.tagName)) found.push(`<${node.tagName}>`)
    for (const [name, value] of Object.entries(node.properties)) {
      if (!allowedAttributes.has(name)) found.push(`${name}=${value}`)
      if ((name === 'href' || name === 'src') && !safeAddress(String(value))) found.push(`${name}=${value}`)
    }
    if (node.tagName === 'input' && (node.properties.type !== 'checkbox' || node.properties.disabled !== true))
      found.push('an input that can be used')
  })
  return found
}

/** As a browser reads it: blanks and controls around it, and line breaks within, do not count. */
function safeAddress(written: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers strip exactly these.
  const url = written.replace(/^[\u0000-\u0020]+|[\t\n\r]/g, '')
  const scheme = /^([^/?#:]*):/.exec(url)?.[1]
  return scheme === undefined || /^(https?|mailto|tel|sms|ftp)$/i.test(scheme)
}

/** `told`: a code that tells what was taken out; null where nothing is, for it is text or harmless. */
const vectors: [name: string, markdown: string, told: 'html-removed' | 'url-unsafe' | 'path-outside' | null][] = [
  ['script', '<script>alert(1)</script>', 'html-removed'],
  ['script in a line', 'a <script>alert(1)</script> b', 'html-removed'],
  ['script in capitals', '<ScRiPt src=//x.example/x.js></sCrIpT>', 'html-removed'],
  ['script with a slash', '<script/x>alert(1)</script/x>', null],
  ['script not closed', '<script>alert(1)', 'html-removed'],
  ['script within script', '<scr<script>ipt>alert(1)</scr</script>ipt>', 'html-removed'],
  ['script of a module', '<script type="module">import "//x.example"</script>', 'html-removed'],
  ['svg onload', '<svg onload=alert(1)>', 'html-removed'],
  ['svg script', '<svg><script>alert(1)</script></svg>', 'html-removed'],
  ['svg use', '<svg><use href="data:image/svg+xml,<svg id=x onload=alert(1)>#x"/></svg>', 'html-removed'],
  [
    'svg animate',
    '<svg><a><animate attributeName=href values=javascript:alert(1) /><text y=20>x</text></a></svg>',
    'html-removed',
  ],
  ['svg foreignObject', '<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>', 'html-removed'],
  ['img onerror', '<img src=x alt=y onerror=alert(1)>', 'html-removed'],
  ['img onerror with a slash', '<img/src=x/alt=y/onerror=alert(1)>', null],
  ['img onerror in capitals', '<IMG SRC=x ALT=y ONERROR=alert(1)>', 'html-removed'],
  ['onclick on text', '<p onclick="alert(1)">x</p>', 'html-removed'],
  ['onmouseover in a line', '<b onmouseover=alert(1)>x</b>', 'html-removed'],
  ['ontoggle', '<details open ontoggle=alert(1)>x</details>', 'html-removed'],
  ['onfocus autofocus', '<a id=x tabindex=1 onfocus=alert(1) autofocus>x</a>', 'html-removed'],
  ['onpointerrawupdate', '<i onpointerrawupdate=alert(1)>x</i>', 'html-removed'],
  ['body onload', '<body onload=alert(1)>', null],
  ['a javascript link', '[x](javascript:alert(1))', 'url-unsafe'],
  ['a javascript link in capitals', '[x](JaVaScRiPt:alert(1))', 'url-unsafe'],
  ['a javascript link with a tab', '<a href="java\tscript:alert(1)">x</a>', 'path-outside'],
  ['a javascript link with an encoded tab', '[x](java&#9;script:alert(1))', 'path-outside'],
  ['a javascript link with a line break', '<a href="java&#10;script:alert(1)">x</a>', 'path-outside'],
  ['a javascript link with entities', '<a href="&#106;&#97;vascript:alert(1)">x</a>', 'url-unsafe'],
  ['a javascript link with long entities', '<a href="&#x00006A;avascript&colon;alert(1)">x</a>', 'url-unsafe'],
  ['a javascript link after blanks', '<a href="  javascript:alert(1)">x</a>', 'url-unsafe'],
  ['a javascript link after a control', '<a href="&#1;javascript:alert(1)">x</a>', 'path-outside'],
  ['a javascript link after an unseen blank', '[x](&#x200B;javascript:alert(1))', null],
  ['a javascript link percent-encoded', '[x](javascript%3Aalert(1))', null],
  ['a javascript link in pointed brackets', '[x](<javascript:alert(1)>)', 'url-unsafe'],
  ['a javascript autolink', '<javascript:alert(1)>', 'url-unsafe'],
  ['a javascript reference', '[x][y]\n\n[y]: javascript:alert(1)', 'url-unsafe'],
  ['a javascript image', '![x](javascript:alert(1))', 'url-unsafe'],
  ['a javascript image in HTML', '<img alt=x src="javascript:alert(1)">', 'url-unsafe'],
  ['a vbscript link', '[x](vbscript:msgbox(1))', 'url-unsafe'],
  ['a data link', '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)', 'url-unsafe'],
  ['a data image', '![x](data:image/svg+xml,<svg/onload=alert(1)>)', 'url-unsafe'],
  ['a data image with blanks', '<img alt=x src="data:image/svg+xml;base64,AAAA">', 'url-unsafe'],
  ['a blob link', '[x](blob:https://x.example/1)', 'url-unsafe'],
  ['a file link', '[x](file:///etc/passwd)', 'path-outside'],
  ['a view-source link', '[x](view-source:javascript:alert(1))', 'url-unsafe'],
  ['a link of a made-up protocol', '[x](x-thu:1)', 'url-unsafe'],
  ['a backslash address', '[x](/\\\\x.example/)', 'path-outside'],
  ['a style element', '<style>body{background:url(javascript:alert(1))}</style>', 'html-removed'],
  ['a style that imports', '<style>@import "//x.example/x.css"</style>', 'html-removed'],
  ['a style attribute', '<p style="background:url(javascript:alert(1));position:fixed">x</p>', null],
  ['iframe srcdoc', '<iframe srcdoc="<script>alert(1)</script>"></iframe>', 'html-removed'],
  ['iframe src', '<iframe src="javascript:alert(1)"></iframe>', 'html-removed'],
  ['frameset', '<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>', null],
  ['object', '<object data="javascript:alert(1)"></object>', 'html-removed'],
  ['embed', '<embed src="javascript:alert(1)">', 'html-removed'],
  ['applet', '<applet code=x></applet>', 'html-removed'],
  ['form', '<form action="https://x.example/"><input name=p><button>x</button></form>', 'html-removed'],
  ['formaction', '<button formaction=javascript:alert(1)>x</button>', 'html-removed'],
  ['an input with an image', '<input type=image src=x onerror=alert(1)>', 'html-removed'],
  ['an input that can be used', '<input type=checkbox onclick=alert(1) form=x>', 'html-removed'],
  ['textarea', '<textarea autofocus onfocus=alert(1)></textarea>', 'html-removed'],
  ['select', '<select autofocus onfocus=alert(1)><option>x</select>', 'html-removed'],
  ['keygen', '<keygen autofocus onfocus=alert(1)>', null],
  ['isindex', '<isindex action=javascript:alert(1) type=submit>', null],
  ['meta refresh', '<meta http-equiv=refresh content="0;url=javascript:alert(1)">', 'html-removed'],
  ['base', '<base href="https://x.example/">', 'html-removed'],
  ['link', '<link rel=stylesheet href=//x.example/x.css>', 'html-removed'],
  ['math', '<math><mtext><a xlink:href="javascript:alert(1)">x</a></mtext></math>', 'html-removed'],
  [
    'math maction',
    '<math><maction actiontype="statusline" xlink:href="javascript:alert(1)">x</maction></math>',
    'html-removed',
  ],
  [
    'math and style mutation',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    'html-removed',
  ],
  [
    'form and math mutation',
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
    'html-removed',
  ],
  ['svg and title mutation', '<svg></p><title><a id="</title><img src=1 onerror=alert(1)>"></svg>', 'html-removed'],
  ['svg and CDATA', '<svg><![CDATA[><img src=x onerror=alert(1)>]]></svg>', 'html-removed'],
  ['template', '<template><img src=x onerror=alert(1)></template>', 'html-removed'],
  [
    'template as shadow root',
    '<div><template shadowrootmode=open><script>alert(1)</script></template></div>',
    'html-removed',
  ],
  ['noscript mutation', '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>', 'html-removed'],
  ['noembed mutation', '<noembed><p title="</noembed><img src=x alt=x onerror=alert(1)>">', null],
  ['xmp mutation', '<xmp><p title="</xmp><img src=x alt=x onerror=alert(1)>">', 'html-removed'],
  ['plaintext', '<plaintext><img src=x onerror=alert(1)>', null],
  ['textarea mutation', '<textarea><p title="</textarea><img src=x alt=x onerror=alert(1)>">', 'html-removed'],
  ['comment mutation', '<!--><img src=x alt=x onerror=alert(1)>-->', 'html-removed'],
  ['comment closed otherwise', '<!-- --!><img src=x alt=x onerror=alert(1)> -->', null],
  ['conditional comment', '<!--[if gte IE 4]><script>alert(1)</script><![endif]-->', null],
  ['a processing instruction', '<?xml-stylesheet href="javascript:alert(1)"?>', null],
  ['a declaration', '<!DOCTYPE html [<!ENTITY x "y">]>', null],
  ['entities of a script', '&lt;script&gt;alert(1)&lt;/script&gt;', null],
  ['double entities', '&amp;lt;script&amp;gt;alert(1)', null],
  ['code that looks like HTML', '`<img src=x onerror=alert(1)>`', null],
  ['a title that breaks out', '[x](https://x.example "\\"onmouseover=alert(1) x=\\"")', null],
  ['a title with a tag', '![x](a.jpg "><script>alert(1)</script>")', null],
  ['an alt that breaks out', '![x"onerror=alert(1) y="](a.jpg)', null],
  ['an alt with a tag', '![<script>alert(1)</script>](a.jpg)', null],
  ['an address that breaks out', '[x](https://x.example/"onclick=alert(1)")', null],
  ['an address with an entity', '[x](https://x.example/&quot;onclick=alert(1))', null],
  ['a language that breaks out', '```"><script>alert(1)</script>\nx\n```', null],
  ['a caption that breaks out', '![x](a.jpg "</figcaption><img src=x onerror=alert(1)>")', null],
  ['a footnote that breaks out', 'a[^"><b>]\n\n[^"><b>]: x', null],
  ['a heading that breaks out', '## "><img src=x alt=x onerror=alert(1)>', 'html-removed'],
  ['a notice that breaks out', ':::note["><img src=x alt=x onerror=alert(1)>]\nx\n:::', 'html-removed'],
  ['a table cell', '| <img src=x alt=x onerror=alert(1)> |\n|---|\n| <script>alert(1)</script> |', 'html-removed'],
  ['srcset', '<img alt=x src=a.jpg srcset="https://x.example/a.jpg 2x" sizes=1px>', null],
  ['lowsrc and dynsrc', '<img alt=x src=a.jpg lowsrc=javascript:alert(1) dynsrc=javascript:alert(1)>', null],
  [
    'background',
    '<table background="javascript:alert(1)"><tr><td background=javascript:alert(1)>x</td></tr></table>',
    null,
  ],
  ['ping', '<a href="https://x.example/" ping="https://y.example/">x</a>', null],
  ['target and rel', '<a href="https://x.example/" target=_blank rel=opener>x</a>', null],
  ['xlink:href', '<a xlink:href="javascript:alert(1)">x</a>', null],
  ['poster', '<video poster=javascript:alert(1) src=x onerror=alert(1)></video>', 'html-removed'],
  ['audio', '<audio src=x onerror=alert(1)></audio>', 'html-removed'],
  ['marquee', '<marquee onstart=alert(1)>x</marquee>', 'html-removed'],
  ['a custom element', '<x-thu onclick=alert(1)>x</x-thu>', null],
  ['is', '<p is=x-thu contenteditable>x</p>', null],
  ['slot and part', '<p slot=x part=y itemprop=z>x</p>', null],
  ['classes of the page', '<div class="site-header" role=banner hidden>x</div>', null],
  ['data for the page’s scripts', '<div data-bulletin data-body data-view-count data-path="/x/">x</div>', null],
  ['aria that lies', '<p aria-hidden=true role=alert>x</p>', null],
]

describe('nothing dangerous is left', () => {
  test.each(vectors)('%s', (_, markdown, told) => {
    for (const text of [markdown, `${markdown}\n\nchữ`, `> ${markdown.replace(/\n/g, '\n> ')}`]) {
      const { tree, diagnostics, html } = read(text)
      expect(dangers(tree)).toEqual([])
      // A page holds it too: what is parsed, written and parsed again is the same.
      expect(dangers(parseHtml(`<div><p>${html}</p></div>`))).toEqual([])
      const codes = diagnostics.map(({ code }) => code)
      if (told !== null) expect(codes).toContain(told)
    }
  })

  test.each(vectors)('nor in the middle of a text: %s', (_, markdown) => {
    const { tree } = read(`# Một\n\n${markdown}\n\n:::note\n${markdown}\n:::\n\n| a |\n|---|\n| b |\n\n- [x] c\n`)
    expect(dangers(tree)).toEqual([])
  })

  test('whatever they are joined to', () => {
    const pieces = fc.oneof(
      fc.constantFrom(...vectors.map(([, markdown]) => markdown)),
      fc.constantFrom(
        '"',
        "'",
        '>',
        '<',
        '-->',
        '<!--',
        '</',
        ']]>',
        '`',
        '\n\n',
        '<p title="',
        '<a href="',
        '<math>',
        '<svg>',
        '<style>',
        '<noscript>',
        '<table>',
        '<select>',
        '&#',
      ),
    )
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 6 }), (all) => {
        const { tree, html } = read(all.join(''))
        expect(dangers(tree)).toEqual([])
        expect(dangers(parseHtml(html))).toEqual([])
      }),
      { numRuns: 400 },
    )
  })
})

describe('what is taken out is told', () => {
  test('by name and place', () => {
    const { diagnostics, told } = read(
      'một\n\nhai <script>x</script> <b onclick="y">ba</b>\n\n<iframe src="https://x.example/"></iframe>\n',
    )
    expect(told).toEqual(['html-removed 12:5', 'html-removed 12:24', 'html-removed 14:1'])
    expect(diagnostics.map(({ args }) => args)).toEqual([
      { what: '<script>' },
      { what: 'onclick' },
      { what: '<iframe>' },
    ])
  })

  test('a warning, so that `--strict` refuses it', () => {
    expect(read('<script>x</script>').diagnostics[0]?.severity).toBe('warning')
    expect(read('[x](javascript:x)').diagnostics[0]?.severity).toBe('warning')
  })

  test('harmless HTML goes without a word', () => {
    const { told, html } = read(
      '<center><font color=red>x</font></center>\n\n<!-- ghi chú -->\n\n<details><summary>a</summary>b</details>\n',
    )
    expect(told).toEqual([])
    expect(html).not.toMatch(/<font|<center|ghi chú/)
    expect(html).toContain('<summary>a</summary>')
  })
})

describe('ids', () => {
  test('of the page cannot be taken, nor given twice', () => {
    for (const id of ['noi-dung', 'menu', 'footnote-label']) {
      const { tree } = read(`<p id="${id}">x</p>\n`)
      expect(elements(tree, 'p')[0]?.properties.id).toBeUndefined()
    }
    const { tree } = read('<p id="x">a</p>\n\n<p id="x">b</p>\n')
    expect(elements(tree, 'p').map(({ properties }) => properties.id)).toEqual(['x', undefined])
  })

  test('of footnotes cannot be taken by an element of their own', () => {
    const { tree } = read('<p id="cn-fn-1">x</p>\n\na[^1]\n\n[^1]: y\n')
    const ids: unknown[] = []
    visit(tree, 'element', (node: Element) => {
      if (node.properties.id !== undefined) ids.push(node.properties.id)
    })
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('a hole’s mark', () => {
  test.each([
    ['a NUL', '\x000\0'],
    ['a NUL in a link', '[x](\x000\0)'],
    ['an entity', '&#0;0&#0;'],
    ['a hexadecimal entity', '&#x0;0&#x0;'],
    ['an entity in a link', '[x](&#x0;0&#x0;)'],
    ['an entity in HTML', '<p title="&#0;0&#0;">&#x0;0&#x0;</p>'],
    ['an entity in an alt', '![&#x0;0&#x0;](a.jpg)'],
    ['an entity as text in code', '`&#x0;0&#x0;`'],
    ['an entity that is written out', '&amp;#x0;0&amp;#x0;'],
    ['an entity written out in a title', '![x](a.jpg "&amp;#x0;0&amp;#x0;")'],
    ['an attribute of ours', '<img alt="x" src="a.jpg" data-size="&#x0;0&#x0;">'],
    ['a title that is an attribute of ours', '![x](a.jpg " data-size=&quot;&#x0;0&#x0;&quot;")'],
    ['text that is an attribute of ours', '` data-size="&#x0;0&#x0;"`'],
  ])('cannot be forged by %s', (_, markdown) => {
    const { body, html } = read(`${markdown}\n\n[thật](b.md)\n`)
    const wanted = body.references.length
    const urls = body.fragment.filter((part) => typeof part !== 'string' && part.part === 'url')
    expect(urls).toHaveLength(wanted)
    expect(html.match(/\/hole-\d+/g)).toHaveLength(wanted)
    expect(html).not.toContain('\0')
  })

  test('cannot be forged by any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '\0',
        '&#0;',
        '&#x0;',
        '&amp;#x0;',
        '&NUL;',
        '\uFFFD',
        '0',
        '"',
        '`',
        ' data-size="',
        '[x](',
        ')',
        '<p title="',
        '">',
        '&#38;#x0;',
      ),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const { body } = read(pieces.join(''))
        const urls = body.fragment.flatMap((part) =>
          typeof part !== 'string' && part.part === 'url' ? [part.reference] : [],
        )
        expect(urls).toEqual(body.references.map((__, index) => index))
      }),
      { numRuns: 500 },
    )
  })
})

test('front matter is text wherever a page shows it', async () => {
  const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>`
  const quoted = `'${evil}'`
  const root = portal({
    'portal.yaml': `${plainSettings}agency: {name: ${quoted}, address: ${quoted}}\nnavigation: [{title: ${quoted}, url: /x/}]\n`,
    'content/pages/x.md': `---\ntitle: ${quoted}\n---\n\nchữ\n`,
    'content/a/index.md': bulletin({
      title: quoted,
      author: `{name: ${quoted}, role: ${quoted}}`,
      summary: quoted,
      tags: `[${quoted}]`,
      decision: `{number: ${quoted}, issuer: ${quoted}, title: ${quoted}}`,
      image: `{src: a.png, alt: ${quoted}, caption: ${quoted}, credit: ${quoted}}`,
      attachments: `[{file: b.pdf, title: ${quoted}}]`,
      source: `{name: ${quoted}}`,
      changes: `[{at: 2024-06-01, note: ${quoted}}]`,
      withdrawn: `{at: 2024-06-01, reason: ${quoted}}`,
      approvedBy: quoted,
      translationKey: quoted,
    }),
    'content/a/a.png': Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
    'content/a/b.pdf': '%PDF-1.4',
  })
  const result = await buildPortal(root)
  expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  for (const path of ['index.html', '2024/05/a/index.html', 'x/index.html', 'van-ban/index.html']) {
    const html = page(root, path)
    expect(html).not.toContain('<script>alert')
    visit(parseHtml(html), 'element', (node: Element) => {
      for (const name of Object.keys(node.properties)) expect(name).not.toMatch(/^on/i)
    })
  }
})

/** Drawings (SVG): what of them is published, what is refused and why, and that neither takes long. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { cleanSvg } from '../../src/source/svg/clean-svg.ts'
import { hostileDrawings } from '../support/hostile-drawings.ts'
import { buildPortal, bulletin, page, portal } from '../support/portal.ts'

const folder = join(import.meta.dirname, 'drawings')
const real = readdirSync(folder)

const clean = (text: string | Uint8Array) => cleanSvg(Buffer.from(text as string))
const drawn = (inside: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`
const head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

function textOf(text: string | Uint8Array): string {
  const made = clean(text)
  if ('refused' in made) throw new Error(`refused: ${made.refused} ${made.what}`)
  return made.text
}

/** What could run or load, found by a parser of its own. */
function dangersIn(text: string): string[] {
  const dangers: string[] = []
  const parser = new SaxesParser({ xmlns: true })
  let styles = 0
  parser.on('closetag', ({ local }) => {
    if (local === 'style') styles--
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (local === 'style') styles++
    if (uri !== 'http://www.w3.org/2000/svg') dangers.push(`{${uri}}${local}`)
    if (/^(?:script|foreignObject|handler|iframe)$/i.test(local)) dangers.push(local)
    for (const { name, local: key, value } of Object.values(attributes)) {
      if (/^on/i.test(key)) dangers.push(name)
      if (key === 'href' && !/^#|^data:image\/(?:png|jpe?g|gif|webp|avif);base64,/.test(value)) dangers.push(value)
      if (key === 'attributeName' && /href|^on|style/i.test(value)) dangers.push(value)
      if (!/^(?:href|id|class)$/.test(key) && /url\((?!#)|@import|expression|javascript:|image-set|\\/i.test(value))
        dangers.push(value)
    }
  })
  parser.on('text', (words) => {
    if (styles > 0 && /url\((?!#)|@import|image-set|\\/i.test(words)) dangers.push(words)
  })
  for (const event of ['doctype', 'processinginstruction', 'comment', 'cdata'] as const)
    parser.on(event, () => dangers.push(event))
  parser.write(text).close()
  return dangers
}

describe('a hostile drawing is refused or harmless', () => {
  test.each([...hostileDrawings('https://khac.example.org')])('%s', (_, drawing) => {
    const made = clean(drawing)
    if ('refused' in made) expect(made.refused).toMatch(/^(?:active|entities|external|syntax|complex)$/)
    else {
      expect(dangersIn(made.text)).toEqual([])
      expect(made.text).not.toContain('khac.example.org')
    }
  })

  test('and so is whatever else comes', () => {
    const name = fc.constantFrom(
      'g',
      'a',
      'script',
      'use',
      'image',
      'style',
      'set',
      'h:p',
      'i:x',
      'foreignObject',
      'switch',
      'text',
    )
    const key = fc.constantFrom(
      'href',
      'xlink:href',
      'onload',
      'style',
      'fill',
      'attributeName',
      'to',
      'i:y',
      'id',
      'xml:base',
    )
    const value = fc.constantFrom(
      'javascript:x',
      '#a',
      'https://x/',
      'url(#a)',
      'url(//x)',
      'fill:url(x)',
      'href',
      'data:text/html,x',
      '"<&\u00a0',
      '\\75rl(x)',
    )
    const attributes = fc.uniqueArray(fc.tuple(key, value), { selector: ([one]) => one, maxLength: 3 })
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('chữ', '@import "x";', 'a{fill:url(x)}', '<![CDATA[<script/>]]>', '<!--x-->'),
        fc.tuple(name, attributes, fc.array(tie('tree'), { maxLength: 3 })).map(([tag, list, inside]) => {
          const quoted = list.map(
            ([one, said]) => ` ${one}="${said.replace(/[&<"]/g, (sign) => `&#${sign.charCodeAt(0)};`)}"`,
          )
          return `<${tag}${quoted.join('')}>${inside.join('')}</${tag}>`
        }),
      ),
    }))
    const spaces = 'xmlns:h="http://www.w3.org/1999/xhtml" xmlns:i="https://i.example.org/"'
    let published = 0
    fc.assert(
      fc.property(tree, (inside) => {
        const made = clean(drawn(inside, spaces))
        if ('refused' in made) return
        published++
        expect(dangersIn(made.text)).toEqual([])
        expect(textOf(made.text)).toBe(made.text)
      }),
      { numRuns: 1000, seed: 7 },
    )
    expect(published).toBeGreaterThan(100)
  })
})

describe('a drawing of a real program', () => {
  test.each(real)('%s is published without what only its program reads', (name) => {
    const made = textOf(readFileSync(join(folder, name)))
    expect(dangersIn(made)).toEqual([])
    expect(made).not.toMatch(/inkscape|sodipodi|rdf:|sun\.com|mxfile|Generator|Lừ Chương/)
    // Once cleaned it is as it will be.
    expect(textOf(made)).toBe(made)
  })

  test('keeps what draws', () => {
    const made = textOf(readFileSync(join(folder, 'inkscape.svg')))
    for (const kept of [
      'linearGradient',
      'radialGradient',
      'clipPath',
      'mask',
      'pattern',
      'feGaussianBlur',
      'marker',
      'tspan',
    ])
      expect(made).toContain(`<${kept} `)
    expect(made).toContain('xlink:href="#linearGradient1"')
    expect(made).toContain('style="fill:url(#p1)"')
    expect(made).toContain('UBND xã &#38; ')
    expect(textOf(readFileSync(join(folder, 'illustrator.svg')))).toContain('.st2{clip-path:url(#SVGID_3_)}')
    expect(textOf(readFileSync(join(folder, 'libreoffice.svg')))).toContain('hAgAAH0oB/kZ0hJ7AAAAAElFTkSuQmCC"')
  })

  test('shows the text that stands for HTML; where none does, it is refused', () => {
    expect(textOf(readFileSync(join(folder, 'drawio.svg')))).toContain('>Chủ tịch</text></switch>')
    const alone = '<switch><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">Chủ tịch</p></foreignObject></switch>'
    expect(clean(drawn(alone))).toEqual({ refused: 'active', what: 'foreignObject', line: 1 })
  })

  test('may be in another encoding', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(drawn('<text>Sơn La</text>'), 'utf16le')])
    expect(textOf(utf16)).toContain('<text>Sơn La</text>')
    const old = Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${drawn('<text>caf\xe9</text>')}`, 'latin1')
    expect(textOf(old)).toContain('<text>café</text>')
    expect(clean(Buffer.from(drawn('<text>caf\xe9</text>'), 'latin1'))).toEqual({
      refused: 'syntax',
      what: 'encoding',
      line: 1,
    })
  })
})

test('animation moves what is drawn', () => {
  const moving = '<circle r="9"><animate attributeName="r" values="1;9" dur="2s" repeatCount="indefinite"/></circle>'
  expect(textOf(drawn(moving))).toContain(moving)
})

test.each([
  ['.a{fill:red;b:c}/*x*/.b , g>path{stroke:#123}', '.a{fill:red}\n.b , g&#62;path{stroke:#123}'],
  ['@import "x";@charset "y";.a{fill:red}', '.a{fill:red}'],
  ['@font-face{src:url(x)}.a{--c:var(--d,red);fill:var(--c)}', '.a{--c:var(--d,red);fill:var(--c)}'],
  [
    "@media (prefers-color-scheme:dark){.a{fill:#fff;filter:url( '#f' )}}",
    '@media (prefers-color-scheme:dark){.a{fill:#fff;filter:url(#f)}}',
  ],
  ['@keyframes k{from{opacity:0}to{opacity:1}}', '@keyframes k{from{opacity:0}\nto{opacity:1}}'],
  ['.a{background:url(x);fill:u/**/rl(x);stroke:\\75rl(x);color:red', '.a{color:red}'],
  ['.a{font-family:"a;b}c",x;fill:red}', '.a{fill:red}'],
  ['@media x{@media y{@media z{.a{fill:red}}}}', ''],
  ['}}}{{{;;;@', ''],
])('of the styles %j stays %j', (styles, kept) => {
  const inside = styles.replace(/</g, '&lt;')
  expect(textOf(drawn(`<style>${inside}</style>`))).toBe(`${head}><style>${kept}</style></svg>\n`)
})

test.each<[string, string, object]>([
  ['a place', drawn('\n<g/>\n<script/>'), { refused: 'active', what: 'script', line: 3 }],
  ['another namespace', '<svg width="9"/>', { refused: 'syntax', what: 'svg', line: 1 }],
  ['no drawing', '<html xmlns="http://www.w3.org/1999/xhtml"/>', { refused: 'syntax', what: 'html', line: 1 }],
  ['an unknown prefix', drawn('<x:g/>'), { refused: 'syntax', what: 'unbound namespace prefix: "x"', line: 1 }],
  ['an unknown entity', drawn('<text>&nbsp;</text>'), { refused: 'syntax', what: 'undefined entity', line: 1 }],
  ['a linked picture', drawn('<image xlink:href="anh.png"/>'), { refused: 'external', what: 'anh.png', line: 1 }],
  ['a circle', drawn('<g id="a"><use href="#%61"/></g>'), { refused: 'complex', what: 'use', line: null }],
  [
    'a long chain',
    drawn(Array.from({ length: 9000 }, (_, at) => `<use id="a${at}" href="#a${at + 1}"/>`).join('')),
    { refused: 'complex', what: 'use', line: null },
  ],
  ['many levels', drawn('<g>'.repeat(300_000)), { refused: 'complex', what: 'g', line: 1 }],
  [
    'many levels of what is left out',
    drawn(`<metadata>${'<g>'.repeat(300_000)}`),
    { refused: 'complex', what: 'g', line: 1 },
  ],
  ['many elements', drawn('<g/>'.repeat(500_001)), { refused: 'complex', what: 'g', line: 1 }],
  ['a large file', ' '.repeat(33 * 2 ** 20), { refused: 'complex', what: '33 MB', line: null }],
])('%s is refused', (_, drawing, expected) => {
  expect(clean(drawing)).toEqual(expected)
})

test('a refused drawing is told at its line, and nothing is published', async () => {
  const root = portal({
    'content/a.md': bulletin({ attachments: 'b.svg' }, '![Sơ đồ](a.svg)\n'),
    'content/a.svg': drawn('\n<g onclick="x()"/>'),
    'content/b.svg': readFileSync(join(folder, 'matplotlib.svg')),
  })
  const { exit, diagnostics } = await buildPortal(root)
  expect(exit).toBe(1)
  expect(diagnostics).toMatchObject([
    { code: 'drawing-refused', args: { reason: 'active', what: 'onclick' }, place: { file: 'content/a.svg', line: 2 } },
  ])
})

test('a drawing is published clean, with its size on the page, by a warm build too', async () => {
  const source = readFileSync(join(folder, 'matplotlib.svg'))
  const root = portal({
    'content/a.md': bulletin({ attachments: 'a.svg' }, '![Biểu đồ](a.svg)\n'),
    'content/a.svg': source,
    'static/hinh.svg': drawn('<script>1</script>'),
  })
  const cache = join(root, '.build-portal/cache')
  for (const _ of ['cold', 'warm']) {
    expect((await buildPortal(root, { cache })).exit).toBe(0)
    expect(page(root, '2024/05/a/a.svg')).toBe(textOf(source))
    expect(page(root, '2024/05/a/index.html')).toMatch(
      /<img src="\/2024\/05\/a\/a.svg" alt="Biểu đồ" width="614" height="461"/,
    )
  }
  // What the operator puts into static/ is published as it is, as templates and scripts are.
  expect(page(root, 'hinh.svg')).toContain('<script>')
})

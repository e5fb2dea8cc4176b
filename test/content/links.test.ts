/** Links and images of a text: what each means, where it leads, and the exact place of one that leads nowhere. */
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { resolveContentPath } from '../../src/content/markdown/references.ts'
import { buildPortal, bulletin, page, plainSettings, portal } from '../support/portal.ts'
import { elements, parseHtml, read } from './body.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('a reference', () => {
  test.each([
    ['[x](b.md)', { to: 'file', path: '2024/b.md', fragment: null }],
    ['[x](./b.md)', { to: 'file', path: '2024/b.md', fragment: null }],
    ['[x](100%.md)', { to: 'file', path: '2024/100%.md', fragment: null }],
    ['[x](b.md#phần)', { to: 'file', path: '2024/b.md', fragment: 'phần' }],
    ['[x](b.md#ph%E1%BA%A7n)', { to: 'file', path: '2024/b.md', fragment: 'phần' }],
    ['[x](b.md?in=1#x)', { to: 'file', path: '2024/b.md', fragment: 'x' }],
    ['[x](../2023/b.md)', { to: 'file', path: '2023/b.md', fragment: null }],
    ['[x](<bài viết.md>)', { to: 'file', path: '2024/bài viết.md', fragment: null }],
    ['[x](b%C3%A0i%20vi%E1%BA%BFt.md)', { to: 'file', path: '2024/bài viết.md', fragment: null }],
    [`[x](${'bài.md'.normalize('NFD')})`, { to: 'file', path: '2024/bài.md', fragment: null }],
    ['[x](thu-muc/)', { to: 'file', path: '2024/thu-muc', fragment: null }],
    ['![x](a.jpg)', { to: 'file', path: '2024/a.jpg', image: true }],
    ['[x](#phần)', { to: 'self', fragment: 'phần' }],
    ['[x](#)', { to: 'self', fragment: '' }],
    ['[x](?a=b)', { to: 'self', fragment: '' }],
    ['[x](/gioi-thieu/)', { to: 'site', path: '/gioi-thieu/', fragment: null, image: false }],
    ['[x](/gioi-thieu/#b)', { to: 'site', path: '/gioi-thieu/', fragment: 'b' }],
    ['[x](/tim-kiem/?q=a#b)', { to: 'site', path: '/tim-kiem/', fragment: 'b' }],
    ['![x](/logo.svg)', { to: 'site', path: '/logo.svg', image: true }],
  ])('%s', (markdown, reference) => {
    const { body, told } = read(markdown)
    expect(told).toEqual([])
    expect(body.references).toMatchObject([{ ...reference, line: 10 }])
  })

  test.each([
    'https://x.example/a?b=c#d',
    'HTTP://X.EXAMPLE/',
    '//x.example/a',
    'mailto:x@x.example',
    'tel:+84212000000',
    'sms:113',
    'ftp://x.example/a',
  ])('%s leads away as it is', (url) => {
    const { body, told, tree } = read(`[x](${url})\n`)
    expect(told).toEqual([])
    expect(body.references).toEqual([])
    expect(elements(tree, 'a')[0]?.properties.href).toBe(url)
  })

  test.each([
    ['[x](../../b.md)', 'path-outside'],
    ['[x](../../../../etc/passwd)', 'path-outside'],
    ['[x](%2e%2e/%2e%2e/b.md)', 'path-outside'],
    ['[x](..%2F..%2Fb.md)', 'path-outside'],
    ['[x](/../x/)', 'path-outside'],
    ['[x](/a/%2e%2e/%2e%2e/x/)', 'path-outside'],
    ['[x](a\\\\b.md)', 'path-outside'],
    ['[x](a%5Cb.md)', 'path-outside'],
    ['[x](a%00.md)', 'path-outside'],
    ['[x](a%0a.md)', 'path-outside'],
    ['[x](#%ff)', 'path-outside'],
    ['![x](../../a.jpg)', 'path-outside'],
    ['![x](/../a.jpg)', 'path-outside'],
    ['[x](https://)', 'url-unsafe'],
    ['[x](https://[x/)', 'url-unsafe'],
    ['![x](mailto:x@x.example)', 'url-unsafe'],
    ['![x](https://x.example/a.jpg)', 'image-host'],
    ['![x](//x.example/a.jpg)', 'image-host'],
    ['![x](HTTPS://X.EXAMPLE/a.jpg)', 'image-host'],
  ])('%s is refused, its text kept', (markdown, code) => {
    const { body, told, tree, html } = read(markdown)
    expect(told).toEqual([`${code} 10:1`])
    expect(body.references).toEqual([])
    expect(elements(tree, 'img')).toEqual([])
    for (const link of elements(tree, 'a')) expect(link.properties.href).toBeUndefined()
    expect(html).toContain('x')
  })

  test('an image may come from a host that the settings name, and from no other', () => {
    expect(read('![x](https://x.example/a.jpg)', { imageHosts: ['x.example'] }).told).toEqual([])
    for (const url of ['https://x.example.org/a.jpg', 'https://y.x.example/a.jpg', 'https://x.example@y.example/a.jpg'])
      expect(read(`![x](${url})`, { imageHosts: ['x.example'] }).told).toEqual(['image-host 10:1'])
  })

  test('has the place of the file', () => {
    const { told, body } = read('một\n\nhai [a](b.md) ba [c](javascript:x)\n\n> - ![](https://x.example/a.jpg)\n', {
      firstLine: 7,
    })
    expect(told).toEqual(['url-unsafe 9:18', 'image-alt-missing 11:5', 'image-host 11:5'])
    expect(body.references).toMatchObject([{ line: 9, column: 5 }])
  })

  test('has the place of the file with CRLF too', () => {
    const { told } = read('một\r\n\r\nhai [c](javascript:x)\r\n', { firstLine: 7 })
    expect(told).toEqual(['url-unsafe 9:5'])
  })

  test('in a table, a footnote or a heading has its place', () => {
    const { told } = read(
      '| a | b |\n|---|---|\n| x | [c](javascript:x) |\n\n# [d](javascript:y)\n\ne[^1]\n\n[^1]: [f](javascript:z)\n',
    )
    expect(told).toEqual(['url-unsafe 12:7', 'url-unsafe 14:3', 'url-unsafe 18:7'])
  })

  test('in HTML has its place', () => {
    const { told } = read('một\n\n<p>hai\n<a href="javascript:x">ba</a></p>\n\nbốn <a href="javascript:y">năm</a>\n')
    expect(told).toEqual(['url-unsafe 13:1', 'url-unsafe 15:5'])
  })
})

test.each([
  ['2024', 'a.jpg', '2024/a.jpg'],
  ['2024', '../a.jpg', 'a.jpg'],
  ['', 'a.jpg', 'a.jpg'],
  ['', './b/../a.jpg', 'a.jpg'],
  ['2024', '../../a.jpg', null],
  ['2024', '..', '.'],
  ['', '..', null],
  ['', '../content/a.jpg', null],
  ['', '/etc/passwd', null],
  ['a/b', '../../../x', null],
  ['2024', '..a.jpg', '2024/..a.jpg'],
])('from %j the path %j is %j', (folder, written, path) => {
  expect(resolveContentPath(folder, written)).toBe(path)
})

/** Builds a portal of `a.md` with a text and further files; what is told, and the links of its page. */
async function built(text: string, files: Record<string, string | Uint8Array> = {}, settings = plainSettings) {
  const root = portal({ 'portal.yaml': settings, 'content/2024/a.md': bulletin({}, text), ...files })
  const result = await buildPortal(root)
  const told = result.diagnostics.map(({ code, place }) => `${code} ${place?.file}:${place?.line}:${place?.column}`)
  if (result.exit !== 0) return { root, result, told, links: [] }
  const tree = parseHtml(page(root, '2024/05/a/index.html').replace(/^[\s\S]*data-body[^>]*>/, ''))
  return { root, result, told, links: elements(tree, 'a').map(({ properties }) => String(properties.href)) }
}

describe('in a portal', () => {
  const other = { 'content/2024/b.md': bulletin({ title: 'Hai' }, '## Kết quả\n') }

  test('a link to a file is a link to its page', async () => {
    const text =
      '[1](b.md) [2](b.md#ket-qua) [3](b) [4](../2023/c/index.md) [5](../2023/c/) [6](../pages/gioi-thieu.md) [7](#) [8](d.pdf) [9](/2024/05/b/) [10](/2024/05/b/#ket-qua)\n'
    const { told, links } = await built(text, {
      ...other,
      'content/2023/c/index.md': bulletin({ date: '2023-01-01' }),
      'content/pages/gioi-thieu.md': '---\ntitle: Giới thiệu\n---\n\nchữ\n',
      'content/2024/d.pdf': '%PDF-1.4',
    })
    expect(told).toEqual([])
    expect(links.slice(0, 10)).toEqual([
      '/2024/05/b/',
      '/2024/05/b/#ket-qua',
      '/2024/05/b/',
      '/2023/01/c/',
      '/2023/01/c/',
      '/gioi-thieu/',
      '#',
      '/2024/05/a/d.pdf',
      '/2024/05/b/',
      '/2024/05/b/#ket-qua',
    ])
  })

  test('below a prefix has it once', async () => {
    const settings = plainSettings.replace('https://thu.example.gov.vn/', 'https://thu.example.gov.vn/huyen/')
    const { told, links } = await built('[1](b.md) [2](/2024/05/b/)\n', other, settings)
    expect(told).toEqual([])
    expect(links.slice(0, 2)).toEqual(['/huyen/2024/05/b/', '/huyen/2024/05/b/'])
  })

  test.each([
    ['[x](c.md)', 'link-missing content/2024/a.md:7:1'],
    ['[x](b.md#khong-co)', 'fragment-missing content/2024/a.md:7:1'],
    ['chữ [x](#khong-co)', 'fragment-missing content/2024/a.md:7:5'],
    ['[x](/khong-co/)', 'link-missing content/2024/a.md:7:1'],
    ['[x](/2024/05/b/#khong-co)', 'fragment-missing content/2024/a.md:7:1'],
    ['[x](c.pdf)', 'link-missing content/2024/a.md:7:1'],
    ['![x](c.jpg)', 'file-missing content/2024/a.md:7:1'],
    ['![x](/khong-co.png)', 'file-missing content/2024/a.md:7:1'],
    ['![x](b.md)', 'file-missing content/2024/a.md:7:1'],
    ['[x](nhap.md)', 'link-held content/2024/a.md:7:1'],
    ['[x](hen.md)', 'link-held content/2024/a.md:7:1'],
    ['[x](loi.md)', 'date-impossible content/2024/loi.md:3:7'],
    ['[x](chay.html)', 'file-unsafe content/2024/a.md:7:1'],
    ['![x](hong.png)', 'image-broken content/2024/hong.png:undefined:undefined'],
  ])('%s is an error', async (text, code) => {
    const { told, result } = await built(`${text}\n`, {
      ...other,
      'content/2024/nhap.md': bulletin({ draft: 'true' }),
      'content/2024/hen.md': bulletin({ publishAt: '2030-01-01' }),
      'content/2024/chay.html': '<script>x</script>',
      'content/2024/hong.png': 'không phải ảnh',
      ...(text.includes('loi') && { 'content/2024/loi.md': bulletin({ date: '2024-02-30' }) }),
    })
    expect(result.exit).toBe(1)
    // The files that the text at fault leaves unused are another subject.
    const own = told.filter((one) => !one.startsWith('file-unpublished '))
    expect(own.map((one) => one.replace(/null/g, 'undefined'))).toEqual([code])
  })

  test('a link that is held names the other file and the time', async () => {
    const { result } = await built('[x](hen.md)\n', {
      'content/2024/hen.md': bulletin({ publishAt: '2030-01-01T08:00:00+07:00' }),
    })
    expect(result.diagnostics).toMatchObject([
      { args: { reason: 'scheduled', until: '2030-01-01T08:00:00+07:00' }, related: [{ file: 'content/2024/hen.md' }] },
    ])
  })

  test('a path that is nearly right is offered', async () => {
    const { result } = await built('[x](bb.md) ![y](anhh.png)\n', { ...other, 'content/2024/anh.png': png })
    expect(result.diagnostics.map(({ args }) => (args as { known: string }).known).sort()).toEqual(['anh.png', 'b.md'])
  })

  test('a footnote with a Vietnamese label leads to its note and back', async () => {
    const { told } = await built('Một[^đất].\n\n[^đất]: Ghi chú.\n')
    expect(told).toEqual([])
  })

  test('an image beside the text has its size, and lies beside the page', async () => {
    const { told, result, root } = await built('![Ảnh](<ảnh 1.png> "Lễ hội")\n', { 'content/2024/ảnh 1.png': png })
    expect(told).toEqual([])
    expect(result.changed).toContain('/2024/05/a/ảnh 1.png')
    const [image] = elements(parseHtml(page(root, '2024/05/a/index.html')), 'img')
    expect(image?.properties).toMatchObject({ width: 1, height: 1, alt: 'Ảnh', src: encodeURI('/2024/05/a/ảnh 1.png') })
  })

  test('a file that no text refers to is not published', async () => {
    const { result } = await built('chữ\n', { 'content/2024/kin.pdf': '%PDF', 'content/2024/kin.png': png })
    expect(result.changed.filter((path) => path.includes('kin'))).toEqual([])
  })

  test('two files of one name each have their place', async () => {
    const { links, told } = await built('[1](x/d.pdf) [2](y/d.pdf) [3](y/D.pdf)\n', {
      'content/2024/x/d.pdf': 'một',
      'content/2024/y/d.pdf': 'hai',
      'content/2024/y/D.pdf': 'ba',
    })
    expect(told).toEqual([])
    expect(new Set(links.slice(0, 3).map((link) => link.toLowerCase())).size).toBe(3)
  })
})

describe('front matter’s files', () => {
  test.each([
    ['image', '{src: "../../x.png", alt: x}', 'path-outside'],
    ['image', '{src: "/etc/passwd", alt: x}', 'path-outside'],
    ['image', '{src: "../../../../etc/passwd", alt: x}', 'path-outside'],
    ['image', '{src: "khong-co.png", alt: x}', 'file-missing'],
    ['image', '{src: "https://x.example/a.png", alt: x}', 'image-host'],
    ['image', '{src: "//x.example/a.png", alt: x}', 'image-host'],
    ['image', '{src: "javascript:alert(1)", alt: x}', 'url-unsafe'],
    ['image', '{src: "data:image/png;base64,AAAA", alt: x}', 'url-unsafe'],
    ['attachments', '[../../portal.yaml]', 'path-outside'],
    ['attachments', '[/etc/passwd]', 'path-outside'],
    ['attachments', '[khong-co.pdf]', 'file-missing'],
    ['attachments', '[a.md]', 'file-missing'],
    ['attachments', '[x.html]', 'file-unsafe'],
    ['attachments', '[..]', 'file-missing'],
    ['decision', '{number: 1/QĐ-UBND, issuer: UBND, file: ../../x.pdf}', 'path-outside'],
    ['decision', '{number: 1/QĐ-UBND, issuer: UBND, file: khong-co.pdf}', 'file-missing'],
  ])('%s: %s', async (key, value, code) => {
    const root = portal({ 'content/2024/a.md': bulletin({ [key]: value }), 'content/2024/x.html': '<p>' })
    const { diagnostics } = await buildPortal(root, { only: 'check' })
    expect(diagnostics.map(({ code: told }) => told).filter((told) => told !== 'file-unpublished')).toEqual([code])
    expect(diagnostics.find((one) => one.code === code)?.place).toMatchObject({ file: 'content/2024/a.md', line: 5 })
  })

  test('a link out of the portal is not followed for an attachment', async () => {
    const root = portal({ 'content/2024/a.md': bulletin({ attachments: 'x.pdf' }) })
    symlinkSync('/etc/passwd', join(root, 'content/2024/x.pdf'))
    const { exit, diagnostics } = await buildPortal(root)
    expect(exit).toBe(1)
    expect(diagnostics.map(({ code }) => code)).toContain('symlink-outside')
  })

  test.each(['x.svg', 'x.SVG'])('an SVG, %s, that could run is not published as a page of its own', async (name) => {
    const root = portal({
      'content/2024/a.md': bulletin({ attachments: name }),
      [`content/2024/${name}`]: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    })
    const { exit, changed } = await buildPortal(root)
    expect(exit === 1 || !changed.some((path) => /\.svg$/i.test(path))).toBe(true)
  })
})
